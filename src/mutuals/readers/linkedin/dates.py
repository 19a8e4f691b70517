"""The forms in which LinkedIn writes dates; it gives them in UTC.

Days before months never stand in figures with slashes: these are American.
"""

import re
import unicodedata
from datetime import UTC, datetime

_LONGEST = 60
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?[\d.]*(?: ?UTC|Z)?"
)
_EAST = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]")
_US = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?)?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(\d{1,2})[. -]+(?:de )?([^\W\d_]{3,12})\.?[ -]+(?:de )?(\d{4}|\d{2})")
_SAID = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (?:UTC|GMT) (\d{4})"
)
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("juin", "jun", "giu"),
    ("juil", "jul", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
_NOON = 12


def moment(text: str) -> datetime | None:
    """Return the moment a cell names, ``None`` where it names none.

    >>> moment("12 de mar. de 2019"), moment("2019年3月12日") == moment("12 mars 2019")
    (datetime.datetime(2019, 3, 12, 0, 0, tzinfo=datetime.timezone.utc), True)
    >>> moment("7-Feb-22").isoformat(), moment("3/4/19, 1:05 PM").isoformat()
    ('2022-02-07T00:00:00+00:00', '2019-03-04T13:05:00+00:00')
    """
    text = " ".join(text[:_LONGEST].split())
    try:
        return _iso(text) or _us(text) or _named(text) or _said(text)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    if east := _EAST.fullmatch(text):
        text = "-".join(east.groups())
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _us(text: str) -> datetime | None:
    found = _US.fullmatch(text)
    if not found:
        return None
    month, day, year, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    half = (found[7] or "").upper()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "PM" else 0)
    return datetime(_full(year), month, day, hour, minute, second, tzinfo=UTC)


def _named(text: str) -> datetime | None:
    found = _NAMED.fullmatch(text)
    if not found:
        return None
    bare = unicodedata.normalize("NFKD", found[2].casefold()).encode("ascii", "ignore").decode()
    for month, beginnings in enumerate(_MONTHS, start=1):
        if bare.startswith(beginnings):
            return datetime(_full(int(found[3])), month, int(found[1]), tzinfo=UTC)
    return None


def _said(text: str) -> datetime | None:
    found = _SAID.fullmatch(text)
    named = _named(f"{found[2]} {found[1]} {found[6]}") if found else None
    if not found or not named:
        return None
    return named.replace(hour=int(found[3]), minute=int(found[4]), second=int(found[5]))


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year  # noqa: PLR2004 - two figures
