"""What is exactly so on a small network: all possible worlds, all choices."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from mutuals.graph.csr import Graph, Numbers

Edges = dict[tuple[int, int], float]


def edges_of(seed: int, *, nodes: int = 8, arcs: int = 10) -> Edges:
    """Return random arcs; node 0 points at node 1."""
    rng = np.random.default_rng(seed)
    drawn = [tuple(rng.choice(nodes, 2, replace=False).tolist()) for _ in range(arcs - 1)]
    chances = rng.choice([0.05, 0.2, 0.3, 0.6, 1.0, 0.0], arcs).tolist()
    return dict(zip([(0, 1), *drawn], chances, strict=True))


def graph_of(edges: Edges) -> Graph:
    """Return the graph of some arcs and their probabilities."""
    tails, heads = [one for one, _ in edges], [to for _, to in edges]
    return Graph.from_edges(tails, heads, probability=list(edges.values()))


def reach_of_all(graph: Graph, *, model: str = "ic", steps: int = 99) -> Numbers:
    """Return every node's expected number reached, by all worlds."""
    return sum(
        (chance * reaches(world, steps).sum(axis=1) for world, chance in worlds(graph, model)),
        start=np.zeros(graph.node.size),
    )


def reach_of(graph: Graph, chosen: list[tuple[int, ...]]) -> Numbers:
    """Return how many each of several sets of nodes reaches, by all worlds."""
    total = np.zeros(len(chosen))
    for world, chance in worlds(graph, "ic"):
        found = reaches(world, graph.node.size)
        total += [chance * found[list(one)].any(axis=0).sum() for one in chosen]
    return total


def every_choice(nodes: int, most: int) -> list[tuple[int, ...]]:
    """Return every set of at most so many nodes."""
    return [one for size in range(1, most + 1) for one in combinations(range(nodes), size)]


def worlds(graph: Graph, model: str) -> Iterator[tuple[np.ndarray, float]]:
    """Yield every possible world, as who points at whom, and how likely it is."""
    tails, heads, chances = graph.sources(), graph.target, graph.probability
    if model == "ic":
        choices = [[((arc,), p), ((), 1 - p)] for arc, p in enumerate(chances.tolist())]
    else:
        choices = []
        for node in np.unique(heads):
            arcs = np.flatnonzero(heads == node).tolist()
            some = [((arc,), float(chances[arc])) for arc in arcs]
            choices.append([*some, ((), 1 - float(chances[arcs].sum()))])
    for world in product(*choices):
        arcs = [arc for part, _ in world for arc in part]
        matrix = np.eye(graph.node.size, dtype=bool)
        matrix[tails[arcs], heads[arcs]] = True
        yield matrix, float(np.prod([chance for _, chance in world]))


def reaches(world: np.ndarray, steps: int) -> np.ndarray:
    """Return who reaches whom within so many steps."""
    found = world
    for _ in range(min(steps, world.shape[0]) - 1):
        found = found @ world
    return found
