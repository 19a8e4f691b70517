"""Moments as web pages write them, in words of many languages.

A day, a month by name or number, a year of four digits and a clock, in any order. A
month's number stands before the day only where the other way is impossible, or after
the year.
"""

import re
import tomllib
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from typing import NamedTuple

_HALF = r"\s{0,3}(?P<half>[APap]\.?\s?[Mm]\b\.?)?"
_CLOCK = re.compile(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?{_HALF}")
# A clock with points looks like a day: it is the last of what looks so.
_POINTED = re.compile(
    rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?:\.(?P<second>\d{{2}}))?(?![.\d]){_HALF}"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_GMT = re.compile(r"\b(?:GMT|UTC)(?P<hours>[+-]\d{1,2})?(?::?(?P<minutes>\d{2}))?")
_ZONE = re.compile(r"[A-Z]{3,5}\Z")
_LONGEST = 120
_NOON = 12
_MONTHS: list[tuple[str, ...]] = [
    tuple(one)
    for one in tomllib.loads((files("mutuals.archives") / "months.toml").read_text("utf-8"))[
        "months"
    ]
]
_ZONES = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360,
    "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "KST": 540,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180,
}  # fmt: skip


class Written(NamedTuple):
    """A moment; ``is_zone_known`` is false where UTC stands in."""

    at: datetime
    is_zone_known: bool


def written_at(text: str) -> Written | None:
    """Return the moment a text names, ``None`` where it names none.

    >>> written_at("Jan 13, 2024, 2:05:09 PM CET").at.isoformat()
    '2024-01-13T14:05:09+01:00'
    >>> written_at("13.01.2024, 14:05:09 MEZ").at.isoformat()
    '2024-01-13T14:05:09+01:00'
    >>> written_at("13 févr. 2024 à 14:05").at.isoformat(), written_at("Watched")
    ('2024-02-13T14:05:00+00:00', None)
    >>> written_at("Jan 13, 2024, 2:05:09 PM GMT+99")  # no zone there is
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    clock, year = _CLOCK.search(text), _YEAR.search(text)
    if clock is None:
        clock = next(reversed([*_POINTED.finditer(text)]), None)
    if clock is None or year is None:
        return None
    rest = text[: clock.start()] + " " + text[clock.end() :]
    day = _day(rest, year[0])
    hour = int(clock["hour"])
    if clock["half"] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if clock["half"][0] in "Pp" else 0)
    if day is None:
        return None
    numbers = int(year[0]), *day, hour, int(clock["minute"]), int(clock["second"] or 0)
    try:
        zone = _zone(text[clock.end() :])
        return Written(datetime(*numbers, tzinfo=zone or UTC), zone is not None)
    except ValueError:
        return None


def _day(text: str, year: str) -> tuple[int, int] | None:
    """Return the month and the day."""
    before, _, after = text.partition(year)
    numbers = [int(one) for one in _NUMBERS.findall(f"{before} {after}")]
    month = next((found for word in _WORD.findall(text) if (found := _month(word))), 0)
    if month and numbers:
        return month, numbers[0]
    if len(numbers) < 2:  # noqa: PLR2004 - a day and a month
        return None
    first, second = numbers[:2]
    is_month_first = not _NUMBERS.search(before) or second > _NOON
    return (first, second) if is_month_first else (second, first)


def _month(word: str) -> int:
    bare = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(one for one in bare if not unicodedata.combining(one))
    for number, begins in enumerate(_MONTHS, start=1):
        if bare.startswith(begins):
            return number
    return 0


def _zone(text: str) -> timezone | None:
    told = _GMT.search(text)
    if told:
        hours, minutes = int(told["hours"] or 0), int(told["minutes"] or 0)
        return timezone(timedelta(minutes=60 * hours + (minutes if hours >= 0 else -minutes)))
    named = _ZONE.search(text.strip())
    minutes_off = _ZONES.get(named[0]) if named else None
    return None if minutes_off is None else timezone(timedelta(minutes=minutes_off))
