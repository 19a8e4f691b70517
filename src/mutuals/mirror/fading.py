"""Ties that grow rarer: still in contact, and much less than was usual."""

from collections.abc import Callable, Sequence
from typing import Any

from mutuals.counts import counted, number_in_words
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital
from mutuals.sentence import Evidence, Part, Sentence, Who

NAMED = 2
CLOSE_DAYS = "days with contact alone or in small company"
BASIS = f"{CLOSE_DAYS} in the last 90, against up to a year before"


def fading(here: Village) -> Sentence:
    """Name whose contact has fallen to half of its own rhythm, or less."""
    rows = here.rows("own_weather", ego_id=here.me, is_fading=True)
    if not rows:
        return nothing("No regular tie of yours is down to half of its usual contact.")
    return rarer(rows, here.who)


def rarer(rows: Sequence[dict[str, Any]], who: Callable[[int], Who]) -> Sentence:
    """Say which ties grow rarer, from rows of the table weather with ``is_fading``."""
    order = sorted(rows, key=lambda row: (-row["usual"], row["alter_id"]))
    few = len(rows) <= NAMED
    ties = capital(counted(len(rows), "regular tie is", "regular ties are"))
    parts: list[Part] = [
        Evidence(ties, "continuum", len(rows)),
        " down to half of the usual contact, or less: with "
        if few
        else " down to half of the usual contact, or less; among them that with ",
    ]
    for place, row in enumerate(order[:NAMED]):
        days = counted(row["recent"], "day", "days") if row["recent"] else "no day"
        where = f" where {number_in_words(round(row['usual']))} would be usual"
        seen = Evidence(f"on {days} of the last 90", f"person/{row['alter_id']}", row["recent"])
        parts += [" and with " if place else "", who(row["alter_id"]), " ", seen, where]
    parts.append(".")
    return Sentence(tuple(parts), basis=BASIS, sure="a fair guess")
