"""The Date header: RFC 5322 quickly, other forms by the standard library."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple

_LIMIT = 200
_WIDEST_HOURS = 16
_TOO_FAR = "no zone is that far from UTC"
_MONTHS = {
    name: number
    for number, name in enumerate(
        b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_DAY = re.compile(rb"(?:[A-Za-z]{3},\s*+)?(\d\d?)\s++([A-Za-z]{3})\s++(\d{4})")
_TIME_AND_ZONE = re.compile(rb"(\d\d:\d\d:)(\d\d) ([+-]\d\d)([0-5]\d)(?!\S)")


class Moment(NamedTuple):
    """When something happened, in its own zone; UTC where it names none."""

    at: datetime
    is_local_known: bool


def moment(raw: bytes) -> Moment:
    """Return the moment a Date header names, or raise ``ValueError``.

    >>> moment(b"Tue, 3 Mar 2020 10:11:12 +0100").at.isoformat()
    '2020-03-03T10:11:12+01:00'
    >>> moment(b"Thu Nov  1 11:19:12 2001").is_local_known
    False
    """
    time = _TIME_AND_ZONE.search(raw)
    day = _day(raw[: time.start()].strip()) if time else ""
    if not time or not day:
        return _odd(raw)
    clock, second, hours, minutes = time.groups()
    if abs(int(hours)) >= _WIDEST_HOURS:
        raise ValueError(_TOO_FAR)
    # A leap second is written as 60.
    written = b"%b%b%b:%b" % (clock, min(second, b"59"), hours, minutes)
    is_local_known = hours != b"-00" or minutes != b"00"
    return Moment(datetime.fromisoformat(day + written.decode()), is_local_known)


def _odd(raw: bytes) -> Moment:
    text = raw[:_LIMIT].decode("latin-1").strip().replace(":60", ":59")
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, IndexError, OverflowError, ValueError):
        at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        return Moment(at.replace(tzinfo=UTC), is_local_known=False)
    if abs(at.utcoffset() or timedelta(0)) >= timedelta(hours=_WIDEST_HOURS):
        raise ValueError(_TOO_FAR)
    return Moment(at, is_local_known=True)


@lru_cache(maxsize=8192)
def _day(written: bytes) -> str:
    """Return a day as ISO 8601 writes it, or nothing if it is not the usual form."""
    usual = _DAY.fullmatch(written)
    month = _MONTHS.get(usual[2].lower()) if usual else None
    return f"{int(usual[3]):04}-{month:02}-{int(usual[1]):02}T" if usual and month else ""
