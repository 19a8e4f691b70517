"""LinkedIn's archive: connections, messages, invitations, recommendations, clicks.

Whoever downloaded the archive is named in few of its files; in the others an address
of its own stands for them, which invitations join with their page.
"""

from collections.abc import Iterator
from itertools import islice

from mutuals.archives.lines import text_of
from mutuals.archives.rows import Row, rows, separator_of
from mutuals.readers.linkedin.kinds import Given, UnusableError, records
from mutuals.readers.linkedin.layout import Layout, layout
from mutuals.records import Question, Record, Reject, Source

WHAT = "a part of a LinkedIn archive"

QUESTIONS = {"recommendations": ("received", "given")}
_COMMON = frozenset({"reactions", "comments", "follows", "phones"})
# Above the headings LinkedIn explains what is missing below them.
_PREAMBLE = 20
_REASONS = {
    "no_person": "This row says of nobody who it is.",
    "no_date": "This row has no date.",
    "bad_date": "The date of this row cannot be read.",
    "date_out_of_range": "The date lies before 1970 or in the future.",
    "no_link": "This row does not say what it is about.",
    "draft": "It is a draft, which nobody was sent.",
    "bad_row": "This row cannot be read.",
    "too_long": "This row is longer than 1 MB.",
    "open_quote": "A quote in this row never closes.",
}


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of LinkedIn's."""
    del name
    for line in islice(text_of(head).splitlines(), _PREAMBLE):
        found = layout([cell.strip('" ') for cell in line.split(separator_of(line))])
        if found:
            # Anything may have a date, a type and a link.
            return 0.6 if found.kind in _COMMON else 0.98
    return 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield what each row says, or why it says nothing."""
    found = _Found()
    for row in rows(source.open, _separator(source)):
        if found.layout is None:
            found.look(row)
            continue
        if found.layout.kind == "recommendations" and not _direction(source):
            yield Question(
                "recommendations",
                "Were these recommendations received, or given to others?",
                QUESTIONS["recommendations"],
            )
            return
        found.number += 1
        yield from _records(row, found, source)


class _Found:
    """The file's layout, once its headings have come."""

    def __init__(self) -> None:
        self.layout: Layout | None = None
        self.number = 0
        self._above = 0

    def look(self, row: Row) -> None:
        self._above += 1
        self.layout = layout(row.cells) if self._above <= _PREAMBLE else None


def _records(row: Row, found: _Found, source: Source) -> Iterator[Record]:
    if row.fault or found.layout is None:
        yield Reject(found.number, row.fault, _REASONS[row.fault], row.offset)
        return
    is_given = _direction(source) == "given"
    given = Given(found.number, row.cells, found.layout, is_given, source.keep_text)
    try:
        yield from records(given)
    except UnusableError as refusal:
        yield Reject(found.number, str(refusal), _REASONS[str(refusal)], row.offset)


def _direction(source: Source) -> str:
    """Return which way recommendations went: the file's name or the user says."""
    name = source.name.casefold().replace("\\", "/").rpartition("/")[2]
    told = [one for one in QUESTIONS["recommendations"] if one in name]
    return told[0] if told else source.answers.get("recommendations", "")


def _separator(source: Source) -> str:
    with source.open() as stream:
        head = text_of(stream.read(1 << 16))
    for line in islice(head.splitlines(), _PREAMBLE):
        separator = separator_of(line)
        if layout([cell.strip('" ') for cell in line.split(separator)]):
            return separator
    return ","
