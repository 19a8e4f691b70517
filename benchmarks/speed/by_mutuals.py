"""Read community files and work every table out with Mutuals; say where the time went.

python -m benchmarks.speed.by_mutuals STORE RESULT PATH [PATH ...]
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.measure import peak, spent
from benchmarks.speed.checks import CHECKS

import mutuals
from mutuals.steps import Made


def main(store: str, result: str, paths: list[str]) -> None:
    """Do it and write the seconds of each step and the sums of some tables."""
    statements: list[tuple[float, int, str]] = []
    network = mutuals.open(
        store, trace=lambda sql, rows, seconds: statements.append((seconds, rows, sql))
    )
    steps: dict[str, float] = {}
    peaks: dict[str, float] = {}
    began, started = spent(), time.perf_counter()
    report = network.read(paths)
    read, last = time.perf_counter(), spent()
    read_cpu = last - began

    def done(made: Made) -> None:
        nonlocal last
        if not made.was_current:
            steps[made.table] = spent() - last
            peaks[made.table] = peak()
            # a run that is cut short has then said something
            sys.stderr.write(f"{made.table} {steps[made.table]:.1f} {peaks[made.table]}\n")
        last = spent()

    network.build(progress=done)
    built = time.perf_counter()
    told = {
        "read": read - started,
        "build": built - read,
        "stored": report.stored,
        "read CPU": read_cpu,
        "steps": steps,
        "peaks": peaks,
        "statements": [
            (seconds, rows, " ".join(sql.split())[:60])
            for seconds, rows, sql in sorted(statements, reverse=True)[:15]
        ],
    }
    network.close()
    told["checks"] = _checks(store)
    Path(result).write_text(json.dumps(told), encoding="utf-8")


def _checks(store: str) -> dict[str, list[object]]:
    import duckdb  # noqa: PLC0415  read after the store was let go, outside the measured part

    with duckdb.connect(store, read_only=True) as connection:
        return {
            table: list(connection.execute(query).fetchall()[0]) for table, query in CHECKS.items()
        }


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
