"""Time: where the hours go, by month, channel and circle, and in your own words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.mirror.words import hours_in_words, share_in_words
from mutuals.sentence import Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.shell.months import Hours, Month, hours
from mutuals.web.shell.pictures import Bands, about, between
from mutuals.web.spent import (
    Unspoken,
    Words,
    by_channel,
    by_circle,
    month_name,
    months_between,
    own_words,
    unspoken,
)
from mutuals.web.world import World

TITLE = "Time"
PLACE = 5
router = APIRouter()

MODES: Final = ("one_on_one", "group", "broadcast")
WEEKS: Final = 52.0
YEAR: Final = 12
NO_HOURS: Final = (
    "We cannot say yet where the time goes: these files hold no words between you and others."
)

NOBODY: Final = "These are the records of a whole community, so no hours here are yours."


@dataclass(frozen=True, slots=True)
class TimePage:
    """Where the time goes, and with whom."""

    answer: Sentence
    hours: Hours | None
    channels: Bands | None
    circles: Bands | None
    words: Words | None
    unspoken: Unspoken | None


@router.get("/time", response_model=None)
def show(request: Request) -> Response:
    """Show hours by month, channel and circle."""
    return answer(request, world_of(request).note("page/time", time))


def time(world: World) -> TimePage:
    """Work the page out."""
    months = _months(world)
    is_community = world.me is None and world.has("person")
    return TimePage(
        answer=Sentence((), missing=NOBODY) if is_community else _answer(months),
        hours=hours(_label(months), months) if months else None,
        channels=by_channel(world) if months else None,
        circles=by_circle(world) if months else None,
        words=own_words(world) if months else None,
        unspoken=unspoken(world) if months else None,
    )


def _months(world: World) -> list[Month]:
    spent: dict[str, Counter[str]] = defaultdict(Counter)
    for row in world.rows("hours", ego_id=world.me) if world.me is not None else ():
        month = spent[row["month"]]
        month[row["mode"]] += row["minutes"]
        month["lower"] += row["lower"]
        month["upper"] += row["upper"]
    if not spent:
        return []
    return [_month(key, spent[key]) for key in months_between(min(spent), max(spent))]


def _month(key: str, spent: Counter[str]) -> Month:
    alone, group, broadcast = (float(spent[mode]) for mode in MODES)
    return Month(
        month_name(key), alone, group, broadcast, float(spent["lower"]), float(spent["upper"])
    )


def _sum(months: Sequence[Month]) -> tuple[float, float, float, float]:
    alone = sum(one.one_on_one for one in months)
    total = sum(one.one_on_one + one.group + one.broadcast for one in months)
    return total, alone, sum(one.lower for one in months), sum(one.upper for one in months)


def _answer(months: Sequence[Month]) -> Sentence:
    if not months:
        return Sentence((), missing=NO_HOURS)
    year, before = months[-YEAR:], months[-2 * YEAR : -YEAR]
    total, _, lower, upper = _sum(year)
    hours_of = 60 * WEEKS * len(year) / YEAR
    share = _alone(year)
    week, alone = hours_in_words(total / hours_of), share_in_words(share)
    words = f"You spent {week} a week with people, {alone} of it one-on-one"
    if len(before) == YEAR:
        words += _change(share, _alone(before))
    basis = (
        f"lengths of messages and times of meetings, {year[0].month} to {year[-1].month}; "
        f"{between(lower / hours_of, upper / hours_of)} hours a week"
    )
    return Sentence((words + ".",), basis=basis, sure="a fair guess")


def _alone(months: Sequence[Month]) -> float:
    total, alone, _, _ = _sum(months)
    return alone / total if total else 0.0


def _change(now: float, before: float) -> str:
    plainly = 0.05
    if now - before > plainly:
        return ", more than the year before"
    return ", less than the year before" if before - now > plainly else ", much as the year before"


def _label(months: Sequence[Month]) -> str:
    if not months:
        return ""
    total, alone, _, _ = _sum(months[-24:])
    return (
        f"Hours with people per month, {months[-24:][0].month} to {months[-1].month}: "
        f"about {about(total / 60)} in all, {about(alone / 60)} of them one-on-one"
    )
