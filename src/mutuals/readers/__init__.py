"""One module per archive format; adding a file here adds a format.

A reader does two things: tell how sure it is that some bytes are its format, and yield
what the file holds. It never writes, never opens a path itself and never sees another
reader; a record it cannot read becomes a ``Reject``, never an exception. Heavy
libraries are imported inside ``read``.
"""

from collections.abc import Iterator
from typing import Protocol

from mutuals.records import Record, Source


class Reader(Protocol):
    """What a reader module provides.

    ``WHAT`` says in words what a file of its format is, such as "a calendar". One that
    asks something also has ``QUESTIONS``: the choices by the question's name.
    """

    WHAT: str

    def recognizes(self, name: str, head: bytes) -> float:
        """Return how sure it is, from 0 to 1, that a file is in this format.

        ``head`` is the file's first 64 KiB, ``name`` its name; the content decides and
        the name only helps.
        """
        ...

    def read(self, source: Source) -> Iterator[Record]:
        """Yield each record of the file, or the reason why it could not be read."""
        ...
