"""Looking a few rows up for a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.find import me
from mutuals.records import Tables
from mutuals.sentence import Sentence, Who

DAY = 86_400
YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class Village:
    """What every sentence needs: the tables, whose view it is, and what now is."""

    tables: Tables
    me: int | None
    names: Mapping[int, str]
    now: int
    now_at: datetime

    def rows(self, table: str, **equal: object) -> list[dict[str, Any]]:
        """Return a table's rows whose columns equal the given values (None: null)."""
        found = self.tables.table(table)
        tests = [
            pc.is_null(found[name]) if value is None else pc.equal(found[name], value)
            for name, value in equal.items()
        ]
        kept: pa.Table = found.filter(reduce(pc.and_, tests)) if tests else found
        rows: list[dict[str, Any]] = kept.to_pylist()
        return rows

    def who(self, person_id: int) -> Who:
        """Return a person as part of a sentence."""
        return Who(person_id, self.names.get(person_id, ""))


def village(tables: Tables) -> Village:
    """Look the owner, everybody's name and the present up."""
    person, clock = tables.table("person"), tables.table("clock").to_pylist()[0]
    names = zip(person["person_id"].to_pylist(), person["name"].to_pylist(), strict=True)
    return Village(tables, me(tables), dict(names), clock["as_of"], clock["as_of_at"])


def nothing(missing: str) -> Sentence:
    """Return a sentence that says what is missing to say anything."""
    return Sentence((), sure="not enough records", missing=missing)
