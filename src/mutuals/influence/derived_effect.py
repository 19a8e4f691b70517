"""One row per derivation: how often the told began it, against those who were not told.

Things here are derived from the records (see derived), and no file states them, so that
the evidence is weaker than that of outcomes and the grade C at best: moved together
with. A telling and those beside it (see beside) have the source and the time in common.
Groups and events are named by no talk; nobody stands beside, and the grade is D: came
before. Only tellings that are sixty days old count.

derivation: link, hashtag, topic, group or event.
told: pairs of a telling source and a person who had not begun the thing.
begun: of these, how many began it within sixty days, in another conversation.
beside: people beside, who were not told.
beside_begun: of these, how many began it within sixty days.
gap: share of the told who began it less that of those beside; null without these.
lower: lower bound of its 90 % interval, tellings of one source counted together.
upper: upper bound.
people: persons told.
grade: C or D.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.study import Ids, counted
from mutuals.influence.beside import WINDOW

# With fewer tellings, people beside or beginnings, only the order in time is told.
FEWEST_TOLD, FEWEST_BEGUN = 100, 20
GRADES = ("C", "D")
_WIDE = 1.645
SCHEMA = pa.schema(
    [
        ("derivation", pa.string()),
        *((name, pa.int64()) for name in ("told", "begun", "beside", "beside_begun")),
        *((name, pa.float64()) for name in ("gap", "lower", "upper")),
        ("people", pa.int64()),
        ("grade", pa.string()),
    ]
)


def derived_effect(told: pa.Table, beside: pa.Table, *, clock: pa.Table) -> pa.Table:
    """Hold the told against those beside, derivation by derivation."""
    until = int(clock["as_of"][0].as_py()) - WINDOW
    told, other = (one.filter(pc.less_equal(one["exposed"], until)) for one in (told, beside))
    names = sorted(pc.unique(told["derivation"]).to_pylist())
    rows = [_row(name, _of(told, name), _of(other, name)) for name in names]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _of(rows: pa.Table, derivation: str) -> pa.Table:
    return rows.filter(pc.equal(rows["derivation"], derivation))


def _row(name: str, told: pa.Table, beside: pa.Table) -> dict[str, object]:
    begun, other = (int(pc.sum(pc.is_valid(one["begun"])).as_py() or 0) for one in (told, beside))
    row: dict[str, object] = {
        "derivation": name,
        "told": told.num_rows,
        "begun": begun,
        "beside": beside.num_rows,
        "beside_begun": other,
        "people": len(pc.unique(told["person_id"])),
        "grade": GRADES[1],
    }
    if beside.num_rows:
        gap, error = _gap(told, beside)
        row |= {"gap": gap, "lower": gap - _WIDE * error, "upper": gap + _WIDE * error}
        enough = min(told.num_rows, beside.num_rows) >= FEWEST_TOLD and begun >= FEWEST_BEGUN
        row["grade"] = GRADES[0] if enough else GRADES[1]
    return row


def _gap(told: pa.Table, beside: pa.Table) -> tuple[float, float]:
    """Return the difference of shares and its s.e., sources being independent."""
    ends = [_whole(one["source_id"]) for one in (told, beside)]
    sources = np.unique(np.concatenate(ends))
    gap, off = 0.0, np.zeros(sources.size)
    for rows, end, sign in ((told, ends[0], 1.0), (beside, ends[1], -1.0)):
        place = np.searchsorted(sources, end)
        begun = np.asarray(pc.is_valid(rows["begun"]).cast(pa.float64()).to_numpy(), np.float64)
        share = float(begun.mean())
        gap += sign * share
        off += sign * counted(place, begun - share, sources.size) / begun.size
    return gap, float(np.sqrt((off**2).sum() * sources.size / max(sources.size - 1, 1)))


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
