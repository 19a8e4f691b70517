"""One row per recurring gathering: how contact between those who came changed after.

Rule. Contact outside of gatherings in the half year after somebody first came, over
that in the half year before: among those who came, divided by the same for the other
ties of the same people at the same time. A ratio of one says that the gathering went
with nothing. People who like each other come more often, so this came along with the
gathering and need not have come of it.

series_id: the recurring gathering.
pairs: pairs of people who both came, with contact in that year.
before: contacts among them before.
after: contacts after.
others_before: contacts of the same people with others before.
others_after: and after.
ratio: how many times more contact grew among those who came.
lower: lower end of its 90 % interval, in which ties of one person move together.
upper: upper end.
verdict: closer, apart, no change beyond chance, or not enough records.
"""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import stdtrit

# Fewer pairs, or contacts on either side of the comparison, tell nothing.
ENOUGH_PAIRS, ENOUGH_CONTACTS = 3, 20
HIGH = 0.95
# Half a contact everywhere keeps the ratio finite where there was none.
HALF = 0.5
# Of the logarithms: among those who came after, before; with others before, after.
SIGNS = np.array([-1.0, 1.0, 1.0, -1.0])
SCHEMA = pa.schema(
    [
        ("series_id", pa.binary(16)),
        *((name, pa.int64()) for name in ("pairs", "before", "after")),
        *((name, pa.int64()) for name in ("others_before", "others_after")),
        *((name, pa.float64()) for name in ("ratio", "lower", "upper")),
        ("verdict", pa.string()),
    ]
)
Row = dict[str, Any]
Numbers = NDArray[np.float64]


def recurring_moved(recurring_contact: pa.Table) -> pa.Table:
    """Hold ties inside each gathering against the same people's other ties."""
    held: dict[bytes, list[Row]] = {}
    for row in recurring_contact.sort_by(
        [("series_id", "ascending"), ("alter_id", "ascending"), ("ego_id", "ascending")]
    ).to_pylist():
        held.setdefault(row["series_id"], []).append(row)
    rows = [{"series_id": series, **_compared(ties)} for series, ties in held.items()]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _compared(ties: list[Row]) -> Row:
    pairs = {frozenset((tie["ego_id"], tie["alter_id"])) for tie in ties if tie["is_shared"]}
    counts = _counts(ties)
    whole = counts.sum(axis=0)
    names = ("before", "after", "others_before", "others_after")
    told: Row = {"pairs": len(pairs), **dict(zip(names, whole.astype(int).tolist(), strict=True))}
    least = min(whole[0] + whole[1], whole[2] + whole[3])
    if len(pairs) < ENOUGH_PAIRS or least < ENOUGH_CONTACTS:
        return {**told, "verdict": "not enough records"}
    grown = float(SIGNS @ np.log(whole + HALF))
    wide = _error(ties, counts) * _quantile(len({tie["ego_id"] for tie in ties}))
    lower, upper = np.exp([grown - wide, grown + wide]).round(6).tolist()
    verdict = "closer" if lower > 1.0 else "apart" if upper < 1.0 else "no change beyond chance"
    ratio = round(float(np.exp(grown)), 6)
    return {**told, "ratio": ratio, "lower": lower, "upper": upper, "verdict": verdict}


def _counts(ties: list[Row]) -> Numbers:
    """Return per tie: shared before and after, not shared before and after."""
    found = np.zeros((len(ties), SIGNS.size))
    for place, tie in enumerate(ties):
        column = 0 if tie["is_shared"] else 2
        found[place, column : column + 2] = tie["before"], tie["after"]
    return found


def _error(ties: list[Row], counts: Numbers) -> float:
    """Return the standard error of the logarithm of the ratio.

    Ties with a person in common go up and down together, and a tie seen from both
    ends is one: the variance for dyads of Aronow, Samii and Assenova (2015).
    """
    moved = counts @ (SIGNS / (counts.sum(axis=0) + HALF))
    ends = np.sort([[tie["ego_id"], tie["alter_id"]] for tie in ties], axis=1)
    pairs, place = np.unique(ends, axis=0, return_inverse=True)
    by_pair = np.bincount(place.ravel(), weights=moved)
    by_person = np.bincount(
        np.unique(pairs, return_inverse=True)[1].ravel(), weights=np.repeat(by_pair, 2)
    )
    alone = float((by_pair**2).sum())
    return float(np.sqrt(max(float((by_person**2).sum()) - alone, alone)))


def _quantile(people: int) -> float:
    # as many people as came, so few that the normal law would be too sure
    return float(stdtrit(max(people - 1, 1), HIGH))
