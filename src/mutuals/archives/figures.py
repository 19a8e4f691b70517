"""Dates of tables: ISO 8601, with a month's name, or in figures alone."""

import re
from datetime import datetime

from mutuals.archives.moments import from_iso

_FIGURES = re.compile(
    r"(?P<first>\d{1,2})(?P<between>[./-])(?P<second>\d{1,2})[./-](?P<year>\d{4}|\d{2}),? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<of>\d{2}))?(?:[ \u202f](?P<half>[AaPp])[Mm])?"
)
_NAMED = ("%d-%b-%y %I:%M %p", "%d-%b-%y %H:%M", "%d-%b-%Y %I:%M %p", "%d-%b-%Y %H:%M")
_LONGEST = 40
_MONTHS = 12


class Dates:
    """Collects a file's dates; ``order`` is then day, month, or empty if unclear."""

    def __init__(self) -> None:
        self.example = ""
        self.has_local = False
        self._day_fits = self._month_fits = True

    def add(self, written: str) -> None:
        """Take the date of one more record."""
        iso = from_iso(written)
        self.has_local |= iso is None or iso.tzinfo is None
        found = None if iso else _FIGURES.fullmatch(written.strip()[:_LONGEST])
        if found is None:
            return
        first, second = int(found["first"]), int(found["second"])
        self._day_fits &= second <= _MONTHS
        # Nobody who puts the month first writes points between.
        self._month_fits &= first <= _MONTHS and found["between"] != "."
        if first != second and not self.example:
            self.example = f"{first}/{second}/{found['year']}"

    @property
    def order(self) -> str:
        """Which of day and month comes first, where the file itself tells."""
        if not self.example or self._day_fits != self._month_fits:
            return "month" if self._month_fits and not self._day_fits else "day"
        return ""  # Both fit, or neither: the file cannot tell.

    @staticmethod
    def moment(written: str, *, day_first: bool) -> datetime | None:
        """Return the moment a date stands for, without a zone where it has none.

        >>> Dates.moment("3/4/2021 1:05 PM", day_first=True).isoformat()
        '2021-04-03T13:05:00'
        >>> Dates.moment("03-Apr-21 01:05 PM", day_first=False).isoformat()
        '2021-04-03T13:05:00'
        """
        written = written.strip()
        if len(written) > _LONGEST:
            return None
        found = _FIGURES.fullmatch(written)
        if found is None:
            return from_iso(written) or _named(written)
        day, month = found["first"], found["second"]
        if not day_first:
            day, month = month, day
        hour = int(found["hour"])
        if found["half"]:
            hour = hour % _MONTHS + (_MONTHS if found["half"] in "Pp" else 0)
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)  # noqa: PLR2004  # digits
        clock = (hour, int(found["minute"]), int(found["of"] or 0))
        try:
            return datetime(year, int(month), int(day), *clock)  # noqa: DTZ001  # it has no zone
        except ValueError:
            return None


def _named(written: str) -> datetime | None:
    for form in _NAMED:
        try:
            return datetime.strptime(written, form)  # noqa: DTZ007  # it has no zone
        except ValueError:
            continue
    return None
