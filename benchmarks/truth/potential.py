"""Potential held against the future: what was expected of ties, and what came of them.

    python -m benchmarks.truth.potential [SEED ...]

The village's community files are worked out as of a day by which seven tenths of the
talks about things had happened; what was then expected of each tie is held against the
talks after that day. Real records beside: cascades of a question site over its ties and
a survey of family planning, learned from the earlier part and held against the later.

Written down before the run: slope within .9 to 1.1, something expected of the lowest
tenth, 85 to 95 of 100 people within their 90 % interval, and people put in order better
than PageRank does. Made with seeds 1 to 6 and 20 to 26 in view; those reported are
others. Seeds 31 to 40 came later, since the slope hangs on a few who are heard most.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.foretold import Foretold, said, show, together
from benchmarks.truth.potential_elsewhere import main as elsewhere
from benchmarks.truth.potential_planted import main as planted

import mutuals
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.study import Floats
from mutuals.influence.passing import WINDOW
from mutuals.village import write

SEEDS = (*range(7, 17), *range(31, 41))
TEN = 10
SHARE = 0.7
LATELY = 3 * WINDOW
TIMES = "potential, times what was begun in the 180 days before"
Row = dict[str, Any]


def main() -> None:
    """Hold every seed's expectations against what came."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    found: list[Held] = []
    for seed in seeds:
        with TemporaryDirectory() as folder:
            files = write(Path(folder) / "files", seed=seed) / "community"
            found.append(held(files, Path(folder) / "village.mutuals"))
    words = together([one.words for one in found])
    print(
        f"**The village**, seeds {', '.join(map(str, seeds))}; {words.done.size:,} later words.\n"
    )
    show(words)
    if len(seeds) > TEN:
        print("\nSlope of ours, ten seeds at a time:\n")
        for one in range(0, len(seeds), TEN):
            part = together([each.words for each in found[one : one + TEN]])
            print(f"- {', '.join(map(str, seeds[one : one + TEN]))}: {said(part, part.chance)}")
    _show_begun(found)
    print("\nRank correlation with what came of each person's later words. Whoever has much to")
    print("tell of will say much; the last row knows how often each of them did:\n")
    print(table(["as of the day", "correlation", "by seed, less PageRank's"], _ranks(found)))
    planted()
    elsewhere()


@dataclass(frozen=True, slots=True)
class Held:
    """A village held against what came: its words, people's ranks, and things begun.

    ``begun`` has one row per person who took things up after the day: how many, how
    many words and deeds at one step these let expect, and how many there were.
    """

    words: Foretold
    ranks: dict[str, float]
    begun: Floats


def _ranks(found: list[Held]) -> list[list[object]]:
    rows: list[list[object]] = []
    for name in found[0].ranks:
        ahead = np.array([one.ranks[name] - one.ranks["pagerank"] for one in found])
        wide = float(ahead.std(ddof=1)) / np.sqrt(ahead.size) * 1.645 if ahead.size > 1 else np.nan
        less = f"{ahead.mean():+.3f} [{ahead.mean() - wide:.3f}, {ahead.mean() + wide:.3f}]"
        rows.append([name, float(np.mean([one.ranks[name] for one in found])), less])
    return rows


