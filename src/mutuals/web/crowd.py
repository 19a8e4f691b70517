"""People of a store too large to show them all: the latest ones, or those of a name."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.web.world import World

ORDER: Final = [("last_at", "descending"), ("person_id", "ascending")]


def count(world: World) -> int:
    """Return how many people there are, automata apart."""
    return int(_people(world).num_rows)


def latest(world: World, most: int, *, named: str = "") -> list[int]:
    """Return the people heard of last; only those of a name, if one is given."""
    rows = _people(world)
    if named:
        rows = rows.filter(pc.match_substring(rows.column("name"), named, ignore_case=True))
    ids: list[int] = rows.sort_by(ORDER).slice(0, most).column("person_id").to_pylist()
    return ids


def _people(world: World) -> pa.Table:
    rows = world.table("person").select(["person_id", "name", "last_at", "is_automaton"])
    return rows.filter(pc.invert(rows.column("is_automaton")))
