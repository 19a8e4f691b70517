"""Planted influence on real contacts: what is found, beside the naive estimate.

    python -m benchmarks.truth.planted_influence [--runs N] [--broken N] [--zero N]
        [--first SEED] [--graph NAME] [--part NAME] [--way NAME]

Influence is planted in two ways: milder, and harder, with so much shared taste that the
naive estimate is about twice too high. The thresholds below were written before the
run. What intervals are widened by beyond chance, and the cut-offs of the grades, were
chosen on worlds of seeds from 1000 on, with shares of 0, 10, 35 and 65 %, and of 300 to
303. Seeds from 100 and 200 on were looked at along the way; the reported have others.
Truth is who caused what in the drawn history; the oracle
knows everything but that.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import READERS, Met, load
from benchmarks.truth.planting import Planted, plant
from benchmarks.truth.stresses import STRESSES
from benchmarks.truth.worlds import Plan

from mutuals.estimators.peer_effect import PeerEffect, peer_effect
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.study import Floats

TOTAL = (0.9, 1.1)
COVERED = (0.85, 0.95)
WAYS: dict[str, Callable[[float], Plan]] = {"milder": Plan, "harder": Plan.harder}
RANKS = {0.8: 0.94, 0.5: 0.88, 0.2: 0.75}
HOLDS_ZERO = 0.90
OFF = 0.15
# Where assumptions are broken: two graphs, one with and one without audiences.
HARDEST = ("thiers13", "enron")


@dataclass(frozen=True, slots=True)
class Found:
    """One run: what was planted, what was estimated, and the seconds it took."""

    planted: Planted
    effect: PeerEffect
    seconds: float

    def of_true(self, value: float) -> float:
        """Return a value as a part of the truth."""
        return value / max(self.planted.total, 1)

    @property
    def is_covered(self) -> bool:
        """Return whether the 90 % interval holds the truth."""
        lower, upper = self.effect.band.most
        return lower <= self.planted.total <= upper

    @property
    def persons_covered(self) -> float:
        """Return the share of persons with credit whose 90 % interval holds theirs."""
        truth, (lower, upper) = self.planted.by_source(), self.effect.person.most
        some = self.effect.person.total > 1
        held = (lower <= truth) & (truth <= upper)
        return float(held[some].mean()) if some.any() else float("nan")

    def ranks(self, other: Floats) -> float:
        """Return the rank correlation of something with the true influence."""
        rng = np.random.default_rng(1)
        return rank_correlation(other, self.planted.by_source(), rng).value


def run(met: Met, plan: Plan, seed: int) -> Found:
    """Plant, estimate and take the time."""
    planted = plant(met, plan, np.random.default_rng(seed))
    began = time.process_time()
    effect = peer_effect(planted.study, rng=np.random.default_rng(seed + 10_000))
    return Found(planted, effect, time.process_time() - began)


HEADER = (
    *("graph", "planted", "runs", "est/true", "from", "to", "hazard", "swap"),
    *("no taste", "naive", "90 % holds", "persons' hold", "rank", "oracle", "out-degree"),
    *("followers", "grades", "CPU s"),
)


def line(name: str, what: str, found: list[Found]) -> list[object]:
    """Return one row of the table of regimes."""
    totals = [one.of_true(one.effect.total) for one in found]
    ways = ("hazard", "swap", "without_taste", "naive")
    parts = [
        np.mean([one.of_true(getattr(one.effect.totals, way)) for one in found]) for way in ways
    ]
    pairs = [one.planted.study.personal.pair_source for one in found]
    degrees = [
        one.ranks(np.bincount(pair, minlength=one.planted.followers.size).astype(np.float64))
        for one, pair in zip(found, pairs, strict=True)
    ]
    oracle = [one.ranks(one.planted.oracle) for one in found]
    others = (oracle, degrees, [one.ranks(one.planted.followers) for one in found])
    return [
        *(name, what, len(found), float(np.mean(totals)), min(totals), max(totals)),
        *map(float, parts),
        f"{sum(one.is_covered for one in found)} of {len(found)}",
        float(np.nanmean([one.persons_covered for one in found])),
        float(np.mean([one.ranks(one.effect.person.total) for one in found])),
        *(float(np.mean(one)) for one in others),
        "".join(one.effect.grade for one in found),
        float(np.mean([one.seconds for one in found])),
    ]


def regimes(way: str, graphs: dict[str, Met], seeds: range) -> list[Found]:
    """Print what is found where influence is behind most, half and few adoptions."""
    rows, every = [], []
    for name, met in graphs.items():
        for share in RANKS:
            found = [run(met, WAYS[way](share), seed) for seed in seeds]
            rows.append(line(name, f"{share:.0%}", found))
            every += found
    print(f"\nThe {way} way, seeds {seeds.start} to {seeds.stop - 1}. Personal influence is behind")
    print("so much of all that was taken up; parts of the truth:\n")
    print(table(HEADER, rows), flush=True)
    held = float(np.mean([one.is_covered for one in every]))
    off = sum(not TOTAL[0] <= float(str(row[3])) <= TOTAL[1] for row in rows)
    print(f"\nMean total outside {TOTAL} in {off} of {len(rows)} rows; 90 % intervals hold the")
    print(f"truth in {held:.2f} of {len(every)} runs; {_by_grade(every)}.")
    return every


def _by_grade(found: list[Found]) -> str:
    """Say in how many runs of each grade the interval holds the truth."""
    grades = sorted({one.effect.grade for one in found})
    held = {one: [run.is_covered for run in found if run.effect.grade == one] for one in grades}
    return ", ".join(f"grade {one} {sum(held[one])} of {len(held[one])}" for one in grades)


def zero(way: str, graphs: dict[str, Met], seeds: range) -> None:
    """Print what is found where nothing is planted."""
    rows, every = [], []
    for name, met in graphs.items():
        found = [run(met, WAYS[way](0.0), seed) for seed in seeds]
        sizes = [one.planted.cause.size for one in found]
        ours = [one.effect.total / size for one, size in zip(found, sizes, strict=True)]
        held = sum(one.effect.band.nearly_all[0] <= one.planted.total for one in found)
        naive = [one.effect.totals.naive / size for one, size in zip(found, sizes, strict=True)]
        plain = [
            one.effect.totals.without_taste / size for one, size in zip(found, sizes, strict=True)
        ]
        shares = [f"{np.mean(one):.1%}" for one in (ours, plain, naive)]
        grades = "".join(sorted(one.effect.grade for one in found))
        rows.append([name, f"{held} of {len(seeds)}", *shares, f"{max(ours):.1%}", grades])
        every.append(held)
    print(f"\nNothing planted, the {way} way, seeds {seeds.start} to {seeds.stop - 1}:\n")
    header = ("graph", "hold zero", "ours, of all", "no taste", "naive", "ours at most", "grades")
    print(table(header, rows), flush=True)
    print(f"\n95 % intervals hold zero in {sum(every)} of {len(seeds) * len(every)} runs.")


def stresses(name: str, met: Met, seeds: range) -> None:
    """Print what is found where assumptions break: off totals need low grades."""
    rows, reasons, missed = [], [], 0
    for stress in STRESSES:
        found = [run(met, Plan(0.2, stress=stress), seed) for seed in seeds]
        rows.append(line(name, stress, found))
        missed += sum(_is_missed(found))
        told = Counter(reason for one in found for reason in one.effect.verdict.reasons)
        reasons += [[stress, *one] for one in told.most_common()]
    print("\nAssumptions broken, influence behind 20 %:\n")
    print(table(HEADER, rows), flush=True)
    print(f"\nRuns with the total off by more than {OFF:.0%} and grade B all the same: {missed}.")
    print("What stood against grade B:\n")
    print(table(("assumption", "reason", "runs"), reasons))


def _is_missed(found: list[Found]) -> Iterable[bool]:
    for one in found:
        yield abs(one.of_true(one.effect.total) - 1) > OFF and one.effect.grade == "B"


def main() -> None:
    """Print every table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=4)
    asked.add_argument("--broken", type=int, default=4)
    asked.add_argument("--zero", type=int, default=17)
    asked.add_argument("--first", type=int, default=400)
    asked.add_argument("--part", choices=("regimes", "stresses", "zero"), action="append")
    asked.add_argument("--graph", choices=sorted(READERS), action="append")
    asked.add_argument("--way", choices=list(WAYS), action="append")
    told = asked.parse_args()
    graphs = {name: load(name) for name in told.graph or sorted(READERS)}
    parts = told.part or ["regimes", "stresses", "zero"]
    ways = told.way or list(WAYS)
    print(f"Thresholds: total {TOTAL}, 90 % intervals hold {COVERED}, ranks {RANKS},")
    print(f"95 % intervals hold zero {HOLDS_ZERO}, where nothing is planted.")
    if "regimes" in parts:
        seeds = range(told.first, told.first + told.runs)
        every = [one for way in ways for one in regimes(way, graphs, seeds)]
        print(f"\nCPU seconds per estimate: {np.mean([one.seconds for one in every]):.1f}.")
    if "stresses" in parts:
        for name in HARDEST:
            if name in graphs:
                stresses(name, graphs[name], range(told.first, told.first + told.broken))
    if "zero" in parts:
        for way in ways:
            zero(way, graphs, range(told.first, told.first + told.zero))


if __name__ == "__main__":
    main()
