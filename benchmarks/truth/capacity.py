"""Ties open at once and time by rank: Enron's mail, a college's messages, phone calls.

    python -m benchmarks.truth.capacity [DATA]

The published findings: people keep their number of open ties (as many open as close),
and their way of sharing time out, although the people change. Each is held against what
chance gives. Intervals are of 95 %, persons drawn again. DATA (or MUTUALS_DATA) is the
folder of corpora.
"""

import contextlib
import csv
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from benchmarks.data import college, enron
from benchmarks.markdown import table
from numpy.typing import NDArray

import mutuals
from mutuals.estimators.signature import divergence, persistence, ranked

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[3] / "shared" / "data"))
DAY = 86_400
FEWEST_ALTERS, FEWEST_CONTACTS = 5, 20
ALIKE, REPLICATES, SHUFFLES = 10, 2000, 20
BUCKET = "0"

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where a corpus is, how it becomes a community file, and its windows in days."""

    folder: str
    convert: Callable[[Path], None]
    window: int


@dataclass(frozen=True, slots=True)
class Windows:
    """One row per person and window: shares by rank, volume, and who they went to."""

    person: Ids
    time: Ids
    shares: Numbers
    volume: Numbers
    alters: list[frozenset[int]]


def main() -> None:
    """Read every corpus through the program and print both tables."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    os.environ["MUTUALS_DATA"] = str(data)
    corpora = {
        "Enron": Corpus("enron_igraph", enron.main, 182),
        "CollegeMsg": Corpus("collegemsg", college.main, 45),
        "Reality calls": Corpus("reality_mining_calls", _calls(data), 90),
    }
    signatures, balances = [], []
    for name, corpus in corpora.items():
        if not (data / corpus.folder).exists():
            print(f"{name}: {corpus.folder} is not there.\n")
            continue
        rng = np.random.default_rng(1)
        with _tables(corpus) as tables:
            found = windows(tables["contact"], corpus.window)
            signatures.append([name, corpus.window, *judged(found, rng)])
            balances.append([name, *balanced(tables, rng)])
    header = ["corpus", "window, days", "persons", "comparisons", "own past", "others"]
    header += ["others as busy", "closer than others", "than as busy", "same people"]
    print("Shares of time by rank: distance (bits) to the own window before, and to others':\n")
    print(table(header, signatures))
    header = ["corpus", "persons", "holds", "grows", "shrinks", "change a month"]
    header += ["opened with closed", "months shuffled", "usual open"]
    print("\nTies open at once, persons with half a year of whole months and ten changes:\n")
    print(table(header, balances))


def windows(contact: pa.Table, days: int) -> Windows:
    """Return the whole windows of everybody with enough contact, oldest first."""
    started = np.asarray(contact["started"].to_numpy(), np.int64)
    time = (started - started.min()) // (days * DAY)
    is_whole = time < time.max()
    ends = [np.asarray(contact[name].to_numpy(), np.int64) for name in ("ego_id", "alter_id")]
    keys = np.column_stack([ends[0], time, ends[1]])[is_whole]
    cell, place, count = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    minutes = np.asarray(contact["minutes"].to_numpy(), np.float64)[is_whole]
    return _enough(cell, np.bincount(place.reshape(-1), minutes).astype(np.float64), count)


def _enough(cell: Ids, spent: Numbers, count: Ids) -> Windows:
    """Keep persons and windows with enough others and contacts."""
    known, row = np.unique(cell[:, :2], axis=0, return_inverse=True)
    row = row.reshape(-1)
    volume = np.bincount(row, count).astype(np.float64)
    enough = (np.bincount(row) >= FEWEST_ALTERS) & (volume >= FEWEST_CONTACTS)
    kept = enough[row]
    number = (np.cumsum(enough) - 1)[row[kept]]
    groups = np.split(cell[kept, 2], np.flatnonzero(np.diff(number)) + 1)
    alters = [frozenset(one.tolist()) for one in groups]
    shares = ranked(number, spent[kept])
    return Windows(known[enough, 0], known[enough, 1], shares, volume[enough], alters)


def judged(found: Windows, rng: np.random.Generator) -> list[object]:
    """Return how near the own past is, beside others and others as busy."""
    kept = persistence(found.shares, found.person, found.time, rng=rng)
    told = np.isfinite(kept.others)
    busy, closer, same = _as_busy(found)
    return [
        int(told.sum()),
        int(kept.pairs[told].sum()),
        spread(kept.own[told], rng),
        spread(kept.others[told], rng),
        f"{np.mean(busy):.3f}",
        spread(kept.closer[told], rng),
        spread(closer, rng),
        f"{np.mean(same):.2f}",
    ]


