"""Planted choices on real contacts: who goes by what, and what must not pass for it.

    python -m benchmarks.truth.independence [--runs N] [--graph NAME]

The thresholds below were written before the run. How near zero is near, how many things
stand on a menu and when a chooser follows a rule were chosen on worlds of seeds from
1000 on; those reported have seeds from 0 on. Truth is the slopes the choices were drawn
with.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import Met, load
from benchmarks.truth.planted_choices import NAMES, Chosen, Plan, choose

from mutuals.estimators.choice import CROWD, FRIENDS, TASTE, Flags, Slopes, slopes, told_apart
from mutuals.estimators.independence import (
    ENOUGH_CHOICES,
    KINDS,
    Standing,
    always_same,
    by_rule,
    standing,
)
from mutuals.estimators.menu import Menu, menu, shuffled
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.skill import ranking
from mutuals.estimators.study import Floats

GRAPHS = ("collegemsg", "thiers13")
# Written before the run: at most, at most, at least, at least, at most, at least, at
# most, at most.
ACTIVITY, NOISE, RULES, HALVES = 0.1, 0.8, 0.9, 0.6
PLACEBO, ALIKE, RANKS, COVERED = 0.05, 0.1, 0.7, (0.85, 0.95)
PEOPLE = NAMES.index("noise") + 1
SLOPES = ("graph", "slope", "rank", "share popular", "activity", "bias", "90 % holds")
POLES = ("graph", "planted", "people", "told", "as a rule", *KINDS)
CHECKS = ("graph", "check", "found", "threshold")
FRIENDLY = ("graph", "friends", "at most", "without taste", "taste")


@dataclass(frozen=True, slots=True)
class Run:
    """One world: what is true, what was found, and the seconds it took."""

    chosen: Chosen
    menu: Menu
    apart: Flags
    found: Slopes
    said: Standing
    seconds: float

    @property
    def told(self) -> Flags:
        """Return who is told, and no program."""
        return self.said.is_told & (self.chosen.kind < PEOPLE)


def run(met: Met, plan: Plan, seed: int) -> Run:
    """Plant, estimate and take the time."""
    chosen = choose(met, plan, np.random.default_rng(seed))
    began = time.process_time()
    rng = np.random.default_rng(seed + 10_000)
    there = menu(chosen.taken, chosen.told, window=chosen.window, rng=rng)
    menus = there.weighed(chosen.taken.people)
    sort = np.append(chosen.sort, -1)[there.thing]
    apart = by_rule(menus) | always_same(there.person, sort, menus.people)
    found = told_apart(menus, apart)
    said = standing(menus, found, apart, rng=rng)
    return Run(chosen, there, apart, found, said, time.process_time() - began)


def ranks(one: Floats, other: Floats) -> float:
    """Return the rank correlation."""
    return rank_correlation(one, other, np.random.default_rng(1)).value


def against(chosen: Run) -> dict[str, Floats]:
    """Return the baselines: how popular choices were, and how many there were."""
    there = chosen.menu
    rest = np.where(there.thing[:, 1:] >= 0, there.lately[:, 1:], np.nan)
    above = there.lately[:, 0] > np.nanmedian(rest, axis=1)
    often = np.maximum(chosen.found.choices, 1)
    popular = np.bincount(there.person, above, chosen.found.choices.size) / often
    return {"share popular": popular, "activity": chosen.found.choices.astype(np.float64)}


def recovery(name: str, runs: Sequence[Run]) -> list[list[object]]:
    """Return how far slopes and kinds are recovered, beside the baselines."""
    rows: list[list[object]] = []
    for what, place in (("taste", TASTE), ("crowd", CROWD), ("friends", FRIENDS)):
        told = [(one.found.slope[one.told, place], _true(one, place)[one.told]) for one in runs]
        held = [_held(one, place) for one in runs]
        rank = np.mean([ranks(*one) for one in told])
        bias = np.mean([np.mean(one - two) for one, two in told])
        others = [
            np.mean(
                [ranks(against(one)[way][one.told], _true(one, place)[one.told]) for one in runs]
            )
            for way in ("share popular", "activity")
        ]
        rows.append(
            [name, what, float(rank), *map(float, others), float(bias), float(np.mean(held))]
        )
    known = [_tastes_known(one) for one in runs]
    rows.append([name, "taste, were tastes known", *_middles(known), "-"])
    return rows


def _middles(rows: Sequence[Sequence[float]]) -> list[float]:
    return [float(one) for one in np.mean(np.array(rows), axis=0)]


def _tastes_known(one: Run) -> list[float]:
    """Return what the slope on taste comes to, were everybody's liking known."""
    there, true = one.menu, _true(one, TASTE)[one.told]
    likes = one.chosen.likes[there.person[:, None], there.thing]
    likes = np.where(there.thing >= 0, likes, 0.0)
    menus = replace(there, taste=likes).weighed(one.found.choices.size)
    slope = told_apart(menus, one.apart).slope[one.told, TASTE]
    plain = [ranks(against(one)[way][one.told], true) for way in ("share popular", "activity")]
    return [ranks(slope, true), *plain, float(np.mean(slope - true))]


