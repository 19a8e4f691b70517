"""What long posts say in full, which X keeps apart in ``note-tweet.js``.

Of a long post its own file holds the beginning alone, and nothing that names the text
kept elsewhere: both begin with the same words within the same minute.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from html import unescape

from mutuals.archives.moments import from_iso
from mutuals.archives.names import words
from mutuals.archives.values import ITEM, values
from mutuals.readers.x_archive.account import inner
from mutuals.records import Beside

_FILE = "note-tweet.js"
_POSTS = ("tweets.js", "tweet.js", *(f"tweets-part{one}.js" for one in range(1, 20)))
_SAME = 60
_NEAR = timedelta(minutes=1)
_MOST, _MOST_OF_ONE = 100_000, 20
_NAMED = re.compile(r"(?:@\w{1,20}\s++){0,50}")

Notes = dict[str, list[tuple[datetime, str]]]


def begins(said: str) -> str:
    """Return what tells a long post from others: its first words.

    >>> begins("@ann  Once &amp; for all")
    'Once & for all'
    """
    bare = " ".join(unescape(said[:1000]).split())
    named = _NAMED.match(bare)
    return bare[named.end() if named else 0 :][:_SAME]


def note(told: Mapping[str, object]) -> tuple[datetime | None, str]:
    """Return when a long post was made, and what it says."""
    core = told.get("core")
    text = words(core.get("text")) if isinstance(core, Mapping) else ""
    return from_iso(told.get("createdAt")), text


def notes(beside: Beside) -> Notes:
    """Return what long posts say, by how they begin."""
    found: Notes = {}
    for told in _items(beside, _FILE, "noteTweet"):
        made_at, text = note(told)
        listed = found.setdefault(begins(text), [])
        if made_at is not None and text and len(listed) < _MOST_OF_ONE:
            listed.append((made_at, text))
        if len(found) >= _MOST:
            break
    return found


def whole(found: Notes, said: str, made_at: datetime) -> str:
    """Return what a post says in full, where that is known."""
    for at, text in found.get(begins(said), ()) if found else ():
        if abs(at - made_at) <= _NEAR and len(text) > len(said):
            return text
    return said


def posts(beside: Beside, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
    """Yield the posts beside ``note-tweet.js`` that begin as one of these does."""
    for name in _POSTS:
        for told in _items(beside, name, "tweet"):
            if begins(words(told.get("full_text", told.get("text")))) in wanted:
                yield told


def _items(beside: Beside, name: str, key: str) -> Iterator[Mapping[str, object]]:
    stream = beside.open(name)
    if stream is None:
        return
    with stream:
        for value in values(stream, {()}):
            told = inner(value.value, key)
            if value.path == (ITEM,) and told is not None:
                yield told
