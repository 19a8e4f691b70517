"""Address books as tables: Google old and new, Outlook, Thunderbird, and their like."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from mutuals.archives.lines import text_of
from mutuals.archives.names import full_name
from mutuals.archives.rows import rows, separator_of
from mutuals.readers.contacts.card import Card, Gathered
from mutuals.readers.contacts.headings import Columns, columns

# Google puts several values of one kind into one cell.
_SEVERAL = ":::"
_MOST_VALUES = 250


def header(head: bytes) -> Columns:
    """Return what the first line of a file says of its columns."""
    line = text_of(head).lstrip("\r\n").partition("\n")[0]
    return columns(_cells(line))


def cards(opened: Callable[[], BinaryIO]) -> Iterator[Card]:
    """Yield each row below the first as a card."""
    with opened() as stream:
        line = text_of(stream.read(1 << 16)).lstrip("\r\n").partition("\n")[0]
    found: Columns | None = None
    number = 0
    for row in rows(opened, separator_of(line)):
        if found is None and not row.fault:
            found = columns(row.cells)
            continue
        number += 1
        if found is None or row.fault:
            yield Card(number, row.offset, fault=row.fault)
        else:
            yield _card(Card(number, row.offset), row.cells, found)


def _cells(line: str) -> list[str]:
    separator = separator_of(line)
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _card(card: Card, cells: Sequence[str], found: Columns) -> Card:
    gathered = Gathered()
    for scheme, positions in (
        ("mail", found.mails),
        ("phone", found.phones),
        ("linkedin", found.pages),
    ):
        for at in positions:
            label = f"{found.headings[at]} {_at(cells, found.labels.get(at, -1))}"
            for value in _at(cells, at).split(_SEVERAL, _MOST_VALUES)[:_MOST_VALUES]:
                gathered.add(scheme, value, label)
    names = (full_name(*(_at(cells, at) for at in part)) for part in found.names)
    name = next((one for one in names if one), "")
    kept = card._replace(name=name, handles=gathered.handles(), unkept=gathered.unkept)
    return kept._replace(fixed=gathered.fixed())


def _at(cells: Sequence[str], position: int) -> str:
    return cells[position] if 0 <= position < len(cells) else ""
