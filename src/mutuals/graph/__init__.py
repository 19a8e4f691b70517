"""Algorithms on whole networks: arrays in, arrays out.

>>> import numpy as np
>>> from mutuals.graph import Graph, influence_of_all, select_seeds, spread
>>> knows = [("Ann", "Bo"), ("Ann", "Cy"), ("Cy", "Di"), ("Ed", "Di")]
>>> source, target = zip(*knows)
>>> graph = Graph.from_edges(source, target, probability=[0.9, 0.5, 0.4, 1.0])
>>> spread(graph, ["Ed"]).spread
2.0
>>> select_seeds(graph, 2, rng=np.random.default_rng(1)).seeds.tolist()
['Ann', 'Ed']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mutuals.graph.csr import Graph
    from mutuals.graph.everybody import influence_of_all
    from mutuals.graph.limits import Limits
    from mutuals.graph.paths import best_paths
    from mutuals.graph.seeds import select_seeds
    from mutuals.graph.simulating import cascades, spread
    from mutuals.graph.wish import Rules

__all__ = [
    "Graph",
    "Limits",
    "Rules",
    "best_paths",
    "cascades",
    "influence_of_all",
    "select_seeds",
    "spread",
]

# Loaded when asked for: whatever needs no kernel must not wait for numba.
_PLACES = {
    "Graph": "csr",
    "Limits": "limits",
    "Rules": "wish",
    "best_paths": "paths",
    "cascades": "simulating",
    "influence_of_all": "everybody",
    "select_seeds": "seeds",
    "spread": "simulating",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module's attributes have any type
    """Load a public name on first use."""
    if name not in _PLACES:
        msg = f"module 'mutuals.graph' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415  # see above

    return getattr(import_module(f"mutuals.graph.{_PLACES[name]}"), name)
