"""How much it helps to ask people who moved them, by how many are asked.

    python -m benchmarks.truth.naming [--graph NAME] [--runs N]

Planted truth at 20 %. Adoptions drawn by lot are asked after: whoever was moved names
the one who did with probability .7, the rest name somebody met before, wrongly, one in
ten times. Nothing of this is known to the estimator.

Fewer namings than the estimator wants move single credit in the tables: what share the
true sources of those asked after have, without names and with.
"""

import argparse
from dataclasses import replace

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import READERS, Met, load
from benchmarks.truth.planting import PERSONAL, Planted, plant
from benchmarks.truth.worlds import Plan

from mutuals.estimators.attributions import updated
from mutuals.estimators.peer_effect import PeerEffect, peer_effect
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.study import Attributions, Ids

ASKED, FEW = (0, 100, 300, 800, 2000), (30, 100, 300)
RECALL, FALSE = 0.7, 0.1
SHARE = 0.2
HEADER = (
    *("asked", "runs", "est/true", "hazard", "off by", "error", "rank"),
    *("recall (.7)", "false (.1)", "said to help"),
)


def named(planted: Planted, asked: int, rng: np.random.Generator) -> Attributions:
    """Ask after so many adoptions, drawn by lot."""
    taken, contacts = planted.study.adoptions, planted.study.personal
    event = rng.permutation(taken.person.size)[:asked]
    right = (planted.cause[event] == PERSONAL) & (rng.random(event.size) < RECALL)
    wrong = ~right & (rng.random(event.size) < FALSE)
    source: Ids = np.where(right, planted.source[event], -1)
    for row in np.flatnonzero(wrong):
        one = taken.person[event[row]]
        met = contacts.source[contacts.start[one] : contacts.start[one + 1]]
        source[row] = rng.choice(met) if met.size else -1
    return Attributions(taken.person[event], taken.thing[event], source)


def told(met: Met, asked: int, seed: int) -> tuple[Planted, PeerEffect]:
    """Plant, ask and estimate."""
    planted = plant(met, Plan(SHARE), np.random.default_rng(seed))
    names = named(planted, asked, np.random.default_rng(seed))
    study = replace(planted.study, named=names)
    return planted, peer_effect(study, rng=np.random.default_rng(seed + 10_000))


def line(asked: int, found: list[tuple[Planted, PeerEffect]]) -> list[object]:
    """Return one row of the table."""
    rng = np.random.default_rng(1)
    ratio = np.array([effect.total / planted.total for planted, effect in found])
    hazard = [effect.totals.hazard / planted.total for planted, effect in found]
    error = [effect.error / planted.total for planted, effect in found]
    ranks = [
        rank_correlation(effect.person.total, planted.by_source(), rng).value
        for planted, effect in found
    ]
    naming = [effect.evidence.naming for _, effect in found]
    means = (np.mean(one) for one in (ratio, hazard, np.abs(ratio - 1), error, ranks))
    return [
        *(asked, len(found), *map(float, means)),
        float(np.mean([one.recall for one in naming])) if asked else "-",
        float(np.mean([one.false for one in naming])) if asked else "-",
        f"{sum(one.helps for one in naming)} of {len(found)}",
    ]


def moved(asked: int, found: list[tuple[Planted, PeerEffect]]) -> list[object]:
    """Return the true sources' share of credit for what was asked after."""
    shares = []
    for seed, (planted, effect) in enumerate(found):
        study, hazard = planted.study, effect.hazard
        names = named(planted, asked, np.random.default_rng(seed))
        way = hazard.exposures.personal
        true = (planted.source[way.event] == way.source) & (planted.cause[way.event] == PERSONAL)
        # the same lot as in ``named``
        event = np.random.default_rng(seed).permutation(study.adoptions.person.size)[:asked]
        was = np.isin(way.event, event[planted.cause[event] == PERSONAL])
        with_names = updated(hazard, study.adoptions, names)[0]
        many = max(int((planted.cause[event] == PERSONAL).sum()), 1)
        shares.append([one[true & was].sum() / many for one in (hazard.credit, with_names)])
    without, given = np.mean(shares, axis=0)
    return [asked, float(without), float(given)]


def main() -> None:
    """Print the curve."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--graph", choices=sorted(READERS), default="thiers13")
    asked.add_argument("--runs", type=int, default=2)
    wish = asked.parse_args()
    met = load(wish.graph)
    found = {size: [told(met, size, seed) for seed in range(wish.runs)] for size in ASKED}
    rows = [line(*one) for one in found.items()]
    print(f"Influence behind {SHARE:.0%} of what was taken up, {wish.graph}.\n")
    print(table(HEADER, rows))
    print("\nThe true sources' share of credit for what was asked after and they moved:\n")
    few = [moved(size, found[0]) for size in FEW]
    print(table(("asked", "without names", "with names"), few))


if __name__ == "__main__":
    main()
