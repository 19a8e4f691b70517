"""A community's interactions: read and built, against DuckDB by hand and Polars.

    python -m benchmarks.speed.community [INTERACTIONS [PEOPLE [RUNS]]]

DuckDB by hand scans the Parquet file, numbers ids and runs our SQL texts in one plain
connection. Polars works contact, dyad and hours out from the base tables, and keeps
them in memory. Ours and theirs run in turn; figures are medians, and their sums must
agree. Processor time is compared, which a busy machine bends least.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from benchmarks.markdown import table
from benchmarks.measure import Run, run_once
from benchmarks.speed import crowd
from benchmarks.speed.checks import differing

SIZES = (1_000_000, 50_000, 3)
OURS, HAND, POLARS = "ours, Parquet", "DuckDB by hand", "Polars"
MORE = "ours, 1 % more"
SHARED = ("contact", "dyad_week", "dyad", "hours")


@dataclass(frozen=True, slots=True)
class Taken:
    """One process: what it measured of itself, and what was measured around it."""

    told: Mapping[str, Any]
    run: Run


Kept = Mapping[str, Sequence[Taken]]


def main() -> None:
    """Make the files up, run everything in turn, print the tables."""
    given = [int(one) for one in sys.argv[1:]]
    interactions, people, runs = (*given, *SIZES[len(given) :])
    with TemporaryDirectory() as folder:
        place = Path(folder)
        files = crowd.write(place / "made", interactions=interactions, people=people)
        print(f"{interactions:,} interactions of {people:,} people; medians of {runs} runs.\n")
        race(place, files, runs)


def race(place: Path, files: crowd.Files, runs: int) -> None:
    """Run ours from both formats, DuckDB and Polars, in turn."""
    taken: dict[str, list[Taken]] = {}
    for number in range(runs):
        here = place / str(number)
        tables = here / "tables"
        tables.mkdir(parents=True)
        store, scratch = here / "network.mutuals", here / "scratch"
        for name, *arguments in (
            (OURS, "mutuals", store, files.parquet),
            (HAND, "duckdb", scratch, files.parquet / "interactions.parquet"),
            (POLARS, "polars", tables),
            (MORE, "mutuals", store, files.more),
            ("ours, CSV", "mutuals", scratch, files.csv),
        ):
            if name == POLARS:
                _export(store, tables)
            taken.setdefault(name, []).append(run(here, *arguments))
            for left in here.glob("scratch*"):
                left.unlink()
        store.unlink()
    show(taken)


def run(place: Path, way: object, *arguments: object) -> Taken:
    """Run one way in a process of its own; return what it told and what it took."""
    result = place / "told.json"
    # The program is told where to write after where its data is.
    command = [sys.executable, "-m", f"benchmarks.speed.by_{way}", str(arguments[0]), str(result)]
    measured = run_once([*command, *map(str, arguments[1:])])
    return Taken(json.loads(result.read_text(encoding="utf-8")), measured)


def _export(store: Path, folder: Path) -> None:
    with duckdb.connect(str(store), read_only=True) as connection:
        for name in ("interaction", "participation"):
            connection.table(name).write_parquet(str(folder / f"{name}.parquet"))


def show(taken: Kept) -> None:
    """Print what every run came to."""
    whole = [
        [name, _of(runs, "read"), _of(runs, "build"), *_around(runs)]
        for name, runs in taken.items()
    ]
    print(table(["", "read s", "build s", "process s", "CPU s", "peak MiB"], whole))
    print()
    print(table(["CPU seconds", "ours", "theirs", "ours / theirs"], _ratios(taken)))
    for name in (HAND, POLARS):
        ours, theirs = (taken[one][0].told["checks"] for one in (OURS, name))
        found = differing(ours, theirs)
        common = ", ".join(sorted(ours.keys() & theirs.keys()))
        said = f"differ in {', '.join(found)}" if found else "agree"
        print(f"\nRow counts and sums of {common}: ours and {name} {said}.")
    _show_steps(taken)


def _ratios(taken: Kept) -> list[list[object]]:
    ours, hand = taken[OURS], taken[HAND]
    steps = list(hand[0].told["steps"])
    mine, theirs = _steps(ours, steps), _steps(hand, steps)
    read, scanned = _of(ours, "read CPU"), _of(hand, "read CPU")
    pairs = {
        f"the {len(steps)} SQL steps ({HAND})": (mine, theirs),
        f"reading ({HAND})": (read, scanned),
        f"reading and these steps ({HAND})": (read + mine, scanned + theirs),
        f"{', '.join(SHARED)} ({POLARS})": (_steps(ours, SHARED), _all(taken[POLARS])),
        "build after 1 % more (our full build)": (_all(taken[MORE]), _all(ours)),
    }
    return [[name, one, other, one / other] for name, (one, other) in pairs.items()]


def _show_steps(taken: Kept) -> None:
    ours, hand = taken[OURS], taken[HAND]
    print("\nWhere our build goes, CPU seconds (ours include summing up what came out):\n")
    order = sorted(ours[0].told["steps"], key=lambda one: -_steps(ours, [one]))[:15]
    rows = [[one, _steps(ours, [one]), _steps(hand, [one]) or "-"] for one in order]
    print(table(["step", "ours", "by hand"], rows))
    print("\nThe slowest statements of one run, by the clock:\n")
    told = [[f"`{sql}`", rows, seconds] for seconds, rows, sql in ours[0].told["statements"]]
    print(table(["statement", "rows", "s"], told))


def _of(runs: Sequence[Taken], name: str) -> float:
    return median(float(one.told.get(name, 0.0)) for one in runs)


def _steps(runs: Sequence[Taken], names: Sequence[str]) -> float:
    return median(float(sum(one.told["steps"].get(n, 0.0) for n in names)) for one in runs)


def _all(runs: Sequence[Taken]) -> float:
    return median(float(sum(one.told["steps"].values())) for one in runs)


def _around(runs: Sequence[Taken]) -> list[object]:
    return [
        median(one.run.wall for one in runs),
        median(one.run.cpu for one in runs),
        round(median(one.run.peak for one in runs)),
    ]


if __name__ == "__main__":
    main()
