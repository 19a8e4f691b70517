"""Days as phones in Thailand, Iran and Afghanistan count them, in the common calendar.

Which calendar a date is of its year tells: those of chats lie in ranges that do not
meet. Years counted from the hijra by the moon are refused: which day they mean is
announced, not reckoned.
"""

from datetime import date

_SHORT = 100
_BUDDHIST, _BUDDHA = range(2552, 2700), 543
_PERSIAN = range(1388, 1430)
HIJRA = range(1430, 1500)
_NEW_YEAR = date(622, 3, 21).toordinal()
# The first six months have 31 days, the others 30.
_LONG, _LONG_MONTHS = 31, 6
_MONTHS = 12
# Eight leap years in every 33.
_LEAPS, _CYCLE, _SHIFT = 8, 33, 29


def day(year: int, month: int, day_of: int) -> date | None:
    """Return the day of a year as it is written, ``None`` if there is none.

    >>> [f"{day(year, 1, 13)}" for year in (24, 2567)], f"{day(1402, 10, 23)}"
    (['2024-01-13', '2024-01-13'], '2024-01-13')
    """
    if year < _SHORT:
        year += 2000
    if year in _PERSIAN:
        return _persian(year, month, day_of)
    try:
        return date(year - (_BUDDHA if year in _BUDDHIST else 0), month, day_of)
    except ValueError:
        return None


def _persian(year: int, month: int, day_of: int) -> date | None:
    if not (1 <= month <= _MONTHS and 1 <= day_of <= _length(year, month)):
        return None
    before = (month - 1) * _LONG - max(0, month - 1 - _LONG_MONTHS)
    return date.fromordinal(_begins(year) + before + day_of - 1)


def _begins(year: int) -> int:
    return _NEW_YEAR + 365 * (year - 1) + (_LEAPS * (year - 1) + _SHIFT) // _CYCLE


def _length(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return _LONG
    is_short = month == _MONTHS and _begins(year + 1) - _begins(year) == 365  # noqa: PLR2004 - days of a common year
    return _LONG - 1 - is_short
