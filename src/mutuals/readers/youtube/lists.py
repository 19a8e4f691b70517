"""Lists of Takeout's: subscriptions, and comments as they are written today."""

import re
from collections.abc import Iterator, Sequence

from mutuals.archives.moments import from_iso, is_possible
from mutuals.archives.names import plain
from mutuals.archives.refusals import refused
from mutuals.archives.rows import Row, rows
from mutuals.readers.youtube.watched import OWNER
from mutuals.records import Address, Follow, Reaction, Record, Source

# A heading in every language begins with what it is about; the first column is a number
# that tells by itself.
_CHANNEL = re.compile(r"UC[\w-]{20,24}")
_SUBSCRIPTIONS = ("channel id", "channel url", "channel title")
_COMMENTS = ("comment id", "channel id", "comment create timestamp")
_PAGE = "youtube.com/channel/"


def sureness(name: str, text: str) -> float:
    """Return how sure it is that a file is one of these lists."""
    del name
    lines = text.splitlines()[:2]
    headings = _headings(lines[0].split(",")) if lines else ()
    if headings[:3] == _SUBSCRIPTIONS or set(_COMMENTS) <= set(headings):
        return 0.97
    cells = lines[1].split(",") if len(lines) > 1 else []
    is_list = len(cells) >= 3 and _CHANNEL.fullmatch(cells[0]) and _PAGE in cells[1]  # noqa: PLR2004 - its columns
    return 0.9 if is_list and len(headings) == 3 else 0.0  # noqa: PLR2004 - its columns


def records(source: Source) -> Iterator[Record]:
    """Yield a follow for each subscription, a reaction for each comment."""
    at: dict[str, int] = {}
    for number, row in enumerate(rows(source.open, ",")):
        if not number:
            at = {one: place for place, one in enumerate(_headings(row.cells))}
        elif row.fault:
            yield refused(row.fault, number, row.offset)
        elif set(_COMMENTS) <= at.keys():
            yield _comment(row, at, number)
        else:
            yield _subscription(row, number)


def _subscription(row: Row, number: int) -> Record:
    channel, title = (plain(_cell(row, place)) for place in (0, 2))
    if not channel:
        return refused("no_address", number, row.offset)
    return Follow(number, OWNER, Address("youtube", channel, title))


def _comment(row: Row, at: dict[str, int], number: int) -> Record:
    when = from_iso(_cell(row, at["comment create timestamp"]))
    about = plain(_cell(row, at.get("video id", -1)) or _cell(row, at.get("post id", -1)))
    if when is None or not is_possible(when) or not about:
        reason = "nothing_to_join" if when else "no_date"
        return refused(reason, number, row.offset)
    return Reaction(number, OWNER, ("youtube", "clip", about), when, "comment")


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if 0 <= place < len(row.cells) else ""


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(one.strip('\ufeff" ').casefold().split()) for one in cells)
