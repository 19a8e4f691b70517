"""Columns of dates, of whatever type, into microseconds since 1970 (UTC)."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells, iso
from mutuals.readers.community.iso import Parsed

_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_SCALES = {"s": _SECOND, "ms": 1_000, "us": 1, "ns": 1 / 1_000}
# Whole seconds up to the year 5138; above, the number counts finer units.
_FINER = ((1e11, 1_000.0), (1e14, 1.0), (1e17, 1 / 1_000))
_FARTHEST = 4e18
PRECISIONS = ("second", "minute", "day", "month", "year")
_MINUTE_ONLY, _DAY_ONLY, _YEAR_ONLY = 1, 2, 4
# How much later than its first microsecond a second, minute, day, ... may mean.
_SLACK = np.array([0, 60, 86_400, 31 * 86_400, 366 * 86_400]) * _SECOND


@dataclass(frozen=True, slots=True)
class Instants:
    """One instant per row.

    ``offset`` is in minutes where ``has_offset`` says it is known; ``precision`` is a
    position in ``PRECISIONS``.
    """

    micros: np.ndarray
    is_missing: np.ndarray
    is_bad: np.ndarray
    offset: np.ndarray
    has_offset: np.ndarray
    precision: np.ndarray

    @property
    def is_known(self) -> np.ndarray:
        """The rows that have an instant."""
        known: np.ndarray = ~self.is_missing & ~self.is_bad
        return known

    @property
    def is_exact(self) -> np.ndarray:
        """The rows whose instant is told to the minute at least."""
        exact: np.ndarray = self.is_known & (self.precision <= _MINUTE_ONLY)
        return exact

    def latest(self) -> np.ndarray:
        """Return the last microsecond that each row can mean."""
        return np.where(self.is_known, self.micros + _SLACK[self.precision], 0)

    def at(self) -> pa.Array:
        """Return the instants as UTC timestamps."""
        return pa.array(self.micros, pa.int64(), mask=~self.is_known).cast(pa.timestamp("us"))

    def seconds(self) -> pa.Array:
        """Return the instants as whole seconds since 1970."""
        return pa.array(self.micros // _SECOND, pa.int64(), mask=~self.is_known)

    def digits(self) -> pa.Array:
        """Return the instants as text for a content key."""
        return pa.array(self.micros, pa.int64(), mask=~self.is_known).cast(pa.string())

    def precisions(self) -> pa.Array:
        """Return the words for the precision."""
        return pa.array(PRECISIONS, pa.string()).take(pa.array(self.precision))

    def offsets(self) -> pa.Array:
        """Return the minutes ahead of UTC, null where the file does not say."""
        return pa.array(self.offset.astype(np.int32), mask=~self.has_offset)

    def local_hours(self) -> pa.Array:
        """Return the hour of the day there, null where the zone is not known."""
        hours = (self._local() // (3_600 * _SECOND) % 24).astype(np.int32)
        return pa.array(hours, mask=~self.has_offset)

    def local_weekdays(self) -> pa.Array:
        """Return the day of the week there; Monday is 0."""
        # 1970 began on a Thursday.
        days = ((self._local() // _DAY + 3) % 7).astype(np.int32)
        return pa.array(days, mask=~self.has_offset)

    def _local(self) -> np.ndarray:
        local: np.ndarray = self.micros + self.offset * (60 * _SECOND)
        return local


def instants(array: pa.Array) -> Instants:
    """Return a column's instants; blanks are missing, anything unreadable is bad."""
    array = cells.plain(array)
    if pa.types.is_timestamp(array.type):
        return _from_timestamps(array)
    if pa.types.is_date(array.type):
        unit = _DAY if pa.types.is_date32(array.type) else _SCALES["ms"]
        width = pa.int32() if pa.types.is_date32(array.type) else pa.int64()
        return _placed(array.is_null(), array.cast(width), scale=unit, precision=_DAY_ONLY)
    if pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
        return _from_numbers(array)
    return _from_texts(cells.text(array))


