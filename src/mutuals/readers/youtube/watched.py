"""One line of a history: a clip that was watched, or why it is none."""

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from mutuals.archives.moments import is_possible
from mutuals.archives.names import plain
from mutuals.archives.refusals import refused
from mutuals.records import Address, Interaction, Record

# Whose account it is; the files do not say.
OWNER = Address("google_owner", "owner of the archive")
_CLIP = re.compile(r"[\w-]{6,20}")
_LONGEST = 2_000


class Line(NamedTuple):
    """What a line says: when, of which page, by whom, and whether an ad led there."""

    started_at: datetime | None
    page: str
    title: str
    is_ad: bool = False
    is_local_known: bool = True


def clip(page: str) -> str:
    """Return which clip a page's address is of, or nothing.

    >>> clip("https://www.youtube.com/watch?v=abcdefghijk"), clip("https://youtu.be/abcdefghijk")
    ('abcdefghijk', 'abcdefghijk')
    >>> clip("https://www.youtube.com/results?search_query=tea")
    ''
    """
    try:
        found = urlsplit(page[:_LONGEST])
        asked = parse_qs(found.query, max_num_fields=50)
    except ValueError:
        return ""
    host, parts = (found.hostname or "").casefold(), found.path.strip("/").split("/")
    if host not in {"youtu.be", "youtube.com"} and not host.endswith(".youtube.com"):
        return ""
    named = asked.get("v", [""])[0] if parts == ["watch"] else ""
    if parts[0] in {"shorts", "live", "post", "embed"} or host == "youtu.be":
        named = parts[-1]
    return named if _CLIP.match(named) else ""


def view(line: Line, number: int, offset: int | None) -> Record:
    """Return a line as what was watched, or why it is none."""
    watched = clip(line.page)
    reason = ""
    if line.started_at is None:
        reason = "no_date"
    elif not is_possible(line.started_at):
        reason = "date_out_of_range"
    elif line.is_ad:
        reason = "advertisement"
    elif line.page and not watched:
        reason = "not_watched"
    if reason or line.started_at is None:
        return refused(reason, number, offset)
    return Interaction(
        record_no=number,
        started_at=line.started_at,
        channel="youtube",
        sender=OWNER,
        kind="view",
        is_local_known=line.is_local_known,
        # What was watched and is gone since has no page.
        key=("youtube", "view", watched, str(int(line.started_at.timestamp()))),
        audience_size=0,
        thing=f"youtube:{watched}" if watched else "",
        title=plain(line.title),
    )
