"""What the race for seeds is judged by is right itself."""

from pathlib import Path

import numpy as np
from benchmarks.speed.asked import Asked, Told
from benchmarks.truth.budgets import Instance, best, instance

from mutuals.graph.csr import Graph


def test_exact_worth_goes_through_every_world() -> None:
    # 0 reaches 1 in one world of two; 2 stands alone
    graph = Graph.from_edges([0, 2], [1, 2], probability=[0.5, 1.0])
    reaches = np.array([[0b001, 0b010, 0b100], [0b011, 0b010, 0b100]], np.uint32)
    made = Instance(graph, np.array([1.0, 1.0, 2.0]), 2.0, reaches, np.array([0.5, 0.5]))
    assert made.worth((0,)) == 1.5
    assert made.worth((0, 1)) == 2.0
    assert made.worth((0, 2)) == 2.5
    assert best(made) == 2.0


def test_made_up_worlds_are_all_there_are() -> None:
    made = instance(3)
    assert abs(made.chance.sum() - 1.0) < 1e-9
    assert made.chance.size == 2 ** int((made.graph.probability < 1).sum())
    everybody = tuple(range(made.graph.node.size))
    assert abs(made.worth(everybody) - made.graph.node.size) < 1e-9


def test_what_is_asked_and_told_comes_back(tmp_path: Path) -> None:
    asked = Asked("karate", 3, 0.1, model="lt", ratio=0.7)
    assert Asked.of(asked.text()) == asked
    told = Told(0.1, 0.2, [3, 1], 0.7, 10, 20, 30)
    told.write(tmp_path / "told.json")
    assert Told.read(tmp_path / "told.json") == told
