"""More mail of the same kind: absence notes, and second thoughts for a big mailbox."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from mutuals.village.dates import NOW, later
from mutuals.village.dice import Dice, Picks
from mutuals.village.events import Message
from mutuals.village.letters import as_mail, id_of, is_in_new_account, is_owners_mail, message_id
from mutuals.village.mail_format import Mail, mailbox
from mutuals.village.people import mail_of
from mutuals.village.roles import OWNER
from mutuals.village.story import Story

_ORDINARY = {"chat", "asks", "answers", "thanks", "offers", "news", "declines"}
_ABSENT = 0.025


def absence_notes(story: Story) -> Iterator[Mail]:
    """Yield what machines answer for people who are away when the owner writes."""
    dice = Dice(story.seed + 2)
    for message in story.messages:
        is_sent = message.sender == OWNER and is_owners_mail(message)
        if is_sent and dice.chance(_ABSENT):
            yield _absence(message, later(message.at, seconds=dice.whole(2, 50)), story)


def _absence(message: Message, at: datetime, story: Story) -> Mail:
    away, owner = story.people[message.to[0]], story.people[OWNER]
    address = mail_of(owner, at.date(), Picks(message.key))
    return Mail(
        at=at,
        message_id=message_id(f"away-{message.key}", "mx.quillby.example"),
        sender=(away.name, away.mails[0]),
        headers=[
            ("To", mailbox(owner.name, address)),
            ("In-Reply-To", id_of(message)),
            ("Auto-Submitted", "auto-replied"),
            ("Precedence", "bulk"),
        ],
        subject="I am away",
        lines=["I am away and will read this when I am back.", "", away.name],
        labels="Inbox",
        received=address,
    )


def second_thoughts(story: Story, number: int, dice: Dice) -> Iterator[Mail]:
    """Yield further mails between the same people, each soon after one of the story's.

    They follow mails the story has, so that no tie changes its course by them.
    """
    ordinary = [
        message
        for message in story.messages
        if message.intent in _ORDINARY and is_owners_mail(message) and is_in_new_account(message.at)
    ]
    drawn = sorted(_due(ordinary, number, dice))
    subjects: dict[str, str] = {}
    for at, place, count in drawn:
        first = ordinary[place]
        again = replace(
            first,
            at=at,
            key=f"{first.key}+{count}",
            reply_to=(*first.reply_to, first.key),
        )
        yield as_mail(again, story, subjects)


def _due(ordinary: list[Message], number: int, dice: Dice) -> Iterator[tuple[datetime, int, int]]:
    for count in range(number):
        place = dice.whole(0, len(ordinary) - 1)
        at = later(ordinary[place].at, minutes=dice.whole(3, 600), seconds=dice.whole(0, 59))
        yield min(at, later(NOW, minutes=-dice.whole(300, 360))), place, count
