"""Telegram's ``result.json``: one exported chat, or everything an account holds.

A file is read twice: once to find who writes in which chat, once to yield messages,
calls, reactions and contacts. What Telegram itself wrote into a chat is kept as a
system line, a channel's posts as posts. Where a message has both its moment and its
local time, the difference is the time zone; where it has the local time alone, UTC
stands in.
"""

import re
from collections.abc import Iterator
from functools import partial

from mutuals.archives.twice import Twice
from mutuals.archives.values import values
from mutuals.readers.telegram.records import Reading
from mutuals.readers.telegram.survey import ENTERED, survey
from mutuals.records import Record, Source

WHAT = "a Telegram export"

_LIST = re.compile(rb'"(?:messages|chats)"\s{0,40}:\s{0,40}[\[{]')
_MESSAGE = re.compile(rb'"type"\s{0,40}:\s{0,40}"(?:message|service)"')
_OWN = re.compile(rb'"(?:date_unixtime|from_id|text_entities|actor_id)"\s{0,40}:')
_KIND = re.compile(
    rb'"type"\s{0,40}:\s{0,40}"(?:personal_chat|bot_chat|saved_messages|verify_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"'
)
_ABOUT = b"Telegram"
_ACCOUNT = re.compile(rb'"(?:personal_information|contacts|frequent_contacts)"\s{0,40}:\s{0,40}\{')
_SLACK = re.compile(rb'"ts"\s{0,40}:\s{0,40}"\d{9,11}\.\d{6}"')


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is an export of Telegram."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return 0.0
    if (
        b"sender_name" in head
        or _SLACK.search(head)
        or not (_LIST.search(head) or _ACCOUNT.search(head))
    ):
        return 0.0
    signs = sum(one.search(head) is not None for one in (_MESSAGE, _OWN, _KIND))
    if signs == 0 and _ABOUT in head and b'"about"' in head:
        signs = 1
    return (0.0, 0.6, 0.9, 0.97)[signs]


def read(source: Source) -> Iterator[Record]:
    """Yield every message, call, system line, reaction and contact."""
    parts = Twice(source.open, partial(values, entered=ENTERED))
    chats = survey(parts.first())
    yield from Reading(chats, keep_text=source.keep_text).records(parts.again())
