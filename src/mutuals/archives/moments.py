"""Moments as archives write them: seconds, milliseconds, ISO 8601.

Whatever is before 1970 or in the future is refused, never put right.
"""

from datetime import UTC, datetime, timedelta

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
_LONGEST = 40
_MILLI = 1000


def from_epoch(value: object, *, is_milli: bool = False) -> datetime | None:
    """Return the moment some seconds, or milliseconds, after 1970; ``None`` if none.

    >>> from_epoch("1577880000.000100").isoformat()
    '2020-01-01T12:00:00.000100+00:00'
    >>> from_epoch(1577880000000, is_milli=True).isoformat()
    '2020-01-01T12:00:00+00:00'
    >>> from_epoch("x"), from_epoch(True)
    (None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > _LONGEST:
        return None
    try:
        if isinstance(value, str) and value.isdecimal():
            micro = int(value) * 1_000_000
        elif isinstance(value, str):
            whole, _, part = value.strip().partition(".")
            micro = int(whole) * 1_000_000 + int(f"{part:0<6.6}")
        else:
            micro = round(value * 1_000_000)
        moment = _EARLIEST + timedelta(microseconds=micro // _MILLI if is_milli else micro)
    except (ValueError, OverflowError):
        return None
    return moment


def from_iso(value: object) -> datetime | None:
    """Return the moment of an ISO 8601 text, without a zone where it has none.

    >>> from_iso("2020-01-01T12:00:00.1234567Z").isoformat()
    '2020-01-01T12:00:00.123456+00:00'
    >>> from_iso("2020-01-01T12:00:00").tzinfo, from_iso("soon"), from_iso(12)
    (None, None, None)
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def latest() -> datetime:
    """Return the latest moment a record may have: clocks go wrong by a day or two."""
    return datetime.now(tz=UTC) + _AHEAD


def is_possible(moment: datetime, latest_at: datetime | None = None) -> bool:
    """Tell whether something can have happened then; a moment without zone is UTC.

    ``latest_at`` is the latest it may be, for who asks often.

    >>> is_possible(datetime(1, 1, 1), datetime(2020, 1, 1, tzinfo=UTC))
    False
    """
    try:
        return _EARLIEST <= in_utc(moment) <= (latest_at or latest())
    except OverflowError:
        return False


def in_utc(moment: datetime) -> datetime:
    """Return a moment with a zone: its own, or UTC where it has none."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
