"""Who of those in the records the reader may be: the only question there is to ask."""

from dataclasses import dataclass
from typing import Final

from mutuals.people.me import likely
from mutuals.web.world import World

MANY: Final = 3
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Perhaps:
    """An address that may be the owner's; ``is_likely`` where a rule says so."""

    value: str
    evidence: str
    is_likely: bool


def perhaps(world: World) -> tuple[Perhaps, ...]:
    """Return the addresses that may be the owner's, the likely ones first.

    None where the owner is known, or where names are hidden.
    """
    if world.me is not None or world.hidden or not world.has("owner"):
        return ()
    sure = {one.value for one in likely(world.table("owner"))}
    rows = [row for row in world.rows("owner") if row["place"] <= MANY or row["value"] in sure]
    found: dict[str, Perhaps] = {}
    for row in sorted(
        rows, key=lambda row: (row["value"] not in sure, row["channel"], row["place"])
    ):
        value = row["value"]
        found.setdefault(value, Perhaps(value, row["evidence"], is_likely=value in sure))
    return tuple(found.values())[:MOST]
