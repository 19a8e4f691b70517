"""Planted influence through the whole program: files in, table ``influence`` out.

    python -m benchmarks.truth.planted_files [--first SEED] [--runs N]

The worlds of ``planted_influence`` are written as a community's files and read, so that
what the tables make of them (who told whom, who could be seen, what was done earlier)
is held to the truth as well, and set beside the same estimator given the arrays.
"""

import argparse
import csv
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import READERS, Met, load
from benchmarks.truth.planted_influence import RANKS, WAYS
from benchmarks.truth.planting import Planted, plant

import mutuals
from mutuals.estimators.peer_effect import peer_effect
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.study import Contacts, Floats, Ids

BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
HEADER = (
    *("graph", "way", "planted", "true", "arrays/true", "files/true", "from", "to", "holds"),
    *("rank, arrays", "rank, files", "grade, arrays", "grade, files"),
)


def write(folder: Path, met: Met, planted: Planted) -> None:
    """Write contacts and posts, outcomes, and people with their earlier behaviours."""
    study, taken = planted.study, planted.study.adoptions
    header = ("started_at", "sender", "recipients", "medium")
    _write(folder / "interactions.csv", header, _talks(met, study.broadcast))
    acts = zip(taken.person, taken.thing, taken.at, strict=True)
    rows = ((_who(one), f"thing-{thing}", _when(at)) for one, thing, at in acts)
    _write(folder / "outcomes.csv", ("person", "thing", "happened_at"), rows)
    priors = [f"prior_{number}" for number in range(study.priors.shape[1])]
    known = zip(range(taken.people), met.group, study.priors, strict=True)
    people = ((_who(one), f"group-{group}", *map(int, did)) for one, group, did in known)
    _write(folder / "people.csv", ("person", "group", *priors), people)


def _talks(met: Met, posts: Contacts) -> Iterable[tuple[str, ...]]:
    """Yield talks and posts; of two with each other at one moment: a meeting."""
    keys = list(zip(met.source.tolist(), met.target.tolist(), met.at.tolist(), strict=True))
    known = set(keys)
    is_met = np.array([(target, source, at) in known for source, target, at in keys])
    for source, target, at in {key for key, one in zip(keys, is_met, strict=True) if one}:
        if source < target:
            yield _when(at), _who(source), _who(target), "in_person"
    written = ~is_met
    yield from _sent(met.source[written], met.target[written], met.at[written])
    only = posts.weight == 1.0
    yield from _sent(posts.source[only], posts.target[only], posts.at[only])


def _sent(source: Ids, target: Ids, at: Floats) -> Iterable[tuple[str, ...]]:
    """Yield one row per sender and moment, to all it reached."""
    order = np.lexsort((target, at, source))
    source, target, at = source[order], target[order], at[order]
    new = np.flatnonzero((np.diff(source) != 0) | (np.diff(at) != 0)) + 1
    for rows in np.split(np.arange(source.size), new) if source.size else []:
        heard = ";".join(map(_who, target[rows]))
        yield _when(at[rows[0]]), _who(source[rows[0]]), heard, "online"


def _who(number: int) -> str:
    return f"person-{number}"


def _when(hours: float) -> str:
    return (BEGUN + timedelta(hours=float(hours))).isoformat()


def _write(file: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        writer.writerows(rows)


def read(folder: Path, people: int) -> tuple[Floats, dict[str, Any]]:
    """Return everybody's personal influence, and the row of all things together."""
    network = mutuals.open(folder / "planted.mutuals")
    try:
        network.read([folder / f"{one}.csv" for one in ("people", "interactions", "outcomes")])
        network.build()
        address = network.table("address").to_pylist()
        number = {one["person_id"]: int(one["value"].rpartition("-")[2]) for one in address}
        found = np.zeros(people)
        for row in network.table("influence").to_pylist():
            if row["person_id"] in number:
                found[number[row["person_id"]]] = row["personal"] or 0.0
        whole = [row for row in network.table("peer_effect").to_pylist() if row["thing"] is None]
        return found, whole[0]
    finally:
        network.close()


def main() -> None:
    """Print what the program finds beside what the estimator finds in the arrays."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--first", type=int, default=400)
    asked.add_argument("--runs", type=int, default=1)
    told = asked.parse_args()
    seeds = range(told.first, told.first + told.runs)
    graphs = {name: load(name) for name in sorted(READERS)}
    rows = []
    for name, way, share, seed in product(graphs, WAYS, RANKS, seeds):
        planted = plant(graphs[name], WAYS[way](share), np.random.default_rng(seed))
        rows.append([name, way, f"{share:.0%}", *_row(graphs[name], planted, seed)])
    print(table(HEADER, rows))


def _row(met: Met, planted: Planted, seed: int) -> list[object]:
    known = peer_effect(planted.study, rng=np.random.default_rng(seed + 10_000))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), met, planted)
        person, whole = read(Path(folder), planted.followers.size)
    truth, rng = planted.by_source(), np.random.default_rng(1)
    ranks = [rank_correlation(one, truth, rng).value for one in (known.person.total, person)]
    true = planted.total
    parts = [known.total / true, *(whole[one] / true for one in ("adjusted", "lower", "upper"))]
    held = "yes" if parts[2] <= 1 <= parts[3] else "**no**"
    return [true, *parts, held, *ranks, known.grade, whole["grade"]]


if __name__ == "__main__":
    main()
