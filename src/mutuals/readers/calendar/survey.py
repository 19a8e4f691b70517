"""What concerns a whole calendar, gathered before its events are read.

The file's latest trace of time is the latest DTSTAMP, CREATED or LAST-MODIFIED in it;
where it has none, the latest start of an event that does not repeat. Neither the clock
nor another file decides: the same file gives the same records, always.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mutuals.readers.calendar.components import Component

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED")
_AT = re.compile(r":(?P<date>\d{8})(?:T(?P<clock>\d{6}))?Z?\s*$")
_MOST_CHANGED = 50_000
_MOST_ZONES = 500
_MOST_RULES = 12
_LONGEST_ZONE = 64_000
_LONGEST_ID = 300
_FREQUENCY = re.compile(r"FREQ=(?!YEARLY)", re.IGNORECASE)


@dataclass(slots=True)
class Survey:
    """``seen_until`` is ``None`` in a calendar without any trace of time.

    ``changed`` holds, for each event that repeats, the lines that name occurrences with
    an event of their own.
    """

    seen_until: datetime | None = None
    zones: list[str] = field(default_factory=list)
    zone_name: str = ""
    changed: dict[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    changes: int = 0


def survey(components: Iterable[Component]) -> Survey:
    """Return what concerns the whole calendar."""
    whole = Survey()
    stamped: datetime | None = None
    started: datetime | None = None
    for component in components:
        if component.name == "VCALENDAR":
            whole.zone_name = whole.zone_name or _zone_name(component)
        elif component.name == "VTIMEZONE":
            _add_zone(whole, component)
        else:
            stamped = _later(stamped, component, _STAMPS)
            if component.name == "VEVENT" and not component.all("RRULE"):
                started = _later(started, component, ("DTSTART",))
            _add_changed(whole, component)
    whole.seen_until = stamped or started
    return whole


def _zone_name(component: Component) -> str:
    lines = component.all("X-WR-TIMEZONE")
    return lines[0].partition(":")[2].strip()[:100] if lines else ""


def _add_zone(whole: Survey, component: Component) -> None:
    rules = component.all("RRULE")
    lines = [line.text for line in component.lines]
    is_usable = (
        not component.problem
        and len(rules) <= _MOST_RULES
        and not any(_FREQUENCY.search(rule) for rule in rules)
        and sum(map(len, lines)) <= _LONGEST_ZONE
    )
    if not is_usable or len(whole.zones) >= _MOST_ZONES:
        sentence = "A description of a time zone could not be used; its name was."
        if sentence not in whole.notices:
            whole.notices.append(sentence)
        return
    zone = "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"])
    if zone not in whole.zones:
        whole.zones.append(zone)


def _add_changed(whole: Survey, component: Component) -> None:
    uids, ids = component.all("UID"), component.all("RECURRENCE-ID")
    is_change = bool(uids and ids) and component.name == "VEVENT" and len(ids[0]) <= _LONGEST_ID
    if not is_change or whole.changes >= _MOST_CHANGED:
        return
    whole.changes += 1
    whole.changed.setdefault(uids[0].partition(":")[2], []).append(ids[0])


def _later(
    latest: datetime | None, component: Component, names: tuple[str, ...]
) -> datetime | None:
    for name in names:
        for line in component.all(name):
            at = _at(line)
            if at is not None and (latest is None or at > latest):
                latest = at
    return latest


def _at(line: str) -> datetime | None:
    match = _AT.search(line, max(0, len(line) - 40))
    if match is None:
        return None
    try:
        at = datetime.strptime(
            match["date"] + (match["clock"] or "000000"), "%Y%m%d%H%M%S"
        ).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if EARLIEST <= at < LATEST else None
