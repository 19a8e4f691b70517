"""When people were in contact, by month, for the slider under the map."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
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
    """Return when anybody was in contact, and when some and the landmarks were."""
    total = {row["month"]: row["contacts"] for row in world.rows("busy_month")}
    last = max(total, default=0)
    known: dict[int, set[int]] = defaultdict(set)
    for row in world.rows("landmark_month"):
        known[row["person_id"]].add(row["month"])
    others = tuple(sorted({*people} - known.keys()))
    cut = Cut(equal=(("ego_id", others),), columns=("ego_id", "started_at"))
    for row in world.cut("contact", cut):
        known[row["ego_id"]].add(_month(row))
    return Active(_late(total, last), _late_months(known, last))


def _with(world: World, ego_id: int) -> Active:
    cut = Cut(equal=(("ego_id", ego_id),), columns=("alter_id", "started_at"))
    total: Counter[int] = Counter()
    known: dict[int, set[int]] = defaultdict(set)
    for row in world.cut("contact", cut):
        month = _month(row)
        total[month] += 1
        known[row["alter_id"]].add(month)
    last = max(total, default=0)
    return Active(_late(total, last), _late_months(known, last))


def _late(total: Mapping[int, int], last: int) -> dict[int, int]:
    return {month: many for month, many in total.items() if month > last - MOST_MONTHS}


def _late_months(known: Mapping[int, set[int]], last: int) -> dict[int, tuple[int, ...]]:
    return {
        one: tuple(sorted(month for month in months if month > last - MOST_MONTHS))
        for one, months in known.items()
    }


def _month(row: Row) -> int:
    at = row["started_at"]
    return int(at.year * YEAR + at.month - 1)
