"""X's (Twitter's) archive: the files of its folder ``data``, each by itself.

Posts, direct messages, likes, followers and followed. Likes and follows count as
status only, never as a tie; a like has the moment of the post it is for, as X tells no
other. Whose archive it is says ``account.js`` beside a file. People go by X's numbers:
direct messages give no names.
"""

import re
from collections.abc import Iterator

from mutuals.readers.x_archive.account import owner
from mutuals.readers.x_archive.letters import letters
from mutuals.readers.x_archive.parts import records_of
from mutuals.records import Notice, Record, Source

WHAT = "a part of an X archive"

# As the archive was before 2018: a file for each month.
_OLD = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}Grailbird\.data\.tweets_\d{4}_\d{2}\s{0,5}=")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,20}window\.YTD\.(?P<part>\w{1,60})\.part\d{1,6}\s{0,5}="
)
# What the files call their part, and what is in it.
_PARTS = {
    "account": "account",
    "tweet": "post",
    "tweets": "post",
    "community_tweet": "post",
    "community_tweets": "post",
    "note_tweet": "note",
    "note_tweets": "note",
    "like": "like",
    "follower": "follower",
    "following": "following",
    "direct_message": "pair",
    "direct_messages": "pair",
    "direct_message_group": "group",
    "direct_messages_group": "group",
    "direct_group_messages": "group",
}


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is a part of X's archive that it reads."""
    return 0.97 if _part(head) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield the posts, messages, likes or follows of one file."""
    with source.open() as stream:
        part = _part(stream.read(1024))
    if part in {"pair", "group"}:
        yield from letters(source, is_group=part == "group")
    if part in {"", "pair", "group"}:
        return
    who = owner(source.beside)
    yield from records_of(source, part, who)
    if who is None and part != "account":
        yield Notice("No account.js beside it says whose archive this is.")


def _part(head: bytes) -> str:
    if _OLD.match(head):
        return "post"
    found = _BEGINS.match(head)
    return _PARTS.get(found["part"].decode(), "") if found else ""