def _as_busy(found: Windows) -> tuple[Numbers, Numbers, Numbers]:
    """Return means by person against the ten others nearest in volume and alters."""
    place = {one: at for at, one in enumerate(zip(found.person, found.time, strict=True))}
    size = np.log([len(one) for one in found.alters])
    rows: dict[int, list[tuple[float, float, float]]] = {}
    for (who, when), now in place.items():
        then = place.get((who, when - 1))
        if then is None:
            continue
        peers = np.flatnonzero((found.time == when - 1) & (found.person != who))
        gap = np.abs(np.log(found.volume[peers] / found.volume[then])) + np.abs(
            size[peers] - size[then]
        )
        if not peers.size:
            continue
        near = peers[np.argsort(gap, kind="stable")[:ALIKE]]
        own = divergence(found.shares[now], found.shares[then])
        away = divergence(found.shares[now], found.shares[near])
        both = found.alters[now] & found.alters[then]
        share = len(both) / len(found.alters[now] | found.alters[then])
        rows.setdefault(who, []).append((float(away.mean()), float((away > own).mean()), share))
    means = np.array([np.mean(one, axis=0) for one in rows.values()])
    return means[:, 0], means[:, 1], means[:, 2]


def balanced(tables: dict[str, pa.Table], rng: np.random.Generator) -> list[object]:
    """Return whether open ties are kept, and how closely closings follow openings."""
    rows = tables["capacity_balance"].to_pylist()
    told = [row for row in rows if row["verdict"] != "not enough records"]
    if not told:
        return [0, *["-"] * 7]
    verdicts = [row["verdict"] for row in told]
    shares = [f"{verdicts.count(one) / len(told):.2f}" for one in ("holds", "grows", "shrinks")]
    kept = {row["person_id"] for row in told}
    by_person: dict[int, list[tuple[int, int]]] = {}
    for row in tables["capacity"].sort_by("month").to_pylist():
        if row["is_whole"] and row["person_id"] in kept:
            by_person.setdefault(row["person_id"], []).append((row["opened"], row["closed"]))
    months = [np.array(one, float) for one in by_person.values()]
    follows = np.array([_together(one) for one in months])
    chance = np.array(
        [np.mean([_together(_shuffled(o, rng)) for _ in range(SHUFFLES)]) for o in months]
    )
    change = np.array([row["change"] for row in told])
    usual = np.array([row["usual"] for row in told])
    return [
        len(told),
        *shares,
        spread(change, rng),
        spread(follows, rng) if follows.any() else "too few quarters",
        f"{chance.mean():.2f}" if follows.any() else "-",
        f"{np.median(usual):.0f} ({usual.min():.0f} to {usual.max():.0f})",
    ]


def _together(months: Numbers) -> float:
    """Return the correlation of openings with closings over quarters."""
    size = len(months) // 3 * 3
    quarters = months[:size].reshape(-1, 3, 2).sum(axis=1)
    if len(quarters) < 3 or (quarters.std(axis=0) == 0).any():  # noqa: PLR2004  no line through two
        return 0.0
    return float(np.corrcoef(quarters.T)[0, 1])


def _shuffled(months: Numbers, rng: np.random.Generator) -> Numbers:
    return np.column_stack([months[:, 0], rng.permutation(months[:, 1])])


def spread(values: Numbers, rng: np.random.Generator) -> str:
    """Return a mean over persons with its interval."""
    drawn = rng.integers(0, values.size, (REPLICATES, values.size))
    lower, upper = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return f"{values.mean():.3f} [{lower:.3f}, {upper:.3f}]"


def _calls(data: Path) -> Callable[[Path], None]:
    """Return what turns the phone calls into a community file."""

    def convert(out: Path) -> None:
        lines = (data / "reality_mining_calls" / "reality.txt").read_text("utf-8").splitlines()
        calls = [line.split() for line in lines if line]
        out.mkdir(parents=True, exist_ok=True)
        with (out / "interactions.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["started_at", "ended_at", "sender", "recipients", "medium", "channel"])
            writer.writerows(
                [at, int(at) + int(seconds), one, other, "voice", "phone"]
                for one, other, at, seconds in calls
                # a bucket of unknown numbers is nobody
                if BUCKET not in {one, other} and one != other
            )

    return convert


@contextlib.contextmanager
def _tables(corpus: Corpus) -> Iterator[dict[str, pa.Table]]:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        with contextlib.redirect_stdout(io.StringIO()):
            corpus.convert(place / "files")
        network = mutuals.open(place / "store")
        try:
            network.read([place / "files"])
            wanted = ("contact", "capacity", "capacity_balance")
            yield {name: network.table(name) for name in wanted}
        finally:
            network.close()


if __name__ == "__main__":
    main()
