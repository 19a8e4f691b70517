"""Address books as tables: Google old and new, Outlook, Thunderbird, and their like."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from mutuals.archives.lines import encoding_of, text_of
from mutuals.archives.names import full_name
from mutuals.archives.recoded import recoded
from mutuals.archives.rows import headed, rows, separator_of
from mutuals.readers.contacts.card import Card, Gathered
from mutuals.readers.contacts.headings import Columns, columns

# Google puts several values of one kind into one cell.
_SEVERAL = ":::"
_MOST_VALUES = 250


# Programs write tables in the encoding of the computer's language.
_EAST_ASIAN = ("shift_jis", "gb18030", "big5", "euc_kr")
_ENCODINGS = ("cp1252", "cp1251", "cp1250", *_EAST_ASIAN, "cp1253", "cp1254", "cp1255", "cp1256")


def header(head: bytes) -> Columns:
    """Return what the first line of a file says of its columns."""
    return columns(_cells(_first_line(head, _encoding(head))))


def cards(opened: Callable[[], BinaryIO]) -> Iterator[Card]:
    """Yield each row below the first as a card."""
    with opened() as stream:
        head = stream.read(1 << 16)
    encoding = _encoding(head)
    found: Columns | None = None
    number = 0
    again = partial(recoded, opened, encoding) if encoding else opened
    for row in rows(again, separator_of(_first_line(head, encoding))):
        if found is None and not row.fault:
            found = columns(row.cells)
            continue
        number += 1
        if found is None or row.fault:
            yield Card(number, row.offset, fault=row.fault)
        else:
            yield _card(Card(number, row.offset), row.cells, found)


def _first_line(head: bytes, encoding: str) -> str:
    text = head.decode(encoding, "replace") if encoding else text_of(head)
    return headed(text).partition("\n")[0]


def _encoding(head: bytes) -> str:
    """Return in which encoding headings have a meaning; nothing for Unicode's."""
    line = headed(head.decode("latin-1")).encode("latin-1").partition(b"\n")[0]
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        if encoding_of(head) == "utf-8":
            return max(_ENCODINGS, key=lambda one: _meaning(line, one))
    return ""


def _meaning(line: bytes, encoding: str) -> int:
    found = columns(_cells(line.decode(encoding, "replace")))
    parts = sum(len(one) for one in found.names)
    return parts + len(found.mails) + len(found.phones) if found.sureness() else 0


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
