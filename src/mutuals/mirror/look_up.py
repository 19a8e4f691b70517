"""Looking a few rows up for a sentence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mutuals.people.find import me, names
from mutuals.records import Cut, Tables
from mutuals.sentence import Sentence, Who

DAY = 86_400
YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class Village:
    """What every sentence needs: the tables, whose view it is, and what now is."""

    tables: Tables
    me: int | None
    now: int
    now_at: datetime

    def rows(self, table: str, **equal: object) -> list[dict[str, Any]]:
        """Return a table's rows whose columns equal the given values (None: null)."""
        kept = self.tables.table(table, Cut(equal=tuple(equal.items())))
        rows: list[dict[str, Any]] = kept.to_pylist()
        return rows

    def who(self, person_id: int) -> Who:
        """Return a person as part of a sentence."""
        return Who(person_id, names(self.tables, [person_id]).get(person_id, ""))


def village(tables: Tables) -> Village:
    """Look the owner and the present up."""
    clock = tables.table("clock").to_pylist()[0]
    return Village(tables, me(tables), clock["as_of"], clock["as_of_at"])


def nothing(missing: str) -> Sentence:
    """Return a sentence that says what is missing to say anything."""
    return Sentence((), sure="not enough records", missing=missing)
