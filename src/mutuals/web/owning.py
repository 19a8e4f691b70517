"""Who of those in the records the reader may be: the only question there is to ask."""

from dataclasses import dataclass
from typing import Final

from mutuals.counts import spaced
from mutuals.people.me import LISTED, Likely, likely
from mutuals.web.world import World

MANY: Final = 3
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Perhaps:
    """An address that may be the owner's, and what speaks for it.

    ``is_likely`` where a rule says so, ``is_sure`` where it can be nobody else's: only
    these are ticked beforehand.
    """

    value: str
    called: str
    evidence: str
    is_likely: bool
    is_sure: bool


def perhaps(world: World) -> tuple[Perhaps, ...]:
    """Return the addresses that may be the owner's, the likely ones first.

    None where the owner is known, or where names are hidden.
    """
    if world.me is not None or world.hidden or not world.has("owner"):
        return ()
    said = {one.value: one for one in likely(world.table("owner"))}
    found = {
        one.value: Perhaps(
            one.value, one.called(), one.evidence, is_likely=True, is_sure=one.is_sure
        )
        for one in sorted(said.values(), key=lambda one: not one.is_sure)
    }
    rows = [
        row
        for row in world.rows("owner")
        if row["place"] <= MANY and not row["channel"].startswith(LISTED)
    ]
    for row in sorted(rows, key=lambda row: (row["channel"], row["place"])):
        one = Likely(
            row["value"], str(row.get("name") or ""), spaced(row["evidence"]), is_sure=False
        )
        shown = Perhaps(one.value, one.called(), one.evidence, is_likely=False, is_sure=False)
        found.setdefault(one.value, shown)
    return tuple(found.values())[:MOST]
