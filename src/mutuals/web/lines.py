"""Files and their lines, as several pages call them."""

import re
from typing import Final

from mutuals.counts import number, tally
from mutuals.records import LEFT_OUT, Cut
from mutuals.web.world import World

# Where a dropped file waits is nobody's business; what it was dropped as is.
_INBOX: Final = re.compile(r"^.*/inbox/[0-9a-f]{16}/")
_PARTS: Final = 3


def source_name(path: str) -> str:
    """Return a file's name with the folders that tell it from others.

    >>> source_name("/tmp/mutuals-x/inbox/0123456789abcdef/slack/users.json")
    'slack/users.json'
    >>> source_name("/records/mail/cur/1.eml")
    'mail/cur/1.eml'
    """
    within = _INBOX.sub("", path)
    return "/".join(within.strip("/").split("/")[-_PARTS:])


def kept_apart(world: World) -> tuple[int, int]:
    """Return how many lines could not be read, and how many were left out."""
    left = world.count("reject", Cut(equal=(("reason", tuple(sorted(LEFT_OUT))),)))
    return world.count("reject") - left, left


def not_kept(unread: int, left: int) -> str:
    """Return in words how many lines could not be read, and how many were left out.

    >>> not_kept(0, 10), not_kept(1, 0)
    ('10 lines were left out', '1 line could not be read')
    >>> not_kept(2, 1)
    '2 lines could not be read and 1 was left out'
    """
    said = f"{tally(unread, 'line')} could not be read"
    if not left:
        return said
    was = "was" if left == 1 else "were"
    if not unread:
        return f"{tally(left, 'line')} {was} left out"
    return f"{said} and {number(left)} {was} left out"
