"""The people of the town and all they can be written to at, with who it belongs to.

Planted: employers that change, two private mailboxes, a few names after a wedding,
short forms, other scripts, initials, lines at home of people alone and of couples,
couples' mailboxes, namesakes (some in one firm), and strangers whose address looks like
somebody else's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mutuals.village.dice import Dice
from mutuals.village.town.names import Called, drawn, letters

DAYS = 8 * 365
# Few take another name within eight years, and fewer write under both.
_RENAMED = 0.03
_FIRMS = """alderworks brackwater calderstone dunmow-textiles eastgate elmfield fosterandhale
 glenmore greyfriars hartland ironbridge juniper-labs kestrel larchmont millrace northwick
 oakhanger pinewood quayside redcliffe saltmarsh thornbury upland verdigris westering yewtree
 zennor-press abacus-tools birchfield copperhill"""
FIRMS = tuple(f"{one}.example" for one in _FIRMS.split())
_HOSTS = ("postbrook.example", "larkmail.example", "tarnbox.example", "quickpost.example")
_HOBBIES = ("bluefin", "nightowl", "rainbird", "quickfox", "oldcrow", "sunnyside", "tinkerer")
_STYLES = ("first.last", "first.last", "flast", "firstl", "first", "last.first")
_WORK_NAMES = ("full", "full", "full", "turned", "initial")
_OWN_NAMES = (
    *("full", "full", "full", "full", "short", "short", "lower"),
    *("none", "initial", "passport", "short_alone"),
)


@dataclass(frozen=True, slots=True)
class Handle:
    """An address, the name that stands with it, and the days it is in use."""

    scheme: str
    value: str
    name: str
    first: int = 0
    last: int = DAYS
    kind: str = "own"


@dataclass(slots=True)
class Resident:
    """Somebody of the town. ``booked`` is their name in the owner's telephone."""

    key: str
    called: Called
    firms: list[str] = field(default_factory=list)
    handles: list[Handle] = field(default_factory=list)
    booked: str = ""
    partner: str = ""

    def mails(self, day: int) -> list[Handle]:
        """Return the mail addresses in use on a day."""
        return [one for one in self.handles if one.scheme == "mail" and one.first <= day < one.last]

    def lines(self) -> list[Handle]:
        """Return the fixed lines that are this person's alone."""
        return [one for one in self.handles if one.scheme == "phone"][1:]

    def of(self, scheme: str) -> Handle | None:
        """Return the first address of a scheme."""
        return next((one for one in self.handles if one.scheme == scheme), None)