def _from_timestamps(array: pa.Array) -> Instants:
    found = _placed(array.is_null(), array.cast(pa.int64()), scale=_SCALES[array.type.unit])
    if array.type.tz is None:
        return found
    offset, has_offset = _offsets(found, array.type.tz)
    return Instants(
        found.micros, found.is_missing, found.is_bad, offset, has_offset, found.precision
    )


def _offsets(found: Instants, zone: str) -> tuple[np.ndarray, np.ndarray]:
    believable = np.clip(found.micros, 0, int(_FARTHEST / 100))
    stamps = pa.array(believable).cast(pa.timestamp("us", tz=zone))
    try:
        local = pc.local_timestamp(stamps).cast(pa.int64()).to_numpy()
    except pa.ArrowException:
        return np.zeros(len(believable), np.int64), np.zeros(len(believable), bool)
    return (local - believable) // (60 * _SECOND), found.is_known


def _placed(is_null: pa.Array, values: pa.Array, *, scale: float, precision: int = 0) -> Instants:
    missing = np.asarray(is_null)
    numbers = pc.fill_null(values, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    far = np.abs(numbers.astype(np.float64)) * scale > _FARTHEST
    near = np.where(far, 0, numbers)
    finer = near // round(1 / scale) if scale < 1 else near * int(scale)
    # What cannot be told in microseconds lies outside every believable time.
    micros = np.where(far, np.where(numbers < 0, -1, int(_FARTHEST)), finer)
    none = np.zeros(len(missing), np.int64)
    kinds = np.full(len(missing), precision, np.int8)
    return Instants(micros, missing, none.astype(bool), none, none.astype(bool), kinds)


def _from_numbers(array: pa.Array) -> Instants:
    numbers = array.cast(pa.float64(), safe=False)
    values = pc.fill_null(numbers, np.nan).to_numpy(zero_copy_only=False)
    missing = np.isnan(values)
    micros, precision = epoch(np.where(missing, 0.0, values))
    none = np.zeros(len(values), np.int64)
    return Instants(micros, missing, none.astype(bool), none, none.astype(bool), precision)


def epoch(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return epoch numbers as microseconds, and how precise; four digits are a year.

    >>> epoch(np.array([1082040961.0, 1082040961000.0, 2004.0]))[0].tolist()
    [1082040961000000, 1082040961000000, 1072915200000000]
    """
    size = np.abs(values)
    scale = np.full(len(values), float(_SECOND))
    for least, finer in _FINER:
        scale = np.where(size > least, finer, scale)
    micros = np.rint(np.clip(values * scale, -1, _FARTHEST)).astype(np.int64)
    is_year = (values >= iso.FIRST_YEAR) & (values <= iso.LAST_YEAR) & (np.rint(values) == values)
    years = np.where(is_year, values, 1970).astype(np.int64)
    return np.where(is_year, iso.days(years) * _DAY, micros), np.where(is_year, _YEAR_ONLY, 0)


def _from_texts(texts: pa.Array) -> Instants:
    missing = cells.is_blank(texts)
    parsed = iso.parse(texts)
    parsed = _with_numbers(texts, parsed, ~parsed.is_good & ~missing)
    bad = ~parsed.is_good & ~missing
    return Instants(parsed.micros, missing, bad, parsed.offset, parsed.has_offset, parsed.precision)


def _with_numbers(texts: pa.Array, parsed: Parsed, rest: np.ndarray) -> Parsed:
    rows = np.flatnonzero(rest)
    if not len(rows):
        return parsed
    values, is_bad = cells.numbers(texts.take(pa.array(rows)))
    rows = rows[~is_bad]
    micros, precision = epoch(values.drop_null().to_numpy(zero_copy_only=False))
    parsed.micros[rows] = micros
    parsed.precision[rows] = precision
    parsed.is_good[rows] = True
    parsed.has_offset[rows] = False
    parsed.offset[rows] = 0
    return parsed
