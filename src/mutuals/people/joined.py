"""One row per pair of addresses that are one person without anybody having to say so.

address_id: an address.
other_id: the other one, always the larger.
reason: what says so, in words.
place: which reason counts first where two are said to be apart; 1 is the surest.

Rule. Only what cannot mean two people: an archive itself names both as one person
(``same_person``: an address book's card, an account's own mail), the same telephone
number in international form in two archives, the same mail address in two, or one
mailbox of a provider that takes dots and what follows a plus for nothing. What one card
holds of people who sign with first names that have nothing in common (a couple's card)
is left to ask about, as is a number or address that stands on cards of several names.
"""

import re
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.first_names import same
from mutuals.people.spelling import Name, parsed

SCHEMA = pa.schema(
    [
        ("address_id", pa.int64()),
        ("other_id", pa.int64()),
        ("reason", pa.string()),
        ("place", pa.int32()),
    ]
)
_PLACE = {"mail": 2, "phone": 3, "named": 1}
_NUMBER = re.compile(r"\+\d{7,15}")
_BOOKS = ("contact card", "linkedin connection")
# What else holds mail addresses; a name on a server (Mastodon's) is none.
_MAIL_TOO = ("google", "id")
_DOTLESS = ("gmail.com", "googlemail.com")
_MOST_NAMES = 6

Pair = tuple[int, int, str, int]


def joined(handle: pa.Table, same_person: pa.Table, alias: pa.Table) -> pa.Table:
    """Return the pairs that are joined of themselves."""
    rows = {(one, other): (reason, place) for one, other, reason, place in _alike(handle)}
    for one, other, reason in _named(same_person, alias):
        rows[one, other] = (reason, _PLACE["named"])
    found = [(*pair, *why) for pair, why in sorted(rows.items())]
    rows_out = [dict(zip(SCHEMA.names, row, strict=True)) for row in found]
    return pa.Table.from_pylist(rows_out, schema=SCHEMA)


def withheld(same_person: pa.Table, alias: pa.Table) -> set[tuple[int, int]]:
    """Return pairs of one card whose owners sign with names that disagree."""
    listed = same_person.filter(
        pc.and_(
            pc.is_in(same_person["reason"], pa.array(_BOOKS)),
            pc.not_equal(same_person["address_id"], same_person["other_id"]),
        )
    )
    pairs = _pairs(listed)
    names = _names(alias, {one for pair in pairs for one in pair})
    return {pair for pair in pairs if _disagree(*(names.get(one, {}) for one in pair))}


def _named(same_person: pa.Table, alias: pa.Table) -> Iterator[tuple[int, int, str]]:
    apart = withheld(same_person, alias)
    pairs = zip(_pairs(same_person), same_person["reason"].to_pylist(), strict=True)
    for pair, reason in sorted(pairs):
        if pair[0] != pair[1] and pair not in apart:
            yield *pair, f"one archive names both ({reason})"


def _pairs(rows: pa.Table) -> list[tuple[int, int]]:
    ends = (rows[name].to_pylist() for name in ("address_id", "other_id"))
    return [(min(pair), max(pair)) for pair in zip(*ends, strict=True)]


def _names(alias: pa.Table, wanted: set[int]) -> dict[int, dict[str, Name]]:
    kept = alias.filter(pc.is_in(alias["address_id"], pa.array(sorted(wanted), pa.int64())))
    found: dict[int, dict[str, Name]] = {}
    for row in kept.to_pylist():
        names, name = found.setdefault(row["address_id"], {}), parsed(row["name"] or "")
        if name and len(names) < _MOST_NAMES:
            names[row["name"].casefold()] = name
    return found


def _disagree(one: dict[str, Name], other: dict[str, Name]) -> bool:
    """Tell whether names only one of the two goes by have no first name in common."""
    own = [name for text, name in one.items() if text not in other and name.family]
    theirs = [name for text, name in other.items() if text not in one and name.family]
    return bool(own and theirs) and not any(_may_be(a, b) for a in own for b in theirs)


def _may_be(one: Name, other: Name) -> bool:
    if same(one.first_sound, other.first_sound):
        return True
    is_initial = 1 in {len(one.first), len(other.first)} and one.first[0] == other.first[0]
    turned = (other.family_sound, other.first_sound) == (one.first_sound, one.family_sound)
    return is_initial or turned


def _alike(handle: pa.Table) -> Iterator[Pair]:
    """Yield handles that are the same number or mailbox, written for other archives."""
    mails, numbers = _candidates(handle)
    yield from _same(mails, "the same mailbox", _PLACE["mail"])
    yield from _same(numbers, "the same telephone number", _PLACE["phone"])


def _same(found: Iterable[tuple[str, int]], reason: str, place: int) -> Iterator[Pair]:
    first: dict[str, int] = {}
    for value, address_id in sorted(found):
        before = first.setdefault(value, address_id)
        if before != address_id:
            yield before, address_id, reason, place


def _candidates(handle: pa.Table) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    values, schemes = handle["value"], handle["scheme"]
    is_mail = pc.match_substring(values, "@")
    is_dotless = pc.match_substring_regex(values, "(?i)@(gmail|googlemail)[.]com$")
    odd_mail = pc.and_(is_mail, pc.is_in(schemes, pa.array(_MAIL_TOO)))
    is_mail = pc.and_(is_mail, pc.is_in(schemes, pa.array(("mail", *_MAIL_TOO))))
    number = pc.starts_with(values, "+")
    mails = [
        (mailbox(row["value"]), row["address_id"])
        for row in handle.filter(pc.or_(odd_mail, pc.and_(is_mail, is_dotless))).to_pylist()
    ]
    if odd := {value for value, _ in mails}:
        plain = handle.filter(pc.and_(is_mail, pc.is_in(values, pa.array(sorted(odd)))))
        mails += [(mailbox(row["value"]), row["address_id"]) for row in plain.to_pylist()]
    numbers = [
        (row["value"], row["address_id"])
        for row in handle.filter(number).to_pylist()
        if _NUMBER.fullmatch(row["value"])
    ]
    return mails, numbers


def mailbox(value: str) -> str:
    """Return the mailbox behind a mail address, as its provider says it.

    >>> mailbox("Ann.Lee+news@googlemail.com"), mailbox("Ann.Lee+news@Example.org")
    ('annlee@gmail.com', 'ann.lee+news@example.org')
    """
    local, _, host = value.strip().casefold().rpartition("@")
    if host in _DOTLESS:
        return f"{local.partition('+')[0].replace('.', '')}@gmail.com"
    return f"{local}@{host}"
