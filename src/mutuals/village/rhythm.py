"""When things happen: how often in each month, and at which time of day."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from mutuals.village.dates import day_in, moment, month_of
from mutuals.village.dice import Dice

_SATURDAY = 5
_HOURS = (7, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 20, 20, 21, 22)


def happenings(
    rates: Sequence[float], dice: Dice, *, surely: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield month and number of each happening, from how many a month there are.

    With ``surely``, the first month in which there may be one has one.
    """
    is_due = surely
    for month, rate in enumerate(rates):
        number = dice.count(rate)
        if is_due and rate:
            number, is_due = max(number, 1), False
        for place in range(number):
            yield month, place


def by_chance(rates: Sequence[float], dice: Dice) -> Iterator[datetime]:
    """Yield moments by chance; the first month that can have one has one."""
    for month, _ in happenings(rates, dice, surely=True):
        yield waking_moment(month, dice)


def evenly(rates: Sequence[float], dice: Dice) -> Iterator[datetime]:
    """Yield moments spread over the months, as between people with a rhythm."""
    for month, rate in enumerate(rates):
        number = int(rate + dice.share())
        for place in range(number):
            yield waking_moment(month, dice, (place + dice.share()) / number)


def waking_moment(month: int, dice: Dice, share: float | None = None) -> datetime:
    """Draw a moment of a month at which people are up; ``share`` fixes the day."""
    day = day_in(month, dice.share() if share is None else share)
    return moment(day, dice.pick(_HOURS), dice.whole(0, 59), dice.whole(0, 59))


def at_work(at: datetime) -> datetime:
    """Return the moment in office hours that stands for one of anybody's waking hours.

    Nothing is drawn: whatever else happens in the village stays as it is.
    """
    day = at.date()
    if day.weekday() >= _SATURDAY:
        friday = day - timedelta(days=day.weekday() - _SATURDAY + 1)
        monday = day + timedelta(days=7 - day.weekday())
        day = friday if month_of(friday) == month_of(day) else monday
    hour = 9 + max(at.hour - 7, 0) * 8 // 16
    return moment(day, hour, at.minute, at.second)
