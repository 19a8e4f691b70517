"""Seeds within a budget, against going through everything the budget pays for."""

import math
from dataclasses import dataclass
from itertools import combinations, product
from unittest.mock import patch

import numpy as np
from benchmarks.markdown import table
from numpy.typing import NDArray

from mutuals.graph import budget
from mutuals.graph.csr import Graph
from mutuals.graph.seeds import Seeds, chosen
from mutuals.graph.wish import Goal, Wish

NODES, TIES = 20, 9
# Up to how many nodes all is tried, and every three.
WAYS = {
    "all is tried (to 20)": (20, 0),
    "from every three (to 40)": (0, 40),
    "step by step, or one more": (0, 0),
}
# What sampling may take off a guarantee that choosing keeps on the samples.
SAMPLING = 0.01
# Choices of seeds that are worked out together.
_AT_ONCE = 2_000
_STEPS = np.array([0.1, 0.3, 0.5, 0.9, 1.0])


@dataclass(frozen=True, slots=True)
class Instance:
    """A small network, what each node costs, and the budget.

    Per world of ties that carry or do not: who each node reaches, as bits, and how
    likely the world is.
    """

    graph: Graph
    cost: NDArray[np.float64]
    budget: float
    reaches: NDArray[np.uint32]
    chance: NDArray[np.float64]

    def worth(self, places: tuple[int, ...]) -> float:
        """Return how many nodes some seeds reach, exactly."""
        together = np.bitwise_or.reduce(self.reaches[:, list(places)], axis=1)
        return float(np.bitwise_count(together) @ self.chance)


def instance(number: int) -> Instance:
    """Make up an instance: up to twenty nodes, nine unsure ties and some sure ones."""
    rng = np.random.default_rng(number)
    nodes = int(rng.integers(5, NODES + 1))
    pairs = [(one, other) for one in range(nodes) for other in range(nodes) if one != other]
    drawn = rng.permutation(len(pairs))[: min(len(pairs), TIES + nodes)]
    ends = np.array([pairs[one] for one in drawn])
    chance = np.where(np.arange(len(ends)) < TIES, rng.choice(_STEPS, len(ends)), 1.0)
    # every node is in the network, also those that nobody is tied to
    home = np.arange(nodes)
    graph = Graph.from_edges(
        np.concatenate([ends[:, 0], home]),
        np.concatenate([ends[:, 1], home]),
        probability=np.concatenate([chance, np.ones(nodes)]),
    )
    cost = rng.choice([1.0, 1.5, 2.0, 3.0, 5.0], nodes)
    reaches, worlds = _worlds(graph)
    budget = max(float(cost.min()), float(rng.uniform(2.0, 5.0)))
    return Instance(graph, cost, budget, reaches, worlds)


def _worlds(graph: Graph) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Return, per world, whom each node reaches, and how likely the world is."""
    unsure = np.flatnonzero(graph.probability < 1)
    carries = np.array([*product((False, True), repeat=unsure.size)], np.bool_)
    carries = carries.reshape(-1, unsure.size)
    likely = graph.probability[unsure]
    chance = np.where(carries, likely, 1 - likely).prod(axis=1)
    open_ = np.ones((chance.size, graph.target.size), np.bool_)
    open_[:, unsure] = carries
    reaches = np.tile(np.uint32(1) << np.arange(graph.node.size, dtype=np.uint32), (chance.size, 1))
    before = np.zeros_like(reaches)
    while (before != reaches).any():
        before = reaches.copy()
        for tie, (one, other) in enumerate(zip(graph.sources(), graph.target, strict=True)):
            reaches[:, one] |= np.where(open_[:, tie], reaches[:, other], np.uint32(0))
    return reaches, chance


def best(found: Instance) -> float:
    """Return the most that any seeds within the budget reach."""
    most, cost = 0.0, found.cost
    for size in range(1, min(cost.size, math.floor(found.budget / cost.min())) + 1):
        places = np.array([*combinations(range(cost.size), size)])
        places = places[cost[places].sum(axis=1) <= found.budget]
        for part in np.array_split(places, 1 + places.shape[0] // _AT_ONCE):
            together = np.bitwise_or.reduce(found.reaches[:, part], axis=2)
            worth = found.chance @ np.bitwise_count(together)
            most = max(most, float(worth.max(initial=0.0)))
    return most


def budgets(instances: int) -> None:
    """Print how near the best seeds within a budget come."""
    shares, guarantees, ratios = np.zeros((3, len(WAYS), instances))
    for number in range(instances):
        made = instance(number)
        most = best(made)
        for way, few_and_some in enumerate(WAYS.values()):
            found = _within(made, number, few_and_some)
            shares[way, number] = made.worth(tuple(found.place.tolist())) / most
            guarantees[way, number], ratios[way, number] = found.guarantee, found.ratio
    print(f"\n{instances:,} made-up budgets on networks of 5 to {NODES} nodes, against going")
    print("through everything the budget pays for, all spreads exact. The ways for more nodes")
    print("are tried on the same networks. Under its guarantee: less .01 for sampling.\n")
    rows = [
        [
            name,
            f"{guarantees[way].min():.3f}",
            int((shares[way] < guarantees[way] - SAMPLING).sum()),
            int((shares[way] < ratios[way]).sum()),
            int((shares[way] > 1 - 1e-9).sum()),
            f"{1 - shares[way].mean():.2%}",
            f"{1 - shares[way].min():.1%}",
            f"{np.median(ratios[way]):.3f}",
        ]
        for way, name in enumerate(WAYS)
    ]
    header = ("way", "guarantee", "under it", "under its certified ratio", "the best")
    print(table((*header, "mean gap", "worst gap", "median certified"), rows))


def _within(made: Instance, number: int, few_and_some: tuple[int, int]) -> Seeds:
    few, some = few_and_some
    wish, goal = Wish(cost=made.cost, budget=made.budget), Goal(ratio=0.9, sets=1 << 14, key=number)
    with patch.multiple(budget, _FEW=few, _SOME=some):
        return chosen(made.graph, wish, goal=goal)
