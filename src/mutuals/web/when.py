"""When people were in contact, by month, for the slider under the map."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.web.world import World

# Ten years; older contact is in the tables.
MOST_MONTHS: Final = 120
YEAR: Final = 12

Active = tuple[dict[int, int], dict[int, tuple[int, ...]]]


def active(world: World, ego_id: int | None) -> Active:
    """Return contacts by month, and the months in which each person was in contact."""
    found: Active = world.note(f"when/{ego_id}", lambda one: _active(one, ego_id))
    return found


def only(found: Active, wanted: Collection[int]) -> dict[str, tuple[int, ...]]:
    """Return the months of some people, by their ids as words."""
    return {str(one): months for one, months in found[1].items() if one in wanted}


def _active(world: World, ego_id: int | None) -> Active:
    if not world.has("contact"):
        return {}, {}
    rows = world.table("contact").select(["ego_id", "alter_id", "started_at"])
    if ego_id is not None:
        rows = rows.filter(pc.equal(rows.column("ego_id"), ego_id))
    at = rows.column("started_at")
    number = pc.add(pc.multiply(pc.year(at), YEAR), pc.subtract(pc.month(at), 1))
    person = rows.column("ego_id" if ego_id is None else "alter_id")
    counted = (
        pa.table({"person": person, "month": number})
        .group_by(["person", "month"])
        .aggregate([([], "count_all")])
    )
    columns = [counted.column(name).to_pylist() for name in ("person", "month", "count_all")]
    last = max(columns[1], default=0)
    total: Counter[int] = Counter()
    months: dict[int, list[int]] = defaultdict(list)
    for one, month, many in zip(*columns, strict=True):
        if month > last - MOST_MONTHS:
            total[month] += many
            months[one].append(month)
    ends = 2 if ego_id is None else 1
    return (
        {month: many // ends for month, many in total.items()},
        {one: tuple(sorted(known)) for one, known in months.items()},
    )
