"""The history as a web page, cell by cell, in bounded memory.

Of a cell only links, and the text between them, are looked at: its last dated text is
when it was. Words differ by language and decide nothing.
"""

import re
from collections.abc import Iterator
from html import unescape

from mutuals.archives.cells import cells
from mutuals.archives.written import written_at
from mutuals.readers.youtube.watched import Line, view
from mutuals.records import Record, Source

_CELL = b'<div class="outer-cell'
_LINK = re.compile(r'<a\s[^>]{0,40}href="([^"]{1,2000})"[^>]{0,200}>([^<]{0,1000})')
_TEXT = re.compile(r">([^<>]{1,400})(?=<)")
_ABOUT = re.compile(r'<div class="content-cell[^>]{0,200}mdl-typography--caption')
_PAGE = re.compile(rb"\s{0,99}<html", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """Tell whether a file is a page of what happened on YouTube."""
    is_activity = _PAGE.match(head) is not None and _CELL in head
    return is_activity and (b"youtube.com/" in head or b">YouTube<" in head)


def records(source: Source) -> Iterator[Record]:
    """Yield what was watched, or why a cell is none."""
    with source.open() as stream:
        for number, (cell, offset) in enumerate(cells(stream, _CELL), start=1):
            yield view(_line(cell), number, offset)


def _line(cell: str) -> Line:
    caption = _ABOUT.search(cell)
    main, about = (cell[: caption.start()], cell[caption.start() :]) if caption else (cell, "")
    links = [(unescape(page), unescape(text)) for page, text in _LINK.findall(main)]
    found = [when for text in _TEXT.findall(main) if (when := written_at(unescape(text)))]
    return Line(
        started_at=found[-1].at if found else None,
        page=links[0][0] if links else "",
        title=links[1][1] if len(links) > 1 else "",
        is_ad="Google Ads" in about,
        is_local_known=bool(found) and found[-1].is_zone_known,
    )
