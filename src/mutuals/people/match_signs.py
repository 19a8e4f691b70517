"""What speaks for and against two persons being one, as numbers.

Names alone never decide: their numbers stand beside those of who is around both, and
when each of the two was heard of. ``SIGNS`` says the order; ``match_numbers`` weighs.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log1p
from typing import Any, Final

from mutuals.people.callings import Calling, firms, local_of, spelled, squeezed
from mutuals.people.first_names import same
from mutuals.people.spelling import Name

NAMED: Final = ("same", "like", "initial", "first", "other_family", "family", "differ", "none")
SIGNS: Final = (
    *(f"name_{one}" for one in NAMED[:-1]),
    *("common", "same_local", "spelled", "spelled_short", "house", "same_house", "twice"),
    *("listed", "several", "booked", "two_cards", "rare", "shared", "nobody", "answered", "beside"),
    *("follows", "overlaps", "across"),
)
_ONE_EACH = ("linkedin", "telegram", "phone", "whatsapp")
_GAP = (timedelta(days=-30), timedelta(days=240))
_SPELL = timedelta(days=30)
_PUBLIC, _PUBLIC_SHARE = 20, 12
_LEAST_LETTERS, _BOTH = 5, 2
_LEAST_COMPANY = 4

Row = Mapping[str, Any]


class Portrait:
    """What of one person is compared, worked out once."""

    def __init__(self, calling: Calling) -> None:
        names = calling.names.values()
        self.person_id = calling.person_id
        self.names = tuple({(one.first, one.family): one for one in names}.values())
        self.written = {one.casefold() for one in calling.names}
        self.schemes = {scheme for _, scheme, _ in calling.handles}
        self.hosts = {mail.rpartition("@")[2] for mail in calling.of("mail")}
        self.firms = {*firms(calling)} - {""}
        self.houses = {squeezed(one.family) for one in names} - {""}
        self.locals = {local_of(*rest) for _, *rest in calling.handles} - {""}
        self.letters = {squeezed(one) for one in self.locals}
        self.chats = [value.casefold() for value in calling.of("whatsapp")]
        self.spelled, self.spelled_whole = set[str](), set[str]()
        for one in self.names:
            ways = set(spelled(one))
            whole = len(squeezed(one.first + one.family))
            self.spelled |= ways
            self.spelled_whole |= {way for way in ways if len(way) >= whole}


@dataclass(slots=True)
class Surroundings:
    """What is needed of everybody to compare two: counts, cards and times.

    ``listed`` are two whom somebody lists together, ``shared`` those all of whose
    addresses several people may have.
    """

    portraits: Mapping[int, Portrait]
    times: Mapping[int, tuple[datetime | None, datetime | None]]
    carded: frozenset[int]
    listed: frozenset[tuple[int, int]] = frozenset()
    shared: frozenset[int] = frozenset()
    full: Counter[tuple[str, str]] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    public: int = _PUBLIC

    def count(self) -> None:
        """Count how many people have each name, and mail of each host."""
        for one in self.portraits.values():
            self.full.update({(name.first_sound, name.family_sound) for name in one.names})
            self.firsts.update({name.first_sound for name in one.names})
            self.hosts.update(one.hosts)
            if "phone" in one.schemes:
                self.written.update(one.written)
        self.public = max(_PUBLIC, sum(self.hosts.values()) // _PUBLIC_SHARE)


def signs(row: Row, around: Surroundings) -> dict[str, float]:
    """Return the signs of a row of ``match_context``; those left out are zero."""
    one, other = (around.portraits[row[name]] for name in ("person_id", "other_id"))
    named, pair = names_of(one, other)
    found = {f"name_{named}": 1.0, "common": _common(named, pair, around)}
    found |= _handles(one, other, around)
    found |= _records(row)
    found |= _times(one, other, around)
    return found


def names_of(one: Portrait, other: Portrait) -> tuple[str, tuple[Name, Name] | None]:
    """Return how near the nearest two of their names are, and these."""
    best, pair = "none", None
    for a in one.names:
        for b in other.names:
            found = compared(a, b)
            if a.first_sound == b.family_sound and b.is_full:
                found = min(found, compared(a, _turned(b)), key=NAMED.index)
            if NAMED.index(found) < NAMED.index(best):
                best, pair = found, (a, b)
    return best, pair


def compared(one: Name, other: Name) -> str:
    """Return how near two names are, one of ``NAMED``.

    >>> from mutuals.people.spelling import parsed
    >>> compared(parsed("Bob Lee"), parsed("Robert Lee"))
    'like'
    >>> compared(parsed("R. Lee"), parsed("Robert Lee"))
    'initial'
    """
    is_family = bool(one.family) and one.family_sound == other.family_sound
    is_first = len(one.first) > 1 and len(other.first) > 1
    is_first = is_first and same(one.first_sound, other.first_sound)
    if is_family and len(one.family) > 1:
        if one.first == other.first and one.family == other.family and len(one.first) > 1:
            return "same"
        return "like" if is_first else _by_initial(one.first, other.first, "family")
    if not is_first:
        return "differ"
    if not one.family or not other.family:
        return "first"
    return _by_initial(one.family, other.family, "other_family")


def _by_initial(one: str, other: str, otherwise: str) -> str:
    is_short = 1 in {len(one), len(other)}
    return "initial" if is_short and one[:1] == other[:1] else otherwise


def _turned(name: Name) -> Name:
    if not name.is_full:
        return name
    return Name(name.family, name.first, name.family_sound, name.first_sound, name.words)


def _common(named: str, pair: tuple[Name, Name] | None, around: Surroundings) -> float:
    if pair is None:
        return 0.0
    if named in {"same", "like", "initial"}:
        return log1p(max(around.full[one.first_sound, one.family_sound] for one in pair))
    return log1p(max(around.firsts[one.first_sound] for one in pair))


def _handles(one: Portrait, other: Portrait, around: Surroundings) -> dict[str, float]:
    pair = ((one, other), (other, one))
    is_whole = any(not a.spelled_whole.isdisjoint(b.letters) for a, b in pair)
    is_short = any(not a.spelled.isdisjoint(b.letters) for a, b in pair)
    hosts = one.hosts & other.hosts
    schemes = one.schemes & other.schemes
    cards = around.carded
    ids = (min(one.person_id, other.person_id), max(one.person_id, other.person_id))
    is_listed = ids in around.listed
    return {
        "listed": float(is_listed),
        "several": float(not around.shared.isdisjoint(ids)),
        "same_local": float(any(len(x) >= _LEAST_LETTERS for x in one.locals & other.locals)),
        "spelled": float(is_whole),
        "spelled_short": float(is_short and not is_whole),
        "house": float(any(not a.houses.isdisjoint(b.firms) for a, b in pair)),
        "same_house": float(any(around.hosts[host] <= around.public for host in hosts)),
        "twice": float(not schemes.isdisjoint(_ONE_EACH)),
        "booked": float(any(_booked(a, b, around) for a, b in pair)),
        "two_cards": float(not is_listed and cards.issuperset(ids)),
        "across": float(not schemes),
    }


def _booked(chat: Portrait, card: Portrait, around: Surroundings) -> bool:
    """Tell whether a chat's name is that of one person of the telephone alone."""
    known = card.written if "phone" in card.schemes else ()
    return any(one in known and around.written[one] == 1 for one in chat.chats)


def _records(row: Row) -> dict[str, float]:
    apart = row["shared"] == 0 and min(row["company"], row["other_company"]) >= _LEAST_COMPANY
    return {
        "rare": log1p(5 * row["rare"]),
        "shared": log1p(row["shared"]),
        "nobody": float(apart),
        "answered": float(row["together"] > 0 and row["beside"] == 0),
        "beside": log1p(row["beside"]),
    }


def _times(one: Portrait, other: Portrait, around: Surroundings) -> dict[str, float]:
    spans = [
        (span[0], span[1])
        for each in (one, other)
        if (span := around.times.get(each.person_id)) and span[0] and span[1]
    ]
    if not (one.hosts and other.hosts) or len(spans) < _BOTH:
        return {}
    earlier, later = sorted(spans)
    gap = later[0] - earlier[1]
    is_long = all(last - first >= _SPELL for first, last in spans)
    overlap = min(earlier[1], later[1]) - later[0]
    shorter = min(last - first for first, last in spans)
    share = overlap / shorter if shorter > timedelta(0) and overlap > timedelta(0) else 0.0
    return {
        "follows": float(is_long and _GAP[0] <= gap <= _GAP[1]),
        "overlaps": min(share, 1.0),
    }
