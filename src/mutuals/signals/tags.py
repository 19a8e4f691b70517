"""The hashtags of a message."""

import re

_MOST = 5
_TAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d_])(\w{2,50})")


def tags(text: str) -> list[str]:
    """Return at most five hashtags in small letters, in order.

    >>> tags("#Garten ist schön, see issue#12, #34 and http://a.org/#top")
    ['garten']
    """
    if "#" not in text:
        return []
    found: dict[str, None] = {}
    for one in _TAG.finditer(text):
        found[one[1].casefold()] = None
        if len(found) == _MOST:
            break
    return list(found)
