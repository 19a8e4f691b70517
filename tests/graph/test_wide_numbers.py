"""Networks too large for 32-bit places of arcs: the same kernels over 64 bits."""

import os
from typing import Any

import numpy as np
import pytest

from mutuals.graph import Graph, Limits, Rules, arcs, ids, influence_of_all, select_seeds, spread
from mutuals.graph.structure import brokerage, closure, overlap, triads
from mutuals.graph.ways import ways_from

# Compiling everything for a second type takes a minute; as plain Python it is nothing.
FEW = Limits(sets=64)
IS_PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"


def made(form: str, *, model: str = "ic") -> Graph:
    rng = np.random.default_rng(3)
    source, target = rng.integers(0, 30, (2, 150))
    chance = {"even": None, "constant": np.full(150, 0.3), "varied": rng.random(150)}[form]
    merged = Graph.from_edges(source, target, probability=chance, duplicates="first")
    if model == "ic" or form == "even":
        return merged
    into = np.bincount(merged.target, merged.probability)
    return merged.with_probability(merged.probability / np.maximum(into[merged.target], 1.0))


def everything(form: str) -> dict[str, Any]:
    graph, threshold = made(form), made(form, model="lt")
    found: dict[str, Any] = {
        "all": influence_of_all(graph, sets=200).hits,
        "steps": influence_of_all(graph, sets=200, steps=2).hits,
        "threshold": influence_of_all(threshold, model="lt", sets=200).hits,
    }
    if IS_PLAIN:
        rules = Rules(groups=dict.fromkeys(range(30), "a"), quotas={"a": 2})
        costs = np.linspace(1, 2, 30)
        found |= {
            "seeds": select_seeds(graph, 3, limits=FEW).seeds,
            "groups": select_seeds(graph, 3, rules=rules, limits=FEW).seeds,
            "budget": select_seeds(graph, budget=3, costs=costs, limits=FEW).seeds,
            "spread": spread(graph, [0, 1], runs=50, relative_error=0).spread,
            "pressed": spread(threshold, [0], "lt", runs=50, relative_error=0).spread,
            "constraint": brokerage(graph).constraint,
            "closure": closure(graph).clustering,
            "overlap": overlap(graph),
            "triads": [*triads(graph).values()],
            "ways": ways_from(graph, 0, count=2).probability,
        }
    return found


@pytest.mark.parametrize("form", ["even", *(["constant", "varied"] if IS_PLAIN else [])])
def test_wide_places_of_arcs_change_nothing(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    narrow = everything(form)
    for module in (arcs, ids):
        monkeypatch.setattr(module, "index_type", lambda _size: np.int64)
    monkeypatch.setattr(ids, "FEW_ARCS", 1)
    graph = made(form)
    assert {graph.start.dtype, graph.target.dtype, graph.reverse.end.dtype} == {np.dtype(np.int64)}
    for name, found in everything(form).items():
        np.testing.assert_array_equal(found, narrow[name], err_msg=name)
