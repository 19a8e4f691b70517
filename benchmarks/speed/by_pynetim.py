"""Choose seeds with PyNetIM, as its documentation says.

python -m benchmarks.speed.by_pynetim ASKED RESULT [MINUTES]

After MINUTES of CPU time, where given, the system ends it; what it took to load is
written down by then.
"""

import resource
import sys
import warnings
from importlib import import_module
from math import nan
from pathlib import Path
from typing import Any

from benchmarks.graphs.files import arcs
from benchmarks.speed.asked import Asked, Told, timed


def load(name: str) -> Any:  # noqa: ANN401  # PyNetIM carries no types
    """Return a network with one over the number of arcs into a node on each."""
    pynetim = _pynetim()
    tail, head = arcs(name)
    pairs = list(zip(tail.tolist(), head.tolist(), strict=True))
    graph = pynetim.IMGraph(pairs, weights=1.0, directed=True, renumber=False)
    pynetim.graph.set_edge_weights(graph, "wc")
    return graph


def choose(graph: Any, asked: Asked) -> tuple[list[int], float]:  # noqa: ANN401  # as above
    """Return the seeds that were asked for and the ratio it certifies, if it says."""
    pynetim, model = _pynetim(), asked.model.upper()
    if asked.way == "imm":
        imm = pynetim.IMMAlgorithm(graph, model, epsilon=asked.epsilon, random_seed=asked.key)
        return sorted(imm.run(asked.count)), 0.0
    opimc = pynetim.OPIMCAlgorithm(graph, model, random_seed=asked.key)
    seeds = sorted(opimc.run(asked.count, asked.epsilon))
    return seeds, float(opimc.get_approximation())


def _pynetim() -> Any:  # noqa: ANN401  # as above
    with warnings.catch_warnings():
        # it misses what its neural networks need, and says so
        warnings.simplefilter("ignore", ImportWarning)
        return import_module("pynetim")


def main(text: str, result: Path, minutes: str | None = None) -> None:
    """Load, choose and write down."""
    asked = Asked.of(text)
    if minutes:
        resource.setrlimit(resource.RLIMIT_CPU, (60 * int(minutes), resource.RLIM_INFINITY))
    _pynetim()
    loading, graph = timed(lambda: load(asked.graph))
    Told(loading, nan, []).write(result)
    choosing, (seeds, ratio) = timed(lambda: choose(graph, asked))
    Told(loading, choosing, seeds, ratio).write(result)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
