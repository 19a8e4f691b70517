"""A graph keeps the caller's ids and the sparse rows agree with the edges."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import ArrayLike

from mutuals.graph import ids
from mutuals.graph.csr import Graph
from mutuals.graph.diffusion import within_two_steps


def test_rows_hold_the_edges_in_order() -> None:
    graph = Graph.from_edges([30, 10, 30], [10, 20, 20], weight=[3, 1, 2])
    assert graph.node.tolist() == [10, 20, 30]
    assert graph.start.tolist() == [0, 1, 1, 3]
    assert graph.target.tolist() == [1, 0, 1]
    assert graph.weight.tolist() == [1, 3, 2]
    assert graph.sources().tolist() == [0, 2, 2]
    assert {graph.start.dtype, graph.target.dtype} == {np.dtype(np.uint32)}


def test_the_reverse_holds_the_same_edges_by_their_target() -> None:
    graph = Graph.from_edges([30, 10, 30], [10, 20, 20], weight=[3, 1, 2])
    back = graph.reverse
    assert back.start.tolist() == [0, 1, 3, 3]
    assert back.end.tolist() == [2, 0, 2]
    assert graph.weight[back.arc].tolist() == [3, 1, 2]


def test_without_probabilities_the_edges_into_a_node_share_one() -> None:
    graph = Graph.from_edges([1, 2, 1], [3, 3, 2])
    assert graph.probability.tolist() == [1.0, 0.5, 0.5]
    assert graph.weight.tolist() == [1.0, 1.0, 1.0]


def test_repeated_edges_become_one_and_are_counted() -> None:
    columns: tuple[list[int], list[int]] = ([1, 2, 1, 1, 2], [2, 3, 2, 1, 2])
    weight, probability = [1, 5, 2, 7, 7], [0.5, 0.1, 0.2, 0.9, 0.9]
    graph = Graph.from_edges(*columns, weight=weight, probability=probability)
    assert (graph.target.tolist(), graph.start.tolist()) == ([1, 2], [0, 1, 2, 2])
    assert graph.weight.tolist() == [3, 5]
    np.testing.assert_allclose(graph.probability, [0.6, 0.1])
    assert (graph.merged, graph.self_ties) == (1, 2)
    first = Graph.from_edges(*columns, weight=weight, duplicates="first")
    assert first.weight.tolist() == [1, 5]
    assert Graph.from_edges(*columns).weight.tolist() == [2, 1]


@pytest.mark.parametrize(
    "ids",
    [
        ["b", "a", "c"],
        np.array(["b", "a", "c"], object),
        pa.array(["b", "a", "c"]),
        pa.chunked_array([["b"], ["a", "c"]]),
        pa.array(["b", "a", "c"]).dictionary_encode(),
        pa.chunked_array([pa.array([one]).dictionary_encode() for one in "bac"]),
        # a dictionary may hold names that are in no row
        pa.array(["z", "b", "a", "c"]).dictionary_encode()[1:],
    ],
)
def test_ids_may_be_text(ids: ArrayLike) -> None:
    graph = Graph.from_edges(ids, ["a", "d", "a"])
    assert graph.node.tolist() == ["a", "b", "c", "d"]
    assert graph.target.tolist() == [3, 0, 0]
    assert (graph.position("c"), graph.position("e")) == (2, None)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (pa.array([7, 8]), np.array([8, 9], np.uint32)),
        (np.array([7, 8], object), np.array([8, 9], np.uint64)),
        ([7, 8], [8, 9]),
    ],
)
def test_ids_may_be_whole_numbers_of_any_kind(source: ArrayLike, target: ArrayLike) -> None:
    assert Graph.from_edges(source, target).node.tolist() == [7, 8, 9]


@pytest.mark.parametrize(
    ("ends", "more", "nodes"),
    [
        (([2, 4], [4, 2]), [3, 9], [2, 3, 4, 9]),
        (([2**60, 4], [4, 4]), [-9], [-9, 4, 2**60]),
        ((["b"], ["a"]), ["c", "a"], ["a", "b", "c"]),
        (([], []), ["c"], ["c"]),
        (([], []), np.array([7, 5]), [5, 7]),
    ],
)
def test_nodes_may_be_without_edges(ends: tuple[Any, Any], more: Any, nodes: list[Any]) -> None:  # noqa: ANN401  # any ids
    graph, plain = Graph.from_edges(*ends, nodes=more), Graph.from_edges(*ends)
    assert graph.node.tolist() == nodes
    assert graph.node[graph.target].tolist() == plain.node[plain.target].tolist()
    assert (graph.self_ties, graph.start.size) == (plain.self_ties, len(nodes) + 1)


def test_what_to_do_with_repeated_edges_is_one_of_two() -> None:
    with pytest.raises(ValueError, match="duplicates must be"):
        Graph.from_edges([1], [2], duplicates="last")  # type: ignore[arg-type]  # the point


def test_ids_may_lie_far_apart_or_below_zero() -> None:
    graph = Graph.from_edges([2**60, -5], [-5, 2**61])
    assert (graph.node.tolist(), graph.target.tolist()) == ([-5, 2**60, 2**61], [2, 0])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([1, 2], [3]), "target has 1 values for 2 edges"),
        (([1.5], [3]), "source ids are neither"),
        (([1], [None]), "target ids are neither"),
        (([[1]], [[2]]), "source ids are neither"),
        (([1], ["a"]), "different kinds"),
        (([1, "a"], [2, "b"]), "source ids are neither"),
        (([[1], [2, 3]], [1, 2]), "source ids are neither"),
        (([True], [False]), "source ids are neither"),
        ((["a", "a\0"], ["b", "c"]), "must not end with a NUL"),
        (([2**64], [1]), "source ids do not fit"),
        ((pa.array(["a", None]), pa.array(["b", "c"])), "source ids are neither"),
        (([1], np.array([2**63], np.uint64)), "target ids do not fit"),
    ],
)
def test_ids_that_cannot_be_are_refused(columns: tuple[Any, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Graph.from_edges(*columns)


@pytest.mark.parametrize("wrong", [np.nan, -0.1, 1.1, np.inf])
def test_probabilities_lie_from_0_to_1(wrong: float) -> None:
    with pytest.raises(ValueError, match="probability 1 is"):
        Graph.from_edges([1, 2], [2, 1], probability=[0.5, wrong])


def test_weights_are_finite_and_as_many_as_the_edges() -> None:
    with pytest.raises(ValueError, match="weight 0 is nan: it must be 0 or more, and finite"):
        Graph.from_edges([1], [2], weight=[np.nan])
    with pytest.raises(ValueError, match="weight has 2 values for 1 edges"):
        Graph.from_edges([1], [2], weight=[1, 2])


def test_many_edges_are_sorted_by_counting_into_the_same_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(1)
    source, target = rng.integers(0, 30, (2, 300))
    weight, probability = rng.random((2, 300))
    few = Graph.from_edges(source, target, weight=weight, probability=probability)
    plain = Graph.from_edges(source, target)
    back = few.reverse
    monkeypatch.setattr(ids, "FEW_ARCS", 1)
    many = Graph.from_edges(source, target, weight=weight, probability=probability)
    for name in ("node", "start", "target", "weight", "probability"):
        np.testing.assert_array_equal(getattr(many, name), getattr(few, name))
        np.testing.assert_array_equal(
            getattr(Graph.from_edges(source, target), name), getattr(plain, name)
        )
    for name in ("start", "end", "arc"):
        np.testing.assert_array_equal(getattr(many.reverse, name), getattr(back, name))
    assert (many.merged, many.self_ties) == (few.merged, few.self_ties)
    assert few.merged > 0


def test_many_ids_far_apart_are_numbered_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    far = np.concatenate([np.random.default_rng(1).integers(-(2**62), 2**62, 33_000), [5, 5, 9]])
    ends = far[:-1], far[1:]
    few = Graph.from_edges(*ends)
    monkeypatch.setattr(ids, "FEW_ARCS", 1)
    many = Graph.from_edges(*ends)
    for name in ("node", "start", "target"):
        np.testing.assert_array_equal(getattr(many, name), getattr(few, name))


def test_a_saved_graph_is_mapped_into_memory(tmp_path: Path) -> None:
    graph = Graph.from_edges(["x", "x", "y"], ["y", "y", "y"], probability=[0.5, 0.2, 0.1])
    graph.save(tmp_path / "graph")
    found = Graph.load(tmp_path / "graph")
    assert found.node.tolist() == ["x", "y"]
    assert found.probability.tolist() == graph.probability.tolist()
    assert (found.merged, found.self_ties) == (1, 1)
    assert not found.target.flags.owndata
    assert type(found.target) is np.ndarray


def test_what_can_be_worked_out_again_is_not_saved(tmp_path: Path) -> None:
    graph = Graph.from_edges([1, 2, 1], [3, 3, 2])
    graph.save(tmp_path)
    assert sorted(path.stem for path in tmp_path.glob("*.npy")) == ["node", "start", "target"]
    found = Graph.load(tmp_path)
    assert found.probability.tolist() == graph.probability.tolist()
    assert found.weight.tolist() == [1, 1, 1]


def test_the_same_network_may_have_other_probabilities() -> None:
    graph = Graph.from_edges([1, 2, 1], [3, 3, 2])
    back = graph.into
    other = graph.with_probability([0.1, 0.2, 0.3])
    assert (other.probability.tolist(), other.into is back) == ([0.1, 0.2, 0.3], True)
    assert graph.probability.tolist() == [1.0, 0.5, 0.5]
    with pytest.raises(ValueError, match=r"probability 1 is 2\.0: it must be from 0 to 1"):
        graph.with_probability([0.1, 2, 0.3])
    with pytest.raises(ValueError, match="probability has 1 values for 3 edges"):
        graph.with_probability([0.1])


def test_position_of_an_unknown_id_is_none() -> None:
    graph = Graph.from_edges([5], [9])
    assert (graph.position(9), graph.position(6), graph.position(99)) == (1, None, None)


def test_two_steps_never_go_straight_back() -> None:
    graph = Graph.from_edges([1, 2, 2, 3], [2, 1, 3, 2], probability=[0.5, 0.5, 0.2, 0.2])
    one, two = within_two_steps(graph)
    np.testing.assert_allclose(one, [0.5, 0.7, 0.2])
    np.testing.assert_allclose(two, [0.1, 0.0, 0.1])


def test_an_empty_graph_reaches_nobody() -> None:
    one, two = within_two_steps(Graph.from_edges([], []))
    assert (one.size, two.size) == (0, 0)
    assert Graph.from_edges([], []).reverse.end.size == 0
