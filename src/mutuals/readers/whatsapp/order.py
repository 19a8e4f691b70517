"""Whether a file's dates put the day, the month or the year first.

All dates of one file are in one order. Each order is tried on every date; the file
decides as follows.

1. Orders under which fewest dates fail win: no 13th month, no year before WhatsApp.
2. Of these, the one under which the dates run forward wins; where both step back, the
   better has to have less than half of the other's steps back.
3. If day and month first still say different days, the file cannot tell.

A two-digit year comes first only if the other orders fail more often or step back more
often, or spread three dates or more over at least four times as long.
"""

from dataclasses import dataclass
from datetime import date

from mutuals.readers.whatsapp.header import day, is_short_buddhist

_WHATSAPP_BEGAN = 2009
_TIMES_LONGER = 4
_FEWEST_DATES = 3


@dataclass(slots=True)
class _Trial:
    """How a file's dates look in one order; days are counted from year 1."""

    order: str
    failed: int = 0
    back: int = 0
    last: int = 0
    lowest: int = 0
    highest: int = 0

    def add(self, numbers: tuple[str, str, str]) -> date | None:
        on = day(numbers, self.order, is_buddhist=True)
        if on is None or on.year < _WHATSAPP_BEGAN:
            self.failed += 1
            return on
        number = on.toordinal()
        self.back += number < self.last
        self.last = number
        self.highest = max(self.highest, number)
        self.lowest = min(self.lowest or number, number)
        return on

    def is_better(self, other: "_Trial") -> bool:
        if self.failed != other.failed:
            return self.failed < other.failed
        return 2 * self.back < other.back

    def is_shorter(self, other: "_Trial") -> bool:
        spread = self.highest - self.lowest + 1
        return spread * _TIMES_LONGER <= other.highest - other.lowest + 1


class DateOrder:
    """Collects a file's dates, then says in which order they are written."""

    def __init__(self) -> None:
        self.example = ""
        self._count = self._buddhist = 0
        self._trials = [_Trial("dmy"), _Trial("mdy"), _Trial("ymd")]
        self._before: tuple[str, str, str] | None = None

    def add(self, numbers: tuple[str, str, str]) -> None:
        """Take the date of one more record."""
        if numbers == self._before:
            return
        self._before = numbers
        self._count += 1
        self._buddhist += is_short_buddhist(numbers[2])
        days = [trial.add(numbers) for trial in self._trials]
        if not self.example and days[0] and days[1] and days[0] != days[1]:
            self.example = "/".join(numbers)

    @property
    def is_buddhist(self) -> bool:
        """Whether most years of the file are counted as in Thailand, in two figures."""
        return 2 * self._buddhist > self._count

    def decided(self) -> str | None:
        """Return dmy, mdy or ymd; ``None`` if the dates can be read both ways.

        >>> dates = DateOrder()
        >>> dates.add(("1", "2", "20"))
        >>> dates.decided()
        >>> dates.add(("13", "2", "20"))
        >>> dates.decided()
        'dmy'
        """
        day_first, month_first, _ = self._trials
        if month_first.is_better(day_first):
            best = month_first
        elif day_first.is_better(month_first) or not self.example:
            best = day_first
        else:
            return None if not self._is_year_first(day_first, month_first) else "ymd"
        return "ymd" if self._is_year_first(best) else best.order

    def _is_year_first(self, *others: _Trial) -> bool:
        year_first = self._trials[2]
        is_enough = self._count >= _FEWEST_DATES
        return all(
            year_first.is_better(other)
            or (is_enough and not other.is_better(year_first) and year_first.is_shorter(other))
            for other in others
        )
