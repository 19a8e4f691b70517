"""How long it takes to tell who is who, and how that grows."""

import resource
import time
from multiprocessing import get_context

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.engine.duckdb import DuckDB
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make

Ids = NDArray[np.int64]
# Addresses, and how many family names there are: with few, hundreds share a name.
SIZES = ((25_000, 20_736), (100_000, 20_736), (100_000, 144))
STEPS = ("shared", "wording", "setting", "counterpart", "match", "member", "joined",
         "decision", "contradiction", "look_alike", "match_key", "match_crowd", "match_pair",
         "match_context")  # fmt: skip
_SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "vor", "nel", "du", "pe", "gar", "hil", "tso")
_NAMES = ("Anna", "Bob", "Carla", "Dmitri", "Elena", "Frank", "Greta", "Henk", "Ines", "Jo")


def speed() -> list[list[object]]:
    """Return, for each size, CPU seconds, the pairs compared and the memory it took."""
    rows: list[list[object]] = []
    for size, families in SIZES:
        # A process of its own, whose memory is its own.
        with get_context("spawn").Pool(1) as pool:
            seconds, pairs, memory = pool.apply(_timed, (size, families))
        rows.append([size, families, seconds, seconds / size * 1e5, pairs, memory])
    return rows


def _timed(size: int, families: int) -> tuple[float, int, int]:
    engine = DuckDB()
    try:
        for name, rows in _given(size, families, np.random.default_rng(1)).items():
            engine.register(name, rows)
        at = pa.array([2_000_000_000], pa.int64())
        moment = at.cast(pa.timestamp("s")).cast(pa.timestamp("us"))
        engine.register("clock", pa.table({"as_of": at, "as_of_at": moment}))
        seconds = 0.0
        for step in needed_for(["match", "contradiction"], steps()):
            began = time.process_time()
            make(engine, step)
            seconds += (time.process_time() - began) * (step.table in STEPS)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return seconds, engine.read("match_pair").num_rows, memory
    finally:
        engine.close()


def _given(size: int, families: int, rng: np.random.Generator) -> dict[str, pa.Table]:
    """Return base tables: addresses, 2 of 5 somebody's second, and five mails each."""
    ids = np.sort(rng.choice(2**62, size, replace=False)).astype(np.int64)
    names = [_name(rng, families) for _ in range(size * 3 // 5)]
    second = rng.integers(0, len(names), size - len(names))
    called = [names[one] for one in [*range(len(names)), *second.tolist()]]
    handle = {
        "address_id": ids,
        "scheme": ["mail"] * size,
        "value": [_local(name, number) for number, name in enumerate(called)],
    }
    given = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    given["handle"] = _whole("handle", pa.table(handle))
    given["alias"] = _whole("alias", pa.table({"address_id": ids, "name": called}))
    return given | _mails(ids, size * 5, rng)


def _mails(ids: Ids, mails: int, rng: np.random.Generator) -> dict[str, pa.Table]:
    sender = rng.integers(0, ids.size, mails)
    to = (sender[:, None] + rng.integers(1, 40, (mails, 2))) % ids.size
    keys = [number.to_bytes(16, "big") for number in range(mails)]
    started = rng.integers(1_600_000_000, 1_900_000_000, mails)
    interaction = {
        "interaction_id": pa.array(keys, pa.binary(16)),
        "started": started,
        "started_at": pa.array(started, pa.timestamp("s")).cast(pa.timestamp("us")),
        "kind": ["message"] * mails,
        "channel": ["mail"] * mails,
        "sender_id": ids[sender],
        "signals": [""] * mails,
    }
    participation = {
        "interaction_id": pa.array([key for key in keys for _ in range(2)], pa.binary(16)),
        "address_id": ids[to.ravel()],
        "role": ["to"] * (2 * mails),
    }
    return {
        "interaction": _whole("interaction", pa.table(interaction)),
        "participation": _whole("participation", pa.table(participation)),
    }


def _name(rng: np.random.Generator, families: int) -> str:
    number, family = int(rng.integers(0, families)), ""
    for _ in range(4):
        number, one = divmod(number, len(_SYLLABLES))
        family += _SYLLABLES[one]
    return f"{_NAMES[rng.integers(0, len(_NAMES))]} {family.title()}"


def _local(name: str, number: int) -> str:
    first, family = name.lower().split()
    return f"{(first[0] if number % 3 else first)}{family}{number % 97}@h{number % 2000}.example"


def _whole(name: str, rows: pa.Table) -> pa.Table:
    columns = {
        field.name: rows[field.name].cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in SCHEMAS[name]
    }
    return pa.table(columns, schema=SCHEMAS[name])
