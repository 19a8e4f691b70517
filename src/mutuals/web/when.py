"""When people were in contact, by month, for the slider under the map."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from mutuals.records import Cut
from mutuals.web.world import Row, World

# Ten years; older contact is in the tables.
MOST_MONTHS: Final = 120
YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Active:
    """Contacts by month, and the months in which each person was in contact."""

    total: dict[int, int]
    months: dict[int, tuple[int, ...]]

    def of(self, wanted: Collection[int]) -> dict[str, tuple[int, ...]]:
        """Return the months of some people, by their ids as words."""
        return {str(one): months for one, months in self.months.items() if one in wanted}


def active(world: World, ego_id: int) -> Active:
    """Return when people were in contact with one."""
    found: Active = world.note(f"when/{ego_id}", lambda one: _with(one, ego_id))
    return found


def anybody(world: World, people: Collection[int]) -> Active:
    """Return when anybody was in contact, and when each of some people was."""
    total = {row["month"]: row["contacts"] for row in world.rows("busy_month")}
    cut = Cut(equal=(("ego_id", tuple(sorted(people))),), columns=("ego_id", "started_at"))
    last = max(total, default=0)
    return Active(
        {month: many for month, many in total.items() if month > last - MOST_MONTHS},
        _months(world.cut("contact", cut), "ego_id", last),
    )


def _with(world: World, ego_id: int) -> Active:
    cut = Cut(equal=(("ego_id", ego_id),), columns=("alter_id", "started_at"))
    rows = world.cut("contact", cut)
    total = Counter(map(_month, rows))
    last = max(total, default=0)
    return Active(
        {month: many for month, many in total.items() if month > last - MOST_MONTHS},
        _months(rows, "alter_id", last),
    )


def _months(rows: Iterable[Row], whose: str, last: int) -> dict[int, tuple[int, ...]]:
    months: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        month = _month(row)
        if month > last - MOST_MONTHS:
            months[row[whose]].add(month)
    return {one: tuple(sorted(known)) for one, known in months.items()}


def _month(row: Row) -> int:
    at = row["started_at"]
    return int(at.year * YEAR + at.month - 1)
