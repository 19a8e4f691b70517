"""Made-up networks come out the same everywhere, uneven, and without repeats."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.graphs.files import arcs
from benchmarks.graphs.rmat import Size, made


def test_the_seed_decides_the_network() -> None:
    tail, head = made(Size(levels=10, drawn=5_000, seed=3))
    again = made(Size(levels=10, drawn=5_000, seed=3))
    assert np.array_equal(tail, again[0])
    assert np.array_equal(head, again[1])
    assert not np.array_equal(tail, made(Size(levels=10, drawn=5_000, seed=4))[0][: tail.size])


def test_no_arc_is_there_twice_or_leads_home_and_numbers_have_no_gap() -> None:
    tail, head = made(Size(levels=10, drawn=5_000, seed=3))
    assert 0 < tail.size < 5_000
    assert (tail != head).all()
    assert np.unique(np.stack([tail, head]), axis=1).shape[1] == tail.size
    assert np.array_equal(
        np.unique(np.concatenate([tail, head])), np.arange(int(max(tail.max(), head.max())) + 1)
    )


def test_few_nodes_have_most_arcs() -> None:
    tail, _ = made(Size(levels=12, drawn=20_000, seed=5))
    largest = np.sort(np.bincount(tail))[::-1]
    assert largest[: largest.size // 10].sum() > 0.4 * tail.size


def test_a_network_is_made_once_and_then_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUTUALS_GRAPHS", str(tmp_path))
    first = arcs("rmat-20k")
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns
    assert np.array_equal(arcs("rmat-20k"), first)
    assert kept[0].stat().st_mtime_ns == before


def test_a_file_of_mutual_ties_gives_arcs_both_ways(data: Path) -> None:
    tail, head = arcs("nethept")
    assert data.is_dir()
    assert tail.size == 62_752
    forth = set(zip(tail.tolist(), head.tolist(), strict=True))
    assert {(there, here) for here, there in forth} == forth
