"""One row per thing choices may go by: what they go by here, over all people.

leaning: taste, crowd or friends.
middle: mean slope over people (see independence for the units).
lower: lower bound of its 90 % interval, over persons drawn again.
upper: upper bound.
spread: how far apart persons' slopes lie (standard deviation).
placebo: the mean slope once each thing's takers are counted at other times of that
    thing; near zero for the crowd if timing is what counts. The others stay.
people: how many people it rests on.
choices: how many choices.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from mutuals.estimators import bootstrap
from mutuals.estimators.choice import LEANINGS, told_apart
from mutuals.estimators.menu import shuffled
from mutuals.independence.menus import read

_SEED = 23
_TOLD = 3
SCHEMA = pa.schema(
    [
        ("leaning", pa.string()),
        *((name, pa.float64()) for name in ("middle", "lower", "upper", "spread", "placebo")),
        ("people", pa.int64()),
        ("choices", pa.int64()),
    ]
)


def leaning(choice: pa.Table) -> pa.Table:
    """Say what choices go by here, and hold it against shuffled times."""
    if not choice.num_rows:
        return SCHEMA.empty_table()
    found, rng = read(choice), np.random.default_rng(_SEED)
    fitted = told_apart(found.menus, found.apart)
    other = replace(found.menu, lately=shuffled(found.menu, rng)).weighed(found.persons.size)
    placebo = told_apart(other, found.apart).middle
    people = np.flatnonzero(~found.apart)
    if not people.size:
        return SCHEMA.empty_table()
    drawn = bootstrap.weights(rng, people.size)
    # whose choices follow nothing counts as little here as in the middle
    drawn = drawn * (1.0 - fitted.idle[people])
    again = drawn @ fitted.slope[people] / np.maximum(drawn.sum(axis=1), 1e-9)[:, None]
    lower, upper = np.quantile(again, (bootstrap.LOW, bootstrap.HIGH), axis=0)
    spread = np.sqrt(np.diagonal(fitted.spread))
    rows = [
        {
            "leaning": LEANINGS[one],
            "middle": round(float(fitted.middle[one]), 6),
            "lower": round(float(lower[one]), 6),
            "upper": round(float(upper[one]), 6),
            "spread": round(float(spread[one]), 6),
            "placebo": round(float(placebo[one]), 6),
            "people": people.size,
            "choices": found.menus.person.size,
        }
        for one in range(_TOLD)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
