"""Whoever waits for a long calculation may end it, whichever it is."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial
from typing import Any

import numpy as np
import pytest

from mutuals.graph import Graph, Limits, influence_of_all, limits, select_seeds, spread
from mutuals.graph.structure import brokerage, closure, overlap, triads
from mutuals.graph.ways import ways_from

GRAPH = Graph.from_edges(*np.random.default_rng(1).integers(0, 20, (2, 120)))
LONG: dict[str, Callable[..., Any]] = {
    "everybody": partial(influence_of_all, GRAPH, sets=100),
    "seeds": partial(select_seeds, GRAPH, 2),
    "budget": partial(select_seeds, GRAPH, budget=2),
    "spread": partial(spread, GRAPH, [1]),
    "constraint": partial(brokerage, GRAPH),
    "closure": partial(closure, GRAPH),
    "overlap": partial(overlap, GRAPH),
    "triads": partial(triads, GRAPH),
    "ways": partial(ways_from, GRAPH, 1),
}


@pytest.mark.parametrize("name", LONG)
def test_it_ends_when_asked(name: str) -> None:
    with pytest.raises(CancelledError):
        LONG[name](limits=Limits(stopped=lambda: True))


@pytest.mark.parametrize("name", ["overlap", "triads", "ways"])
def test_parts_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole, told = LONG[name](), list[tuple[int, int]]()
    monkeypatch.setattr(limits, "_SHARE", 50)
    parts = LONG[name](limits=Limits(progress=lambda done, of: told.append((done, of))))
    assert len(told) > 2
    assert told[-1] == (20, 20)
    if name == "ways":
        parts, whole = parts.probability, whole.probability
    np.testing.assert_equal(parts, whole)
