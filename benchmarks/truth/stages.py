"""Stages by month against the planted ones, beside simpler ways to guess them."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from benchmarks.truth.views import View
from numpy.typing import NDArray

STAGES = ("avatar", "acquaintance", "budding_friend", "friend")
OURS, PLAIN = "ours", "plain rules"
# Contact half as old as this counts twice as much: recency x frequency in one number.
HALF_LIFE = 90 * 86_400.0
Change = tuple[datetime, int, str]


class Tie(NamedTuple):
    """A planted tie in one month."""

    ego: str
    alter: str
    month: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Planted and guessed stages, 0 to 3, and whether each tie sleeps, row by row."""

    planted: NDArray[np.int64]
    guesses: Mapping[str, NDArray[np.int64]]
    sleeps: NDArray[np.bool_]
    guessed_asleep: Mapping[str, NDArray[np.bool_]]


def compare(seen: View) -> Compared:
    """Compare every planted tie and month that this side can see.

    No contact yet counts as avatar. The quantiles are given the planted shares of each
    stage, which no program could know: they are a generous baseline.
    """
    rows = _planted(seen)
    months = {month: _end(month) for month in {tie.month for tie in rows}}
    planted = np.array([STAGES.index(stage) for stage, _ in rows.values()])
    history = _History(seen)
    ways = {OURS: "transition", PLAIN: "plain_transition"}
    states = {
        way: [history.state(table, tie, months[tie.month]) for tie in rows]
        for way, table in ways.items()
    }
    fresh = np.array([history.freshness(tie, months[tie.month]) for tie in rows])
    return Compared(
        planted,
        {
            **{way: np.array([one for one, _ in said]) for way, said in states.items()},
            "recency x frequency": _by_quantile(fresh, planted),
            "the commonest stage": np.full(planted.size, np.bincount(planted).argmax()),
        },
        np.array([asleep for _, asleep in rows.values()]),
        {way: np.array([asleep for _, asleep in said]) for way, said in states.items()},
    )


def state_at(changes: Sequence[Change], moment: datetime) -> tuple[int, bool]:
    """Return the stage held before a moment, and whether the tie slept then.

    >>> began, slept = datetime(2024, 1, 1), datetime(2024, 5, 1)
    >>> state_at([(began, 1, "friend"), (slept, 2, "dormant")], datetime(2024, 6, 1))
    (3, True)
    """
    stage, asleep = 0, False
    for at, _, to_stage in changes:
        if at >= moment:
            break
        asleep = to_stage == "dormant"
        stage = stage if asleep else STAGES.index(to_stage)
    return stage, asleep


def confusion(planted: NDArray[np.int64], guessed: NDArray[np.int64]) -> list[list[object]]:
    """Return a row of counts for each planted stage.

    >>> confusion(np.array([0, 1]), np.array([0, 2]))[1]
    ['acquaintance', 0, 0, 1, 0]
    """
    counts = np.zeros((len(STAGES), len(STAGES)), np.int64)
    np.add.at(counts, (planted, guessed), 1)
    return [[stage, *row] for stage, row in zip(STAGES, counts.tolist(), strict=True)]


def agreement(planted: NDArray[np.int64], guessed: NDArray[np.int64]) -> tuple[float, ...]:
    """Return the shares exact, within one, exact averaged over stages; the mean error.

    >>> agreement(np.array([0, 1]), np.array([0, 3]))
    (0.5, 0.5, 0.5, 1.0)
    """
    off = np.abs(planted - guessed)
    each = [float((off[planted == one] == 0).mean()) for one in np.unique(planted)]
    shares = (off == 0).mean(), (off <= 1).mean(), np.mean(each), off.mean()
    return tuple(float(one) for one in shares)


class _History:
    """What was worked out of each tie, and its contacts, looked up by moment.

    Where the records leave one villager in several persons (addresses nothing joins),
    each has a history of its own: the tie stands where the closest of them stands,
    and sleeps when all of them do.
    """

    def __init__(self, seen: View) -> None:
        handle = seen.handle_of
        self._courses: dict[tuple[str, ...], list[list[Change]]] = defaultdict(list)
        for table in ("transition", "plain_transition"):
            courses: dict[tuple[int, int], list[Change]] = defaultdict(list)
            for row in seen.rows(table):
                change = row["happened_at"], row["number"], row["to_stage"]
                courses[row["ego_id"], row["alter_id"]].append(change)
            for ends, changes in courses.items():
                names = (handle.get(one, "") for one in ends)
                self._courses[table, *names].append(sorted(changes))
        self._contacts: dict[tuple[str, str], list[float]] = defaultdict(list)
        for row in seen.rows("contact"):
            pair = handle.get(row["ego_id"], ""), handle.get(row["alter_id"], "")
            self._contacts[pair].append(row["started"])
        for contacts in self._contacts.values():
            contacts.sort()

    def state(self, table: str, tie: Tie, moment: datetime) -> tuple[int, bool]:
        courses = self._courses.get((table, tie.ego, tie.alter), ())
        begun = [one for one in courses if one[0][0] < moment]
        states = [state_at(changes, moment) for changes in begun]
        stage = max((one for one, _ in states), default=0)
        return stage, bool(states) and all(asleep for _, asleep in states)

    def freshness(self, tie: Tie, moment: datetime) -> float:
        contacts = self._contacts.get((tie.ego, tie.alter), [])
        now = (moment - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001  tables are in UTC
        past = np.array(contacts[: bisect_right(contacts, now)])
        return float((0.5 ** ((now - past) / HALF_LIFE)).sum())


def _planted(seen: View) -> dict[Tie, tuple[str, bool]]:
    known = set(seen.handle_of.values())
    owner = seen.truth["me"]["handle"]
    return {
        Tie(ego, alter, month): (stage, asleep)
        for ego, alter, month, stage, asleep in seen.truth["stages"]
        if ego in known and alter in known and (seen.side == "community" or ego == owner)
    }


def _end(month: str) -> datetime:
    year, number = map(int, month.split("-"))
    return datetime(year + number // 12, number % 12 + 1, 1)  # noqa: DTZ001  tables are in UTC


def _by_quantile(value: NDArray[np.float64], planted: NDArray[np.int64]) -> NDArray[np.int64]:
    shares = Counter(planted.tolist())
    guessed = np.zeros(value.size, np.int64)
    order = np.argsort(value, kind="stable")
    start = 0
    for stage in range(len(STAGES)):
        guessed[order[start : start + shares[stage]]] = stage
        start += shares[stage]
    return guessed
