"""Time whole processes: seconds, CPU seconds, peak memory of the process tree."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MIB = 1024**2
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a process tree: wall and CPU seconds, peak resident memory in MiB."""

    wall: float
    cpu: float
    peak: float


def spent() -> float:
    """Return the CPU seconds of this process and of the children it has waited for."""
    return sum(os.times()[:4])


def peak() -> float:
    """Return the most memory this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_once(command: Sequence[str]) -> Run:
    """Run a command to its end and measure it; its output goes nowhere.

    The peak is that of the whole tree, looked at every 50 ms.
    """
    before = os.times()
    started = time.perf_counter()
    # An installed program is compiled once, and so are those it is raced against.
    kept = {name: value for name, value in os.environ.items() if name != _NOT_COMPILED}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=kept) as process:  # noqa: S603  ours
        most = 0.0
        while process.poll() is None:
            most = max(most, tree_memory(process.pid))
            time.sleep(0.05)
    after = os.times()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    cpu = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return Run(time.perf_counter() - started, cpu, most)


def alternating(ours: Sequence[str], peer: Sequence[str], runs: int) -> tuple[Run, Run]:
    """Run two commands in turn; return the medians of each."""
    taken: tuple[list[Run], list[Run]] = ([], [])
    for _ in range(runs):
        for command, kept in zip((ours, peer), taken, strict=True):
            kept.append(run_once(command))
    return _median(taken[0]), _median(taken[1])


def _median(runs: list[Run]) -> Run:
    return Run(
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        median(run.peak for run in runs),
    )


def tree_memory(root: int) -> float:
    """Return the resident memory of a process and all below it, in MiB."""
    total, waiting = 0, [root]
    while waiting:
        place = Path("/proc", str(waiting.pop()))
        try:
            total += int((place / "statm").read_text().split()[1]) * _PAGE
            for task in (place / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return total / _MIB
