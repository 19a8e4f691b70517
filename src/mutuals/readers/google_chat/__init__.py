"""Google Chat in a Takeout: a folder with ``messages.json`` for each conversation.

Who is in a conversation says ``group_info.json`` beside it; without it, who writes
stands in. People go by their mail. Moments are in UTC; their words depend on the
account's language, of which seven are known. Mail, contacts and calendars of a Takeout
are read by their own readers, wherever in it they lie.
"""

import re
from collections.abc import Iterator

from mutuals.archives.conversation import Conversation
from mutuals.archives.saying import saying
from mutuals.archives.values import ITEM, Path, values
from mutuals.readers.google_chat.group import chat_of
from mutuals.readers.google_chat.message import message, reactions
from mutuals.records import Notice, Record, Source

WHAT = "a Google Chat conversation"

_ENTERED: frozenset[Path] = frozenset({(), ("messages",)})
_MESSAGE: Path = ("messages", ITEM)
_SIGNS = (
    re.compile(rb'"(?:creator|created_date)"\s{0,40}:'),
    re.compile(rb'"(?:topic_id|message_id)"'),
)
_USER = re.compile(rb'"user_type"\s{0,40}:')


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is a conversation of Google Chat."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return 0.0
    if b'"messages"' in head and all(one.search(head) for one in _SIGNS):
        return 0.95
    is_about = name.endswith(("group_info.json", "user_info.json"))
    return 0.9 if is_about and _USER.search(head) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield every message and reaction of a conversation."""
    with source.open() as stream:
        if b'"messages"' not in stream.read(1 << 16):
            yield Notice("Who is in a conversation: used when the messages beside it are read.")
            return
    chat, is_listed = chat_of(source, _ENTERED)
    conversation = Conversation(chat, keep_text=source.keep_text)
    number = 0
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.problem or value.path == _MESSAGE:
                number += 1
                yield from saying(
                    value,
                    number,
                    conversation=conversation,
                    message=message,
                    reactions=reactions,
                )
    if not is_listed:
        yield Notice("No group_info.json beside it says who is in it; who writes stands in.")
