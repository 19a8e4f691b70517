"""Names, mail addresses and texts as they are kept: nothing in them that hides."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
_MAIL = re.compile(r"[^\s<>()\",;:\\@\[\]]{1,128}@[^\s<>()\",;:\\@\[\]]{1,255}")
_MAIL_LIMIT = 1024
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_BLANKS = "\t\r\n"


def plain(text: str, limit: int = LONGEST) -> str:
    r"""Return text in NFC without control or format characters, blanks made single.

    >>> plain("Ann\u202e  Lee\n"), plain("\u200e Zoe\u0308\u202fB. ")
    ('Ann Lee', 'Zoë B.')
    """
    text = text[: limit * 4]
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        text = "".join(" " if one in _BLANKS else one for one in text if _is_shown(one))
    return " ".join(text.split())[:limit].rstrip()


def whole(text: str) -> str:
    r"""Return a text without half characters, which no table can hold.

    >>> whole("a\udc80b")
    'a\ufffdb'
    """
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def words(value: object) -> str:
    """Return a value if it is a text, whole and without NUL; else nothing.

    >>> words("Hi"), words(None), words(3)
    ('Hi', '', '')
    """
    return whole(value).replace("\x00", "\ufffd") if isinstance(value, str) else ""


def name(value: object) -> str:
    """Return a value as a name; an empty one where it is no text.

    >>> name(" Ann  Lee"), name(None)
    ('Ann Lee', '')
    """
    if not isinstance(value, str):
        return ""
    if len(value) > LONGEST:
        return plain(whole(value))
    # As most identifiers are: nothing in it would be changed.
    if value.isascii() and value.isprintable() and " " not in value:
        return value
    return _name(value)


# Of the names in an archive most come again with every message.
@lru_cache(maxsize=16_384)
def _name(text: str) -> str:
    return plain(whole(text))


def identifier(value: object) -> str:
    """Return what identifies a thing, which is a text or a whole number.

    >>> identifier(12), identifier(" u1 "), identifier(True), identifier(1.5)
    ('12', 'u1', '', '')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if -(1 << 64) < value < 1 << 64 else ""
    return name(value)


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
    return one in _BLANKS or unicodedata.category(one) not in _HIDDEN