def _true(one: Run, place: int) -> Floats:
    return np.asarray(one.chosen.slope[:, place], np.float64)


def _held(one: Run, place: int) -> float:
    lower, upper = one.said.lower[one.told, place], one.said.upper[one.told, place]
    true = _true(one, place)[one.told]
    return float(np.mean((lower <= true) & (true <= upper)))


def poles(name: str, runs: Sequence[Run]) -> list[list[object]]:
    """Return how people of each planted kind are told, most of all."""
    rows: list[list[object]] = []
    for kind, planted in enumerate(NAMES):
        many = sum(int((one.chosen.kind == kind).sum()) for one in runs)
        rules = sum(int(one.apart[one.chosen.kind == kind].sum()) for one in runs)
        chance = [one.said.chance[(one.chosen.kind == kind) & one.said.is_told] for one in runs]
        joint = np.concatenate(chance)
        most = np.bincount(joint.argmax(axis=1), minlength=len(KINDS)) if joint.size else None
        shares = ["-"] * len(KINDS) if most is None else [f"{one / len(joint):.0%}" for one in most]
        rows.append([name, planted, many, len(joint), rules, *shares])
    return rows


def checks(name: str, runs: Sequence[Run]) -> list[list[object]]:
    """Return the checks of what must not pass for independence."""
    alone = [_chance_and_activity(one) for one in runs]
    slope = [ranks(*_slope_and_activity(one)) for one in runs]
    noise = NAMES.index("noise")
    told = [one.said.chance[(one.chosen.kind == noise) & one.told] for one in runs]
    right = np.mean(np.concatenate(told).argmax(axis=1) == KINDS.index("noise"))
    rules = [one.apart[one.chosen.kind >= PEOPLE] for one in runs]
    wrong = [one.apart[one.chosen.kind < PEOPLE] for one in runs]
    halves = np.mean([_halves(one) for one in runs])
    placebo = [_placebo(one) for one in runs]
    auc = np.mean([_alone(one) for one in runs])
    return [
        [
            name,
            "correlation of the chance with activity",
            float(np.mean(alone)),
            f"under {ACTIVITY}",
        ],
        [
            name,
            "the same by rank",
            float(np.mean([_by_rank(one) for one in runs])),
            f"under {ACTIVITY}",
        ],
        *_within(name, runs),
        [name, "crowd's slope with activity, by rank", float(np.mean(slope)), f"under {ACTIVITY}"],
        [name, "random choosers told as noise", float(right), f"from {NOISE}"],
        [name, "programs found", float(np.mean(np.concatenate(rules))), f"from {RULES}"],
        [name, "people taken for programs", float(np.mean(np.concatenate(wrong))), "-"],
        [name, "split-half reliability, crowd", float(halves), f"from {HALVES}"],
        [name, "crowd with shuffled times", float(np.mean(placebo)), f"under {PLACEBO}"],
        [name, "chance of independent, AUC", float(auc), f"from {RANKS}"],
    ]


def _within(name: str, runs: Sequence[Run]) -> list[list[object]]:
    """Return the same of one planted kind each: more choices make surer."""
    return [
        [
            name,
            f"the same, of planted {kind}s",
            float(np.mean([_by_rank(one, one.chosen.kind == NAMES.index(kind)) for one in runs])),
            "-",
        ]
        for kind in ("independent", "conformist")
    ]


