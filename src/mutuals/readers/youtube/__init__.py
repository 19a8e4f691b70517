"""YouTube's part of Google Takeout: what was watched, subscriptions and comments.

What was watched is time spent without a word to anybody (``view``); a subscription is
a follow, a comment a reaction to a clip. None is part of a tie. Whose account it is the
files do not say. Google writes the history as JSON or, where nothing else was chosen,
as a web page in the account's language.
"""

import re
from collections.abc import Iterator

from mutuals.archives.lines import text_of
from mutuals.readers.youtube import lists, pages
from mutuals.readers.youtube.history import records
from mutuals.records import Record, Source

WHAT = "a part of a YouTube account"

_JSON = re.compile(rb"\s*\[\s*\{")
_SIGNS = (b'"header"', b'"time"', b'"products"')
_YOUTUBE = re.compile(rb'"(?:header|products)"\s{0,9}:\s{0,9}\[?\s{0,99}"YouTube')


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of YouTube's."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _JSON.match(bare):
        is_activity = all(one in bare for one in _SIGNS)
        return 0.95 if is_activity and _YOUTUBE.search(bare) else 0.0
    if pages.is_page(bare):
        return 0.9
    return lists.sureness(name, text_of(head))


def read(source: Source) -> Iterator[Record]:
    """Yield what was watched, followed or commented on, or why a line is neither."""
    with source.open() as stream:
        head = stream.read(1 << 16)
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _JSON.match(bare):
        yield from records(source)
    elif pages.is_page(bare):
        yield from pages.records(source)
    else:
        yield from lists.records(source)
