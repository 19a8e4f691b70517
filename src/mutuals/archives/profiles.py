"""Pages people have elsewhere: the name in a page's address that stays the same."""

import re
from urllib.parse import unquote

_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]{1,300})", re.IGNORECASE)


def linkedin(text: str) -> str:
    """Return whose LinkedIn page an address is, or nothing.

    >>> linkedin("https://www.linkedin.com/in/Zo%C3%AB-Lee/"), linkedin("example.org")
    ('zoë-lee', '')
    """
    found = _LINKEDIN.search(text[:2000])
    return unquote(found[1], errors="replace").casefold() if found else ""
