"""A small world as base tables: people in two groups, whose talk moves others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from mutuals.engine.cut import cut_out
from mutuals.errors import UnknownTableError
from mutuals.keys import content_key
from mutuals.records import Cut
from mutuals.schemas import SCHEMAS

PEOPLE, DAYS, DAY = 80, 200, 86_400
FIRST = 1_700_006_400
Row = dict[str, object]


class Given:
    """Base tables that can only be read; what was asked of them is kept."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.asked: list[str] = []
        self._rows = {
            table: pa.Table.from_pylist(list(rows.get(table, ())), schema=schema)
            for table, schema in SCHEMAS.items()
        }

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a base table; there is no other."""
        self.asked.append(name)
        if name not in self._rows:
            raise UnknownTableError(name, self._rows)
        return cut_out(self._rows[name], cut)


def stamp(at: int) -> datetime:
    """Return epoch seconds as base tables hold them."""
    return datetime.fromtimestamp(at, tz=UTC).replace(tzinfo=None)


def small(seed: int = 1, days: int = DAYS) -> dict[str, list[Row]]:
    """Return people who talk: some ties end half-way, and talk brings things along."""
    rng = np.random.default_rng(seed)
    pairs = [
        (one, other)
        for one in range(PEOPLE)
        for other in range(one + 1, PEOPLE)
        if rng.random() < (0.4 if one % 2 == other % 2 else 0.01)
    ]
    talks = list(_talks(pairs, days, rng))
    rows: dict[str, list[Row]] = {"interaction": [], "participation": [], "outcome": []}
    for number, (at, one, other) in enumerate(sorted(talks)):
        rows["interaction"].append(_talk(number, at, one))
        to = {"interaction_id": content_key([str(number)]), "address_id": other, "role": "to"}
        rows["participation"].append({**to, "source_id": 1})
    rows["handle"] = [
        {"address_id": one, "scheme": "id", "value": f"p{one}", "source_id": 1}
        for one in range(PEOPLE)
    ]
    rows["outcome"] = list(_outcomes(sorted(talks), days, rng))
    return rows


def _talks(
    pairs: list[tuple[int, int]], days: int, rng: np.random.Generator
) -> Iterator[tuple[int, int, int]]:
    for one, other in pairs:
        gap = float(rng.uniform(3, 25))
        day = float(rng.uniform(0, days))
        end = min(day + (days * 0.3 if rng.random() < 0.5 else days), days)
        while day < end:
            speaks = (one, other) if rng.random() < 0.5 else (other, one)
            yield FIRST + int(day * DAY), *speaks
            day += float(rng.exponential(gap))


def _outcomes(
    talks: list[tuple[int, int, int]], days: int, rng: np.random.Generator
) -> Iterator[Row]:
    for thing in range(60):
        begins = FIRST + int(days * DAY * thing / 62)
        have = {int(rng.integers(PEOPLE)): begins}
        yield _outcome(thing, *next(iter(have.items())))
        for at, one, other in talks:
            if at > begins and one in have and other not in have and rng.random() < 0.1:
                have[other] = at + 3600
                yield {**_outcome(thing, other, at + 3600), "attributed_id": one}


def _talk(number: int, at: int, one: int) -> Row:
    return {
        "interaction_id": content_key([str(number)]),
        "variant": 0,
        "started_at": stamp(at),
        "started": at,
        "kind": "message",
        "channel": "chat",
        "medium": "online",
        "sender_id": one,
        "audience_size": 1,
        "signals": "",
        "title": "",
        "text": "a secret",
        "source_id": 1,
        "record_no": number,
    }


def _outcome(thing: int, person: int, at: int) -> Row:
    return {
        "outcome_id": content_key([str(thing), str(person)]),
        "address_id": person,
        "thing": f"thing {thing}",
        "happened_at": stamp(at),
        "happened": at,
        "precision": "second",
        "sort": "action",
        "source_id": 1,
        "record_no": thing * PEOPLE + person,
    }
