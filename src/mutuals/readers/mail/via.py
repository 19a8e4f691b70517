"""Who wrote a mail that a list sent on under its own address ("Ann Lee via Garden").

Lists do so for writers whose provider lets nobody else send in their name. The writer
is told beside: in ``X-Original-From`` or ``X-Original-Sender``, or as who is answered.
"""

import re

from mutuals.readers.mail.addresses import mailboxes
from mutuals.readers.mail.headers import Fields
from mutuals.records import Address

_VIA = re.compile(r"['\"]?(?P<who>.{1,150}?)['\"]?\s+via\s+\S", re.IGNORECASE)
_POST = re.compile(rb"mailto:([^<>?\s,]{1,200}+)", re.IGNORECASE)
_TOLD = (b"x-original-from", b"x-original-sender", b"reply-to")


def writer(found: Fields, shown: Address) -> Address:
    """Return who wrote a mail: whom its From names, or whom a list put its own for."""
    called = _VIA.match(shown.name)
    post = _POST.search(found.get(b"list-post", b""))
    is_list = post is not None and post[1].decode("utf-8", "replace").lower() == shown.value
    # Only from the list's own address: else anybody could write in another's name.
    if not is_list:
        return shown
    for header in _TOLD:
        for one in mailboxes(found.get(header, b"")).addresses:
            if one.value != shown.value and "@" in one.value:
                name = one.name if one.name and not _VIA.match(one.name) else ""
                return Address("mail", one.value, name or (called["who"] if called else ""))
    return shown
