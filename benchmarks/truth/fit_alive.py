"""Fit the numbers small archives start from, and try them where they were not fitted.

    python -m benchmarks.truth.fit_alive

prints ``CUT``, ``WEIGHTS`` and ``COVARIANCE`` of mutuals/ties/alive_numbers.py. Each of
three archives counts the same: at most as many pairs and moments as are given in EACH.
Beside them, the chances told for each archive by numbers fitted without it.
"""

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.persistence import STEP
from benchmarks.truth.streams import between, days_of, stream
from numpy.typing import NDArray

from mutuals.estimators.known_pairs import Days, in_window, seen_before
from mutuals.estimators.ordinal import Ordinal, blank, ordinal, probabilities
from mutuals.estimators.persistence import COLUMNS, features, rhythm_of
from mutuals.estimators.skill import calibration, ranking

ARCHIVES = ("CollegeMsg", "Reality calls", "Enron")
WINDOW = 90
FROM, TO = 0.10, 0.95
EACH = 6000
Floats = NDArray[np.float64]
Lesson = tuple[Floats, NDArray[np.int64]]


def main() -> None:
    """Print the numbers, and how they travel."""
    lessons = {name: lesson(days_of(stream(name))) for name in ARCHIVES}
    model = fit(list(lessons.values()))
    print(f"CUT = {model.cuts[0]:.4f}")
    print("WEIGHTS = {")
    for name, weight in zip(COLUMNS, model.weights, strict=True):
        print(f'    "{name}": {weight:.4f},')
    print("}\n")
    rows = []
    for name, (columns, met) in lessons.items():
        without = fit([one for other, one in lessons.items() if other != name])
        chance = probabilities(without, columns)[:, 1]
        rows.append([name, f"{ranking(met, chance):.3f}", f"{calibration(met, chance):.3f}"])
    print(table(["archive left out", "AUC", "calibration error"], rows))


def lesson(days: Days) -> Lesson:
    """Return what was known of an archive's pairs at its moments, and who met."""
    start, end = between(days, (FROM, TO))
    rows, met = [], []
    for moment in range(max(end - WINDOW, start), start - 1, -STEP):
        seen = seen_before(days, moment)
        rows.append(features(seen, rhythm_of(seen.past, WINDOW), WINDOW))
        met.append(in_window(days, moment, WINDOW)[seen.pair])
    whole = np.concatenate(rows), np.concatenate(met).astype(np.int64)
    chosen = np.random.default_rng(1).permutation(whole[1].size)[:EACH]
    return whole[0][chosen], whole[1][chosen]


def fit(lessons: list[Lesson]) -> Ordinal:
    """Fit one model to several archives' lessons."""
    rows = np.concatenate([columns for columns, _ in lessons])
    met = np.concatenate([met for _, met in lessons])
    return ordinal(rows, met, prior=blank(2, len(COLUMNS)), strength=5.0)


if __name__ == "__main__":
    main()
