"""Whoever imports ``mutuals.graph`` asks and is answered in their own ids."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mutuals import graph as library
from mutuals.compiling import kept_in
from mutuals.graph import Graph, Limits, Rules, influence_of_all, select_seeds, spread
from mutuals.graph.__main__ import main

# Ann reaches three, Bo and Ed two each; nobody else reaches anybody
ENDS = (["Ann", "Ann", "Ann", "Bo", "Bo", "Ed"], ["Cy", "Di", "Bo", "Gus", "Hal", "Flo"])
QUICK = Limits(sets=1 << 10)


def village() -> Graph:
    return Graph.from_edges(*ENDS, None, [1.0] * 6)


def test_seeds_come_in_the_callers_ids_in_order() -> None:
    found = select_seeds(village(), k=2, delta=0.01, limits=QUICK)
    assert found.seeds.tolist() == ["Ann", "Ed"]
    np.testing.assert_allclose(found.gains, [6, 2], rtol=0.2)
    assert found.spread == pytest.approx(8, rel=0.1)
    assert 0.6 < found.ratio <= 1
    again = select_seeds(village(), k=2, delta=0.01, limits=QUICK, rng=np.random.default_rng(0))
    assert again.gains.tolist() == found.gains.tolist()


@pytest.mark.parametrize(
    ("rules", "seeds"),
    [
        (Rules(forbidden=["Ann"]), ["Bo", "Ed"]),
        (Rules(forced=["Flo"]), ["Flo", "Ann"]),
        (Rules(groups={"Ann": "old", "Ed": "old", "Bo": "old"}, quotas={"old": 0}), None),
    ],
)
def test_rules_are_by_id(rules: Rules, seeds: list[str] | None) -> None:
    found = select_seeds(village(), 2, rules=rules, limits=QUICK).seeds.tolist()
    if seeds is None:
        assert not set(found) & {"Ann", "Ed", "Bo"}
    else:
        assert found == seeds


def test_costs_are_by_id_or_beside_the_nodes() -> None:
    by_id = select_seeds(village(), budget=3, costs={"Ann": 9, "Bo": 2}, limits=QUICK)
    assert by_id.seeds.tolist() == ["Bo", "Ed"]
    costs = [{"Ann": 9, "Bo": 2}.get(one, 1) for one in village().node.tolist()]
    beside = select_seeds(village(), budget=3, costs=costs, limits=QUICK)
    assert beside.seeds.tolist() == ["Bo", "Ed"]
    few = select_seeds(village(), 1, budget=3, costs={"Ann": 9, "Bo": 2}, limits=QUICK)
    assert few.seeds.tolist() == ["Bo"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "give k"),
        ({"k": 0}, "k must be 1 or more"),
        ({"k": 1, "costs": {}}, "costs need a budget"),
        ({"budget": 1, "costs": {"Zoe": 1}}, "not in the network: Zoe"),
        ({"k": 1, "rules": Rules(forced=["Zoe"])}, "not in the network: Zoe"),
        ({"k": 1, "rules": Rules(forbidden=[7])}, "not in the network: 7"),
        ({"k": 1, "rules": Rules(quotas={"a": 1})}, "groups and quotas need each other"),
        ({"k": 1, "rules": Rules(groups=["a"], quotas={})}, "one for each node"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        select_seeds(village(), **asked)


def test_models_are_named_alike_everywhere() -> None:
    graph = Graph.from_edges([1, 2, 4], [2, 3, 3])
    assert spread(graph, [1], "lt", steps=1).spread == 2
    everybody = influence_of_all(graph, model="lt", steps=1, sets=2_000)
    np.testing.assert_allclose(everybody.spread, [2, 1.5, 1, 1.5], atol=0.1)
    assert select_seeds(graph, 1, model="lt", limits=QUICK).seeds.tolist() == [1]


def test_there_is_nothing_else() -> None:
    assert all(hasattr(library, name) for name in library.__all__)
    with pytest.raises(AttributeError, match="no attribute 'seed'"):
        _ = library.seed


def test_numba_is_loaded_by_whoever_asks_for_a_kernel_only() -> None:
    script = """
import sys
import mutuals
from mutuals import graph
graph.Graph.from_edges([1, 2], [2, 3]).reverse, graph.Limits(), graph.Rules()
assert "numba" not in sys.modules
graph.spread
assert "numba" in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603  # ours


def test_kernels_are_kept_by_what_all_their_sources_say(tmp_path: Path) -> None:
    sources, home = tmp_path / "sources", str(tmp_path / "home")
    sources.mkdir()
    (sources / "one.py").write_text("1", encoding="utf-8")
    before = kept_in(home, sources)
    kept_in.cache_clear()
    assert kept_in(home, sources) == before
    (sources / "two.py").write_text("2", encoding="utf-8")
    kept_in.cache_clear()
    after = kept_in(home, sources)
    assert after is not None
    assert before is not None
    assert (after != before, after.parent) == (True, tmp_path / "home")
    assert after.is_dir()
    taken = tmp_path / "home" / "file"
    taken.touch()
    assert kept_in(str(taken), sources) is None


@pytest.mark.skipif(os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="nothing is compiled")
def test_what_a_kernel_calls_is_compiled_anew_when_it_changes(tmp_path: Path) -> None:
    package = tmp_path / "made"
    package.mkdir()
    compiling = Path(kept_in.__wrapped__.__code__.co_filename).read_text(encoding="utf-8")
    (package / "compiling.py").write_text(compiling, encoding="utf-8")
    (package / "caller.py").write_text(
        "from made.callee import two\nfrom made.compiling import kernel\n\n"
        "@kernel\ndef twice():\n    return 2 * two()\n",
        encoding="utf-8",
    )
    found = []
    for number in (2, 3):
        callee = (
            f"from made.compiling import inlined\n\n@inlined\ndef two():\n    return {number}\n"
        )
        (package / "callee.py").write_text(callee, encoding="utf-8")
        found.append(_told("from made.caller import twice; print(twice())", tmp_path))
    assert found == ["4", "6"]
    assert len(list((tmp_path / "home").iterdir())) == 2


def _told(script: str, folder: Path) -> str:
    places = {"PYTHONPATH": str(folder), "NUMBA_CACHE_DIR": str(folder / "home")}
    return subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **places},
    ).stdout.strip()


def test_kernels_are_compiled_ahead(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert capsys.readouterr().out.startswith("Kernels are ready")
