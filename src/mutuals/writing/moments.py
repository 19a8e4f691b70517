"""Which moments can be true: none before 1970, none more than two days ahead."""

from datetime import UTC, datetime, timedelta

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


def is_possible(moment: datetime) -> bool:
    """Tell whether something in an archive can have happened then.

    >>> is_possible(datetime(1969, 12, 31, tzinfo=UTC))
    False
    """
    return _EARLIEST <= moment <= datetime.now(tz=UTC) + _AHEAD


def from_epoch(seconds: float) -> datetime | None:
    """Return the moment that many seconds after 1970, ``None`` if it cannot be true.

    >>> from_epoch(86400).isoformat()
    '1970-01-02T00:00:00+00:00'
    """
    try:
        moment = datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment if is_possible(moment) else None
