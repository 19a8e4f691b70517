"""Closeness where it was not fitted: other groups, another question, a village."""

import csv
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from benchmarks.data.thiers13 import DATA
from benchmarks.truth.closeness_school import figures
from benchmarks.truth.school import School, worked_out
from benchmarks.truth.views import View, view
from numpy.typing import NDArray

from mutuals.estimators import skill
from mutuals.estimators.company import Pairs, reach
from mutuals.estimators.logistic import Logistic, fit
from mutuals.estimators.proportion import proportion
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.ties.closeness_numbers import MODELS
from mutuals.ties.closeness_signs import Seen, shares, signs
from mutuals.village import write

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
# Of each: whether a recalled figure is a rank, with 1 for most.
GROUPS = {"fraternity": ("bkfra", False), "office": ("bkoff", True), "technicians": ("bktec", True)}
# Whom somebody puts into the upper fifth of the list counts as named.
UPPER = 0.8
ENDS = ("ego_id", "alter_id")
TOLD = ("closeness", "lower", "upper")
# The survey's five days end long before this; any moment does.
WHEN = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Recalled:
    """One group: what was observed, and how much each recalls of each other."""

    seen: Seen
    pairs: Pairs
    recalled: Numbers


def folder(name: str) -> Path:
    """Return where a set of the shared data is."""
    return Path(os.environ.get("MUTUALS_DATA", DATA)) / name


def groups() -> Iterator[tuple[str, Recalled]]:
    """Yield the groups whose contact was both observed and recalled."""
    for name, (stem, is_rank) in GROUPS.items():
        observed, recalled = (_edges(f"{stem}{one}_edges.csv") for one in "bc")
        seen = _observed(observed)
        told = {(a, b): -w if is_rank else w for a, b, w in recalled if a != b}
        there = set(seen.persons.tolist())
        kept = sorted(pair for pair in told if set(pair) <= there)
        ends = np.array(kept, np.int64)
        pairs = seen.places(ends[:, 0]), seen.places(ends[:, 1])
        yield name, Recalled(seen, pairs, np.array([told[pair] for pair in kept], np.float64))


def within_persons(found: Recalled) -> list[list[object]]:
    """Return each way's rank correlation with recall, the mean of all persons."""
    rows: list[list[object]] = []
    for name, value in _ways(found.seen, found.pairs):
        each = [
            rank_correlation(value[rows_of], found.recalled[rows_of], _none()).value
            for rows_of in _by_ego(found)
        ]
        known = np.array([one for one in each if not np.isnan(one)])
        drawn = np.random.default_rng(3).integers(0, known.size, (400, known.size))
        rows.append([name, skill.between(known[drawn].mean(axis=1), float(known.mean()))])
    return rows


def fitted_on_recall(found: Mapping[str, Recalled]) -> Logistic:
    """Fit the whole view's signs to who is in the upper fifth of a person's list."""
    columns, named = [], []
    for one in found.values():
        upper = np.zeros(one.recalled.size)
        for rows in _by_ego(one):
            upper[rows] = one.recalled[rows] > np.quantile(one.recalled[rows], UPPER)
        columns.append(signs(one.seen, "whole", one.pairs))
        named.append(upper)
    return fit(np.concatenate(columns), np.concatenate(named), ridge=20.0)


def on_the_school(model: Logistic, found: School) -> dict[str, float]:
    """Return how a model fitted elsewhere tells the school's friends."""
    return figures(found, model.chance(signs(found.seen, "whole", found.pairs)))


def facebook(found: School) -> tuple[int, list[list[object]]]:
    """Return how many pairs reach beyond those surveyed, and each way's AUC."""
    person = {row["value"]: row["person_id"] for row in found.tables["address"].to_pylist()}
    lines = (folder("thiers13") / "Facebook-known-pairs_data_2013.csv").read_text("utf-8")
    asked = [line.split() for line in lines.splitlines()]
    there = set(found.seen.persons.tolist())
    surveyed = set(found.seen.persons[np.unique(np.stack(found.pairs))].tolist())
    rows = [
        (person[a], person[b], int(linked))
        for a, b, linked in asked
        if {person.get(a), person.get(b)} <= there and not {person[a], person[b]} <= surveyed
    ]
    ends = np.array(rows, np.int64)
    pairs = found.seen.places(ends[:, 0]), found.seen.places(ends[:, 1])
    return len(rows), [
        [name, skill.ranking(ends[:, 2], value)] for name, value in _ways(found.seen, pairs)
    ]


