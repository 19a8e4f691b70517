"""Two threads against one, how late an end comes, and first starts against later ones.

    python -m benchmarks.speed.threads [GRAPH SETS THREADS RESULT]

prints the tables, or draws sets for everybody's influence and writes seconds by the
clock and of CPU, and a checksum.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.graphs.files import arcs
from benchmarks.markdown import table

if TYPE_CHECKING:
    from mutuals.graph import Limits

# After how many seconds long work is asked to end.
AFTER = 6.0
START = """
from mutuals.graph import Graph, select_seeds
print(select_seeds(Graph.from_edges([1, 2, 3], [2, 3, 1]), 1).seeds.size)
"""
HELP = """
import sys
sys.argv = ["mutuals", {words}]
from mutuals.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write(str("numba" in sys.modules))
"""


GRAPH, SETS = "rmat-16m", 1 << 24


def threads_and_starts(graph: str, *, sets: int) -> None:
    """Print the tables."""
    print(f"Everybody's influence on {graph} by {sets:,} sets:\n")
    found = [_drawn(graph, sets, threads) for threads in (1, 2)]
    same = "the same" if found[0]["sum"] == found[1]["sum"] else "DIFFERENT"
    rows = [
        [threads, one["clock"], one["cpu"], one["cpu"] / one["clock"]]
        for threads, one in zip((1, 2), found, strict=True)
    ]
    print(table(("threads", "seconds by the clock", "of CPU", "CPU / clock"), rows))
    ratio = found[0]["clock"] / found[1]["clock"]
    print(f"\nOne thread takes {ratio:.2f} times as long as two; results are {same}. Where others")
    print("use the machine, CPU / clock says how much of it each run was given.\n")
    one = found[0]
    print(
        f"Asked to end after {AFTER:g} s: everybody's influence ends {one['late_influence']:.2f} s"
    )
    print(f"later, choosing seeds to a ratio of .9 {one['late_seeds']:.2f} s.\n")
    _starts()


def _drawn(graph: str, sets: int, threads: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        result = str(Path(folder) / "told.json")
        command = [sys.executable, "-m", "benchmarks.speed.threads", graph]
        subprocess.run([*command, str(sets), str(threads), result], check=True)  # noqa: S603  ours
        told: dict[str, Any] = json.loads(Path(result).read_text(encoding="utf-8"))
    return told


def _starts() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"NUMBA_CACHE_DIR": folder}
        rows = [[when, _seconds(START, settings)] for when in ("first", "second", "third")]
    print("A process that chooses one seed among three nodes, kernels compiled or fetched:\n")
    print(table(("start", "seconds"), rows))
    needless = [
        words
        for words in ("--help", "seeds --help", "reach --help", "people --help")
        if _loads_numba(words)
    ]
    print(f"\nOf four commands that need no kernel, these load numba: {needless or 'none'}.")


def _seconds(script: str, settings: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(  # noqa: S603  ours
        [sys.executable, "-c", script],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **settings},
    )
    return time.perf_counter() - begun


def _loads_numba(words: str) -> bool:
    listed = ", ".join(repr(one) for one in words.split())
    script = HELP.format(words=listed)
    told = subprocess.run(  # noqa: S603  ours
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return told.stderr.endswith("True")


def drawn(graph: str, sets: int, *, threads: int) -> dict[str, float | str]:
    """Draw the sets; return what they took, how late an end comes, and a checksum."""
    from mutuals.graph import (  # noqa: PLC0415  # the other half needs no kernel
        Graph,
        influence_of_all,
        select_seeds,
    )

    network = Graph.from_edges(*arcs(graph))
    influence_of_all(network, sets=1024)
    begun, used = time.perf_counter(), time.process_time()
    found = influence_of_all(network, sets=sets, threads=threads)
    told: dict[str, float | str] = {
        "clock": time.perf_counter() - begun,
        "cpu": time.process_time() - used,
    }
    content = found.spread.tobytes() + found.lower.tobytes() + found.upper.tobytes()
    told["sum"] = sha256(content).hexdigest()
    if threads == 1:
        endless = 1 << 40
        told["late_influence"] = _late(
            lambda limits: influence_of_all(network, sets=endless, limits=limits)
        )
        told["late_seeds"] = _late(
            lambda limits: select_seeds(network, 50, ratio=0.9, limits=limits)
        )
    return told


def _late(work: Callable[["Limits"], object]) -> float:
    """Return how long after it was asked to end some work ended."""
    from mutuals.graph import Limits  # noqa: PLC0415  # as above

    end = time.monotonic() + AFTER
    try:
        work(Limits(sets=1 << 30, seconds=3_600, stopped=lambda: time.monotonic() > end))
    except CancelledError:
        return time.monotonic() - end
    return math.nan


if __name__ == "__main__":
    if len(sys.argv) == 1:
        threads_and_starts(GRAPH, sets=SETS)
    else:
        told = drawn(sys.argv[1], int(sys.argv[2]), threads=int(sys.argv[3]))
        Path(sys.argv[4]).write_text(json.dumps(told), encoding="utf-8")
