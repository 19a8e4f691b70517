"""Facebook's and Instagram's ``message_1.json``, and Messenger's encrypted chats.

Friends, followers, likes and comments count as status only, posts as posts.

A thread may be cut into several files, which merge. These exports write each byte of
UTF-8 as a character of its own; that is put right wherever it can be told. They know
people by name only, so a name is the address, and two of one name are one address. A
file is read twice: once for the thread and who is in it, once for its messages.
"""

import re
from collections.abc import Iterator
from functools import partial

from mutuals.archives.conversation import Conversation
from mutuals.archives.saying import saying
from mutuals.archives.twice import Twice
from mutuals.archives.values import ITEM, values
from mutuals.readers.meta import lists, old, published
from mutuals.readers.meta.message import message
from mutuals.readers.meta.reactions import reactions
from mutuals.readers.meta.thread import ENTERED, survey
from mutuals.records import Record, Source

WHAT = "a part of a Facebook or Instagram account"

_OLD = (re.compile(rb'"sender_name"\s{0,40}:'), re.compile(rb'"timestamp_ms"\s{0,40}:'))
_ENCRYPTED = (re.compile(rb'"senderName"\s{0,40}:'), re.compile(rb'"isUnsent"\s{0,40}:'))
_EMPTY = (re.compile(rb'"participants"\s{0,40}:'), re.compile(rb'"(?:thread_path|threadName)"'))

_HEAD = 1 << 20


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of Facebook's or Instagram's."""
    sorts = (_sureness(head), lists.sureness(name, head), published.sureness(name, head))
    return 0.9 if old.is_old(head) else max(sorts)


def _sureness(head: bytes) -> float:
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or b'"messages"' not in head:
        return 0.0
    if any(all(one.search(head) for one in signs) for signs in (_OLD, _ENCRYPTED)):
        return 0.97
    return 0.7 if all(one.search(head) for one in _EMPTY) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield every message, call, system line and reaction of a thread, or of a list."""
    with source.open() as stream:
        head = stream.read(_HEAD)
    if old.is_old(head):
        yield from old.records(source)
    elif not _sureness(head) and lists.sureness(source.name, head):
        yield from lists.records(source)
    elif not _sureness(head) and published.sureness(source.name, head):
        yield from published.records(source)
    else:
        yield from _thread(source, head)


def _thread(source: Source, head: bytes) -> Iterator[Record]:
    parts = Twice(source.open, partial(values, entered=ENTERED))
    chat = survey(parts.first(), source.name, head)
    conversation = Conversation(chat, keep_text=source.keep_text)
    said = partial(message, channel=chat.channel)
    number = 0
    for value in parts.again():
        if value.problem or value.path == ("messages", ITEM):
            number += 1
            yield from saying(
                value, number, conversation=conversation, message=said, reactions=reactions
            )
