"""Spark's executors, and threads, choose the seeds that one machine chooses."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.influence.crews import crowded, laid, same

from mutuals.graph.flow import flow_of
from mutuals.graph.seeds import chosen
from mutuals.graph.wish import Goal, Wish
from mutuals.influence.crew import Place, seeds_by

if TYPE_CHECKING:
    from mutuals.engine.spark import Spark

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


def test_executors_choose_the_seeds_of_one_machine(
    tmp_path: Path, new_spark: Callable[[], "Spark"]
) -> None:
    graph, goal = crowded(3000, 20_000), Goal(sets=1024, seconds=np.inf)
    wish = Wish(3, forced=np.array([7]), forbidden=np.array([0, 1]))
    here = chosen(graph, wish, goal=goal)
    place = Place(laid(graph, tmp_path), room=0, piece=300)
    assert same(seeds_by(new_spark(), graph, wish, place=place, goal=goal), here)


def test_sets_drawn_by_executors_are_covered_here_where_they_fit(
    tmp_path: Path, new_spark: Callable[[], "Spark"]
) -> None:
    graph, goal = crowded(3000, 20_000), Goal(sets=2048, seconds=np.inf, key=5)
    here = chosen(graph, Wish(5), flow=flow_of(graph, "lt"), goal=goal)
    place = Place(laid(graph, tmp_path, "lt"), piece=500)
    assert same(seeds_by(new_spark(), graph, Wish(5), place=place, goal=goal), here)
