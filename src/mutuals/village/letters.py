"""Turns the owner's messages and the automatic mail into mails."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256

from mutuals.village.dice import Picks
from mutuals.village.events import Message
from mutuals.village.mail_format import Mail, folded, mailbox
from mutuals.village.people import Person, mail_of
from mutuals.village.roles import OWNER
from mutuals.village.story import Story
from mutuals.village.words import letter, subject

OLD_ACCOUNT_UNTIL = date(2023, 12, 31)
COPIED_FROM = date(2023, 12, 1)
_FORMS = ("plain",) * 7 + ("quoted", "html")


def owner_letters(story: Story) -> Iterator[Mail]:
    """Yield every mail the owner sent or received, in order of time."""
    subjects: dict[str, str] = {}
    for message in story.messages:
        if is_owners_mail(message):
            yield as_mail(message, story, subjects)


def is_owners_mail(message: Message) -> bool:
    """Tell whether the owner sent or received this, and by mail."""
    return message.channel == "mail" and OWNER in {message.sender, *message.recipients}


def message_id(key: str, host: str) -> str:
    """Return a Message-ID made from a message's key."""
    return f"<{sha256(key.encode()).hexdigest()[:20]}@{host}>"


def names_in(message: Message, story: Story) -> dict[str, str]:
    """Return the names a message's sentences need."""
    firsts = [story.people[handle].name.split()[0] for handle in message.recipients]
    is_handover = message.intent == "handover"
    return {
        "me": story.people[message.sender].name.split()[0],
        "you": firsts[0],
        "other": firsts[1] if len(firsts) > 1 else "",
        "introducer": firsts[-1] if is_handover else "",
        "thing": message.thing.replace("-", " "),
    }


def as_mail(message: Message, story: Story, subjects: dict[str, str]) -> Mail:
    """Return a message as a mail; a thread keeps the subject it began with."""
    picks = Picks(f"{story.seed}{message.key}")
    names = names_in(message, story)
    day = message.at.date()
    line = subjects.setdefault(message.thread, subject(message.intent, picks, names))
    sender = story.people[message.sender]
    address = mail_of(sender, day, picks)
    is_sent = message.sender == OWNER
    return Mail(
        at=message.at,
        message_id=id_of(message),
        sender=(sender.name, address),
        headers=[*_fields(message, story, picks), *_references(message)],
        subject=f"Re: {line}" if message.reply_to else line,
        lines=letter(message.intent, picks, names),
        form=picks.pick(_FORMS),
        thread=message.thread,
        labels="Sent" if is_sent else "Inbox",
        received="" if is_sent else mail_of(story.people[OWNER], day, picks),
    )


def id_of(message: Message) -> str:
    """Return a message's Message-ID."""
    return _id_of(message.key, message.thread)


def _id_of(key: str, thread: str) -> str:
    return message_id(key, f"{Picks(thread).pick(('tarnbox', 'larkmail', 'mx.quillby'))}.example")


def _references(message: Message) -> list[tuple[str, str]]:
    if not message.reply_to:
        return []
    past = [_id_of(key, message.thread) for key in message.reply_to]
    return [("In-Reply-To", past[-1]), ("References", "\n ".join(past))]


def _fields(message: Message, story: Story, picks: Picks) -> list[tuple[str, str]]:
    """Return To, Cc and, in the owner's copies, Bcc."""
    shown = [("To", message.to), ("Cc", message.cc)]
    if message.sender == OWNER:
        shown.append(("Bcc", message.bcc))
    day = message.at.date()
    return [
        ("", folded(name, _boxes((story.people[h] for h in handles), day, picks)))
        for name, handles in shown
        if handles
    ]


def _boxes(people: Iterable[Person], day: date, picks: Picks) -> Iterator[str]:
    for person in people:
        name = "" if not picks.below(12) else person.name
        yield mailbox(name, mail_of(person, day, picks))


def is_in_old_account(at: datetime) -> bool:
    """Tell whether a mail went to the account the owner gave up."""
    return at.date() <= OLD_ACCOUNT_UNTIL


def is_in_new_account(at: datetime) -> bool:
    """Tell whether a mail is in the present account; some weeks were copied over."""
    return at.date() >= COPIED_FROM