def residents(dice: Dice, many: int) -> list[Resident]:
    """Draw everybody with their addresses; no two addresses are the same."""
    styles = {firm: dice.pick(_STYLES) for firm in FIRMS}
    people: list[Resident] = []
    taken: set[str] = set()
    for number in range(many):
        one = Resident(f"r{number:04d}", _name(dice, people))
        _marry(one, people, dice)
        mails = [*_work(one, people=people, styles=styles, dice=dice), *_private(one, dice)]
        found = [*mails, *_elsewhere(one, number, dice)]
        one.handles += [_free(handle, taken) for handle in found]
        people.append(one)
    _made_even(people, dice, many * 17 // 5)
    return people


def _made_even(people: list[Resident], dice: Dice, wanted: int) -> None:
    """Give or take pages elsewhere until there are as many addresses as are wanted."""
    left = wanted - sum(len(one.handles) for one in people)
    for one in dice.some(people, len(people)):
        page = one.of("linkedin")
        if left > 0 and page is None:
            one.handles.append(_page(one, "", dice))
            left -= 1
        elif left < 0 and page is not None and len(one.handles) > 1:
            one.handles.remove(page)
            left += 1


def _name(dice: Dice, people: list[Resident]) -> Called:
    if people and dice.chance(0.035):
        return dice.pick(people).called
    return drawn(dice)


def _marry(one: Resident, people: list[Resident], dice: Dice) -> None:
    """Let some live with the one before, whose family name they may have."""
    before = people[-1] if people else None
    if before and not before.partner and dice.chance(0.08):
        one.partner, before.partner = before.key, one.key
        if dice.chance(0.8):
            shared = before.called
            one.called = one.called.married(shared.family, shared.latin_family)


def _work(
    one: Resident, *, people: list[Resident], styles: dict[str, str], dice: Dice
) -> Iterator[Handle]:
    """Yield an address for each employer, one after another."""
    firms = (1 + dice.chance(0.35) + dice.chance(0.1)) * dice.chance(0.82)
    alike = [other for other in people if other.called == one.called and other.firms]
    start, called = 0, one.called
    for place in range(firms):
        firm = alike[0].firms[0] if alike and not place and dice.chance(0.4) else dice.pick(FIRMS)
        last = DAYS if place == firms - 1 else start + dice.whole(300, 1100)
        name = _shown(dice.pick(_WORK_NAMES), called)
        yield Handle("mail", f"{_local(styles[firm], called)}@{firm}", name, start, last)
        one.firms.append(firm)
        start = last + dice.whole(0, 60)
        if place == 0 and dice.chance(_RENAMED):
            other = drawn(dice)
            called = called.married(other.family, other.latin_family)
            one.called = called


def _private(one: Resident, dice: Dice) -> Iterator[Handle]:
    """Yield one or two mailboxes of their own, the second after the first or beside."""
    if one.firms and dice.chance(0.25):
        return
    move = dice.whole(700, 2200) if dice.chance(0.3) else DAYS
    locals_ = [
        _local("first.last", one.called).replace(".", dice.pick(("", ".", "_"))),
        f"{letters(one.called.short)}{dice.whole(60, 99)}",
        f"{dice.pick(_HOBBIES)}{dice.whole(100, 9999)}",
        _local("flast", one.called),
    ]
    first, second = dice.some(locals_, 2)
    name = dice.pick(_OWN_NAMES)
    yield Handle("mail", f"{first}@{dice.pick(_HOSTS)}", _shown(name, one.called), 0, move)
    if move < DAYS or dice.chance(0.12):
        start = move if move < DAYS else 0
        shown = _shown(dice.pick((name, dice.pick(_OWN_NAMES))), one.called)
        yield Handle("mail", f"{second}@{dice.pick(_HOSTS)}", shown, start)


def _elsewhere(one: Resident, number: int, dice: Dice) -> Iterator[Handle]:
    """Yield a telephone, a name in the owner's telephone, and pages elsewhere."""
    called = one.called
    if dice.chance(0.55):
        style = dice.pick(("full", "full", "short", "short_alone", "firm"))
        one.booked = _shown(style, called) if dice.chance(0.95) else ""
        if style == "firm" and one.booked and one.firms:
            one.booked = f"{called.short} {one.firms[-1].split('.')[0].title()}"
        yield Handle("phone", f"+4477{number:08d}", one.booked)
        if one.booked and dice.chance(0.5):
            yield Handle("whatsapp", one.booked, one.booked)
        if one.booked and not one.partner and dice.chance(0.2):
            yield Handle("phone", fixed_line("161", number), "")
    if dice.chance(0.3):
        yield _page(one, ", PhD" if dice.chance(0.05) else "", dice)
    if dice.chance(0.2):
        name = _shown(dice.pick(("full", "short", "short_alone", "passport")), called)
        yield Handle("telegram", f"user{900_000 + number}", name)


def fixed_line(area: str, number: int) -> str:
    """Return a number of a place; the first thousand are kept for made-up stories."""
    return f"+44{area}496{number:04d}"


def _page(one: Resident, title: str, dice: Dice) -> Handle:
    called = one.called
    tail = f"{dice.whole(0, 16**6):06x}"
    slug = f"{letters(called.latin)}-{letters(called.latin_family)}-{tail}"
    return Handle("linkedin", slug, _shown("full", called) + title)


def _shown(style: str, called: Called) -> str:
    """Return a name as somebody writes it."""
    full = f"{called.latin} {called.latin_family}"
    return {
        "full": full,
        "turned": f"{called.latin_family}, {called.latin}",
        "initial": f"{called.latin[0]}. {called.latin_family}",
        "short": f"{called.short} {called.latin_family}",
        "short_alone": called.short,
        "lower": full.lower(),
        "none": "",
        "passport": f"{called.given} {called.family}",
        "firm": full,
    }[style]


def _local(style: str, called: Called) -> str:
    given, family = letters(called.latin), letters(called.latin_family)
    return {
        "first.last": f"{given}.{family}",
        "last.first": f"{family}.{given}",
        "flast": f"{given[0]}{family}",
        "firstl": f"{given}{family[0]}",
        "first": given,
    }[style]


def _free(handle: Handle, taken: set[str]) -> Handle:
    """Return the address with a number where somebody has it already."""
    local, at, host = handle.value.partition("@")
    number, value = 1, handle.value
    while value in taken:
        number += 1
        value = f"{local}{number}{at}{host}" if at else f"{local} {number}"
    taken.add(value)
    return replace(handle, value=value, name=value if handle.scheme == "whatsapp" else handle.name)
