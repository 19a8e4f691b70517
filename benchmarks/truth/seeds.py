"""What seeds, intervals and guarantees turn out to be worth, against what they say.

    python -m benchmarks.truth.seeds [--small]

Every figure comes from randomness that choosing has not seen. --small takes minutes.
"""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np
from benchmarks.markdown import table
from benchmarks.speed.asked import Asked, timed
from benchmarks.speed.by_kernels import choose, load
from benchmarks.speed.seeds import once
from benchmarks.truth.budgets import budgets

from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.everybody import influence_of_all
from mutuals.graph.flow import Model
from mutuals.graph.simulating import spread

HELD_OUT = 987_654_321
PEERS: tuple[Literal["imm", "opimc"], ...] = ("imm", "opimc")
MODELS: tuple[Model, ...] = ("ic", "lt")
# Per node: few enough for intervals wider than the error of the simulation, which is
# the larger the rarer and larger cascades are.
SETS = {"nethept": 8.0, "rmat-20k": 8.0, "rmat-1m": 0.25}
# Among IMM's results elsewhere with epsilon .1 and k = 50, in another program.
QUOTED_IMM = {"nethept": 965}


def spreads(graphs: Sequence[str], runs: int) -> None:
    """Print what seeds by each way reach, by one evaluator."""
    rows = [row for name in graphs for row in _spreads(name, runs)]
    print(f"What 50 seeds reach, by {runs:,} runs of one simulation in worlds held out:\n")
    print(table(("graph", "way", "CPU s", "certified", "reached", "error", "of the best"), rows))


def _spreads(name: str, runs: int) -> list[list[object]]:
    (graph, flow), ways = load(name), []
    for words, ratio in (("ours, certified .70", 0.70), ("ours, epsilon .1", None)):
        taken, seeds = timed(partial(choose, graph, flow, Asked(name, 50, 0.1, ratio=ratio)))
        ways.append((words, seeds.seeds.tolist(), taken, seeds.ratio))
    for way in PEERS:
        told, _ = once("pynetim", Asked(name, 50, 0.1, way=way))
        words = f"PyNetIM {way.upper()}, epsilon .1"
        ways.append((words, told.seeds, told.choosing, told.ratio))
    seen = [_reached(graph, seeds, runs) for _, seeds, _, _ in ways]
    most = max(mean for mean, _ in seen)
    rows: list[list[object]] = [
        [
            name,
            words,
            f"{taken:.3f}",
            f"{ratio:.3f}" if ratio else "-",
            mean,
            error,
            _of(mean, most),
        ]
        for (words, _, taken, ratio), (mean, error) in zip(ways, seen, strict=True)
    ]
    if name in QUOTED_IMM:
        quoted = QUOTED_IMM[name]
        rows.append([name, "quoted: Ripples, IMM", "-", "-", quoted, "-", _of(quoted, most)])
    return rows


def _of(mean: float, most: float) -> str:
    return f"{mean / most:.4f}"


def _reached(graph: Graph, seeds: list[int], runs: int) -> tuple[float, float]:
    rng = np.random.default_rng(HELD_OUT)
    found = spread(graph, seeds, rng=rng, relative_error=0, runs=runs)
    return found.spread, found.standard_error


def coverage(graphs: Sequence[str], *, nodes: int, runs: int) -> None:
    """Print how many intervals of everybody's influence hold what simulation finds."""
    rows = [_covered(name, model, nodes, runs=runs) for name in graphs for model in MODELS]
    print(f"\nEverybody's influence with 95 % intervals, against {runs:,} simulated runs of")
    print(f"each of {nodes} nodes. The simulation has an error, too: the last column allows it.\n")
    print(table(("graph", "model", "CPU s", "sets", "hold it", "or come within it"), rows))


def _covered(name: str, model: Model, nodes: int, *, runs: int) -> list[object]:
    graph, _ = load(name, model)
    sets = int(SETS[name] * graph.node.size)
    taken, found = timed(partial(influence_of_all, graph, model=model, sets=sets))
    chosen = np.random.default_rng(HELD_OUT).choice(graph.node.size, nodes, replace=False)
    means, errors = _simulated(graph, chosen, model=model, runs=runs)
    low, width = found.lower[chosen], (found.upper - found.lower)[chosen]
    above = means - low
    shares = [
        f"{((-spare <= above) & (above <= width + spare)).mean():.1%}" for spare in (0, errors)
    ]
    return [name, model.upper(), f"{taken:.2f}", found.sets, *shares]


def _simulated(graph: Graph, chosen: Ids, *, model: Model, runs: int) -> tuple[Numbers, Numbers]:
    """Return the mean each node reaches, and half its 95 % interval's width."""
    means, errors = np.zeros((2, chosen.size))
    for place, one in enumerate(chosen.tolist()):
        rng = np.random.default_rng(HELD_OUT + one)
        seen = spread(graph, graph.node[[one]], model, rng=rng, relative_error=0, runs=runs)
        # two more or fewer in all may be chance where hardly anybody is reached
        means[place], errors[place] = seen.spread, 1.96 * seen.standard_error + 2 / runs
    return means, errors


def main(*, small: bool) -> None:
    """Print every table."""
    spreads(("nethept",), 4_000 if small else 20_000)
    graphs = ("nethept", "rmat-20k") if small else ("nethept", "rmat-20k", "rmat-1m")
    coverage(graphs, nodes=50 if small else 200, runs=2_000 if small else 10_000)
    budgets(100 if small else 1_000)


if __name__ == "__main__":
    main(small="--small" in sys.argv)
