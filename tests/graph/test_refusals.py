"""What nobody could answer is refused with a reason."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from mutuals import graph
from mutuals.graph.csr import Graph
from mutuals.graph.ways import ways_from

# as if it had no types: what they forbid is asked for here
library: Any = graph
LINE = Graph.from_edges(["a", "b", "c"], ["b", "c", "d"], probability=[0.5, 0.5, 0.5])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda: library.spread(LINE, ["a"], runs=0), "runs to simulate"),
        (lambda: library.spread(LINE, ["a"], relative_error=math.nan), "relative error must be"),
        (lambda: library.spread(LINE, ["a"], threads=0), "threads must be 1 or more, not 0"),
        (lambda: library.spread(LINE, ["a"], steps=0), "steps must be 1 or more, not 0"),
        (lambda: library.spread(LINE, ["a"], "IC"), "model must be 'ic' or 'lt', not 'IC'"),
        (lambda: library.spread(LINE, [1]), "not in the network: 1"),
        (lambda: library.cascades(LINE, ["a"], runs=0), "runs to simulate"),
        (lambda: library.influence_of_all(LINE, model="xx"), "model must be"),
        (lambda: library.influence_of_all(LINE, threads=0), "threads must be"),
        (
            lambda: library.influence_of_all(LINE, between=([0.9] * 3, [0.1] * 3)),
            r"probability 0 is 0\.5, not between 0\.9 and 0\.1",
        ),
        (lambda: library.select_seeds(LINE, 1, model="xx"), "model must be"),
        (lambda: library.select_seeds(LINE, 2.5), "k must be a whole number"),
        (lambda: library.select_seeds(LINE, 1, ratio=math.nan), "ratio must lie"),
        (lambda: library.select_seeds(LINE, 1, epsilon=0), "epsilon must lie"),
        (lambda: library.select_seeds(LINE, 1, delta=0), "delta must lie"),
        (lambda: library.select_seeds(LINE, 1, limits=library.Limits(sets=0)), "sets to draw"),
        (lambda: library.select_seeds(LINE, budget=1, costs=["x"] * 4), "costs must be numbers"),
        (
            lambda: library.select_seeds(LINE, 1, rules=library.Rules(forbidden=list("abcd"))),
            "every node is forbidden",
        ),
        (lambda: library.best_paths(LINE, "a", "b", count=0), "count must be 1 or more"),
        (lambda: ways_from(LINE, "a", count=0), "count must be 1 or more"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        asked()
