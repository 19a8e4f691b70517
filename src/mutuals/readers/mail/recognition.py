"""Tell mail from everything else by its first bytes."""

import re

from mutuals.readers.mail.headers import trimmed
from mutuals.readers.mail.mbox import is_separator

_LOOK = 8192
_LINES = 60
_NAME = re.compile(rb"([!-9;-~]{1,76}?)[ \t]*+:(?:[ \t\r]|$)")
_TELLING = frozenset(
    b"""
    from to cc date subject message-id received return-path delivered-to mime-version
    reply-to in-reply-to references sender x-mailer user-agent content-type
    content-transfer-encoding dkim-signature list-id x-gm-thrid x-gmail-labels
    """.split()
)
_MAIL_NAME = re.compile(r"\.(?:eml|emlx|mbox|mbx|msg)\Z|:2,[A-Z]*\Z|\.mbox/mbox\Z", re.IGNORECASE)


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is a mailbox or a mail message."""
    head = trimmed(head)
    if head.startswith(b"From "):
        is_mailbox = is_separator(head, 0, is_after_blank=True)
        is_surely = is_separator(head, 0, is_after_blank=False)
        return 0.98 if is_surely else 0.9 if is_mailbox and _count(head) else 0.0
    telling = _count(head)
    if telling >= 2:  # noqa: PLR2004 - one such name may stand in any list of names
        return min(0.95, 0.5 + 0.08 * telling)
    is_named = _MAIL_NAME.search(name) is not None
    return (0.3 if telling else 0.0) + (0.3 if is_named and telling else 0.0)


def _count(head: bytes) -> int:
    """Count the different well-known header names before the first blank line."""
    found: set[bytes] = set()
    lines = head[:_LOOK].replace(b"\r\n", b"\n").split(b"\n")
    for number, line in enumerate(lines[:_LINES]):
        if not line.strip():
            break
        named = _NAME.match(line)
        if named:
            found.add(named[1].lower())
        elif number and not line.startswith((b" ", b"\t", b">From ")):
            break
    return len(_TELLING & found)
