"""Fit the numbers behind suggestions of who is one person, to made-up towns.

    python -m benchmarks.truth.fit_match [SEED ...]

Writes src/mutuals/people/match_numbers.py. The seeds are none of those that
benchmarks.truth.identity reports on. The ridge is strong on purpose: in a made-up town
some signs never err, and in life they do.
"""

import sys
from pathlib import Path

import numpy as np
from benchmarks.truth.towns import Town, town

from mutuals.estimators.logistic import Logistic, fit
from mutuals.people.match import columns_of, surroundings
from mutuals.people.match_signs import SIGNS, Row, signs

SEEDS = (1, 2, 3, 4)
RIDGE = 10.0
PLACE = Path(__file__).parents[2] / "src" / "mutuals" / "people" / "match_numbers.py"
HEAD = '''"""The numbers behind ``match``, fitted to made-up towns.

Written by benchmarks/truth/fit_match.py; change that, not this. A weight for each of
match_signs.SIGNS, in their order. They are as good as the towns are like life.
"""

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
'''


def main() -> None:
    """Fit to all towns and write the numbers down."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    columns, said = [], []
    for seed in seeds:
        with town(seed) as read:
            rows, found, answers = compared(read)
            columns.append(found)
            said.append(answers)
            print(f"seed {seed}: {len(rows):,} pairs compared, {int(answers.sum()):,} one person")
    model = fit(np.vstack(columns), np.concatenate(said), ridge=RIDGE)
    PLACE.write_text(written(model), encoding="utf-8")


def compared(read: Town) -> tuple[list[Row], np.ndarray, np.ndarray]:
    """Return every pair that is compared, its signs, and whether it is one person."""
    table = read.network.table
    tables = {name: table(name) for name in ("handle", "member", "alias", "automaton")}
    around = surroundings(
        tables,
        person=table("person"),
        same_person=table("same_person"),
        shared=table("shared"),
    )
    who = read.persons()
    rows = table("match_context").to_pylist()
    found = columns_of([signs(row, around) for row in rows])
    # What is shared or a role's is nobody's, so that none of its pairs is one person.
    is_one = [who.get(row["person_id"], "") == who.get(row["other_id"], "?") for row in rows]
    return rows, found, np.array(is_one)


def written(model: Logistic) -> str:
    """Return the module that holds the model."""
    lines = [
        f'        "{name}": {weight:.3f},\n'
        for name, weight in zip(SIGNS, model.weights, strict=True)
    ]
    return f"{HEAD}{''.join(lines)}    }}\n)\nCONSTANT = {model.constant:.3f}\n"


if __name__ == "__main__":
    main()
