"""PyNetIM on 16 million arcs, with so much patience and no more.

    python -m benchmarks.speed.seeds_patient [MINUTES]

Weighted cascade, 50 seeds, epsilon .1, one run of each side, a process of its own. The
system ends the peer after MINUTES of CPU time (40), loading included; what it had done
by then is the result. The machine may be busy with other things: only CPU time counts.
"""

import subprocess
import sys
import tempfile
from math import isnan
from pathlib import Path

from benchmarks.markdown import table
from benchmarks.speed.asked import Asked, Told
from benchmarks.speed.seeds import once

ASKED = Asked("rmat-16m", 50, 0.1)
MINUTES = 40


def peer(minutes: int) -> Told | None:
    """Return what PyNetIM told within so many minutes of CPU time, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "told.json"
        command = [sys.executable, "-m", "benchmarks.speed.by_pynetim", ASKED.text(), str(result)]
        subprocess.run([*command, str(minutes)], check=False)  # noqa: S603  ours
        return Told.read(result) if result.exists() else None


def main(minutes: int) -> None:
    """Print the table."""
    ours, run = once("kernels", ASKED)
    rows = [["ours", f"{ours.loading:.1f}", f"{ours.choosing:.3f}", round(run.peak)]]
    theirs = peer(minutes)
    if theirs is None:
        rows.append(["PyNetIM", f"none after {minutes} min", "-", "-"])
    elif isnan(theirs.choosing):
        waited = f"no result after {minutes} min in all"
        rows.append(["PyNetIM", f"{theirs.loading:.1f}", waited, "-"])
    else:
        times = theirs.choosing / ours.choosing
        taken = f"{theirs.choosing:.1f} ({times:,.0f} times ours)"
        rows.append(["PyNetIM", f"{theirs.loading:.1f}", taken, "-"])
    print(
        f"{ASKED.graph}, {ASKED.count} seeds, epsilon {ASKED.epsilon}; CPU seconds, one thread.\n"
    )
    print(table(("side", "loading", "choosing", "peak MiB"), rows))
    if theirs is not None and isnan(theirs.choosing):
        least = (60 * minutes - theirs.loading) / ours.choosing
        print(f"\nOurs is at least {least:,.0f} times as fast at choosing.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
