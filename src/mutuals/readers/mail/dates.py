"""The Date header: RFC 5322 quickly, other forms by the standard library."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple

_LIMIT = 200
_WIDEST_ZONE = timedelta(hours=16)
_MONTHS = {
    name: number
    for number, name in enumerate(
        b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_USUAL = re.compile(
    rb"\s*+(?:[A-Za-z]{3},\s*+)?(\d\d?)\s++([A-Za-z]{3})\s++(\d{4})\s++"
    rb"(\d\d?):(\d\d)(?::(\d\d))?\s++([+-]\d{4})(?!\S)"
)


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
    usual = _USUAL.match(raw)
    if usual is None:
        return _odd(raw)
    day, month, year, hour, minute, second, zone = usual.groups()
    number = _MONTHS.get(month.lower())
    if number is None:
        msg = "no month of that name"
        raise ValueError(msg)
    at = datetime(
        int(year),
        number,
        int(day),
        int(hour),
        int(minute),
        min(int(second or 0), 59),  # a leap second is written as 60
        tzinfo=_zone(zone),
    )
    return Moment(at, zone != b"-0000")


def _odd(raw: bytes) -> Moment:
    text = raw[:_LIMIT].decode("latin-1").strip()
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, IndexError, OverflowError, ValueError):
        at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        return Moment(at.replace(tzinfo=UTC), is_local_known=False)
    if abs(at.utcoffset() or timedelta(0)) > _WIDEST_ZONE:
        msg = "no zone is that far from UTC"
        raise ValueError(msg)
    return Moment(at, is_local_known=True)


@lru_cache(maxsize=256)
def _zone(written: bytes) -> timezone:
    minutes = int(written[1:3]) * 60 + int(written[3:5])
    offset = timedelta(minutes=minutes if written[:1] == b"+" else -minutes)
    if abs(offset) > _WIDEST_ZONE:
        msg = "no zone is that far from UTC"
        raise ValueError(msg)
    return UTC if minutes == 0 else timezone(offset)
