"""Whom to ask first: choosing seeds, against PyNetIM and against published programs.

    python -m benchmarks.speed.seeds [--small] [--patient]

Weighted cascade (a tie's probability is one over the ties into its node), failing with
one over the number of nodes. Each run is a process of its own, the two sides in turn;
``choosing`` leaves out loading (both sides: up to a network laid out with its
probabilities) and compiling, ``process`` is all of it. --small takes
minutes.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.markdown import table
from benchmarks.measure import Run, run_once
from benchmarks.speed.asked import Asked, Told
from benchmarks.speed.quoted import quoted

# How often PyNetIM runs. On rmat-16m, with --patient only, it is asked but once what is
# asked first: it takes minutes of CPU there, and gigabytes.
PEER_RUNS = {"nethept": 3, "rmat-1m": 3, "rmat-16m": 0}
# Takes some hundred times the sets that epsilon .1 does.
FIRM = 0.73
# Where sets are large: every arc with this probability.
UNIFORM = 0.1


@dataclass(frozen=True, slots=True)
class Side:
    """The medians of one side's runs: what it told, and what its process took."""

    told: Told
    run: Run


def race(asked: Asked, *, runs: int, peer: int) -> dict[str, Side]:
    """Run both sides in turn, the peer so often at most; return the medians of each."""
    kept: dict[str, list[tuple[Told, Run]]] = {"kernels": [], "pynetim": []}
    for number in range(runs):
        for way in ("kernels", "pynetim")[: 1 + (number < peer)]:
            kept[way].append(once(way, replace(asked, key=number + 1)))
    return {way: _median(found) for way, found in kept.items() if found}


def once(way: str, asked: Asked, *more: str) -> tuple[Told, Run]:
    """Run one side in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "told.json"
        command = [sys.executable, "-m", f"benchmarks.speed.by_{way}", asked.text(), str(result)]
        run = run_once([*command, *more])
        return Told.read(result), run


def _median(found: Sequence[tuple[Told, Run]]) -> Side:
    told = replace(
        found[0][0],
        loading=median(one.loading for one, _ in found),
        choosing=median(one.choosing for one, _ in found),
    )
    runs = [run for _, run in found]
    return Side(
        told,
        Run(
            median(one.wall for one in runs),
            median(one.cpu for one in runs),
            max(one.peak for one in runs),
        ),
    )


def row(asked: Asked, sides: dict[str, Side]) -> list[object]:
    """Return one line of the table."""
    ours, theirs = sides["kernels"], sides.get("pynetim")
    return [
        asked.graph,
        asked.model.upper(),
        asked.count,
        f"{asked.epsilon:g}",
        f"{ours.told.choosing:.3f}",
        f"{theirs.told.choosing:.3f}" if theirs else "not run",
        round(theirs.told.choosing / ours.told.choosing, 1) if theirs else "-",
        f"{ours.run.cpu:.1f}",
        f"{theirs.run.cpu:.1f}" if theirs else "-",
        round(ours.run.peak),
        round(theirs.run.peak) if theirs else "-",
        f"{ours.told.ratio:.3f}",
        f"{theirs.told.ratio:.3f}" if theirs else "-",
    ]


HEADER = (
    *("graph", "model", "k", "epsilon", "choosing: ours", "PyNetIM", "ratio"),
    *("process: ours", "PyNetIM", "peak MiB: ours", "PyNetIM", "certified: ours", "PyNetIM"),
)


def races(graphs: Sequence[str], runs: int) -> dict[Asked, float]:
    """Print the races; return our seconds of choosing."""
    ours, rows = {}, []
    for graph in graphs:
        large, often = graph.startswith("rmat"), PEER_RUNS[graph]
        for asked in (
            Asked(graph, 50, 0.1),
            *([Asked(graph, 500, 0.1)] if large else []),
            *([Asked(graph, 500, 0.01)] if graph == "rmat-16m" else []),
            Asked(graph, 50, 0.1, model="lt"),
        ):
            sides = race(asked, runs=runs, peer=often)
            ours[asked] = sides["kernels"].told.choosing
            rows.append(row(asked, sides))
            often = often if often > 1 else 0
    print(f"CPU seconds, medians of {runs} (PyNetIM on rmat-16m: one, if any); one thread.\n")
    print(table(HEADER, rows))
    return ours


def large_sets(graph: str) -> None:
    """Print what sentinels save where a set holds a large part of the network."""
    rows = []
    for words, flag in (("sentinels", ()), ("whole sets", ("--whole",))):
        told, run = once("kernels", Asked(graph, 50, 0.1, chance=UNIFORM), *flag)
        found = [told.choosing, told.sentinels, told.sets, told.members, round(told.spread)]
        rows.append([words, *found, f"{told.ratio:.3f}", round(run.peak)])
    print(f"\nEvery arc of {graph} with probability {UNIFORM}, 50 seeds, epsilon .1, one run:\n")
    header = ("ours with", "choosing, CPU s", "sentinels", "sets", "members")
    print(table((*header, "spread", "certified", "peak MiB"), rows))


def memory(graphs: Sequence[str]) -> None:
    """Print what the arrays take while choosing, and what more sets add to that."""
    rows = []
    for graph in graphs:
        few, run = once("kernels", Asked(graph, 50, 0.1), "--trace")
        many, _ = once("kernels", Asked(graph, 50, 0.1, ratio=FIRM), "--trace")
        more = many.members - few.members
        each = f"{(many.traced - few.traced) / more:.1f}" if more > few.members else "-"
        rows.append([graph, few.members, round(few.traced / 2**20), each, round(run.peak)])
    print("\nMemory while choosing 50 (epsilon .1): stored members, the peak of all arrays, the")
    print(f"bytes each member takes that a certified ratio of {FIRM} stores besides, and the peak")
    print("of the process with the network.\n")
    print(table(("graph", "members", "arrays MiB", "bytes a member", "process MiB"), rows))


def main(*, small: bool) -> None:
    """Print every table."""
    graphs = ("nethept", "rmat-1m" if small else "rmat-16m")
    print("Networks: nethept 15 k nodes, 63 k arcs; made up (R-MAT .57/.19/.19/.05, fixed")
    print("seeds): rmat-1m 78 k, 1.0 M; rmat-16m 644 k, 15.8 M.\n")
    ours = races(graphs, 3)
    large_sets("rmat-1m")
    quoted(ours)
    memory(graphs)


if __name__ == "__main__":
    if "--patient" in sys.argv:
        PEER_RUNS["rmat-16m"] = 1
    main(small="--small" in sys.argv)
