"""ISO 8601 dates as text, a whole column at a time.

``2024``, ``2024-03``, ``2024-03-05``, ``2024-03-05T14:30``, with seconds, a fraction and
a zone (``Z``, ``+02``, ``+0200``, ``+02:00``); a blank may stand for the T and before the
zone. ``-00:00`` says that the place is not known.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mutuals.readers.community.hashing import flat

FIRST_YEAR, LAST_YEAR = 1000, 9999
_SECOND = 1_000_000
_FARTHEST_OFFSET = 18 * 60
_FRACTION = 9
_ZERO = ord("0")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Microseconds since 1970 (UTC), minutes ahead of UTC, and how precise, per row."""

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
        """Return each row's number at a position, or less than 0 where there is none."""
        value = np.zeros(len(self.start), np.int64)
        for k in range(digits):
            digit = self.at(position + k).astype(np.int64) - _ZERO
            wrong = (digit < 0) | (digit > 9) | (value < 0)
            value = np.where(wrong, -1, value * 10 + digit)
        return value


def parse(texts: pa.Array) -> Parsed:
    """Return a column of texts as instants; those in another form are not good.

    >>> parse(pa.array(["1970-01-02", "1970-01-01T02:00:01+02:00", "1/2/70"])).micros.tolist()
    [86400000000, 1000000, 0]
    """
    letters = _Letters(texts)
    good, day = _dates(letters)
    is_timed = letters.length > 10
    tail, micros, fits = _clock(letters)
    offset, has_offset, ends = _zones(letters, tail)
    good &= ~is_timed | (fits & ends)
    has_offset &= is_timed
    offset = np.where(has_offset & good, offset, 0)
    micros = np.where(is_timed, micros - offset * (60 * _SECOND), 0)
    total = np.where(good, day * (86_400 * _SECOND) + micros, 0)
    kinds = [~good, letters.length == 4, letters.length == 7, ~is_timed]
    precision = np.select(kinds, [0, 3, 2, 1], 0)
    return Parsed(total, good, offset, has_offset & good, precision)


def days(year: np.ndarray, month: np.ndarray | int = 1) -> np.ndarray:
    """Return the days from 1970 to the start of a month."""
    months = (year - 1970) * 12 + (month - 1)
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64)


def _dates(letters: _Letters) -> tuple[np.ndarray, np.ndarray]:
    length = letters.length
    dashes = (length == 4) | (letters.at(4) == ord("-"))
    dashes &= (length <= 7) | (letters.at(7) == ord("-"))
    year = letters.number(0, 4)
    month = np.where(length > 4, letters.number(5, 2), 1)
    day = np.where(length > 7, letters.number(8, 2), 1)
    good = dashes & ((length == 4) | (length == 7) | (length >= 10))
    good &= (year >= FIRST_YEAR) & (month >= 1) & (month <= 12)
    first = days(np.where(good, year, 1970), np.where(good, month, 1))
    after = days(np.where(good, year, 1970), np.where(good, month, 1) + 1)
    return good & (day >= 1) & (day <= after - first), first + day - 1


def _clock(letters: _Letters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where the clock's time ends, its microseconds, and whether it can be."""
    between = letters.at(10)
    hour, minute = letters.number(11, 2), letters.number(14, 2)
    has_seconds = letters.at(16) == ord(":")
    second = np.where(has_seconds, letters.number(17, 2), 0)
    fits = (between == ord("T")) | (between == ord("t")) | (between == ord(" "))
    fits &= (letters.at(13) == ord(":")) & (hour >= 0) & (hour < 24)
    fits &= (minute >= 0) & (minute < 60) & (second >= 0) & (second <= 60)
    dot = letters.at(19)
    has_fraction = has_seconds & ((dot == ord(".")) | (dot == ord(",")))
    fraction, digits = _fractions(letters) if has_fraction.any() else (0, 0)
    tail = np.where(has_seconds, 19, 16) + np.where(has_fraction, 1 + digits, 0)
    fits &= ~has_fraction | (np.asarray(digits) > 0)
    micros = ((hour * 60 + minute) * 60 + second) * _SECOND
    return tail, micros + np.where(has_fraction, fraction, 0), fits


def _fractions(letters: _Letters) -> tuple[np.ndarray, np.ndarray]:
    """Return the microseconds of the fraction after the seconds, and how many digits."""
    micros = np.zeros(len(letters.start), np.int64)
    digits = np.zeros(len(letters.start), np.int64)
    going = np.ones(len(letters.start), bool)
    for k in range(_FRACTION):
        digit = letters.at(20 + k).astype(np.int64) - _ZERO
        going &= (digit >= 0) & (digit <= 9)
        digits += going
        micros += np.where(going, digit, 0) * (10 ** (5 - k) if k < 6 else 0)
    return micros, digits


def _zones(letters: _Letters, tail: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the minutes ahead of UTC, whether they are known, and whether all is read."""
    tail = tail + (letters.at(tail) == ord(" "))
    sign = letters.at(tail)
    left = letters.length - tail
    is_utc = ((sign == ord("Z")) | (sign == ord("z"))) & (left == 1)
    signed = (sign == ord("+")) | (sign == ord("-"))
    if not signed.any():
        return np.zeros(len(tail), np.int64), is_utc, is_utc | (left == 0)
    hours = letters.number(tail + 1, 2)
    colon = letters.at(tail + 3) == ord(":")
    apart = letters.number(np.where(colon, tail + 4, tail + 3), 2)
    minutes = np.where(left == 3, 0, apart)
    offset = hours * 60 + minutes
    whole = (left == 3) | ((left == 5) & ~colon) | ((left == 6) & colon)
    fits = signed & whole & (hours >= 0) & (minutes >= 0) & (minutes < 60)
    fits &= offset <= _FARTHEST_OFFSET
    negative = sign == ord("-")
    is_known = is_utc | (fits & ~(negative & (offset == 0)))
    return np.where(negative, -offset, offset) * ~is_utc, is_known, is_utc | fits | (left == 0)
