"""Fit what closeness is worked out with, and write it down.

    python -m benchmarks.truth.fit_closeness

reads the school's badges and friendship survey and writes
src/mutuals/ties/closeness_numbers.py anew; the same data give the same file.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
from benchmarks.truth.school import School, school, shortened
from numpy.typing import NDArray

from mutuals.estimators.bootstrap import weights
from mutuals.estimators.company import Pairs
from mutuals.estimators.logistic import Logistic, fit, spread_of
from mutuals.ties.closeness_signs import SIGNS, signs, windows_seen

Numbers = NDArray[np.float64]
FILE = Path(__file__).parents[2] / "src" / "mutuals" / "ties" / "closeness_numbers.py"
# Every pair stands there twice. Chosen among .1, 1, 3, 10 and 30 per pair as the least
# at which all signs point the way they are meant to; no figure moved by more than .01.
RIDGE = 20.0
REPLICATES = 200
DAY = 86_400
HEAD = '''"""The numbers behind closeness, fitted to the school's badges and survey.

Written by benchmarks/truth/fit_closeness.py; change that, not this. ``MODELS`` has one
model per view (their columns: closeness_signs.SIGNS), ``USUAL`` the mean columns of
pairs with contact, ``RETURNED`` the chance to be named back by the first of ``each``,
and ``UNSTEADY`` how far the log-odds of one window stray.
"""

import numpy as np

from mutuals.estimators.logistic import Logistic

'''


def main() -> None:
    """Fit everything and write the file."""
    FILE.write_text(formatted(written(school())), encoding="utf-8")
    print(f"written: {FILE.name}")


def formatted(text: str) -> str:
    """Return a module's text as the formatter leaves it."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), "format", "--stdin-filename", str(FILE), "-"]
    done = subprocess.run(  # noqa: S603  our own formatter
        command, input=text, capture_output=True, text=True, check=True
    )
    return str(done.stdout)


def written(found: School) -> str:
    """Return the module's text."""
    pairs, named = found.directed()
    met = found.seen.look_up("contacts", pairs) > 0
    models, usual = [], []
    for view in SIGNS:
        columns = signs(found.seen, view, pairs)
        often = _often(found)
        models.append(f'    "{view}": {_text(drawn_again(columns, named, often))},')
        usual.append(f'    "{view}": {_list(columns[met].mean(axis=0))},')
    said = named > 0
    time = signs(found.seen, "each", pairs)[:, :1]
    returned = drawn_again(time[said], named_back(found)[said], _often(found)[:, said])
    return "\n".join(
        [
            HEAD + "MODELS = {",
            *models,
            "}",
            "USUAL: dict[str, list[float]] = {",
            *usual,
            "}",
            f"RETURNED = {_text(returned)}",
            f"UNSTEADY = {unsteadiness(found):.3f}",
            "",
        ]
    )


def drawn_again(columns: Numbers, said: Numbers, often: Numbers) -> Logistic:
    """Fit once, and to persons drawn again for how the weights vary."""
    again = [fit(columns, said, counted=one, ridge=RIDGE) for one in often]
    one = fit(columns, said, ridge=RIDGE)
    return Logistic(one.constant, one.weights, spread_of(again))


def named_back(found: School) -> Numbers:
    """Return whether the second named the first, beside ``School.directed``."""
    return np.concatenate([found.back, found.there])


def unsteadiness(found: School) -> float:
    """Return how far the log-odds of one day stray, from odd days against even ones.

    Of pairs with contact, as the whole view sees them.
    """
    day = pc.divide(found.tables["contact"]["started"], DAY)
    odd = pc.equal(pc.bit_wise_and(day, 1), 1)
    halves = [shortened(found, mask) for mask in (odd, pc.invert(odd))]
    model = fit(signs(found.seen, "whole", found.pairs), found.either, ridge=RIDGE / 2)
    people = _met_in(halves, found)
    logits, parts = [], []
    for half in halves:
        pairs = half.seen.places(people[0]), half.seen.places(people[1])
        logits.append(model.logit(signs(half.seen, "whole", pairs)))
        parts.append(1.0 / windows_seen(half.seen, "whole", pairs))
    return float(np.sqrt(((logits[0] - logits[1]) ** 2 / (parts[0] + parts[1])).mean()))


def _met_in(halves: list[School], found: School) -> Pairs:
    """Return pairs with contact whose both ends are there in either half."""
    met = found.seen.look_up("contacts", found.pairs) > 0
    first, second = (found.seen.persons[side] for side in found.pairs)
    for half in halves:
        met &= np.isin(first, half.seen.persons) & np.isin(second, half.seen.persons)
    return first[met], second[met]


def _often(found: School) -> Numbers:
    pairs, _ = found.directed()
    drawn = weights(np.random.default_rng(1), found.seen.persons.size, REPLICATES)
    return np.asarray(drawn[:, pairs[0]] * drawn[:, pairs[1]])


def _text(model: Logistic) -> str:
    spread = ", ".join(_list(row) for row in model.spread)
    return f"Logistic({model.constant:.4f}, np.array({_list(model.weights)}), np.array([{spread}]))"


def _list(values: Numbers) -> str:
    return "[" + ", ".join(f"{one:.4f}" for one in values.tolist()) + "]"


if __name__ == "__main__":
    main()
