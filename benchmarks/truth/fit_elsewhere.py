"""Fit how closeness is moved where no badges recorded it, and write it down.

    python -m benchmarks.truth.fit_elsewhere

Villages of seeds 1 to 4 are read; the friends planted in their last month set how the
school's log-odds and the contact of late are weighed, and
src/mutuals/ties/elsewhere_numbers.py is written anew. A mailbox holds thirty ties: it
borrows the slopes of the whole community's files. Before it is written, each village is
told with the numbers of the three others.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.markdown import table
from benchmarks.truth.fit_closeness import formatted
from numpy.typing import NDArray
from scipy.optimize import brentq

import mutuals
from mutuals.engine.duckdb import DuckDB
from mutuals.estimators.logistic import chance, fit
from mutuals.estimators.skill import ranking
from mutuals.people.me import likely
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make
from mutuals.ties.closeness import by_view
from mutuals.ties.closeness_numbers import MODELS
from mutuals.ties.closeness_signs import Seen, lately, signs
from mutuals.village import write

Numbers = NDArray[np.float64]
Tables = dict[str, pa.Table]
Lesson = tuple[Numbers, Numbers]
SEEDS = (1, 2, 3, 4)
SIDES = {"each": "community", "partial": "owner"}
NEEDED = ("closeness_share", "closeness_view", "address")
FILE = Path(__file__).parents[2] / "src" / "mutuals" / "ties" / "elsewhere_numbers.py"
HEAD = '''"""How closeness is moved for what was not recorded by badges.

Written by benchmarks/truth/fit_elsewhere.py; change that, not this. Of each view, what
is added to the school's log-odds, what these are taken times, and the weight of contact
of late (its logarithm, closeness_signs.lately), as fitted to friends planted in four
made-up villages. ``USUALLY`` is how much contact of late the usual pair there has.
"""

'''


def main() -> None:
    """Fit both views, try them on one village after the other, and write the file."""
    told: dict[str, list[Lesson]] = {view: [] for view in SIDES}
    for seed in SEEDS:
        with TemporaryDirectory() as place:
            there = write(Path(place), seed=seed)
            truth = json.loads((there / "truth" / "truth.json").read_text(encoding="utf-8"))
            for view, side in SIDES.items():
                told[view].append(planted(read(there, side), truth, view))
    print(table(["village left out", "view", "AUC", "school's log-odds alone"], list(_tried(told))))
    moved = fitted(told["each"], told["partial"])
    usual = float(np.concatenate([one[:, 1] for one, _ in told["each"]]).mean())
    text = f"{HEAD}MOVED = {moved}\nUSUALLY = {usual:.4f}\n"
    FILE.write_text(formatted(text), encoding="utf-8")
    print(f"\nwritten: {FILE.name}: {moved}")


def fitted(each: list[Lesson], partial: list[Lesson]) -> dict[str, tuple[float, ...]]:
    """Return both views' numbers: the slopes of the first, a constant of each."""
    columns, is_friend = (np.concatenate(one) for one in zip(*each, strict=True))
    model = fit(columns, is_friend, ridge=1.0)
    columns, is_friend = (np.concatenate(one) for one in zip(*partial, strict=True))
    reach = columns @ model.weights
    added = brentq(lambda one: chance(reach + one).sum() - is_friend.sum(), -20, 20)
    slopes = [round(float(one), 4) for one in model.weights]
    return {
        "each": (round(model.constant, 4), *slopes),
        "partial": (round(float(added), 4), *slopes),
    }


def _tried(told: Mapping[str, list[Lesson]]) -> Iterator[list[object]]:
    for left_out, seed in enumerate(SEEDS):
        others = [
            [one for place, one in enumerate(told[view]) if place != left_out] for view in SIDES
        ]
        for view, numbers in fitted(*others).items():
            columns, is_friend = told[view][left_out]
            ours = ranking(is_friend, columns @ np.array(numbers[1:]))
            yield [seed, view, f"{ours:.3f}", f"{ranking(is_friend, columns[:, 0]):.3f}"]


def read(folder: Path, side: str) -> Tables:
    """Read one side's files; no more is built than closeness is worked out from."""
    network = mutuals.open(folder / f"{side}.mutuals")
    try:
        network.read([folder / side])
        if side == "owner":
            found = likely(_made({name: network.table(name) for name in SCHEMAS}, "owner")["owner"])
            network.confirm_me([one.value for one in found])
        return _made({name: network.table(name) for name in SCHEMAS}, *NEEDED)
    finally:
        network.close()


def planted(tables: Tables, truth: dict[str, Any], view: str) -> Lesson:
    """Return log-odds and contact of late of one view's ties, and who is a friend."""
    seen = Seen.of(tables["closeness_share"], tables["closeness_view"])
    rows = by_view(seen)[view]
    ego, alter = (side[rows] for side in seen.dyads())
    logit = MODELS[view].logit(signs(seen, view, (ego, alter)))
    handle = _handles(tables["address"], truth)
    last = truth["months"][-1]
    friend = {
        (one, other): float(stage == "friend" and not asleep)
        for one, other, month, stage, asleep in truth["stages"]
        if month == last
    }
    ends = ([handle.get(one, "") for one in seen.persons[side].tolist()] for side in (ego, alter))
    named = [friend.get(pair, np.nan) for pair in zip(*ends, strict=True)]
    is_friend = np.array(named, np.float64)
    known = ~np.isnan(is_friend)
    return np.column_stack([logit, lately(seen, rows)])[known], is_friend[known]


def _handles(address: pa.Table, truth: dict[str, Any]) -> dict[int, object]:
    person = {row["value"]: row["person_id"] for row in address.to_pylist()}
    found = {}
    for one in truth["people"]:
        for value in (*reversed(one["mails"]), one["handle"]):
            if value in person:
                found[person[value]] = one["handle"]
    return found


def _made(records: Tables, *wanted: str) -> Tables:
    engine = DuckDB()
    try:
        latest = max(records["interaction"]["started"].to_pylist())
        stamp = pa.array([latest * 1_000_000], pa.timestamp("us"))
        engine.register("clock", pa.table({"as_of": pa.array([latest]), "as_of_at": stamp}))
        for name, rows in records.items():
            engine.register(name, rows)
        for step in needed_for(list(wanted), steps()):
            make(engine, step)
        return {name: engine.read(name) for name in wanted}
    finally:
        engine.close()


if __name__ == "__main__":
    main()
