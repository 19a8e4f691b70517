"""Many workers choose what one machine chooses, wherever the sets are counted."""

from pathlib import Path

import numpy as np
import pytest
from tests.influence.crews import crowded, laid, same

from mutuals.engine.threads import Threads
from mutuals.graph.flow import flow_of
from mutuals.graph.seeds import chosen
from mutuals.graph.wish import Goal, Wish
from mutuals.influence.crew import Place, seeds_by

LONG = np.inf


@pytest.mark.parametrize("in_line", [1, 1024])
def test_sets_are_covered_where_they_are_kept(tmp_path: Path, in_line: int) -> None:
    graph, goal = crowded(120, 500), Goal(sets=1024, seconds=LONG, key=3)
    wish = Wish(6, forced=np.array([7]), forbidden=np.array([0, 1]))
    place = Place(laid(graph, tmp_path), room=0, in_line=in_line, piece=100)
    found = seeds_by(Threads(2), graph, wish, place=place, goal=goal)
    assert same(found, chosen(graph, wish, goal=goal))
    assert found.place[0] == 7
    assert not np.isin([0, 1], found.place).any()


def test_sets_come_here_where_they_fit_for_any_model_and_costs(tmp_path: Path) -> None:
    graph, goal = crowded(60, 200), Goal(sets=512, seconds=LONG)
    wish = Wish(cost=np.linspace(1, 3, graph.node.size), budget=6.0)
    place = Place(laid(graph, tmp_path, "lt"), piece=100)
    found = seeds_by(Threads(1), graph, wish, place=place, goal=goal)
    assert same(found, chosen(graph, wish, flow=flow_of(graph, "lt"), goal=goal))
    with pytest.raises(ValueError, match="must fit on this machine"):
        seeds_by(Threads(1), graph, wish, place=Place(place.folder, room=0), goal=goal)


def test_sentinels_cut_large_sets_short_for_workers_too(tmp_path: Path) -> None:
    graph, goal = crowded(600, 2500, chance=0.6), Goal(sets=128, seconds=LONG)
    place = Place(laid(graph, tmp_path), room=0, piece=50)
    found = seeds_by(Threads(2), graph, Wish(4), place=place, goal=goal)
    assert found.sentinels > 0
    assert same(found, chosen(graph, Wish(4), goal=goal))


def test_more_is_wished_for_than_anybody_reaches(tmp_path: Path) -> None:
    graph, goal = crowded(5, 4), Goal(sets=64, seconds=LONG, ratio=1.0)
    place = Place(laid(graph, tmp_path), room=0, piece=64)
    found = seeds_by(Threads(1), graph, Wish(5), place=place, goal=goal)
    assert same(found, chosen(graph, Wish(5), goal=goal))


def test_hardly_any_sets_will_do(tmp_path: Path) -> None:
    graph, goal = crowded(5, 4), Goal(sets=3, seconds=LONG)
    place = Place(laid(graph, tmp_path), room=0, piece=2)
    found = seeds_by(Threads(1), graph, Wish(1), place=place, goal=goal)
    assert same(found, chosen(graph, Wish(1), goal=goal))
