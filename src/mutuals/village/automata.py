"""Mail that nobody wrote to the owner: lists, newsletters, machines, absence notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mutuals.village.dates import FIRST_DAY, NOW, TODAY, day_in, later, moment
from mutuals.village.dice import Dice, Picks
from mutuals.village.letters import message_id
from mutuals.village.mail_format import Mail, mailbox
from mutuals.village.people import Person, mail_of
from mutuals.village.plans import LAST
from mutuals.village.roles import OWNER
from mutuals.village.story import Story
from mutuals.village.words import letter, subject

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """An address no person writes from: how often a month, and by what it shows."""

    name: str
    address: str
    rate: float
    titles: tuple[str, ...]
    marks: Headers = ()
    form: str = "plain"


@dataclass(frozen=True, slots=True)
class MailingList:
    """A list the owner reads. Villagers and strangers write to it."""

    tag: str
    address: str
    list_id: str
    rate: float


_AUTO = (("Auto-Submitted", "auto-generated"),)
_BULK = (("Precedence", "bulk"), ("List-Unsubscribe", "<mailto:leave@news.example>"))
MACHINES = (
    Machine(
        "Slotwise",
        "no-reply@slotwise.example",
        2.5,
        ("Confirmed: 30 minutes with Wren Adeyemi-Holt", "Rescheduled: 30 minutes"),
        _AUTO,
    ),
    Machine(
        "Almanac Calendar",
        "calendar-notification@almanac.example",
        5.0,
        ("Invitation: Catch-up", "Accepted: Study design call", "Reminder: Reading evening"),
        _AUTO,
        "invitation",
    ),
    Machine("Parcel Post", "noreply@parcelpost.example", 3.5, ("Your parcel is on its way",)),
    Machine(
        "Lockside Bank",
        "do-not-reply@lockside.example",
        2.0,
        ("Your statement is ready", "A payment has been made"),
        _AUTO,
    ),
    Machine(
        "buildbot",
        "bot@forge.example",
        4.0,
        ("[study-kit] build passed", "[study-kit] build failed", "[study-kit] 2 new comments"),
        (*_AUTO, ("Precedence", "bulk")),
    ),
    Machine("Quillby Library", "info@library.quillby.example", 1.2, ("Your loan ends soon",)),
    Machine("Ferncell Accounts", "office@ferncell.example", 0.4, ("Remittance advice",), _AUTO),
    Machine(
        "The Lock Street Letter",
        "letter@lockstreet.example",
        4.3,
        ("The Lock Street Letter", "What is on this week", "Eight things from the towpath"),
        (*_BULK, ("List-Id", "Lock Street Letter <letter.lockstreet.example>")),
        "html",
    ),
    Machine(
        "Pencil & Proof",
        "news@pencilproof.example",
        2.1,
        ("Twenty per cent off ink", "New nibs are here"),
        _BULK,
        "html",
    ),
    Machine("Statistics Weekly", "digest@statsweekly.example", 4.3, ("This week's digest",), _BULK),
)
LISTS = (
    MailingList(
        "quillby-neighbours",
        "neighbours@lists.quillby.example",
        "Quillby neighbours <neighbours.lists.quillby.example>",
        18.0,
    ),
    MailingList(
        "choir-friends",
        "choir-friends@lists.quillby.example",
        "Friends of the choir <choir-friends.lists.quillby.example>",
        7.0,
    ),
)
_GIVEN = ("Ada", "Bo", "Chidi", "Dafne", "Eluned", "Farid", "Greet", "Hana", "Iker", "Jaana")
_FAMILY = ("Moss", "Quist", "Ravn", "Sandoval", "Tembo", "Ueda", "Voss", "Wachira", "Yilmaz")
_STRANGERS = 45


def strangers() -> list[tuple[str, str]]:
    """Return the name and address of those known from a mailing list only."""
    pairs = []
    for place in range(_STRANGERS):
        given = _GIVEN[place % len(_GIVEN)]
        family = _FAMILY[(place * 4 + place // len(_GIVEN)) % len(_FAMILY)]
        pairs.append((f"{given} {family}", f"{given}.{family}{place}@farpost.example".lower()))
    return pairs


class AutomaticMail:
    """Draws the mail of machines and lists."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._dice = Dice(story.seed + 1)
        self._strangers = strangers()

    def usual(self) -> list[tuple[datetime, str, int]]:
        """Return when something comes from which machine or list, in order of time."""
        drawn = []
        for month in range(LAST):
            for place, source in enumerate((*MACHINES, *LISTS)):
                for _ in range(self._dice.count(source.rate)):
                    at = _some_time(month, self._dice)
                    if at < NOW:
                        drawn.append((at, f"auto-{place}-{len(drawn)}", place))
        return sorted(drawn)

    def more(self, number: int) -> list[tuple[datetime, str, int]]:
        """Return as many further list mails, spread over the present account's time."""
        places = len(MACHINES)
        drawn = []
        for count in range(number):
            at = _some_time(self._dice.whole(14, LAST - 1), self._dice)
            place = places + self._dice.whole(0, len(LISTS) - 1)
            drawn.append((min(at, later(NOW, minutes=-5)), f"more-{count}", place))
        return sorted(drawn)

    def mail(self, drawn: tuple[datetime, str, int]) -> Mail:
        """Return the mail for a moment drawn."""
        at, key, place = drawn
        if place < len(MACHINES):
            return self._from_machine(MACHINES[place], at, key)
        return self._from_list(LISTS[place - len(MACHINES)], at, key)

    def _to_owner(self, at: datetime, picks: Picks) -> tuple[Person, str]:
        owner = self._story.people[OWNER]
        return owner, mail_of(owner, at.date(), picks)

    def _from_machine(self, machine: Machine, at: datetime, key: str) -> Mail:
        picks = Picks(f"{self._story.seed}{key}")
        owner, address = self._to_owner(at, picks)
        return Mail(
            at=at,
            message_id=message_id(key, machine.address.partition("@")[2]),
            sender=(machine.name, machine.address),
            headers=[("To", mailbox(owner.name, address)), *machine.marks],
            subject=picks.pick(machine.titles),
            lines=["This message was sent by a machine.", f"Reference {picks.below(10**8):08d}"],
            form=machine.form,
            labels="Updates",
            received=address,
        )

    def _from_list(self, source: MailingList, at: datetime, key: str) -> Mail:
        picks = Picks(f"{self._story.seed}{key}")
        sender = self._writer(at, picks)
        names = {"me": sender[0].split()[0], "you": "all", "other": "", "thing": ""}
        intent = picks.pick(("chat", "asks", "answers", "news", "offers"))
        return Mail(
            at=at,
            message_id=message_id(key, "lists.quillby.example"),
            sender=sender,
            headers=[
                ("To", source.address),
                ("List-Id", source.list_id),
                ("List-Post", f"<mailto:{source.address}>"),
                ("Precedence", "list"),
                ("Sender", source.address.replace("@", "-bounces@")),
            ],
            subject=f"[{source.tag}] {subject(intent, picks, names)}",
            lines=letter(intent, picks, names),
            labels="Forums",
            received=self._to_owner(at, picks)[1],
        )

    def _writer(self, at: datetime, picks: Picks) -> tuple[str, str]:
        if picks.below(3):
            return picks.pick(self._strangers)
        person = picks.pick([p for p in self._story.people.values() if p.handle != OWNER])
        return person.name, mail_of(person, at.date(), picks)


def _some_time(month: int, dice: Dice) -> datetime:
    day = max(FIRST_DAY, min(day_in(month, dice.share()), TODAY))
    return moment(day, dice.whole(0, 22), dice.whole(0, 59), dice.whole(0, 59))
