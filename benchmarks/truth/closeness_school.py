"""Closeness and simpler ways to guess it, on pairs of pupils nobody was fitted on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from benchmarks.truth.fit_closeness import RIDGE
from benchmarks.truth.school import School, shortened
from numpy.typing import NDArray

from mutuals.estimators import skill
from mutuals.estimators.bootstrap import weights
from mutuals.estimators.company import Pairs, reach
from mutuals.estimators.logistic import fit
from mutuals.ties.closeness_numbers import MODELS, UNSTEADY
from mutuals.ties.closeness_signs import LEAST_TIME, SIGNS, shares, signs, windows_seen

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
SEEDS, FOLDS, REPLICATES = (0, 1, 2), 5, 200
DAY = 86_400
# Half of a contact's worth is gone after this; the records hold five days.
HALF_LIFE = 2 * DAY
FIGURES = ("AUC", "AP", "AUC within", "AP within", "mutual")


@dataclass(frozen=True, slots=True)
class Judged:
    """Chances of each pair, told by what had seen neither of the two."""

    chance: Numbers
    figures: Mapping[str, skill.Skill]
    again: Mapping[str, Numbers]
    gap: float
    gap_within: float


def ways(found: School) -> Iterator[tuple[str, Numbers]]:
    """Yield every way to tell, and its columns for the pairs of the survey."""
    pairs, seen = found.pairs, found.seen
    contacts, minutes, days = (seen.look_up(one, pairs) for one in ("contacts", "given", "windows"))
    yield "any contact, both ways (4Degrees' rule)", _one(contacts > 0)
    yield "contacts", _one(np.log1p(contacts))
    yield "minutes", _one(np.log1p(minutes))
    yield "days", _one(days)
    yield "recency x frequency (the vendors')", _one(np.log1p(recency(found)))
    yield "smaller share of time", _one(np.log(shares(seen, "whole", pairs) + LEAST_TIME))
    yield "reach alone, one sign", _one(np.log(reach(seen.given(), pairs) + LEAST_TIME))
    for view in ("each", "whole", "grouped"):
        yield f"ours, {view}: {len(SIGNS[view])} signs", signs(seen, view, pairs)


def recency(found: School) -> Numbers:
    """Return contacts of each pair, each counting less the older it is."""
    contact = found.tables["contact"]
    age = pc.subtract(pc.max(contact["started"]), contact["started"]).to_numpy()
    ends = [found.seen.places(contact[one].to_numpy()) for one in ("ego_id", "alter_id")]
    size = found.seen.persons.size
    fresh = np.bincount(ends[0] * size + ends[1], 0.5 ** (age / HALF_LIFE), size**2)
    return np.asarray(fresh[found.pairs[0] * size + found.pairs[1]])


def judge(found: School, columns: Numbers, *, by_class: bool = False) -> Judged:
    """Fit where neither pupil (or nobody of their classes) is, and compare."""
    told = np.zeros(found.either.size)
    splits = list(_classes(found) if by_class else _people(found))
    counted = np.zeros(found.either.size)
    for fitted_on, test in splits:
        model = fit(columns[fitted_on], found.either[fitted_on], ridge=RIDGE / 2)
        told[test] += model.chance(columns[test])
        counted += test
    told /= counted
    within = found.is_within
    again = _again(found, told)
    return Judged(
        told,
        {name: skill.between(again[name], one) for name, one in figures(found, told).items()},
        again,
        skill.calibration(found.either, told),
        skill.calibration(found.either[within], told[within]),
    )


def figures(found: School, told: Numbers, often: Numbers | None = None) -> dict[str, float]:
    """Return every figure; ``often`` says how often each pair counts."""
    count = np.ones(told.size) if often is None else often
    within, named = found.is_within, found.either > 0
    return {
        "AUC": skill.ranking(found.either, told, count),
        "AP": skill.precision(found.either, told, count),
        "AUC within": skill.ranking(found.either[within], told[within], count[within]),
        "AP within": skill.precision(found.either[within], told[within], count[within]),
        "mutual": skill.ranking(found.both[named], told[named], count[named]),
    }


def gain(ours: Judged, theirs: Judged) -> dict[str, skill.Skill]:
    """Return what ours has more than theirs, persons drawn again for both alike."""
    return {
        name: skill.between(
            ours.again[name] - theirs.again[name],
            ours.figures[name].value - theirs.figures[name].value,
        )
        for name in FIGURES
    }


def shipped(found: School) -> list[list[object]]:
    """Return how the chance that ego names alter comes out, by what is seen."""
    pairs, named = found.directed()
    within = np.tile(found.is_within, 2)
    rows: list[list[object]] = []
    for view in SIGNS:
        columns = signs(found.seen, view, pairs)
        told = np.zeros(named.size)
        for seed in SEEDS:
            for fitted_on, test in skill.apart(pairs, FOLDS, np.random.default_rng(seed)):
                model = fit(columns[fitted_on], named[fitted_on], ridge=RIDGE)
                told[test] += model.chance(columns[test]) / len(SEEDS)
        rows.append(
            [
                f"{view}: {', '.join(SIGNS[view])}",
                skill.ranking(named, told),
                skill.precision(named, told),
                skill.ranking(named[within], told[within]),
                skill.precision(named[within], told[within]),
                skill.calibration(named, told),
                skill.calibration(named[within], told[within]),
            ]
        )
    return rows


def by_days(found: School) -> list[list[object]]:
    """Return how the shipped numbers fare on the first days alone."""
    contact = found.tables["contact"]
    first = pc.min(contact["started"]).as_py() // DAY
    rows: list[list[object]] = []
    for days in (1, 2, 3, 5):
        half = shortened(found, pc.less(contact["started"], (first + days) * DAY))
        told = MODELS["grouped"].chance(signs(half.seen, "grouped", half.pairs))
        named = (half.there + half.back) / 2
        again = figures(half, told)
        level = float(told.mean()), float(named.mean())
        rows.append([days, *(again[one] for one in FIGURES[:3]), *level])
    return rows


def covered(found: School) -> float:
    """Return how often other days' log-odds fall within what three days leave open.

    Of pairs with contact; what the two or three other days leave open is added.
    """
    contact = found.tables["contact"]
    day = pc.divide(contact["started"], DAY).to_numpy()
    odd = np.asarray(day - day.min()) % 2 == 1
    halves = [shortened(found, mask) for mask in (~odd, odd)]
    pairs = _in_both(halves, found)
    logits, parts = [], []
    for half in halves:
        here = half.seen.places(pairs[0]), half.seen.places(pairs[1])
        logits.append(MODELS["whole"].logit(signs(half.seen, "whole", here)))
        parts.append(1.0 / windows_seen(half.seen, "whole", here))
    wide = 1.645 * UNSTEADY * np.sqrt(parts[0] + parts[1])
    return float((np.abs(logits[0] - logits[1]) <= wide).mean())


def _in_both(halves: list[School], found: School) -> Pairs:
    met = found.seen.look_up("contacts", found.pairs) > 0
    first, second = (found.seen.persons[side] for side in found.pairs)
    for half in halves:
        met &= np.isin(first, half.seen.persons) & np.isin(second, half.seen.persons)
    return first[met], second[met]


def _people(found: School) -> Iterator[tuple[Flags, Flags]]:
    for seed in SEEDS:
        yield from skill.apart(found.pairs, FOLDS, np.random.default_rng(seed))


def _classes(found: School) -> Iterator[tuple[Flags, Flags]]:
    first, second = (found.seen.group[side] for side in found.pairs)
    low, high = np.minimum(first, second), np.maximum(first, second)
    for one in np.unique(low):
        for other in np.unique(high[high >= one]):
            test = (low == one) & (high == other)
            if test.any():
                yield ~np.isin(low, (one, other)) & ~np.isin(high, (one, other)), test


def _again(found: School, told: Numbers) -> dict[str, Numbers]:
    drawn = weights(np.random.default_rng(2), found.seen.persons.size, REPLICATES)
    often = drawn[:, found.pairs[0]] * drawn[:, found.pairs[1]]
    all_of = [figures(found, told, one) for one in often]
    return {name: np.array([one[name] for one in all_of]) for name in FIGURES}


def _one(values: NDArray[np.generic]) -> Numbers:
    return np.asarray(values, np.float64)[:, None]
