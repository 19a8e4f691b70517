"""How the whole build grows with a community: CPU seconds of each step by size.

    python -m benchmarks.speed.growth [INTERACTIONS ...]

Each size is one run in a process of its own, with one person to every twenty
interactions, so that people are as busy in all of them. Growth is between the two
largest sizes and told per tenfold: 10 is linear, and of the whole 12 is asked for.
"""

import sys
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.speed import crowd
from benchmarks.speed.community import Taken, run

SIZES = (100_000, 1_000_000)
EACH = 20
ASKED = 12.0
# Below this a step is noise, and its growth says nothing.
LEAST = 0.1
RISE = 1.05
WHOLE, BUILD, READ = "reading and build", "build", "reading"


def main() -> None:
    """Run every size and print how each step grows."""
    sizes = sorted(int(one) for one in sys.argv[1:]) or list(SIZES)
    taken = [once(size) for size in sizes]
    columns = [seconds(one) for one in taken]
    smaller, larger = columns[-2:]
    tenfolds = log10(sizes[-1] / sizes[-2])
    order = sorted(larger, key=lambda one: -larger[one])
    rows = [
        [
            name,
            *(one.get(name, 0.0) for one in columns),
            growth(smaller.get(name, 0.0), larger[name], tenfolds),
        ]
        for name in order
        if larger[name] >= LEAST
    ]
    print(table(["CPU seconds", *(f"{one:,}" for one in sizes), "growth per tenfold"], rows))
    _show_memory(taken[-1], sizes[-1])
    print("\nPeak MiB: " + ", ".join(f"{one.run.peak:,.0f}" for one in taken) + ".")
    said = grown(smaller[WHOLE], larger[WHOLE], tenfolds)
    met = "met" if said <= ASKED else "missed"
    print(f"\nThe whole grows {said:.1f} times per tenfold; at most {ASKED:.0f} asked for: {met}.")


def _show_memory(taken: Taken, size: int) -> None:
    """Print which steps of the largest size took more memory than any before them."""
    rows: list[list[object]] = []
    before = 0.0
    for name, most in taken.told["peaks"].items():
        if most > before * RISE:
            rows.append([name, round(most)])
        before = max(before, most)
    print(f"\nSteps that raised the peak of {size:,}, in their order, in MiB:\n")
    print(table(["step", "peak"], rows))


def once(size: int) -> Taken:
    """Make a community up, read it and build everything."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        files = crowd.write(
            place / "made", interactions=size, people=max(size // EACH, 100), plain=False
        )
        return run(place, "mutuals", place / "network.mutuals", files.parquet)


def seconds(taken: Taken) -> dict[str, float]:
    """Return the CPU seconds of reading, of each step and of their sums."""
    steps = {name: float(one) for name, one in taken.told["steps"].items()}
    read, build = float(taken.told["read CPU"]), sum(steps.values())
    return {WHOLE: read + build, BUILD: build, READ: read, **steps}


def growth(small: float, large: float, tenfolds: float) -> str:
    """Return how many times as long a step takes for ten times as many."""
    return f"{grown(small, large, tenfolds):.1f}" if small >= LEAST else "-"


def grown(small: float, large: float, tenfolds: float) -> float:
    """Return the growth per tenfold, the power law through two sizes."""
    return float((large / small) ** (1.0 / tenfolds))


if __name__ == "__main__":
    main()
