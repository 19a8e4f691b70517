"""The dates of an event that repeats, bounded whatever its rule says.

Rules that no meeting has are not followed: every hour, minute or second, more than a
day's worth of times on each date, or filters on daily and weekly rules that may match
nothing for thousands of years. Of these the first date alone is kept.
"""

import re
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from mutuals.readers.calendar.event import Time

MOST_OCCURRENCES = 2_000

_FAST = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)
_SHORT = re.compile(r"FREQ=(?:DAILY|WEEKLY)", re.IGNORECASE)
_FILTER = re.compile(r"\bBY(?:MONTHDAY|YEARDAY|WEEKNO|SETPOS)=", re.IGNORECASE)
_MANY = re.compile(r"\b(?:BYHOUR|BYMINUTE|BYSECOND)=(?P<list>[\d,]{1,4000})", re.IGNORECASE)
_MOST_TIMES = 24


def is_followed(rule: str) -> bool:
    """Tell whether a rule is one that meetings have.

    >>> is_followed("RRULE:FREQ=WEEKLY;BYDAY=MO,WE")
    True
    >>> is_followed("RRULE:FREQ=SECONDLY")
    False
    """
    times = 1
    for match in _MANY.finditer(rule):
        times *= match["list"].count(",") + 1
    is_endless = _SHORT.search(rule) is not None and _FILTER.search(rule) is not None
    return times <= _MOST_TIMES and not is_endless and not _FAST.search(rule)


def occurrences(calendar: Any, until: datetime) -> list[tuple[Time, Time]]:  # noqa: ANN401 - the library has no types
    """Return the first dates of a calendar's only event, each with its end, in order.

    One more than ``MOST_OCCURRENCES`` says that there are more.
    """
    # heavy, needed for some events only, and without types
    from recurring_ical_events import of  # type: ignore[import-untyped]  # noqa: PLC0415

    first = datetime(1970, 1, 1, tzinfo=until.tzinfo)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a rule out of fashion is still a rule
        found: Iterator[Any] = (
            one
            for series in of(calendar).series
            for one in series.between(first, until + timedelta(seconds=1))
        )
        pairs = [(one.start, one.end) for one in islice(found, MOST_OCCURRENCES + 1)]
    return sorted(pairs, key=lambda pair: str(pair[0]))
