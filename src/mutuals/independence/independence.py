"""One row per person whose choices can be told: what they go by. It is no trait.

With an owner the only row is the owner's: nobody else asked for theirs, and one
person's files hold few of anybody else's choices. The slopes are those of a logit over
the choices made: with a slope of one on the crowd, a thing twice as many others took up
lately is taken twice as often. Nothing is said on fewer than thirty choices, where the
slope on the crowd is too unsure (a standard deviation above a quarter), or where one
rule explains nearly all of them, as it does with programs.

person_id: the person.
taste: slope on how a thing suits the own earlier choices; null where untold.
taste_lower: lower bound of the 90 % interval.
taste_upper: upper bound.
crowd: slope on the logarithm of how many others took a thing up lately, against that
    thing's own usual.
crowd_lower: lower bound.
crowd_upper: upper bound.
friends: slope on the logarithm of how many friends told of a thing.
friends_lower: lower bound.
friends_upper: upper bound.
independent: chance that the crowd does next to nothing (a slope under .3 either way)
    and the own taste more than for half of the people.
lower: lower bound of that chance, had other choices of the same sort been seen.
upper: upper bound.
contrarian: chance that the slope on the crowd is below -.3.
conformist: chance that it is above .3.
noise: chance that the choices follow nothing that was measured.
choices: how many choices it rests on.
untold: few, unsure or rule where nothing is said; else empty.
grade: grade of the evidence, A to D.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.choice import CROWD, FRIENDS, TASTE, told_apart
from mutuals.estimators.independence import KINDS, Standing, standing
from mutuals.independence.menus import read

# Time, the thing's own standing and earlier choices are taken into account: see trust.
GRADE = "C"
_SEED = 22
SLOPES = {"taste": TASTE, "crowd": CROWD, "friends": FRIENDS}
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        *(
            (f"{name}{bound}", pa.float64())
            for name in SLOPES
            for bound in ("", "_lower", "_upper")
        ),
        *((name, pa.float64()) for name in ("independent", "lower", "upper", *KINDS[1:])),
        ("choices", pa.int64()),
        ("untold", pa.string()),
        ("grade", pa.string()),
    ]
)


def independence(choice: pa.Table, person: pa.Table) -> pa.Table:
    """Say what choices go by: the owner's, or everybody's where there is no owner."""
    if not choice.num_rows:
        return SCHEMA.empty_table()
    found = read(choice)
    fitted = told_apart(found.menus, found.apart)
    said = standing(found.menus, fitted, found.apart, rng=np.random.default_rng(_SEED))
    bounds = (fitted.slope, said.lower, said.upper)
    values = [one[:, place] for place in SLOPES.values() for one in bounds]
    values += [said.chance[:, 0], said.least, said.most, *said.chance[:, 1:].T]
    columns = [
        pa.array(found.persons),
        *(pa.array(one.round(6), mask=~said.is_told) for one in values),
        pa.array(fitted.choices),
        pa.array(_why(said), pa.string()),
        pa.array([GRADE] * found.persons.size, pa.string()),
    ]
    rows = pa.Table.from_arrays(columns, schema=SCHEMA)
    mine = person.filter(person["is_me"])["person_id"]
    return rows.filter(pc.is_in(rows["person_id"], value_set=mine)) if len(mine) else rows


def _why(said: Standing) -> list[str]:
    reasons = np.select([said.is_few, said.is_rule, said.is_unsure], ["few", "rule", "unsure"], "")
    return [str(one) for one in reasons]
