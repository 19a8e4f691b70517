"""One row per person and key by which they are looked up among all others.

match_key: the key.
person_id: the person.
sort: what it is made of: name (a first and a family name as they sound, whatever short
form or alphabet), initial (one of the two and the other's first letter), whole (all of
a name), first (a first name, of whom only that is known) and first_of (of everybody
else), handle (the letters before an @, or made of a name), local (what stands before an
@, as it is), around (a first name and somebody they are often with, or the house whose
mail they have, as telephones call people: Bob Acme), listed (somebody's address book or
the like lists both together, and that alone is not enough to join them).

Rule. Of a person the eight longest names count, and the five people they are most often
with. Names that mix alphabets make no key: they are made to look like another.
"""

from collections.abc import Iterator

import pyarrow as pa

from mutuals.people.callings import (
    Calling,
    callings,
    firms,
    local_of,
    person_of,
    spelled,
    squeezed,
)
from mutuals.people.first_names import keys
from mutuals.people.joined import pairs_of
from mutuals.people.spelling import Name

SCHEMA = pa.schema([("match_key", pa.string()), ("person_id", pa.int64()), ("sort", pa.string())])
_MOST_COMPANY = 5
_LEAST_LETTERS = 5
_SHORTEST = 4
_BATCH = 200_000


def match_key(  # noqa: PLR0913  # the tables it needs
    handle: pa.Table,
    *,
    member: pa.Table,
    alias: pa.Table,
    automaton: pa.Table,
    counterpart: pa.Table,
    same_person: pa.Table,
) -> pa.Table:
    """Return the keys of everybody who is compared."""
    company, listed = _company(counterpart), _listed(member, same_person)
    batches: list[pa.RecordBatch] = []
    rows: tuple[list[str], list[int], list[str]] = ([], [], [])
    for person_id, calling in callings(
        handle, member=member, alias=alias, automaton=automaton
    ).items():
        made = {key: sort for sort, key in _keys(calling, company.get(person_id, ()))}
        made |= dict.fromkeys(listed.get(person_id, ()), "listed")
        rows[0].extend(made)
        rows[1].extend([person_id] * len(made))
        rows[2].extend(made.values())
        if len(rows[0]) > _BATCH:
            batches.append(_batch(rows))
            rows = ([], [], [])
    return pa.Table.from_batches([*batches, _batch(rows)], SCHEMA)


def _listed(member: pa.Table, same_person: pa.Table) -> dict[int, list[str]]:
    """Return a key for everybody and whoever stands beside them in a list of others."""
    found: dict[int, list[str]] = {}
    for one, other in sorted(pairs_of(same_person, person_of(member))):
        for end in (one, other):
            found.setdefault(end, []).append(f"listed:{one}:{other}")
    return found


def _batch(rows: tuple[list[str], list[int], list[str]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array(column, field.type) for column, field in zip(rows, SCHEMA, strict=True)],
        schema=SCHEMA,
    )


def _company(counterpart: pa.Table) -> dict[int, list[int]]:
    """Return those everybody is most often with."""
    found: dict[int, list[int]] = {}
    order = [("settings", "descending"), ("person_id", "ascending"), ("other_id", "ascending")]
    ordered = counterpart.sort_by(order)
    columns = (ordered[name].to_pylist() for name in ("person_id", "other_id"))
    for person_id, other_id in zip(*columns, strict=True):
        kept = found.setdefault(person_id, [])
        if len(kept) < _MOST_COMPANY:
            kept.append(other_id)
    return found


def _keys(calling: Calling, company: list[int] | tuple[()]) -> Iterator[tuple[str, str]]:
    for text, name in calling.names.items():
        yield "whole", f"whole:{text.strip().casefold()}"
        yield from _by_name(name)
        yield from (("handle", f"handle:{one}") for one in spelled(name))
        if len(name.first) > 1:
            around = [*map(str, company), squeezed(name.family), *firms(calling)]
            yield from (
                ("around", f"around:{first}:{place}")
                for first in keys(name.first_sound)
                for place in around
                if place
            )
    for _, scheme, value in calling.handles:
        local = local_of(scheme, value)
        if len(local) >= _SHORTEST:
            yield "local", f"local:{local}"
        if len(letters := squeezed(local)) >= _LEAST_LETTERS:
            yield "handle", f"handle:{letters}"


def _by_name(name: Name) -> Iterator[tuple[str, str]]:
    firsts = keys(name.first_sound) if len(name.first) > 1 else []
    if name.is_full:
        yield from (("name", f"name:{one}:{name.family_sound}") for one in firsts)
        yield "name", f"name:{name.family_sound}:{name.first_sound}"
    if len(name.family) > 1:
        yield "initial", f"initial:{name.first_sound[:1]}:{name.family_sound}"
    if name.family:
        yield from (("initial", f"initial:{one}:{name.family_sound[:1]}") for one in firsts)
    sort = "first_of" if name.is_full else "first"
    yield from ((sort, f"first:{one}") for one in firsts)
