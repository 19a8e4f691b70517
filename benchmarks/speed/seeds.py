"""Whom to ask first: choosing seeds, against PyNetIM and against published programs.

    python -m benchmarks.speed.seeds [--small]

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
from benchmarks.speed.threads import threads_and_starts

# Programs in C++ without a package: CPU seconds of choosing on another machine, where
# the first numba sketch of these kernels took the last column.
QUOTED = (
    ("nethept", 50, "ic", 0.1, "SUBSIM", 0.049, 0.028),
    ("rmat-16m", 50, "ic", 0.1, "SUBSIM", 0.41, 0.121),
    ("rmat-16m", 500, "ic", 0.1, "SUBSIM", 0.419, 0.109),
    ("rmat-16m", 500, "ic", 0.01, "SUBSIM", 0.99, 0.252),
    ("rmat-69m", 50, "ic", 0.1, "SUBSIM", 0.89, 0.48),
    ("rmat-69m", 500, "ic", 0.1, "SUBSIM", 1.25, 0.24),
)
QUOTED_EPINIONS = (
    ("SUBSIM", "ic", 0.055),
    ("OPIM-C 1.1", "ic", 0.119),
    ("OPIM-C 1.1", "lt", 0.039),
    ("Ripples, IMM", "ic", 9.5),
    ("EfficientIMM", "ic", 4.8),
    ("the sketch", "ic", 0.018),
)
# Takes some hundred times the sets that epsilon .1 does.
FIRM = 0.73
# Ask nobody for what takes them over an hour or more memory than there is.
TOO_LARGE_FOR_PYNETIM = {"rmat-69m"}


@dataclass(frozen=True, slots=True)
class Side:
    """The medians of one side's runs: what it told, and what its process took."""

    told: Told
    run: Run


def race(asked: Asked, runs: int, *, alone: bool) -> dict[str, Side]:
    """Run both sides in turn (``alone``: ours only); return the medians of each."""
    ways = ("kernels",) if alone else ("kernels", "pynetim")
    kept: dict[str, list[tuple[Told, Run]]] = {way: [] for way in ways}
    for number in range(runs):
        for way in ways:
            kept[way].append(once(way, replace(asked, key=number + 1)))
    return {way: _median(found) for way, found in kept.items()}


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
        large = graph.startswith("rmat")
        for asked in (
            Asked(graph, 50, 0.1),
            *([Asked(graph, 500, 0.1), Asked(graph, 500, 0.01)] if large else []),
            Asked(graph, 50, 0.1, model="lt"),
        ):
            sides = race(asked, runs, alone=graph in TOO_LARGE_FOR_PYNETIM)
            ours[asked] = sides["kernels"].told.choosing
            rows.append(row(asked, sides))
    print(f"CPU seconds, medians of {runs}; one thread.\n")
    print(table(HEADER, rows))
    return ours


def quoted(ours: dict[Asked, float]) -> None:
    """Print what other programs took elsewhere, beside what we take here."""
    rows = []
    for graph, count, model, epsilon, name, theirs, sketch in QUOTED:
        found = [
            seconds
            for asked, seconds in ours.items()
            if (asked.graph, asked.count, asked.model) == (graph, count, model)
            and abs(asked.epsilon - epsilon) < 1e-9  # noqa: PLR2004  # the same number
        ]
        here = f"{found[0]:.3f}" if found else "-"
        rows.append([graph, count, f"{epsilon:g}", name, theirs, sketch, theirs / sketch, here])
    print("\nQuoted, not run: a program in C++ and the first sketch of these kernels, measured")
    print("beside each other on another machine. Compare their ratio, not seconds across.\n")
    header = ("graph", "k", "epsilon", "program", "it", "sketch", "ratio", "ours, here")
    print(table(header, [[*one[:4], f"{one[4]:.3f}", f"{one[5]:.3f}", *one[6:]] for one in rows]))
    print("\nQuoted for Epinions (76 k nodes, 811 k arcs; not among the shared data), k = 50,")
    print(
        "epsilon .1, seconds there: "
        + ", ".join(f"{name} {model.upper()} {taken:g}" for name, model, taken in QUOTED_EPINIONS)
        + "."
    )


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
    graphs = ("nethept", "rmat-1m") if small else ("nethept", "rmat-16m", "rmat-69m")
    print("Networks: nethept 15 k nodes, 63 k arcs; made up (R-MAT .57/.19/.19/.05, fixed")
    print("seeds): rmat-1m 78 k, 1.0 M; rmat-16m 644 k, 15.8 M; rmat-69m 3.9 M, 69 M.\n")
    ours = races(graphs, 3)
    quoted(ours)
    memory(graphs)
    threads_and_starts(graphs[1], sets=1 << 18 if small else 1 << 24)


if __name__ == "__main__":
    main(small="--small" in sys.argv)
