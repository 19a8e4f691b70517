"""Signal: its own plain export, and chats as the usual exporters write them.

Signal's export (``main.jsonl``) knows people by number. signal-export writes a folder
for each chat with ``chat.md`` and ``data.json``, which merge; signalbackup-tools and
sigtop write a text file for each. These know people by name only, sigtop by number
where it has one, and the owner as "Me" or "You".
"""

from collections.abc import Iterator

from mutuals.archives.lines import text_of
from mutuals.readers.signal import frames, headed, said, transcript
from mutuals.records import Record, Source

WHAT = "a Signal chat"


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is a chat, or an export, of Signal."""
    text = text_of(head)
    start = text.lstrip()[:1]
    if start == "{":
        return max(frames.sureness(text), said.sureness(text))
    if start == "C":
        return headed.sureness(text)
    return transcript.sureness(name, text) if start == "[" else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield messages, calls, system lines and reactions, and whose number is whose."""
    with source.open() as stream:
        text = text_of(stream.read(65_536))
    if headed.sureness(text):
        yield from headed.records(source)
    elif text.lstrip()[:1] != "{":
        yield from transcript.records(source)
    elif frames.sureness(text):
        yield from frames.records(source)
    else:
        yield from said.records(source)
