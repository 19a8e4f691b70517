"""Names, mail addresses and texts as they are kept: nothing in them that hides."""

import re
import unicodedata

NAME_LIMIT = 200
_MAIL = re.compile(r"[^\s<>()\",;:\\@\[\]]{1,128}@[^\s<>()\",;:\\@\[\]]{1,255}")
_MAIL_LIMIT = 1024
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})


def plain(text: str, limit: int = NAME_LIMIT) -> str:
    r"""Return text in NFC without control or format characters, blanks made single.

    >>> plain("Ann\u202e  Lee\n")
    'Ann Lee'
    """
    text = text[: limit * 4]
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        text = "".join(" " if one in "\t\r\n" else one for one in text if _is_shown(one))
    return " ".join(text.split())[:limit].rstrip()


def mail(text: str) -> str:
    """Return a mail address in lower case, or nothing where there is none.

    >>> mail("Ann Lee <mailto:Ann@Example.org>"), mail("ann at home")
    ('ann@example.org', '')
    """
    text = plain(text, _MAIL_LIMIT)
    found = _MAIL.fullmatch(text) or _MAIL.search(text)
    return found.group().lower().strip("'.") if found else ""


def full_name(*parts: str) -> str:
    """Return the parts of a name put together, empty ones left out.

    >>> full_name("Ann", " ", "Lee")
    'Ann Lee'
    """
    return plain(" ".join(part for part in parts if part.strip()))


def _is_shown(one: str) -> bool:
    return one in "\t\r\n" or unicodedata.category(one) not in _HIDDEN
