"""The sites a message links to."""

import re

_MOST = 5
_WHOLE = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"]{1,2000}", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://(?:[^/@\s]{1,100}@)?(?:www\.)?|\bwww\.)"
    r"([^\W_](?:[\w-]{0,62}\.)(?:[\w-]{1,63}\.){0,8}[^\W\d_]{2,63})",
    re.IGNORECASE,
)


def without_links(text: str) -> str:
    """Return a text without addresses of pages, whose words nobody said.

    >>> without_links("See http://a.org/long/way now")
    'See   now'
    """
    return _WHOLE.sub(" ", text) if "://" in text or "www." in text else text


def links(text: str) -> list[str]:
    """Return at most five hosts, in order, without ``www``.

    >>> links("See http://a.org/?x=1 and https://www.B.org.")
    ['a.org', 'b.org']
    """
    if "://" not in text and "www." not in text:
        return []
    found: dict[str, None] = {}
    for one in _LINK.finditer(text):
        found[one[1].lower()] = None
        if len(found) == _MOST:
            break
    return list(found)
