"""One row per thing shown by lot and effect: what the lot moved.

direct: of a hundred people, how many more did the thing for being drawn. network: how
many more did it if all of their ties were drawn, against none. Ties are those asked for
in a survey where there are any, else those on record, and only those from before the
lot first fell: what came later it may have made. Where a survey says of none since when
it has been, all are taken, and the grade is C.

thing: what was given out or shown.
effect: direct or network.
value: more who did it, as a share of people.
lower: lower bound of the 90 % interval, which holds every effect the lot does not rule
    out; null where it rules out none.
upper: upper bound.
p_value: of nobody having been moved at all.
people: people whose exposure the lot decided.
caused: things done that the exposure stands behind.
grade: A; C for ties that nobody knows to be older than the lot.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.design_based import Effect, Lot, Observed, direct_effect, network_effect
from mutuals.graph.csr import Ids

_SEED = 1
_UNDATED = "C"
_MICROSECONDS = 1_000_000
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("thing", "effect")),
        *((name, pa.float64()) for name in ("value", "lower", "upper", "p_value")),
        ("people", pa.int64()),
        ("caused", pa.float64()),
        ("grade", pa.string()),
    ]
)


def randomised(
    drawn: pa.Table, tie: pa.Table, nomination: pa.Table, *, address: pa.Table
) -> pa.Table:
    """Draw every lot again, and hold what was done against that."""
    rows = []
    for thing in sorted(pc.unique(drawn["thing"]).to_pylist()):
        part = drawn.filter(pc.equal(drawn["thing"], thing)).sort_by("person_id")
        before = pc.min(part["exposed"]).as_py()
        ends = _ties(tie, nomination, address, before=before)
        found = dict(_effects(part, ends))
        network = found.get("network")
        if network and _is_undated(nomination):
            found["network"] = replace(network, grade=_UNDATED)
        rows += [_row(thing, *one) for one in found.items() if one[1] is not None]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _effects(part: pa.Table, ends: tuple[Ids, Ids]) -> list[tuple[str, Effect | None]]:
    persons = _whole(part["person_id"])
    lot = Lot.of(_whole(part["is_drawn"]), part["stratum"].to_pylist())
    seen = Observed(_whole(part["took_up"]), counted=_whole(part["had_before"]) == 0)
    both = np.isin(ends[0], persons) & np.isin(ends[1], persons)
    ties = tuple(np.searchsorted(persons, end[both]) for end in ends)
    direct = direct_effect(lot, seen, rng=np.random.default_rng(_SEED))
    if not both.any():
        return [("direct", direct)]
    rng = np.random.default_rng(_SEED + 1)
    return [
        ("direct", direct),
        ("network", network_effect(lot, seen, (ties[0], ties[1]), rng=rng)),
    ]


def _row(thing: str, effect: str, found: Effect | None) -> dict[str, object]:
    if found is None:
        return {}
    ends = [one if np.isfinite(one) else None for one in (found.lower, found.upper)]
    return {
        "thing": thing,
        "effect": effect,
        "value": found.value,
        "lower": ends[0],
        "upper": ends[1],
        "p_value": found.p_value,
        "people": found.people,
        "caused": found.caused,
        "grade": found.grade,
    }


def _is_undated(nomination: pa.Table) -> bool:
    """Return whether people were asked, and no tie says since when it has been."""
    return bool(0 < nomination.num_rows == nomination["from_at"].null_count)


def _ties(
    tie: pa.Table, nomination: pa.Table, address: pa.Table, *, before: int
) -> tuple[Ids, Ids]:
    """Return who named whom; who was in touch with whom where nobody was asked."""
    if not nomination.num_rows:
        old = tie.filter(pc.less(tie["first"], before))
        return _whole(old["ego_id"]), _whole(old["alter_id"])
    if not _is_undated(nomination):
        since = nomination["from_at"].cast(pa.timestamp("us")).cast(pa.int64())
        nomination = nomination.filter(pc.less(since, before * _MICROSECONDS))
    known = _whole(address["address_id"])
    order = np.argsort(known)
    person = _whole(address["person_id"])[order]
    found = [_whole(nomination[end]) for end in ("ego_address_id", "alter_address_id")]
    both = np.isin(found[0], known) & np.isin(found[1], known)
    one, other = (person[np.searchsorted(known[order], end[both])] for end in found)
    return one, other


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy(), np.int64)
