"""What may be said of somebody's influence, by the grade of the evidence.

Grades A and B carry numbers; C and D only the order of people, and C says "moved
together with", D "came before".
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mutuals.counts import number
from mutuals.records import Cut, Tables
from mutuals.sentence import verb

Row = Mapping[str, Any]
NUMBERED = ("A", "B")
# What talks come to is shared out among causes, which a hidden one could change.
SHARED = ("B", "C")
# A ratio of likelihoods that is hardly one.
HARDLY = 1.1
THIRDS = ("lower", "middle", "upper")
# How far apart status and influence stand before either is called far from the other.
APART = 0.5
FEWEST_IN_A_GROUP = 5
# With fewer chances that somebody takes something up, nobody is placed among others.
FEWEST_CHANCES = 10
NONE_SEEN = "none seen"
# From here on, as where grades are given, a placebo finds more than chance has it.
BEYOND_CHANCE = 2.0
_AGAINST = {
    "lower": "less than with most people here",
    "middle": "about as much as with most people here",
    "upper": "more than with most people here",
}
_ENDS = {"personal": "talks with", "broadcast": "posts of"}


def ranks(tables: Tables) -> dict[str, list[float]]:
    """Return, for each way, the values of everybody who is placed, in order."""
    ways = tuple(_ENDS)
    cut = Cut(least=("exposures", FEWEST_CHANCES), columns=ways)
    rows = tables.table("influence", cut).to_pylist()
    return {way: sorted(row[way] or 0.0 for row in rows) for way in ways}


def place(ordered: Sequence[float], value: float) -> float:
    """Return the share of the others that have less; 0 to 1.

    >>> place([0.0, 0.0, 1.0], 0.0), place([0.0, 0.0, 1.0], 1.0)
    (0.0, 1.0)
    """
    return min(bisect_left(ordered, value) / max(len(ordered) - 1, 1), 1.0)


def third(ordered: Sequence[float], value: float) -> str:
    """Return the third of the people a value falls in.

    >>> third([0.0, 1.0, 2.0], 2.0)
    'upper'
    """
    return THIRDS[min(int(place(ordered, value) * 3), 2)]


def thirds(ordered: Sequence[float], lower: float, upper: float) -> str:
    """Return the thirds a range reaches, in words.

    >>> thirds([0.0, 1.0, 2.0], 0.0, 2.0)
    'lower to upper third'
    """
    ends = third(ordered, lower), third(ordered, upper)
    return f"{ends[0]} third" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} third"


def band(ordered: Sequence[float], row: Row, way: str) -> str:
    """Return a person's 90 % range: numbers where the grade carries them, else thirds.

    >>> row = {"personal": 1, "personal_lower": 0, "personal_upper": 2, "grade": "C"}
    >>> band([0.0, 1.0, 2.0], row, "personal")
    'lower to upper third'
    """
    lower, upper = (row[f"{way}_{end}"] or 0.0 for end in ("lower", "upper"))
    if not row[way] and not upper:
        return NONE_SEEN
    if grade_of(row, way) in NUMBERED:
        low, high = round(lower), round(upper)
        return f"{low} to {high} things done" if low != high else f"about {high} things done"
    return thirds(ordered, lower, upper)


def grade_of(row: Row, way: str) -> str:
    """Return the grade of the evidence for one way of reaching others."""
    return str(row["broadcast_grade"] if way == "broadcast" else row["grade"])


def said_of(ordered: Sequence[float], row: Row, way: str) -> tuple[str, str, str]:
    """Return what is said of a person: before the name, after it, what opens it.

    >>> row = {"personal": 2.0, "grade": "C"}
    >>> said_of([0.0, 1.0, 2.0], row, "personal")[1]
    ' moved together with what others did '
    """
    grade = grade_of(row, way)
    value = row[way] or 0.0
    start = _ENDS[way][:1].upper() + _ENDS[way][1:] + " "
    if grade in NUMBERED:
        low, high = (round(row[f"{way}_{end}"] or 0.0) for end in ("lower", "upper"))
        things = f"{low} to {high} things" if low != high else f"about {high} things"
        return start, f" {verb(grade)} others to do ", things
    if not value:
        return start, " are not seen to have come before anything others did", ""
    return start, f" {verb(grade)} what others did ", _AGAINST[third(ordered, value)]


def apart(status: Mapping[int, Row], rows: Iterable[Row]) -> tuple[list[int], list[int]]:
    """Return the over- and the under-rated among those who are placed.

    Over: followed by far more of the others than their personal rank would have it.
    """
    gaps = {
        row["person_id"]: status[row["person_id"]]["percentile"] - row["personal_rank"]
        for row in rows
        if row["personal_rank"] is not None
        and row["person_id"] in status
        and row["exposures"] >= FEWEST_CHANCES
    }
    over = sorted((one for one in gaps if gaps[one] > APART), key=lambda one: -gaps[one])
    under = sorted((one for one in gaps if gaps[one] < -APART), key=gaps.__getitem__)
    return over, under


def less_followed(status: Mapping[int, Row], rows: Sequence[Row]) -> tuple[int, float] | None:
    """Return how many are followed by less than half of the others, and their share.

    The share is of all that came after talks with those who are placed. None for groups
    of fewer than five.
    """
    placed = (row for row in rows if row["exposures"] >= FEWEST_CHANCES)
    known = [row for row in placed if row["person_id"] in status]
    few = [row for row in known if status[row["person_id"]]["percentile"] < APART]
    total = sum(row["personal"] or 0.0 for row in known)
    if min(len(few), len(known) - len(few)) < FEWEST_IN_A_GROUP or total <= 0:
        return None
    return len(few), sum(row["personal"] or 0.0 for row in few) / total


def placebos(row: Row) -> list[str]:
    """Return in sentences what the total survived, from the pooled row of peer_effect.

    A placebo is the same method where there is nothing to find.

    >>> placebos({"placebo_mean": 1.2, "placebo_z": 0.3, "rewired_z": 2.4})[1]
    "With everybody's ties drawn anew it finds more than chance has it (z 2.4): beware."
    """
    histories = (
        "With people's histories exchanged, so that nobody can have moved anybody, the same "
        f"method finds about {number(row['placebo_mean'])}, "
    )
    ties = "With everybody's ties drawn anew it finds "
    return [histories + _survived(row["placebo_z"]), ties + _survived(row["rewired_z"])]


def _survived(z: float) -> str:
    if z >= BEYOND_CHANCE:
        return f"more than chance has it (z {z:.1f}): beware."
    return f"no more than chance has it (z {z:.1f}), as it should be."


def unseen(row: Row) -> str:
    """Return how strong an unrecorded cause would have to be, if there is an effect.

    >>> unseen({"grade": "C", "lower": 40.0, "e_value": 1.62})[68:]
    'would have to make both talks and acting at least 1.6 times as likely.'
    >>> unseen({"grade": "C", "lower": 0.0, "e_value": 1.0})
    ''
    """
    if row["grade"] not in SHARED or row["lower"] <= 0:
        return ""
    start = "For talks to have had no part in it, a common cause nobody recorded "
    if row["e_value"] < HARDLY:
        return f"{start}would have to make both talks and acting hardly likelier: a weak one does."
    times = f"{row['e_value']:.1f} times as likely"
    return f"{start}would have to make both talks and acting at least {times}."


_KINDS = {
    "strength": "Ties with more contact",
    "reciprocity": "Ties on which both speak",
    "embeddedness": "Ties with more common contacts",
}


def moderated(row: Row) -> tuple[str, str]:
    """Return what a kind of tie changes: what it is about, and what was found.

    >>> ends = {"ratio": 1.4, "lower": 0.9, "upper": 2.1}
    >>> moderated({"kind": "reciprocity", **ends})
    ('Ties on which both speak', 'pass on 0.9 to 2.1 times as much, if any more')
    """
    what = _KINDS[row["kind"]]
    if row["ratio"] is None:
        return what, "not enough records"
    said = f"pass on {row['lower']:.1f} to {row['upper']:.1f} times as much"
    is_told = not row["lower"] <= 1 <= row["upper"]
    return what, said if is_told else f"{said}, if any more"


def by_lot(row: Row) -> str:
    """Return what a lot showed, in words.

    >>> ends = {"value": 0.2, "lower": None, "upper": 0.3}
    >>> by_lot({"thing": "loom", "effect": "direct", **ends})
    'By lot, loom: being drawn moved 20 more of a hundred people to do it (at most 30).'
    """
    what = "being drawn" if row["effect"] == "direct" else "all ties drawn against none"
    low, high = (row[end] for end in ("lower", "upper"))
    ends = f"{100 * low:.0f} to {100 * high:.0f}" if low is not None and high is not None else ""
    if not ends:
        ends = f"at most {100 * high:.0f}" if high is not None else "how surely is not known"
    value = f"{100 * row['value']:.0f} more of a hundred people"
    return f"By lot, {row['thing']}: {what} moved {value} to do it ({ends})."
