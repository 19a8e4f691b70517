"""Accounts: ``ann@example.org``, whichever way an archive writes them."""

import re

from mutuals.archives.names import name
from mutuals.records import Address

_PLACE = re.compile(
    r"https?://(?P<host>[\w.-]{1,253}(?::\d{1,5})?)/(?:users/|@)(?P<who>[\w.-]{1,100})/?",
    re.ASCII,
)
_ACCOUNT = re.compile(r"@?(?P<who>[\w.-]{1,100})@(?P<host>[\w.-]{1,253})", re.ASCII)


def account(given: object) -> Address | None:
    """Return the account behind an address or page; other pages stay as they are.

    >>> account("https://example.org/users/Ann").value
    'ann@example.org'
    >>> account("@ann@example.org").value
    'ann@example.org'
    """
    written = name(given)
    found = _PLACE.fullmatch(written) or _ACCOUNT.fullmatch(written)
    if found:
        return Address("mastodon", f"{found['who']}@{found['host']}".lower())
    return Address("mastodon", written) if written.startswith("https://") else None
