"""What a community file begins with: a columnar file's mark, or the names of columns.

This is all that is needed to tell one, and loads no more of Arrow than is there.
"""

import csv
import re
from dataclasses import dataclass

from mutuals.readers.community.layout import kind_of

PARQUET = b"PAR1"
ARROW_FILE = b"ARROW1"
ARROW_STREAM = b"\xff\xff\xff\xff"
DELIMITERS = ",;\t"
_HEADER_LINES = 50
# Lines of nothing, and which separator a program uses.
_ABOVE = re.compile(rb'(?:[ \t",;]*+(?:sep=.)?+[ \t",;]*+(?:\r\n?|\n))*+', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file separates its cells and its records."""

    delimiter: bytes
    newline: bytes = b"\n"


@dataclass(frozen=True, slots=True)
class Header:
    """A header's names, what separates cells and records, and where the rows begin."""

    names: list[str]
    dialect: Dialect
    end: int


def header(first: bytes) -> Header:
    """Return the header that some bytes begin with, judged by the names that are known.

    >>> header(b"ego;alter;since,when").names
    ['ego', 'alter', 'since,when']
    """
    newline = b"\n" if b"\n" in first else b"\r"
    above = _ABOVE.match(first)
    start = above.end() if above else 0
    end = _line_end(first, start, newline)
    line = first[start:end].decode("utf-8", "replace").rstrip("\r\n")
    told = [one for one in DELIMITERS if one in line] or DELIMITERS[:1]
    found = [(_names(line, one), one) for one in told]
    fitting = [one for one in found if kind_of(one[0]) is not None]
    names, delimiter = max(fitting or found, key=lambda one: len(one[0]))
    return Header(names, Dialect(delimiter.encode(), newline), end)


def _line_end(first: bytes, start: int, newline: bytes) -> int:
    """Return where the header ends; a name in quotes may hold a line break."""
    end = first.find(newline, start) + 1 or len(first)
    further = end
    for _ in range(_HEADER_LINES):
        if first.count(b'"', start, further) % 2 == 0:
            return further
        further = first.find(newline, further) + 1 or len(first)
    return end


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
