"""ISO 8601 dates as text, a whole column at a time.

``2024``, ``2024-03``, ``2024-03-05``, ``2024-03-05T14:30``, with seconds, a fraction
and a zone (``Z``, ``+02``, ``+0200``, ``+02:00``); a blank may stand for the T and
before the zone. ``-00:00`` says that the place is not known.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mutuals.readers.community.hashing import flat

FIRST_YEAR, LAST_YEAR = 1000, 9999
# How long a text is that ends with its year, month, day, minute or second.
_TO_YEAR, _TO_MONTH, _TO_DAY, _TO_MINUTE, _TO_SECOND = 4, 7, 10, 16, 19
# How long what follows the clock is where it is a zone: +02, +0200, +02:00.
_HOURS_ONLY, _WITHOUT_COLON, _WITH_COLON = 3, 5, 6
_MONTHS, _HOURS, _MINUTES, _DIGITS = 12, 24, 60, 10
_MICRO_DIGITS = 6
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_FARTHEST_OFFSET = 18 * 60
_FRACTION = 9
_ZERO = ord("0")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Microseconds since 1970 (UTC) and minutes ahead of UTC, per row.

    ``precision`` is 0 to 4 for second, minute, day, month and year.
    """

    micros: np.ndarray
    is_good: np.ndarray
    offset: np.ndarray
    has_offset: np.ndarray
    precision: np.ndarray


class _Letters:
    """The letters of a column by position; past the end they are NUL."""

    def __init__(self, texts: pa.Array) -> None:
        offsets, data = flat(texts)
        self.start = offsets[:-1].astype(np.int64)
        self.length = np.diff(offsets).astype(np.int64)
        self._data = np.append(data, np.uint8(0))

    def at(self, position: int | np.ndarray) -> np.ndarray:
        """Return each row's letter at a position."""
        inside = position < self.length
        return self._data[np.where(inside, self.start + position, len(self._data) - 1)]

    def number(self, position: int | np.ndarray, digits: int) -> np.ndarray:
        """Return each row's number at a position; less than 0 where there is none."""
        value = np.zeros(len(self.start), np.int64)
        for k in range(digits):
            digit = self.at(position + k).astype(np.int64) - _ZERO
            wrong = (digit < 0) | (digit >= _DIGITS) | (value < 0)
            value = np.where(wrong, -1, value * 10 + digit)
        return value


def parse(texts: pa.Array) -> Parsed:
    """Return a column of texts as instants; those in another form are not good.

    >>> found = parse(pa.array(["1970-01-02", "1970-01-01T02:00:01+02:00", "1/2/70"]))
    >>> found.micros.tolist()
    [86400000000, 1000000, 0]
    """
    letters = _Letters(texts)
    length = letters.length
    good, day = _dates(letters)
    is_timed = length > _TO_DAY
    tail, micros, fits = _clock(letters)
    offset, has_offset, ends = _zones(letters, tail)
    good &= ~is_timed | (fits & ends)
    has_offset &= is_timed & good
    offset = np.where(has_offset, offset, 0)
    micros = np.where(is_timed, micros - offset * (_MINUTES * _SECOND), 0)
    micros = np.where(good, day * _DAY + micros, 0)
    return Parsed(micros, good, offset, has_offset, _precision(letters) * good)


def _precision(letters: _Letters) -> np.ndarray:
    """Return 0 to 4 where the text names a second, minute, day, month or year."""
    length = letters.length
    has_seconds = letters.at(_TO_MINUTE) == ord(":")
    kinds = [has_seconds, length > _TO_DAY, length == _TO_DAY, length == _TO_MONTH]
    return np.select(kinds, [0, 1, 2, 3], 4)


def days(year: np.ndarray, month: np.ndarray | int = 1) -> np.ndarray:
    """Return the days from 1970 to the start of a month."""
    months = (year - 1970) * 12 + (month - 1)
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64)


