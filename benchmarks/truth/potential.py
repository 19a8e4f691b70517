"""Potential held against the future: what was expected of ties, and what came of them.

    python -m benchmarks.truth.potential [SEED ...]

The village's community files are worked out as of a day by which seven tenths of the
talks about things had happened. What was then expected of each tie is held against the
talks after that day. Written down before the run: slope within .9 to 1.1, and something
expected of the lowest tenth.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from benchmarks.markdown import table
from numpy.typing import NDArray

import mutuals
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.influence.passing import WINDOW
from mutuals.village import write

SEEDS = (7, 8, 9)
SHARE, TENTHS = 0.7, 10
SLOPE = (0.9, 1.1)
Floats = NDArray[np.float64]


class Held(NamedTuple):
    """Per talk after the day: what was expected, and whether the deed followed.

    ``ranks`` holds, by name, what people were ranked by then, beside what came after.
    """

    expected: Floats
    done: Floats
    ranks: dict[str, float]


def main() -> None:
    """Hold every seed's expectations against what came."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    found = []
    for seed in seeds:
        with TemporaryDirectory() as folder:
            files = write(Path(folder) / "files", seed=seed) / "community"
            found.append(_held(files, Path(folder) / "village.mutuals"))
    expected, done = (np.concatenate([one[place] for one in found]) for place in (0, 1))
    print(f"Seeds {', '.join(map(str, seeds))}; {expected.size:,} talks after the day.\n")
    print(table(["tenth", "talks", "expected", "came"], _tenths(expected, done)))
    print(f"\nExpected {expected.sum():.1f} deeds in all, {done.sum():.0f} came.")
    print(f"Slope of what came on what was expected: {_slope(expected, done):.2f}; aim {SLOPE}.\n")
    print("Rank correlation with what came of talks after the day:\n")
    names = found[0].ranks
    rows = [[name, float(np.mean([one.ranks[name] for one in found]))] for name in names]
    print(table(["as of the day", "correlation"], rows))


def _held(files: Path, store: Path) -> Held:
    network = mutuals.open(store)
    try:
        network.read([files])
        network.build()
        talks = [row for row in _rows(network, "exposure") if row["way"] == "personal"]
        day = int(np.quantile([row["exposed"] for row in talks], SHARE))
        network.build(as_of=datetime.fromtimestamp(day, UTC))
        chance = {
            (row["ego_id"], row["alter_id"]): row["chance"] for row in _rows(network, "passing")
        }
        before = _ranked(network)
        network.build()
        # whoever was told of something lately may yet do it
        last = int(network.table("clock")["as_of"][0].as_py()) - WINDOW
        after = [
            row
            for row in _rows(network, "exposure")
            if row["way"] == "personal"
            and day < row["exposed"] <= last
            and (row["source_id"], row["person_id"]) in chance
        ]
        expected = [chance[row["source_id"], row["person_id"]] for row in after]
        done = [row["took_up"] for row in after]
        return Held(np.array(expected), np.array(done, np.float64), _against(before, after))
    finally:
        network.close()


def _rows(network: mutuals.Network, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = network.table(name).to_pylist()
    return rows


def _ranked(network: mutuals.Network) -> dict[str, dict[int, float]]:
    """Return everybody's values by several ways of ranking, as of the day."""
    moved, other = _rows(network, "influence"), _rows(network, "baseline")
    ways = {"potential (ours)": (moved, "potential"), "personal so far (ours)": (moved, "personal")}
    for name in ("followers", "contacts", "pagerank", "recency_frequency"):
        ways[name] = (other, name)
    return {
        way: {row["person_id"]: float(row[column] or 0) for row in rows}
        for way, (rows, column) in ways.items()
    }


def _against(before: dict[str, dict[int, float]], after: list[dict[str, Any]]) -> dict[str, float]:
    came: dict[int, float] = dict.fromkeys(before["followers"], 0.0)
    for row in after:
        if row["source_id"] in came:
            came[row["source_id"]] += row["took_up"]
    people = sorted(came)
    truth = np.array([came[one] for one in people])
    return {
        name: rank_correlation(
            np.array([values.get(one, 0.0) for one in people]), truth, np.random.default_rng(1)
        ).value
        for name, values in before.items()
    }


def _tenths(expected: Floats, done: Floats) -> list[list[object]]:
    order = np.argsort(expected, kind="stable")
    return [
        [number, part.size, float(expected[part].mean()), float(done[part].mean())]
        for number, part in enumerate(np.array_split(order, TENTHS), start=1)
    ]


def _slope(expected: Floats, done: Floats) -> float:
    off = expected - expected.mean()
    return float((off * done).sum() / max(float((off**2).sum()), 1e-12))


if __name__ == "__main__":
    main()
