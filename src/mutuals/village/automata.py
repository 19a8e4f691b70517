"""Mail that nobody wrote to the owner: lists, newsletters, machines."""

from collections.abc import Iterator
from datetime import datetime

from mutuals.village.dates import FIRST_DAY, NOW, TODAY, day_in, later, moment
from mutuals.village.dice import Dice, Picks
from mutuals.village.letters import message_id
from mutuals.village.machines import LISTS, MACHINES, Machine, MailingList, strangers
from mutuals.village.mail_format import Mail, mailbox
from mutuals.village.people import mail_of
from mutuals.village.plans import LAST
from mutuals.village.rhythm import happenings
from mutuals.village.roles import OWNER
from mutuals.village.story import Story
from mutuals.village.words import letter, subject

# When, a key, and which machine or list (machines first).
Due = tuple[datetime, str, int]

_ACCOUNT_FROM = 14  # the month in which the present account begins
_LIST_HOST = "lists.quillby.example"
_INTENTS = ("chat", "asks", "answers", "news", "offers")


class AutomaticMail:
    """Draws the mail of machines and lists. List mails often answer the one before."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._dice = Dice(story.seed + 1)
        self._strangers = strangers()
        self._villagers = [p for p in story.people.values() if p.handle != OWNER]
        self._last: dict[str, tuple[str, str]] = {}

    def usual(self) -> list[Due]:
        """Return when something comes from which machine or list, in order of time."""
        return sorted(self._usual())

    def _usual(self) -> Iterator[Due]:
        for place, source in enumerate([*(m.rate for m in MACHINES), *(o.rate for o in LISTS)]):
            for month, number in happenings([source] * LAST, self._dice):
                yield _some_time(month, self._dice), f"auto-{place}-{month}-{number}", place

    def more(self, number: int) -> list[Due]:
        """Return as many further list mails, spread over the present account's time."""
        dice = self._dice
        return sorted(
            (
                _some_time(dice.whole(_ACCOUNT_FROM, LAST - 1), dice),
                f"more-{count}",
                len(MACHINES) + dice.whole(0, len(LISTS) - 1),
            )
            for count in range(number)
        )

    def mail(self, due: Due) -> Mail:
        """Return the mail that is due; to be asked for in order of time."""
        at, key, place = due
        owner = self._story.people[OWNER]
        picks = Picks(f"{self._story.seed}{key}")
        address = mail_of(owner, at.date(), picks)
        if place >= len(MACHINES):
            return self._from_list(LISTS[place - len(MACHINES)], (at, key, address), picks)
        to = mailbox(owner.name, address)
        return _from_machine(MACHINES[place], (at, key, address, to), picks)

    def _from_list(self, one: MailingList, due: tuple[datetime, str, str], picks: Picks) -> Mail:
        at, key, address = due
        name, sender = self._writer(at, picks)
        names = {"me": name.split()[0], "you": "all", "other": "", "thing": ""}
        intent = picks.pick(_INTENTS)
        own_id = message_id(key, _LIST_HOST)
        title = f"[{one.tag}] {subject(intent, picks, names)}"
        answered: list[tuple[str, str]] = []
        if one.tag in self._last and picks.below(2):
            past, title = self._last[one.tag]
            title = f"Re: {title.removeprefix('Re: ')}"
            answered = [("In-Reply-To", past), ("References", past)]
        self._last[one.tag] = (own_id, title)
        marks = [
            ("To", one.address),
            ("List-Id", one.list_id),
            ("List-Post", f"<mailto:{one.address}>"),
            ("Precedence", "list"),
            ("Sender", one.address.replace("@", "-bounces@")),
        ]
        return Mail(
            at=at,
            message_id=own_id,
            sender=(name, sender),
            headers=[*marks, *answered],
            subject=title,
            lines=letter(intent, picks, names),
            labels="Forums",
            received=address,
        )

    def _writer(self, at: datetime, picks: Picks) -> tuple[str, str]:
        if picks.below(3):
            return picks.pick(self._strangers)
        person = picks.pick(self._villagers)
        return person.name, mail_of(person, at.date(), picks)


def _from_machine(machine: Machine, due: tuple[datetime, str, str, str], picks: Picks) -> Mail:
    at, key, address, to = due
    return Mail(
        at=at,
        message_id=message_id(key, machine.address.partition("@")[2]),
        sender=(machine.name, machine.address),
        headers=[("To", to), *machine.marks],
        subject=picks.pick(machine.titles),
        lines=machine.lines,
        form=machine.form,
        labels="Updates",
        received=address,
    )


def _some_time(month: int, dice: Dice) -> datetime:
    day = max(FIRST_DAY, min(day_in(month, dice.share()), TODAY))
    at = moment(day, dice.whole(0, 22), dice.whole(0, 59), dice.whole(0, 59))
    return min(at, later(NOW, minutes=-dice.whole(400, 900)))
