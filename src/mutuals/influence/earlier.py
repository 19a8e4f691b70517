"""What counts as earlier behaviour: it tells of taste, and was nobody's doing here.

Anything a person did, said or joined before they were first told of any of the things
studied, except these things; and columns of a people file whose name says so (prior_3,
did_march, before_join). Other columns (age, town) are no behaviour and do not count.
"""

import json
import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from mutuals.estimators.study import Floats, Ids

# What fewer people did says nothing of taste; more columns than these add nothing.
FEWEST_ALIKE, MOST_PRIORS = 3, 200
_LARGEST = 1e100
_PRIOR = re.compile(r"(x_)?(prior|before|did)([_ ].*|\d*)", re.IGNORECASE | re.DOTALL)


def done_before(things: pa.Array, who: Ids, people: int) -> Floats:
    """Return one row per person and one column of 0 and 1 per thing done by enough.

    >>> things = pa.array(["a", "a", "a", "b"])
    >>> done_before(things, np.array([0, 1, 2, 0]), 4).T.tolist()
    [[1.0, 1.0, 1.0, 0.0]]
    """
    if not len(things):
        return np.zeros((people, 0))
    column = np.asarray(things.dictionary_encode().indices.to_numpy(), np.int64)
    cell = np.unique(column * people + who)
    often = np.bincount(cell // people)
    kept = np.argsort(-often, kind="stable")[:MOST_PRIORS]
    kept = kept[often[kept] >= FEWEST_ALIKE]
    place = np.full(often.size, -1)
    place[kept] = np.arange(kept.size)
    found = np.zeros((people, kept.size))
    some = place[cell // people] >= 0
    found[cell[some] % people, place[cell[some] // people]] = 1.0
    return found


def said_before(covariates: Sequence[str]) -> Floats:
    """Return the columns that a people file names as earlier behaviour.

    >>> said_before(['{"prior_1": 1, "age": 40}', ""]).tolist()
    [[1.0], [0.0]]
    """
    rows = [json.loads(one) if one else {} for one in covariates]
    names = sorted({name for row in rows for name in row if _PRIOR.fullmatch(name)})[:MOST_PRIORS]
    values = [[_number(row.get(name)) for name in names] for row in rows]
    return np.array(values, np.float64).reshape(len(rows), len(names))


def _number(value: object) -> float:
    """Return a number, and 1 or 0 for words that mean yes or anything else.

    >>> [_number(one) for one in (3, 1e999, 10**400, "Yes")]
    [3.0, 0.0, 0.0, 1.0]
    """
    if isinstance(value, (int, float)):
        # the fit squares and sums them
        return float(value) if abs(value) <= _LARGEST else 0.0
    return float(str(value).strip().casefold() in {"yes", "y", "true"})
