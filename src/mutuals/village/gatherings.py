"""People in one room: the monthly lunch, group evenings, calls, the party of ten."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from mutuals.village.dates import day_in, last_friday, later, moment
from mutuals.village.dice import Dice
from mutuals.village.events import Meeting, Nearness
from mutuals.village.plans import FIRM, LAST
from mutuals.village.rhythm import at_work
from mutuals.village.roles import (
    CONVENER,
    DORMANT,
    ENGAGEMENT,
    IN_NEED,
    INTRODUCTIONS,
    KEEP_APART,
    LUNCH,
    LUNCH_MONTH,
    LUNCH_PLACE,
    OWNER,
    PARTY_CIRCLES,
    PARTY_DAY,
    SLEEPS_FROM,
)

LUNCH_SERIES = "monthly-lunch"
CALL_SERIES = "study-call"
PARTY_KEY = "party-of-ten"
CANCELLED_LUNCH = 35  # October 2025
CALLS = 16
_BREAKFAST = 9
_EVENINGS = {
    "mill": ("Oven evening", "Mill house"),
    "choir": ("Rehearsal", "Chapel hall"),
    "workshop": ("Mending night", "Shed on Lock Street"),
    "ferncell": ("Lab breakfast", "Ferncell canteen"),
    "school": ("Staff room tea", "Quillby school"),
    "readers": ("Reading evening", "Library, back room"),
}


def lunches(dice: Dice) -> Iterator[Meeting]:
    """Yield the lunch on each month's last Friday; one was called off."""
    guests = tuple(handle for handle in LUNCH if handle != CONVENER)
    for month in range(LUNCH_MONTH, LAST):
        day = last_friday(month)
        yield Meeting(
            at=moment(day, 12, 30),
            until=moment(day, 14),
            key=f"lunch-{month}",
            host=CONVENER,
            guests=guests,
            title="Copper Ladle Friday",
            place=LUNCH_PLACE,
            series=LUNCH_SERIES,
            answers=tuple(_lunch_answer(guest, month, dice) for guest in guests),
            is_cancelled=month == CANCELLED_LUNCH,
        )


def _lunch_answer(guest: str, month: int, dice: Dice) -> str:
    """Return an answer: all come at first, all but one at last, else by chance."""
    comes = dice.chance(0.85)
    if month == LUNCH_MONTH or guest == OWNER:
        comes = True
    elif month == LAST - 1:
        comes = guest != LUNCH[-1]
    return "ACCEPTED" if comes else "DECLINED"


def evenings(groups: Mapping[str, Sequence[str]], dice: Dice) -> Iterator[Meeting]:
    """Yield each group's evening, once a month, with about half of its people."""
    for group, members in groups.items():
        title, place = _EVENINGS[group]
        for month in range(LAST):
            at = moment(day_in(month, 0.2 + 0.6 * dice.share()), 19)
            at = at_work(at).replace(hour=_BREAKFAST) if group == FIRM else at
            staying = [
                m for m in members if m not in KEEP_APART and (m != DORMANT or month < SLEEPS_FROM)
            ]
            host, *guests = dice.some(staying, dice.whole(4, 6))
            yield Meeting(
                at=at,
                until=later(at, minutes=dice.pick((90, 120, 150))),
                key=f"evening-{group}-{month}",
                host=host,
                guests=tuple(guests),
                title=title,
                place=place,
                answers=tuple(dice.pick(("ACCEPTED",) * 9 + ("DECLINED",)) for _ in guests),
                is_cancelled=dice.chance(0.04),
            )


def study_calls() -> Iterator[Meeting]:
    """Yield the weekly call of the engagement, in a meeting room of the firm."""
    told = next(one for one in INTRODUCTIONS if one.thing == ENGAGEMENT)
    first = told.day + timedelta(days=65)
    for week in range(CALLS):
        at = moment(first + timedelta(days=7 * week), 15)
        yield Meeting(
            at=at,
            until=later(at, minutes=45),
            key=f"call-{week}",
            host=IN_NEED,
            guests=(OWNER, "henrike"),
            title="Study design call",
            medium="voice",
            series=CALL_SERIES,
            answers=("ACCEPTED", "ACCEPTED"),
            room="Fern Room (6)",
        )


def party() -> Meeting:
    """Return the party of ten as its host's invitation says it."""
    host, *guests = (handle for circle in PARTY_CIRCLES for handle in circle)
    return Meeting(
        at=moment(PARTY_DAY, 18),
        until=moment(PARTY_DAY, 22, 30),
        key=PARTY_KEY,
        host=host,
        guests=tuple(guests),
        title="Garden party",
        place="Wren's garden, 4 Sluice Row, Quillby",
        answers=("ACCEPTED",) * len(guests),
    )


def party_talk(dice: Dice) -> Iterator[Nearness]:
    """Yield who stood with whom at the party: circles for most of it, seldom across."""
    for place, circle in enumerate(PARTY_CIRCLES):
        at = moment(PARTY_DAY, 18, 10 + place)
        end = moment(PARTY_DAY, 22, 20)
        turn = 0
        while at < end:
            until = min(later(at, minutes=dice.whole(4, 22)), end)
            people = circle
            if dice.chance(0.12):
                visitor = dice.pick(PARTY_CIRCLES[place - 1])
                people = (dice.pick(circle), visitor)
            yield Nearness(at, until, f"near-{place}-{turn}", people)
            at = later(until, minutes=dice.whole(1, 5))
            turn += 1


def all_meetings(groups: Mapping[str, Sequence[str]], dice: Dice) -> Iterator[Meeting]:
    """Yield everything people of the village gather for."""
    yield from lunches(dice)
    yield from evenings(groups, dice)
    yield from study_calls()
    yield party()
