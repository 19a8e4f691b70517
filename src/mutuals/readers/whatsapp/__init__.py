"""WhatsApp's "Export chat" text files, of every phone, language and date order.

A file is read twice: once to find who writes in it and whether its dates put the day
or the month first, once to yield its records. Every line that carries a date begins a
record; lines without one belong to the record above.
"""

from collections.abc import Iterator

from mutuals.archives.lines import text_of
from mutuals.readers.whatsapp.header import header
from mutuals.readers.whatsapp.names import is_export_name
from mutuals.records import Record, Source

WHAT = "a WhatsApp chat"

QUESTIONS = {"day_first": ("day", "month")}
_LINES_LOOKED_AT = 60


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is an exported WhatsApp chat."""
    text = text_of(head)
    lines = [line for line in text.splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    dated = sum(1 for line in lines if header(line))
    if not dated:
        return 0.0
    from mutuals.readers.whatsapp.phrases import NOTICE  # noqa: PLC0415  # patterns by the dozen

    if is_export_name(name) or NOTICE.search(text):
        return 0.95
    if not header(lines[0]):
        return 0.3
    return 0.6 + 0.25 * dated / len(lines)


def read(source: Source) -> Iterator[Record]:
    """Yield every message, call and system line, or the question that comes first."""
    from mutuals.readers.whatsapp.reading import chat  # noqa: PLC0415  # patterns by the dozen

    yield from chat(source, QUESTIONS["day_first"])