def _dates(letters: _Letters) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each date can be, and its days since 1970."""
    length = letters.length
    good = (length == _TO_YEAR) | (letters.at(_TO_YEAR) == ord("-"))
    good &= (length <= _TO_MONTH) | (letters.at(_TO_MONTH) == ord("-"))
    good &= (length == _TO_YEAR) | (length == _TO_MONTH) | (length >= _TO_DAY)
    year = letters.number(0, 4)
    month = np.where(length > _TO_YEAR, letters.number(5, 2), 1)
    day = np.where(length > _TO_MONTH, letters.number(8, 2), 1)
    good &= (year >= FIRST_YEAR) & (month >= 1) & (month <= _MONTHS)
    year, month = np.where(good, year, 1970), np.where(good, month, 1)
    first = days(year, month)
    return good & (day >= 1) & (day <= days(year, month + 1) - first), first + day - 1


def _clock(letters: _Letters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where the clock's time ends, its microseconds, and whether it can be."""
    between = letters.at(_TO_DAY)
    hour, minute = letters.number(11, 2), letters.number(14, 2)
    has_seconds = letters.at(_TO_MINUTE) == ord(":")
    second = np.where(has_seconds, letters.number(17, 2), 0)
    fits = (between == ord("T")) | (between == ord("t")) | (between == ord(" "))
    fits &= (letters.at(13) == ord(":")) & (hour >= 0) & (hour < _HOURS)
    # A leap second is second 60.
    fits &= (minute >= 0) & (minute < _MINUTES) & (second >= 0) & (second <= _MINUTES)
    micros = ((hour * _MINUTES + minute) * _MINUTES + second) * _SECOND
    tail = np.where(has_seconds, _TO_SECOND, _TO_MINUTE)
    dot = letters.at(_TO_SECOND)
    has_fraction = has_seconds & ((dot == ord(".")) | (dot == ord(",")))
    if has_fraction.any():
        fraction, digits = _fractions(letters)
        tail += np.where(has_fraction, 1 + digits, 0)
        micros += np.where(has_fraction, fraction, 0)
        fits &= ~has_fraction | (digits > 0)
    return tail, micros, fits


def _fractions(letters: _Letters) -> tuple[np.ndarray, np.ndarray]:
    """Return the microseconds of the fraction of a second, and its digits."""
    micros = np.zeros(len(letters.start), np.int64)
    digits = np.zeros(len(letters.start), np.int64)
    going = np.ones(len(letters.start), bool)
    for k in range(_FRACTION):
        digit = letters.at(_TO_SECOND + 1 + k).astype(np.int64) - _ZERO
        going &= (digit >= 0) & (digit < _DIGITS)
        digits += going
        if k < _MICRO_DIGITS:
            micros += np.where(going, digit, 0) * 10 ** (_MICRO_DIGITS - 1 - k)
    return micros, digits


def _zones(letters: _Letters, tail: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the minutes ahead of UTC, if they are known, and if nothing follows."""
    tail = tail + (letters.at(tail) == ord(" "))
    sign = letters.at(tail)
    left = letters.length - tail
    is_utc = ((sign == ord("Z")) | (sign == ord("z"))) & (left == 1)
    is_behind = sign == ord("-")
    is_signed = is_behind | (sign == ord("+"))
    if not is_signed.any():
        return np.zeros(len(tail), np.int64), is_utc, is_utc | (left == 0)
    offset = _signed(letters, tail, left)
    fits = is_signed & (offset >= 0) & (offset <= _FARTHEST_OFFSET)
    is_known = is_utc | (fits & ~(is_behind & (offset == 0)))
    offset = np.where(fits, np.where(is_behind, -offset, offset), 0)
    return offset, is_known, is_utc | fits | (left == 0)


def _signed(letters: _Letters, tail: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return the minutes that hours and minutes after a sign make, or less than 0."""
    hours = letters.number(tail + 1, 2)
    colon = letters.at(tail + 3) == ord(":")
    minutes = letters.number(np.where(colon, tail + 4, tail + 3), 2)
    minutes = np.where(left == _HOURS_ONLY, 0, minutes)
    whole = (left == _HOURS_ONLY) | (left == np.where(colon, _WITH_COLON, _WITHOUT_COLON))
    fits = whole & (hours >= 0) & (minutes >= 0) & (minutes < _MINUTES)
    return np.where(fits, hours * _MINUTES + minutes, -1)
