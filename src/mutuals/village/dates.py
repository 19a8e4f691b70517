"""The village's own time: four years, and a clock that knows summer."""

from datetime import date, datetime, timedelta, timezone

WINTER = timezone(timedelta(hours=1))
SUMMER = timezone(timedelta(hours=2))
FIRST_DAY = date(2022, 11, 1)
TODAY = date(2026, 10, 30)
NOW = datetime(2026, 10, 30, 18, 0, tzinfo=WINTER)
MONTHS = tuple(f"{2022 + (10 + m) // 12}-{(10 + m) % 12 + 1:02d}" for m in range(48))

_MARCH, _OCTOBER, _FRIDAY, _SUNDAY = 3, 10, 4, 6


def last_weekday(year: int, month: int, weekday: int) -> date:
    """Return the month's last day that falls on this weekday (Monday is 0)."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)


def last_friday(month: int) -> date:
    """Return the last Friday of a month of the village (0 is the first month)."""
    year, number = MONTHS[month].split("-")
    return last_weekday(int(year), int(number), _FRIDAY)


_CHANGES = {
    year: (last_weekday(year, _MARCH, _SUNDAY), last_weekday(year, _OCTOBER, _SUNDAY))
    for year in range(2022, 2027)
}


def zone(day: date) -> timezone:
    """Return the offset in force on a day (nobody is up on the night it changes)."""
    start, end = _CHANGES[day.year]
    return SUMMER if start <= day < end else WINTER


def moment(day: date, hour: int, /, *rest: int) -> datetime:
    """Return a wall-clock time of a day in the village: hour, minute, second."""
    minute, second = (*rest, 0, 0)[:2]
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone(day))


def later(at: datetime, **span: float) -> datetime:
    """Return a moment shifted by a timedelta's parts, in whole seconds."""
    shifted = (at + timedelta(**span)).replace(microsecond=0)
    return shifted.astimezone(zone(shifted.date()))


def month_of(day: date) -> int:
    """Return the month of the village a day lies in (0 is the first)."""
    return (day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month


def day_in(month: int, share: float) -> date:
    """Return the day at this share (0 to 1) of a month."""
    year, number = (int(part) for part in MONTHS[month].split("-"))
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    return first + timedelta(days=int(share * (after - first).days))
