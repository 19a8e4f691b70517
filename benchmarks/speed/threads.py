"""Two threads against one, and first starts against later ones.

    python -m benchmarks.speed.threads GRAPH SETS THREADS RESULT

draws sets for everybody's influence and writes seconds by the clock and a checksum.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from benchmarks.graphs.files import arcs
from benchmarks.markdown import table

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


def threads_and_starts(graph: str, *, sets: int) -> None:
    """Print the tables."""
    print(f"\nEverybody's influence on {graph} by {sets:,} sets:\n")
    found = [_drawn(graph, sets, threads) for threads in (1, 2)]
    same = "the same" if found[0]["sum"] == found[1]["sum"] else "DIFFERENT"
    rows = [[threads, one["seconds"]] for threads, one in zip((1, 2), found, strict=True)]
    print(table(("threads", "seconds"), rows))
    ratio = float(found[0]["seconds"]) / float(found[1]["seconds"])
    print(f"\nOne thread takes {ratio:.2f} times as long as two; results are {same}.\n")
    _starts()


def _drawn(graph: str, sets: int, threads: int) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        result = str(Path(folder) / "told.json")
        command = [sys.executable, "-m", "benchmarks.speed.threads", graph]
        subprocess.run([*command, str(sets), str(threads), result], check=True)  # noqa: S603  ours
        told: dict[str, str] = json.loads(Path(result).read_text(encoding="utf-8"))
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


def main(graph: str, sets: int, *, threads: int) -> dict[str, object]:
    """Draw the sets; return seconds by the clock and a checksum of what was found."""
    from mutuals.graph import (  # noqa: PLC0415  # the other half needs no kernel
        Graph,
        influence_of_all,
    )

    network = Graph.from_edges(*arcs(graph))
    influence_of_all(network, sets=1024)
    begun = time.perf_counter()
    found = influence_of_all(network, sets=sets, threads=threads)
    seconds = time.perf_counter() - begun
    content = found.spread.tobytes() + found.lower.tobytes() + found.upper.tobytes()
    return {"seconds": seconds, "sum": sha256(content).hexdigest()}


if __name__ == "__main__":
    told = main(sys.argv[1], int(sys.argv[2]), threads=int(sys.argv[3]))
    Path(sys.argv[4]).write_text(json.dumps(told), encoding="utf-8")
