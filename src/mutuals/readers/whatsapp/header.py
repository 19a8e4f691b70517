"""The date and clock a record begins with.

There are two forms, ``[date, clock] Name: text`` and ``date, clock - Name: text``;
what they hold depends on the phone's language. Every pattern is anchored, bounded and
applied to the first ``HEAD`` characters of a line, so no line costs more than its head.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from mutuals.readers.whatsapp import calendars
from mutuals.readers.whatsapp.words import either, listed

HEAD = 120

_MARK = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
_SPACE = " \t\u00a0\u2007\u2009\u202f"
_GAP = f"[{_MARK}{_SPACE}]{{0,4}}"
_BETWEEN = f"[{_MARK}{_SPACE}]{{0,3}}[-./年月년월][{_MARK}{_SPACE}]{{0,3}}"
_WORDS = r"(?:[^\W\d_][^\d\[\]:,،、\-\u2013\n]{0,15})?"
_DATE = (
    rf"(?:AP )?(?P<first>\d{{1,4}}){_BETWEEN}(?P<second>\d{{1,2}}){_BETWEEN}(?P<third>\d{{1,4}})"
    rf"[.日일]?(?:{_GAP}{either('clock', 'era')}\.?(?=[{_SPACE}{_MARK},،\]]))?"
)
_CLOCK = (
    rf"(?P<hour>\d{{1,2}})(?:[:.h]|[{_SPACE}]h[{_SPACE}])(?P<minute>\d{{2}})"
    rf"(?:(?:[:.]|[{_SPACE}]min[{_SPACE}])(?P<second_of>\d{{2}})(?:[{_SPACE}]s\b)?)?"
)
_BEGINS = rf"{_GAP}(?P<open>\[)?{_GAP}"
_ENDS = rf"(?P<close>\]|[-\u2013](?=[{_SPACE}{_MARK}])|,(?=[{_SPACE}])|:(?=[{_SPACE}])){_GAP}"
# Anything else is not worth looking at, and the patterns below take time to compile.
_MAY_BEGIN = re.compile(rf"{_BEGINS}(?:AP )?{_WORDS}\d")
_HEADER = (
    rf"{_BEGINS}{_DATE}{_GAP}[,،、]?{_GAP}(?P<before>{_WORDS}){_CLOCK}"
    rf"{_GAP}(?P<after>{_WORDS}){_ENDS}"
)
# A few languages put the clock first.
_CLOCK_FIRST = (
    rf"{_BEGINS}(?P<before>{_WORDS}){_CLOCK}{_GAP}(?P<after>{_WORDS})"
    rf"[,،]?[{_SPACE}{_MARK}]{{1,4}}{_DATE}{_GAP}{_ENDS}"
)
_NOT_LETTERS = re.compile(rf"[.{_MARK}{_SPACE}]")

# Words of the clock's first and second half, without dots and spaces, in small letters.
_FORENOON = listed("clock", "forenoon")
_AFTERNOON = listed("clock", "afternoon")
_KNOWN = _FORENOON | _AFTERNOON | listed("clock", "hour")
_NOON = 12
_LAST_HOUR = 23
_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_SHORT_BUDDHIST = 52
_Match = Callable[[str, int, int], re.Match[str] | None]
_PLACES = {"dmy": (0, 1, 2), "mdy": (1, 0, 2), "ymd": (2, 1, 0)}


class Header(NamedTuple):
    """A record's date as three numbers in the file's order, its clock, its end.

    ``clock`` is hour, minute, second, or ``None`` where there is no such time of day.
    """

    date: tuple[str, str, str]
    clock: tuple[int, int, int] | None
    has_seconds: bool
    end: int


def header(line: str) -> Header | None:
    """Return what a line begins with, or ``None`` for a line without date and clock.

    >>> header("31/12/19, 11:05 p. m. - Ann: Hi").clock
    (23, 5, 0)
    >>> header("See you on 31/12/19, at 11:05 - Ann")
    """
    if _MAY_BEGIN.match(line) is None:
        return None
    usual, clock_first = _patterns()
    match = usual(line, 0, HEAD) or clock_first(line, 0, HEAD)
    if match is None:
        return None
    opened, before, after, close = match.group("open", "before", "after", "close")
    if (opened is None) == (close == "]") or (close == "," and before[:1] != "오"):
        return None
    word = _half(after)
    if word and word not in _KNOWN:
        return None
    hour, minute, second = match.group("hour", "minute", "second_of")
    return Header(
        date=(match["first"], match["second"], match["third"]),
        clock=_clock((int(hour), int(minute), int(second or 0)), word or _half(before)),
        has_seconds=second is not None,
        end=match.end(),
    )


def day(numbers: tuple[str, str, str], order: str, *, is_buddhist: bool = False) -> date | None:
    """Return the day three numbers stand for in an order such as dmy; ``None`` if none.

    A four-digit number is the year wherever it stands. Two figures are of the 26th
    century where the phone counts as in Thailand and the 21st is not there yet.

    >>> day(("3", "4", "21"), "dmy")
    datetime.date(2021, 4, 3)
    >>> day(("2021", "4", "3"), "mdy")
    datetime.date(2021, 4, 3)
    >>> day(("13", "1", "67"), "dmy", is_buddhist=True)
    datetime.date(2024, 1, 13)
    """
    at_day, at_month, at_year = _PLACES["ymd" if len(numbers[0]) == _YEAR_DIGITS else order]
    year = numbers[at_year]
    if len(year) not in {_SHORT_YEAR_DIGITS, _YEAR_DIGITS}:
        return None
    century = 2500 if is_buddhist and is_short_buddhist(year) else 0
    return calendars.day(century + int(year), int(numbers[at_month]), int(numbers[at_day]))


def is_short_buddhist(year: str) -> bool:
    """Tell whether two figures of a year can only be counted as in Thailand.

    >>> is_short_buddhist("67"), is_short_buddhist("24"), is_short_buddhist("2567")
    (True, False, False)
    """
    return len(year) == _SHORT_YEAR_DIGITS and int(year) >= _SHORT_BUDDHIST


def moment(on: date, clock: tuple[int, int, int]) -> datetime:
    """Return local wall time; UTC stands in for the zone the file does not give."""
    return datetime(on.year, on.month, on.day, *clock, tzinfo=UTC)


@cache
def _patterns() -> tuple[_Match, _Match]:
    return re.compile(_HEADER).match, re.compile(_CLOCK_FIRST).match


def _clock(numbers: tuple[int, int, int], word: str) -> tuple[int, int, int] | None:
    hour, minute, second = numbers
    if hour <= _NOON:
        if word in _AFTERNOON:
            hour = hour % _NOON + _NOON
        elif word in _FORENOON:
            hour %= _NOON
    if hour > _LAST_HOUR or minute > 59 or second > 59:  # noqa: PLR2004 - a clock's own bounds
        return None
    return hour, minute, second


def _half(words: str) -> str:
    return _NOT_LETTERS.sub("", words).casefold() if words else ""
