"""The addresses nobody writes from, the mailing lists, and the strangers on them."""

from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """An address no person writes from: how often a month, and by what it shows."""

    name: str
    address: str
    rate: float
    titles: tuple[str, ...]
    lines: tuple[str, ...]
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
_INVITATION = (
    "BEGIN:VCALENDAR",
    "PRODID:-//Almanac//Calendar 4.1//EN",
    "VERSION:2.0",
    "METHOD:REQUEST",
    "END:VCALENDAR",
)
MACHINES = (
    Machine(
        "Slotwise",
        "no-reply@slotwise.example",
        2.5,
        ("Confirmed: 30 minutes with Wren Adeyemi-Holt", "Rescheduled: 30 minutes"),
        ("Your booking is in the calendar.", "To change it, open your booking page."),
        _AUTO,
    ),
    Machine(
        "Almanac Calendar",
        "calendar-notification@almanac.example",
        5.0,
        ("Invitation: Catch-up", "Accepted: Study design call", "Reminder: Reading evening"),
        _INVITATION,
        _AUTO,
        "invitation",
    ),
    Machine(
        "Parcel Post",
        "noreply@parcelpost.example",
        3.5,
        ("Your parcel is on its way", "Your parcel was left with a neighbour"),
        ("From today you can follow your parcel.", "Please do not answer this message."),
    ),
    Machine(
        "Lockside Bank",
        "do-not-reply@lockside.example",
        2.0,
        ("Your statement is ready", "A payment has been made"),
        ("There is something new in your account.", "This mailbox is not read."),
        _AUTO,
    ),
    Machine(
        "buildbot",
        "bot@forge.example",
        4.0,
        ("[study-kit] build passed", "[study-kit] build failed", "[study-kit] 2 new comments"),
        ("All checks have finished.",),
        (*_AUTO, ("Precedence", "bulk")),
    ),
    Machine(
        "Quillby Library",
        "info@library.quillby.example",
        1.2,
        ("Your loan ends soon", "A book is waiting for you"),
        ("Dear reader,", "please return it to the front desk."),
    ),
    Machine(
        "Ferncell Accounts",
        "office@ferncell.example",
        0.4,
        ("Remittance advice",),
        ("The amount below will be paid within ten days.",),
        _AUTO,
    ),
    Machine(
        "The Lock Street Letter",
        "letter@lockstreet.example",
        4.3,
        ("The Lock Street Letter", "What is on this week", "Eight things from the towpath"),
        ("The week in short:", "a market, two concerts and one lost umbrella."),
        (*_BULK, ("List-Id", "Lock Street Letter <letter.lockstreet.example>")),
        "html",
    ),
    Machine(
        "Pencil & Proof",
        "news@pencilproof.example",
        2.1,
        ("Twenty per cent off ink", "New nibs are here"),
        ("Only until Sunday, and while there is any left.",),
        _BULK,
        "html",
    ),
    Machine(
        "Statistics Weekly",
        "digest@statsweekly.example",
        4.3,
        ("This week's digest", "Ten readings on small samples"),
        ("Selected for you by nobody in particular.",),
        _BULK,
    ),
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
