"""Networks on which many workers must choose what one machine chooses."""

from pathlib import Path

import numpy as np

from mutuals.graph.csr import Graph
from mutuals.graph.flow import Model, flow_of
from mutuals.graph.laid import save_flow
from mutuals.graph.seeds import Seeds


def crowded(nodes: int, ties: int, *, chance: float | None = None) -> Graph:
    """Return a network in which a few are in most ties, with a fixed seed."""
    rng = np.random.default_rng(7)
    ends = (nodes * rng.random((2, ties)) ** 3).astype(np.int64)
    probability = None if chance is None else np.full(ties, chance)
    return Graph.from_edges(ends[0], ends[1], probability=probability)


def laid(graph: Graph, folder: Path, model: Model = "ic") -> Path:
    """Save a graph's flow, as every worker maps it."""
    save_flow(flow_of(graph, model), folder)
    return folder


def same(one: Seeds, other: Seeds) -> bool:
    """Whether all that is said of two choices is the same."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Seeds.__slots__)
