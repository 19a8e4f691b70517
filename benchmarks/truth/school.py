"""The school's badges and friendship survey, read through the whole program."""

import os
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.data.thiers13 import DATA, main
from numpy.typing import NDArray

import mutuals
from mutuals.engine.duckdb import DuckDB
from mutuals.estimators.company import Pairs
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make
from mutuals.ties.closeness_signs import Seen

GIVEN = ("contact", "member", "profile")
STEPS = ("dyad_week", "dyad", "badge", "closeness_hour", "closeness_view", "closeness_share")
Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class School:
    """What was seen, and whom those who answered the survey named.

    ``pairs`` are all pairs of two who answered, each once; ``there`` says of each
    whether its first named its second, ``back`` the other way round.
    """

    seen: Seen
    tables: dict[str, pa.Table]
    pairs: Pairs
    there: Numbers
    back: Numbers

    @property
    def either(self) -> Numbers:
        """Whether at least one named the other."""
        return np.maximum(self.there, self.back)

    @property
    def both(self) -> Numbers:
        """Whether each named the other."""
        return np.minimum(self.there, self.back)

    @property
    def is_within(self) -> NDArray[np.bool_]:
        """Whether both are of one class."""
        return np.asarray(self.seen.group[self.pairs[0]] == self.seen.group[self.pairs[1]])

    def directed(self) -> tuple[Pairs, Numbers]:
        """Return every pair both ways round, and whether the first named the second."""
        turned = tuple(np.concatenate([self.pairs[k], self.pairs[1 - k]]) for k in (0, 1))
        return (turned[0], turned[1]), np.concatenate([self.there, self.back])


def school() -> School:
    """Return the whole school."""
    tables = read()
    return of(tables | worked_out(tables))


def read() -> dict[str, pa.Table]:
    """Read the school's files as the program does; no more is built than is needed."""
    folder = Path(os.environ.get("MUTUALS_DATA", DATA)) / "thiers13"
    if not folder.is_dir():
        sys.exit(f"no such folder: {folder}; say where the data is in MUTUALS_DATA")
    with TemporaryDirectory() as place:
        with redirect_stdout(StringIO()):
            main(Path(place) / "files")
        network = mutuals.open(Path(place) / "school.mutuals")
        try:
            network.read([Path(place) / "files"])
            records = {name: network.table(name) for name in SCHEMAS}
        finally:
            network.close()
    engine = DuckDB()
    try:
        engine.register("clock", _clock(records["interaction"]))
        for name, rows in records.items():
            engine.register(name, rows)
        for step in needed_for([*GIVEN, "address"], steps()):
            make(engine, step)
        return {name: engine.read(name) for name in (*GIVEN, "address", "nomination")}
    finally:
        engine.close()


def shortened(found: School, kept: pa.Array) -> School:
    """Return the school as some of its contacts show it."""
    contact = found.tables["contact"].filter(kept)
    return of(found.tables | worked_out(found.tables | {"contact": contact}))


def worked_out(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Return the tables closeness is worked out from, made from given ones."""
    engine = DuckDB()
    try:
        engine.register("clock", _clock(tables["contact"]))
        for name in GIVEN:
            engine.register(name, tables[name])
        for name in STEPS:
            make(engine, steps()[name])
        return {name: engine.read(name) for name in STEPS}
    finally:
        engine.close()


def _clock(rows: pa.Table) -> pa.Table:
    latest = pa.array([pc.max(rows["started"]).as_py()], pa.int64())
    stamp = pc.multiply(latest, 1_000_000).cast(pa.timestamp("us"))
    return pa.table({"as_of": latest, "as_of_at": stamp})


def of(tables: dict[str, pa.Table]) -> School:
    """Return the school of some tables: parts of the contacts make a shorter week."""
    seen = Seen.of(tables["closeness_share"], tables["closeness_view"])
    named = _named(tables, seen.persons)
    asked = np.unique(named[0])
    first, second = np.triu_indices(asked.size, 1)
    pairs = asked[first], asked[second]
    size = seen.persons.size
    told = set((named[0] * size + named[1]).tolist())
    there, back = (
        np.array([key in told for key in (one * size + other).tolist()], np.float64)
        for one, other in (pairs, pairs[::-1])
    )
    return School(seen, tables, pairs, there, back)


def _named(tables: dict[str, pa.Table], persons: Ids) -> Pairs:
    rows: list[dict[str, Any]] = tables["member"].to_pylist()
    person = {row["address_id"]: row["person_id"] for row in rows}
    place = {one: number for number, one in enumerate(persons.tolist())}
    ends = [
        [person[one] for one in tables["nomination"][name].to_pylist()]
        for name in ("ego_address_id", "alter_address_id")
    ]
    kept = [(place[a], place[b]) for a, b in zip(*ends, strict=True) if a in place and b in place]
    found = np.array(kept, np.int64)
    return found[:, 0], found[:, 1]
