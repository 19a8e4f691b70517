"""Files of people: names, other addresses, groups, roles and covariates."""

import json
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells, hashing
from mutuals.readers.community.chunk import IN_LIVING_MEMORY, Chunk, Context, Faults, accompanying
from mutuals.readers.community.handles import Handles, handles
from mutuals.readers.community.persons import Persons, pair
from mutuals.records import Record

_REASON = "people file"
_JSON_NUMBER = r"^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$"


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses, the names, who is the same person, and the profiles."""
    faults = Faults(chunk, context)
    start, end = (
        faults.date(f"observed_{one}", earliest=IN_LIVING_MEMORY) for one in ("from", "to")
    )
    faults.order(start, end)
    people, (person,) = pair(chunk, faults, ("person",))
    name, group, role = (chunk.text(one) for one in ("name", "group", "role"))
    covariates = _covariates(chunk)
    yield from people.handles([person[faults.good]], context)
    yield from _names(people, person, name=name, good=faults.good)
    yield from _others(chunk, people, person=person, good=faults.good)
    fields = [
        *("profile", people.name_of(person), name, group, role),
        *(start.digits(), end.digits(), covariates),
    ]
    columns = {
        "profile_id": hashing.content_keys(fields),
        "address_id": people.id_of(person),
        "name": name,
        "group_name": group,
        "role": role,
        "observed_from_at": start.at(),
        "observed_to_at": end.at(),
        "covariates": covariates,
    }
    yield from faults.finished("profile", columns)


def _names(
    people: Persons, person: np.ndarray, *, name: pa.Array, good: np.ndarray
) -> Iterator[Record]:
    rows = pa.array(np.flatnonzero(good & ~cells.is_blank(name)))
    columns = {"address_id": people.id_of(person).take(rows), "name": name.take(rows)}
    yield from accompanying("alias", columns)


def _others(
    chunk: Chunk, people: Persons, *, person: np.ndarray, good: np.ndarray
) -> Iterator[Record]:
    if not chunk.has("addresses"):
        return
    texts, row = cells.lists(chunk.column("addresses"))
    found: Handles = handles(texts)
    own = people.id_of(person).take(pa.array(row[found.rows]))
    kept = good[row[found.rows]] & np.asarray(
        pc.fill_null(pc.not_equal(own, found.ids), fill_value=False)
    )
    kept = pa.array(kept)
    columns = {"address_id": found.ids, "scheme": found.schemes, "value": found.values}
    yield from accompanying("handle", {name: one.filter(kept) for name, one in columns.items()})
    pairs = {
        "address_id": pc.min_element_wise(own, found.ids),
        "other_id": pc.max_element_wise(own, found.ids),
        "reason": pa.repeat(_REASON, len(own)),
        "record_no": pa.array(chunk.record_no[row[found.rows]]),
    }
    yield from accompanying("same_person", {name: one.filter(kept) for name, one in pairs.items()})


def _covariates(chunk: Chunk) -> pa.Array:
    """Return each row's covariates as JSON, names in order, blanks left out.

    What reads as a number is a number, so that the file's type does not matter.
    """
    members = [_members(name, chunk.covariates[name]) for name in sorted(chunk.covariates)]
    if not members:
        return pa.repeat("", len(chunk))
    inside = pc.utf8_rtrim(pc.binary_join_element_wise(*members, ""), ",")
    whole = pc.binary_join_element_wise("{", inside, "}", "")
    return pc.if_else(pc.equal(inside, ""), "", whole)


def _members(name: str, column: pa.Array) -> pa.Array:
    encoded = cells.text(column).dictionary_encode()
    values = encoded.dictionary
    quoted = pa.array([json.dumps(one, ensure_ascii=False) for one in values.to_pylist()])
    is_number = pc.match_substring_regex(values, _JSON_NUMBER)
    shown = pc.if_else(is_number, values, quoted.cast(pa.string()))
    label = json.dumps(name, ensure_ascii=False)
    whole = pc.binary_join_element_wise(f"{label}:", shown, ",", "")
    return pc.if_else(pc.equal(values, ""), "", whole).take(encoded.indices)
