"""A calendar as a table, as Outlook saves it: a row a meeting.

Outlook writes the same columns in the same order in every language: those of a table in
a language that is not known are told by their place, once the first is known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, time
from typing import NamedTuple

from mutuals.archives.figures import Dates
from mutuals.archives.lines import text_of
from mutuals.archives.moments import latest
from mutuals.archives.names import name, plain
from mutuals.archives.refusals import refused
from mutuals.archives.rows import Row, headed, rows, separator_of
from mutuals.readers.calendar.meetings import medium
from mutuals.readers.calendar.people import Guest, Guests, guests
from mutuals.records import Interaction, Notice, Question, Record, Source

_ENGLISH = (
    *("subject", "start date", "start time", "end date", "end time", "all day event"),
    *("reminder on/off", "reminder date", "reminder time", "meeting organizer"),
    *("required attendees", "optional attendees", "meeting resources"),
)
_SUBJECTS = frozenset(
    {
        *("betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "emne", "ämne"),
        *("aihe", "temat", "předmět", "predmet", "tárgy", "subiect", "konu", "тема", "θέμα"),
        *("件名", "主题", "主旨", "제목"),
    }
)
_NEEDED = ("subject", "start date", "start time")
_PLACES = frozenset({"ort", "lieu", "ubicación", "local", "luogo", "locatie", "sted", "plats"})
_EARLIEST, _LATEST = 1970, 2099
_FEWEST = len(_ENGLISH)
_NO = frozenset({"false", "falsch", "faux", "falso", "onwaar", "0", "", "off", "no", "nein"})
_IN_BRACKETS = re.compile(
    r"(?P<name>.{1,200}?)\s*[<(](?P<mail>[^<>()\s]{1,200}@[^<>()\s]{1,200})[>)]"
)
_MOST = 2_000


class _Columns(NamedTuple):
    """Where each of the English columns stands."""

    at: dict[str, int]

    def cell(self, row: Row, called: str) -> str:
        place = self.at.get(called, -1)
        return row.cells[place] if 0 <= place < len(row.cells) else ""


def sureness(head: bytes) -> float:
    """Return how sure it is that a file is a calendar as a table."""
    line = _first_line(head)
    return 0.95 if _columns(line.split(separator_of(line))) else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield each row's meeting, or the question in which order its dates are."""
    with source.open() as stream:
        separator = separator_of(_first_line(stream.read(1 << 16)))
    dates, columns = Dates(), None
    for row in rows(source.open, separator):
        if columns is None:
            columns = _columns(row.cells)
        else:
            dates.add(_written(row, columns, "start"))
    order = dates.order or source.answers.get("day_first", "")
    if not order:
        sentence = f"In dates such as {dates.example}, does the day or the month come first?"
        yield Question("day_first", sentence, ("day", "month"))
        return
    now, is_said = latest(), False
    found = rows(source.open, separator)
    next(found, None)
    for number, row in enumerate(found, start=1):
        record = _record(row, number, columns or _Columns({}), day_first=order == "day")
        if isinstance(record, Interaction):
            is_said = True
            yield record if record.started_at <= now else replace(record, signals=("planned",))
        else:
            yield record
    if is_said:
        yield Notice("Times in this file have no time zone; they are taken as UTC.")


def _record(row: Row, number: int, columns: _Columns, *, day_first: bool) -> Record:
    starts = Dates.moment(_written(row, columns, "start"), day_first=day_first)
    if row.fault or starts is None:
        return refused(row.fault or "no_date", number, row.offset)
    started_at = starts.replace(tzinfo=UTC)
    if not _EARLIEST <= started_at.year <= _LATEST:
        return refused("date_out_of_range", number, row.offset)
    ends = Dates.moment(_written(row, columns, "end"), day_first=day_first)
    # Languages have more words for no than are known; a whole day begins at midnight.
    is_said = columns.cell(row, "all day event").strip().casefold() not in _NO
    is_day = is_said and starts.time() == time.min
    people = _people(row, columns)
    title = name(columns.cell(row, "subject"))
    place = columns.cell(row, "location")
    shown = " ".join(sorted(one.address.value for one in people.participations))
    return Interaction(
        record_no=number,
        started_at=started_at,
        channel="calendar",
        sender=people.organizer,
        participations=people.participations,
        kind="meeting" if people.participations else "entry",
        medium=medium(place),
        ended_at=ends.replace(tzinfo=UTC) if ends is not None and ends >= starts else None,
        is_local_known=False,
        precision="day" if is_day else "minute",
        thread=f"calendar:{title}:{shown}",
        key=("calendar", title, started_at.isoformat(), shown),
        audience_size=people.audience,
        title=title,
    )


def _people(row: Row, columns: _Columns) -> Guests:
    organizers = _guests(columns.cell(row, "meeting organizer"))
    invited = [
        *_guests(columns.cell(row, "required attendees")),
        *_guests(columns.cell(row, "optional attendees")),
    ]
    rooms = [one._replace(sort="ROOM") for one in _guests(columns.cell(row, "meeting resources"))]
    found = guests(organizers if invited else (), [*invited, *rooms])
    # Outlook names itself the organizer of what nobody was invited to.
    return found if invited else found._replace(participations=(), audience=0)


def _guests(cell: str) -> list[Guest]:
    found = []
    for one in cell.split(";", _MOST)[:_MOST]:
        written = plain(one, 400).strip("'\" ")
        both = _IN_BRACKETS.fullmatch(written)
        if both:
            found.append(Guest(f"mailto:{both['mail']}", both["name"].strip("'\" ")))
        elif written:
            found.append(Guest(f"mailto:{written}" if "@" in written else written))
    return found


def _written(row: Row, columns: _Columns, which: str) -> str:
    day, clock = (columns.cell(row, f"{which} {one}").strip() for one in ("date", "time"))
    if not clock:
        clock = "00:00:00"
    return f"{day} {clock.replace('.', ':')}" if ":" not in day else day


def _columns(cells: Sequence[str]) -> _Columns | None:
    named = [" ".join(one.strip('\ufeff" \t\r\n').casefold().split()) for one in cells]
    if all(one in named for one in _NEEDED):
        return _Columns({one: at for at, one in reversed([*enumerate(named)])})
    if len(named) >= _FEWEST and named[0] in _SUBJECTS:
        at = {one: place for place, one in enumerate(_ENGLISH)}
        places = [place for place, one in enumerate(named) if one in _PLACES]
        return _Columns(at | {"location": places[0]} if places else at)
    return None


def _first_line(head: bytes) -> str:
    return headed(text_of(head)).partition("\n")[0]