def village(seed: int) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield, for either side's files, how the last month's friends are told."""
    with TemporaryDirectory() as place:
        there = write(Path(place), seed=seed)
        for side in ("owner", "community"):
            with view(there, side, seed) as seen:
                yield side, planted(seen)


def planted(seen: View) -> list[list[object]]:
    """Return how each way tells the friends planted in the last month, ours first."""
    friends = _friends(seen)
    ties = {(row["ego_id"], row["alter_id"]): row for row in seen.rows("tie")}
    rows: list[tuple[float | None, ...]] = []
    for row in seen.rows("closeness"):
        tie = ties[row["ego_id"], row["alter_id"]]
        named = friends.get(tuple(seen.handle_of.get(tie[one], "") for one in ENDS))
        if named is not None:
            rows.append((named, *(row[one] for one in TOLD), tie["interactions"], tie["strength"]))
    known = np.array([one for one in rows if one[1] is not None], np.float64)
    said = f"{len(known):,} of {len(rows):,} ties"
    gap = f"{skill.calibration(known[:, 0], known[:, 1]):.3f}"
    level = f"told {known[:, 1].mean():.2f}, planted {known[:, 0].mean():.2f}"
    ways = {1: "closeness", 4: "contacts", 5: "recency x frequency"}
    more = {1: [gap, level, _inside(known)]}
    return [
        [
            name,
            said,
            skill.ranking(known[:, 0], known[:, column]),
            skill.precision(known[:, 0], known[:, column]),
            *more.get(column, ["-", "-", "-"]),
        ]
        for column, name in ways.items()
    ]


def _inside(known: Numbers) -> str:
    """Return in how many of five bins the planted share may lie between the bounds."""
    bins = np.array_split(known[np.argsort(known[:, 1], kind="stable")], 5)
    told = np.array([one[:, 2:4].mean(axis=0) for one in bins])
    said = proportion([one[:, 0].sum() for one in bins], [len(one) for one in bins])
    meets = (said.lower <= told[:, 1]) & (told[:, 0] <= said.upper)
    return f"{int(meets.sum())} of 5"


def _friends(seen: View) -> dict[tuple[str, ...], bool]:
    last = seen.truth["months"][-1]
    owner = seen.truth["me"]["handle"]
    return {
        (ego, alter): stage == "friend" and not asleep
        for ego, alter, month, stage, asleep in seen.truth["stages"]
        if month == last and (seen.side == "community" or ego == owner)
    }


def _ways(seen: Seen, pairs: Pairs) -> Iterator[tuple[str, Numbers]]:
    yield "contacts", seen.look_up("contacts", pairs)
    yield "smaller share of time", shares(seen, "whole", pairs)
    yield "reach alone", reach(seen.given(), pairs)
    for shown in ("each", "whole"):
        yield f"ours, {shown}, as shipped", MODELS[shown].logit(signs(seen, shown, pairs))


def _by_ego(found: Recalled) -> list[Ids]:
    ego = found.pairs[0]
    return [np.flatnonzero(ego == one) for one in np.unique(ego)]


def _observed(edges: list[tuple[int, int, float]]) -> Seen:
    rows = [
        {"ego_id": one, "alter_id": other, "number": f"{a} {b} {number}"}
        for a, b, weight in edges
        for number in range(int(weight))
        for one, other in ((a, b), (b, a))
    ]
    contact = pa.Table.from_pylist(rows)
    every = {
        "interaction_id": pa.array([row["number"] for row in rows]),
        "started": pa.array([WHEN] * len(rows), pa.int64()),
        "channel": pa.array(["seen"] * len(rows)),
        "medium": pa.array(["in_person"] * len(rows)),
        "kind": pa.array(["proximity"] * len(rows)),
        **{name: pa.array([1] * len(rows)) for name in ("sent", "received", "is_one_on_one")},
        **{name: pa.array([1.0] * len(rows)) for name in ("minutes", "weight")},
        **{
            name: pa.array([None] * len(rows), pa.int64())
            for name in ("local_hour", "local_weekday")
        },
        "audience_size": pa.array([1] * len(rows)),
    }
    for name, column in every.items():
        contact = contact.append_column(name, column)
    nobody = {
        "member": pa.table({"address_id": pa.array([], pa.int64()), "person_id": []}),
        "profile": pa.table({"address_id": pa.array([], pa.int64()), "group_name": []}),
    }
    made = worked_out({"contact": contact, **nobody})
    return Seen.of(made["closeness_share"], made["closeness_view"])


def _edges(name: str) -> list[tuple[int, int, float]]:
    with (folder("bernard_killworth_sailer") / name).open(encoding="utf-8", newline="") as file:
        return [
            (int(row["from"]), int(row["to"]), float(row["weight"])) for row in csv.DictReader(file)
        ]


def _none() -> np.random.Generator:
    return np.random.default_rng(1)
