"""One row per pair of addresses that are one person without anybody having to say so.

address_id: an address.
other_id: the other one, always the larger.
reason: what says so, in words.
place: which reason counts first where two are said to be apart; 1 is the surest.

Rule. Only what cannot mean two people: an archive itself names both as one person
(``same_person``: an address book's card, an account's own mail), the same telephone
number in international form in two archives, the same mail address in two, or one
mailbox of a provider that takes dots and what follows a plus for nothing. Whoever lists
others (an address book, a chat's contacts, a workplace's profiles) can list what two
people have: where the two go by first names that have nothing in common, where a mail
address is made of another first name of the family (``relative``), where one of them is
``shared`` (a family's, a role's, a fixed line), or where the card says that it
is a line at home or at work, it is left to ask about. What an account says of itself
counts whatever it is called.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.relative import is_relative
from mutuals.people.shared import Names, may_be, names_of, tells

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
# Archives in which others are listed; the first is followed by what a line is for.
BOOKS = (
    "contact card",
    "linkedin connection",
    "a contact in Telegram",
    "a contact in Signal",
    "a profile in Slack",
)
FIXED = "contact card, a line at home or at work"
# What else holds mail addresses; a name on a server (Mastodon's) is none.
_MAIL_TOO = ("google", "id")
_DOTLESS = ("gmail.com", "googlemail.com")
# A role's address or a fixed line in two archives is still one address.
_LOOSE = ("names", "several")

Pair = tuple[int, int, str, int]


def joined(
    handle: pa.Table, *, same_person: pa.Table, alias: pa.Table, shared: pa.Table
) -> pa.Table:
    """Return the pairs that are joined of themselves."""
    rules = dict(zip(shared["address_id"].to_pylist(), shared["rule"].to_pylist(), strict=True))
    alike = list(_alike(handle))
    called = names_of(alias, {one for pair in alike for one in pair[:2]})
    rows = {
        (one, other): (reason, place)
        for one, other, reason, place in alike
        if not {rules.get(one), rules.get(other)}.intersection(_LOOSE)
        and not disagree(called.get(one, {}), called.get(other, {}))
    }
    apart = withheld(same_person, handle=handle, alias=alias, shared=shared)
    pairs = zip(_pairs(same_person), same_person["reason"].to_pylist(), strict=True)
    for pair, reason in sorted(pairs):
        if pair[0] != pair[1] and pair not in apart:
            rows[pair] = (f"one archive names both ({reason})", _PLACE["named"])
    found = [(*pair, *why) for pair, why in sorted(rows.items())]
    rows_out = [dict(zip(SCHEMA.names, row, strict=True)) for row in found]
    return pa.Table.from_pylist(rows_out, schema=SCHEMA)


def withheld(
    same_person: pa.Table, *, handle: pa.Table, alias: pa.Table, shared: pa.Table
) -> set[tuple[int, int]]:
    """Return pairs that somebody lists together and that may be two people's."""
    listed = same_person.filter(
        pc.and_(
            pc.is_in(same_person["reason"], pa.array((*BOOKS, FIXED))),
            pc.not_equal(same_person["address_id"], same_person["other_id"]),
        )
    )
    pairs = _pairs(listed)
    called = names_of(alias, {one for pair in pairs for one in pair})
    several = {*shared["address_id"].to_pylist()}
    values = _mails(handle)
    return {
        pair
        for pair, reason in zip(pairs, listed["reason"].to_pylist(), strict=True)
        if reason == FIXED
        or not several.isdisjoint(pair)
        or disagree(*(called.get(one, {}) for one in pair))
        or any(is_relative(values.get(one, ""), called.get(one, {}).values()) for one in pair)
    }


def _mails(handle: pa.Table) -> dict[int, str]:
    mails = handle.filter(pc.equal(handle["scheme"], "mail"))
    return dict(zip(mails["address_id"].to_pylist(), mails["value"].to_pylist(), strict=True))


def _pairs(rows: pa.Table) -> list[tuple[int, int]]:
    ends = (rows[name].to_pylist() for name in ("address_id", "other_id"))
    return [(min(pair), max(pair)) for pair in zip(*ends, strict=True)]


def pairs_of(same_person: pa.Table, person_of: Mapping[int, int]) -> set[tuple[int, int]]:
    """Return two persons each who are listed together as one, and are not joined."""
    listed = same_person.filter(pc.is_in(same_person["reason"], pa.array((*BOOKS, FIXED))))
    found = {tuple(sorted((person_of[a], person_of[b]))) for a, b in _pairs(listed)}
    return {(one, other) for one, other in found if one != other}


def disagree(one: Names, other: Names) -> bool:
    """Tell whether names only one of the two goes by have no first name in common."""
    own = [name for text, name in one.items() if text not in other and tells(name)]
    theirs = [name for text, name in other.items() if text not in one and tells(name)]
    return bool(own and theirs) and not any(may_be(a, b) for a in own for b in theirs)


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