def _enough(one: Run) -> Flags:
    return one.told & (one.found.choices >= ENOUGH_CHOICES)


def _chance_and_activity(one: Run) -> float:
    here = _enough(one)
    return float(np.corrcoef(one.said.chance[here, 0], one.found.choices[here])[0, 1])


def _by_rank(one: Run, some: Flags | None = None) -> float:
    here = _enough(one) if some is None else _enough(one) & some
    return ranks(one.said.chance[here, 0], one.found.choices[here].astype(np.float64))


def _slope_and_activity(one: Run) -> tuple[Floats, Floats]:
    here = _enough(one)
    return one.found.slope[here, CROWD], one.found.choices[here].astype(np.float64)


def _halves(one: Run) -> float:
    """Return the reliability by Spearman and Brown from every other choice."""
    menus = one.menu.weighed(one.found.choices.size)
    number = np.arange(menus.person.size) - menus.start()[menus.person]
    fits = [told_apart(menus.some(number % 2 == half), one.apart).slope for half in (0, 1)]
    here = _enough(one)
    half = float(np.corrcoef(fits[0][here, CROWD], fits[1][here, CROWD])[0, 1])
    return 2 * half / (1 + half)


def _placebo(one: Run) -> float:
    other = replace(one.menu, lately=shuffled(one.menu, np.random.default_rng(3)))
    return abs(float(told_apart(other.weighed(one.found.choices.size), one.apart).middle[CROWD]))


def _alone(one: Run) -> float:
    return ranking(one.chosen.kind[one.told] == 0, one.said.chance[one.told, 0])


def alike(name: str, met: Met, runs: int) -> list[object]:
    """Return friends' slope where friends do nothing and are very much alike."""
    plan = Plan(alike=2.0, friends=0.0)
    ours, blind, both = [], [], []
    for seed in range(runs):
        one = run(met, plan, seed)
        menus = one.menu.weighed(one.found.choices.size)
        plain = replace(menus, pull=menus.pull * np.array([0.0, 1.0, 1.0, 1.0, 1.0]))
        ours.append(float(one.found.middle[FRIENDS]))
        blind.append(float(slopes(plain, one.apart).middle[FRIENDS]))
        both.append(float(one.found.middle[TASTE]))
    return [name, float(np.mean(ours)), max(ours), float(np.mean(blind)), float(np.mean(both))]


def several(
    graphs: dict[str, Met], make: Callable[[str, Met], list[list[object]]]
) -> list[list[object]]:
    """Return the rows of every graph."""
    return [row for name, met in graphs.items() for row in make(name, met)]


def main() -> None:
    """Print every table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--graph", choices=GRAPHS, action="append")
    told = asked.parse_args()
    graphs = {name: load(name) for name in told.graph or GRAPHS}
    every = {
        name: [run(met, Plan(), seed) for seed in range(told.runs)] for name, met in graphs.items()
    }
    print(f"{told.runs} worlds on each graph; about 70 choices of a person among 300 things.\n")
    print(f"Slopes (ranks from {RANKS}, 90 % intervals holding {COVERED} for the crowd):\n")
    print(table(SLOPES, several(graphs, lambda name, _: recovery(name, every[name]))))
    print("\nKinds: what people of each planted kind are told as.\n")
    print(table(POLES, several(graphs, lambda name, _: poles(name, every[name]))))
    print("\nWhat must not pass for independence:\n")
    print(table(CHECKS, several(graphs, lambda name, _: checks(name, every[name]))))
    print(f"\nFriends who do nothing and are much alike: their slope should be under {ALIKE}.\n")
    print(table(FRIENDLY, [alike(name, met, told.runs) for name, met in graphs.items()]))
    spent = [one.seconds for runs in every.values() for one in runs]
    rows = [one.menu.row.size for runs in every.values() for one in runs]
    print(f"\nCPU seconds per world: {np.mean(spent):.1f}, of {np.mean(rows):,.0f} choices.")


if __name__ == "__main__":
    main()
