"""One row per derivation: how often the told began it, against those who were not told.

Things here are derived from the records (see derived), and no file states them, so that
the evidence is weaker than that of outcomes and the grade C at best: moved together
with. A telling and those beside it (see beside) have the source and the time in common.
Groups, events and files are named by no talk; nobody stands beside, and the grade is D:
came before. Only tellings that are sixty days old count.

derivation: link, hashtag, topic, group, event or file.
told: pairs of a telling source and a person who had not begun the thing.
begun: of these, how many began it within sixty days, in another conversation.
people: persons told.
matched: tellings beside which somebody stands; each counts the same in what follows, so
    that a thing everybody is told of weighs no more on one side than on the other.
share: of these told, which part began it; null where nobody is beside.
beside_share: of those beside, which part did.
gap: share less beside_share.
lower: lower bound of its 90 % interval, tellings of one source counted together.
upper: upper bound.
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
        *((name, pa.int64()) for name in ("told", "begun", "people", "matched")),
        *((name, pa.float64()) for name in ("share", "beside_share", "gap", "lower", "upper")),
        ("grade", pa.string()),
    ]
)
_TELLING = ("thing", "source_id", "told_id")


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
    row: dict[str, object] = {
        "derivation": name,
        "told": told.num_rows,
        "begun": told.num_rows - told["begun"].null_count,
        "people": len(pc.unique(told["person_id"])),
        "matched": 0,
        "grade": GRADES[1],
    }
    if not beside.num_rows:
        return row
    pairs = _pairs(beside)
    share, other = (float(np.mean(pairs[side].to_numpy())) for side in ("one", "others"))
    error = _error(pairs)
    begun = share * pairs.num_rows
    enough = pairs.num_rows >= FEWEST_TOLD and begun >= FEWEST_BEGUN
    gap = share - other
    ends = {"gap": gap, "lower": gap - _WIDE * error, "upper": gap + _WIDE * error}
    found = {"matched": pairs.num_rows, "share": share, "beside_share": other}
    return row | found | ends | {"grade": GRADES[0 if enough else 1]}


def _pairs(beside: pa.Table) -> pa.Table:
    """Return one row a telling: whether the told began it, and how many beside."""
    for name, begun in (("one", "told_begun"), ("others", "begun")):
        did = pc.is_valid(beside[begun]).cast(pa.float64())
        beside = beside.append_column(name, did)
    found = beside.group_by(list(_TELLING)).aggregate([("one", "max"), ("others", "mean")])
    found = found.rename_columns([*_TELLING, "one", "others"])
    return found.sort_by([(one, "ascending") for one in _TELLING])


def _error(pairs: pa.Table) -> float:
    """Return the s.e. of the mean difference, sources being independent."""
    gap = pairs["one"].to_numpy() - pairs["others"].to_numpy()
    sources, place = np.unique(_whole(pairs["source_id"]), return_inverse=True)
    off = counted(place.reshape(-1), gap - gap.mean(), sources.size) / gap.size
    return float(np.sqrt((off**2).sum() * sources.size / max(sources.size - 1, 1)))


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
