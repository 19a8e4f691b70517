"""Recurring gatherings against those planted, and what is said of groups by chance."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
from benchmarks.truth.views import Row, View
from numpy.typing import NDArray

from mutuals.circles.recurring_moved import recurring_moved
from mutuals.village.events import Meeting
from mutuals.village.roles import OWNER
from mutuals.village.story import tell

Finding = tuple[str, str, str]
LUNCH = "Copper Ladle Friday"
PLANTED = (
    LUNCH, "Study design call", "Oven evening", "Rehearsal", "Mending night", "Lab breakfast",
    "Staff room tea", "Reading evening",
)  # fmt: skip
# A series said is a planted one if four in five of its dates are, and half of all.
PURE, WHOLE = 0.8, 0.5
# Groups of as many as the lunch has, drawn among people who know each other.
GROUPS, SIZE = 40, 8
HALF_YEAR, LARGEST = 15_724_800, 10
FEWEST = 3


def recurring(seen: View) -> Iterator[Finding]:
    """Yield which planted series were found, what else was, what was said to move."""
    wanted = _planted(seen)
    said: dict[bytes, set[int]] = defaultdict(set)
    for row in seen.rows("occasion"):
        said[row["series_id"]].add(row["started"])
    which = {series: _which(dates, wanted) for series, dates in said.items()}
    right = {title for title in which.values() if title}
    words = f"{len(right)} of {len(wanted)} planted in view: {', '.join(sorted(right)) or 'none'}"
    yield "recurring gatherings, recall", words, _share(len(right), len(wanted))
    true = sum(bool(title) for title in which.values())
    words = f"{true} of {len(which)} series said are planted ones"
    yield "recurring gatherings, precision", words, _share(true, len(which))
    others = [
        row["verdict"]
        for row in seen.rows("recurring_moved")
        if which.get(row["series_id"]) != LUNCH
    ]
    judged = [one for one in others if one != "not enough records"]
    wrong = sum(one in {"closer", "apart"} for one in judged)
    words = f"{len(others)} series that move nothing, {len(judged)} judged"
    yield "series wrongly said to move ties", words, f"{wrong} of {len(judged)}"
    if seen.side == "community":
        yield _by_chance(seen)


def _planted(seen: View) -> Mapping[str, set[int]]:
    """Return the dates of each planted series that this side's files show."""
    dates: dict[str, set[int]] = defaultdict(set)
    for one in tell(seen.seed).meetings:
        if one.title in PLANTED and not one.is_cancelled and _is_in_view(seen.side, one):
            dates[one.title].add(int(one.at.timestamp()))
    return {title: known for title, known in dates.items() if len(known) >= FEWEST}


def _is_in_view(side: str, one: Meeting) -> bool:
    # The community's table holds who was near whom, the owner's calendar the owner's.
    if side == "community":
        return one.medium == "in_person"
    answers = dict(zip(one.guests, one.answers, strict=True))
    return one.host == OWNER or answers.get(OWNER, "DECLINED") != "DECLINED"


def _which(dates: set[int], wanted: Mapping[str, set[int]]) -> str:
    for title, known in wanted.items():
        both = len(dates & known)
        if both >= PURE * len(dates) and both >= WHOLE * len(known):
            return title
    return ""


def _by_chance(seen: View) -> Finding:
    """Say of groups that never met what is said of a gathering's guests.

    Somebody and seven of those they are in contact with, from the day of the first
    lunch on: nothing happened to them then, so that about one in ten may seem moved.
    """
    rng = np.random.default_rng(1)
    (first,) = {min(dates) for title, dates in _planted(seen).items() if title == LUNCH}
    gathered = {row["gathering_id"] for row in seen.rows("gathering")}
    near = [
        row
        for row in seen.rows("contact")
        if abs(row["started"] - first) < HALF_YEAR
        and row["audience_size"] <= LARGEST
        and row["interaction_id"] not in gathered
    ]
    guests = {seen.person_of.get(one) for one in seen.truth["lunch"]["members"]}
    known: dict[int, set[int]] = defaultdict(set)
    for row in near:
        if not {row["ego_id"], row["alter_id"]} & guests:
            known[row["ego_id"]].add(row["alter_id"])
    groups = _groups(known, rng)
    rows = [row for place, group in enumerate(groups) for row in _ties(place, group, (near, first))]
    said = recurring_moved(pa.Table.from_pylist(rows))["verdict"].to_pylist()
    judged = [one for one in said if one != "not enough records"]
    wrong = sum(one in {"closer", "apart"} for one in judged)
    words = f"{len(groups)} groups drawn by chance, {len(judged)} judged; one in ten may"
    return "groups by chance said to move", words, f"{wrong} of {len(judged)}"


def _groups(known: Mapping[int, set[int]], rng: np.random.Generator) -> list[list[int]]:
    able = sorted(one for one, others in known.items() if len(others) >= SIZE - 1)
    chosen: NDArray[np.int64] = rng.choice(able, GROUPS)
    return [
        [one, *rng.choice(sorted(known[one]), SIZE - 1, replace=False).tolist()]
        for one in chosen.tolist()
    ]


def _ties(place: int, group: Sequence[int], around: tuple[Sequence[Row], int]) -> list[Row]:
    near, first = around
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in near:
        if row["ego_id"] in group:
            counts[row["ego_id"], row["alter_id"]][row["started"] >= first] += 1
    return [
        {
            "series_id": place.to_bytes(16),
            "ego_id": ego,
            "alter_id": alter,
            "is_shared": alter in group,
            "before": before,
            "after": after,
        }
        for (ego, alter), (before, after) in counts.items()
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"