def _show_begun(found: list[Held]) -> None:
    """Print what was expected of those who took something up, by tenths of people."""
    rows = np.concatenate([one.begun for one in found])
    parts = np.array_split(rows[np.argsort(rows[:, 3] / rows[:, 0], kind="stable")], TEN // 2)
    print("\nOf those who took something up after the day, by fifths of their potential: things,")
    print("words within sixty days of it and deeds at one step:\n")
    names = ["fifth", "things", "words expected", "words", "deeds expected", "deeds"]
    print(table(names, [[n, *one.sum(axis=0).tolist()] for n, one in enumerate(parts, start=1)]))


def held(files: Path, store: Path) -> Held:
    """Read files, work out all as of the day, and look what came."""
    network = mutuals.open(store)
    try:
        network.read([files])
        network.build()
        every = _rows(network, "exposure")
        # whoever was told of something lately may yet do it
        last = int(network.table("clock")["as_of"][0].as_py()) - WINDOW
        talks = [row for row in every if row["way"] == "personal"]
        origins = _rows(network, "origin")
        day = int(np.quantile([row["exposed"] for row in talks], SHARE))
        network.build(as_of=datetime.fromtimestamp(day, UTC))
        ties = {(row["ego_id"], row["alter_id"]): row for row in _rows(network, "passing")}
        after = [
            row
            for row in talks
            if day < row["exposed"] <= last and (row["source_id"], row["person_id"]) in ties
        ]
        known = [
            row
            for row in _rows(network, "exposure")
            if row["way"] == "personal" and row["exposed"] <= day - WINDOW
        ]
        begun = [row for row in origins if day < row["started"] <= last - WINDOW]
        return Held(
            _foretold(after, ties, known),
            _against(_ranked(network), after),
            _begun(begun, after, ties),
        )
    finally:
        network.close()


def _foretold(after: list[Row], ties: dict[tuple[int, int], Row], known: list[Row]) -> Foretold:
    said = [ties[row["source_id"], row["person_id"]] for row in after]
    rate = sum(row["took_up"] for row in known) / max(len(known), 1)
    own: dict[int, list[int]] = {}
    for row in known:
        own.setdefault(row["source_id"], []).append(row["took_up"])
    alone = [np.mean(own.get(row["source_id"], [rate])) for row in after]
    return Foretold(
        chance=np.array([row["chance"] for row in said], float),
        ends=np.array([[row[end] for row in said] for end in ("lower", "upper")], float),
        done=np.array([row["took_up"] for row in after], float),
        source=np.array([row["source_id"] for row in after], np.int64),
        before=np.array([row["exposed"] for row in said], np.int64),
        plain={
            "one for all": np.full(len(after), rate),
            "the speaker's own so far": np.array(alone, float),
        },
    )


def _begun(begun: list[Row], after: list[Row], ties: dict[tuple[int, int], Row]) -> Floats:
    since = {(row["person_id"], row["thing"]): row["started"] for row in begun}
    hoped: dict[int, list[float]] = {}
    for (ego, _), row in ties.items():
        both = hoped.setdefault(ego, [0.0, 0.0])
        both[0] += row["told"]
        both[1] += row["told"] * row["chance"]
    found = {one: np.zeros(5) for one, _ in since}
    for one, _ in since:
        words, deeds = hoped.get(one, [0.0, 0.0])
        found[one] += [1.0, words, 0.0, deeds, 0.0]
    for row in after:
        started = since.get((row["source_id"], row["thing"]))
        if started is not None and row["exposed"] <= started + WINDOW:
            found[row["source_id"]] += [0.0, 0.0, 1.0, 0.0, row["took_up"]]
    return np.array(list(found.values())).reshape(-1, 5)


def _rows(network: mutuals.Network, name: str) -> list[Row]:
    rows: list[Row] = network.table(name).to_pylist()
    return rows


def _ranked(network: mutuals.Network) -> dict[str, dict[int, float]]:
    """Return everybody's values by several ways of ranking, as of the day."""
    moved, other = _rows(network, "influence"), _rows(network, "baseline")
    ways = {"potential (ours)": (moved, "potential"), "personal so far (ours)": (moved, "personal")}
    for name in ("followers", "contacts", "pagerank", "recency_frequency"):
        ways[name] = (other, name)
    found = {
        way: {row["person_id"]: float(row[column] or 0) for row in rows}
        for way, (rows, column) in ways.items()
    }
    until = int(network.table("clock")["as_of"][0].as_py()) - LATELY
    begun = Counter(row["person_id"] for row in _rows(network, "origin") if row["started"] > until)
    potential = found["potential (ours)"]
    found[TIMES] = {one: many * (1 + begun[one]) for one, many in potential.items()}
    return found


def _against(before: Mapping[str, Mapping[int, float]], after: list[Row]) -> dict[str, float]:
    came: dict[int, float] = dict.fromkeys(before["followers"], 0.0)
    for row in after:
        if row["source_id"] in came:
            came[row["source_id"]] += row["took_up"]
    said = Counter(row["source_id"] for row in after)
    before = {**before, "how often each spoke, afterwards": dict(said)}
    people = sorted(came)
    truth = np.array([came[one] for one in people])
    return {
        name: rank_correlation(
            np.array([values.get(one, 0.0) for one in people]), truth, np.random.default_rng(1)
        ).value
        for name, values in before.items()
    }


if __name__ == "__main__":
    main()
