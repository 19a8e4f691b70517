"""Packed sets are the same sets, and the same seeds come of them in less room."""

import numpy as np

from mutuals.graph.choosing import choose
from mutuals.graph.csr import Graph
from mutuals.graph.flow import flow_of
from mutuals.graph.keys import stream_key
from mutuals.graph.packing import packed, read
from mutuals.graph.sampling import Sampler, Sets, joined
from mutuals.graph.seeds import chosen
from mutuals.graph.wish import Goal, Wish, checked


def unpacked(sets: Sets) -> list[list[int]]:
    found = []
    for number in range(sets.size):
        place, node, nodes = int(sets.start[number]), -1, []
        while place < sets.start[number + 1]:
            step, place = read(sets.member, place)
            node += step
            nodes.append(int(node))
        found.append(nodes)
    return found


def test_packed_sets_hold_what_was_packed() -> None:
    lists = [[5, 0, 3], [], [4_000_000_000, 127, 128], [16_383, 16_384]]
    start = np.cumsum([0, *map(len, lists)])
    member = np.array([node for one in lists for node in one], np.uint32)
    small = packed(Sets(start, member, 1, member.size))
    assert unpacked(small) == [sorted(one) for one in lists]
    assert (small.packed, small.stopped, small.members) == (True, 1, 8)
    assert unpacked(joined(small, small)) == 2 * [sorted(one) for one in lists]


def ring() -> Graph:
    source, target = np.random.default_rng(3).integers(0, 300, (2, 700))
    return Graph.from_edges(source, target)


def test_the_same_seeds_hold_the_same_packed_sets() -> None:
    graph = ring()
    sets = Sampler(flow_of(graph)).store(stream_key(1, 1), (0, 800))
    wish = checked(graph, Wish(8, forced=np.array([7]), forbidden=np.array([9])))
    flat, small = choose(sets, wish, 300), choose(packed(sets), wish, 300)
    assert flat.seed.tolist() == small.seed.tolist()
    assert (flat.held, flat.most) == (small.held, small.most)
    assert flat.cover.total.tolist() == small.cover.total.tolist()
    assert packed(sets).member.nbytes < 0.6 * sets.member.nbytes


def test_sets_are_packed_where_memory_is_short() -> None:
    graph = ring()
    goal = Goal(ratio=0.99, sets=2_048, delta=0.1)
    whole = chosen(graph, Wish(3), goal=goal)
    short = Goal(ratio=0.99, sets=2_048, delta=0.1, memory=whole.members * 12)
    small = chosen(graph, Wish(3), goal=short)
    assert (whole.reason, small.reason) == ("sets", "sets")
    assert (small.seeds.tolist(), small.ratio) == (whole.seeds.tolist(), whole.ratio)
    assert small.shared.tolist() == whole.shared.tolist()
