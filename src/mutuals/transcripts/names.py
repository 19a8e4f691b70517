"""Names and texts as archives give them, made safe to keep and to show."""

import unicodedata

LONGEST = 200


def clean(text: str) -> str:
    """Return a name in NFC, without marks that cannot be seen, spaces made plain.

    >>> clean("\u200e Zoe\u0308\u202fB. ")
    'Zoë B.'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text[:LONGEST].split())
    text = unicodedata.normalize("NFC", text[:LONGEST])
    seen = (
        char if unicodedata.category(char) not in {"Cc", "Cf"} else " " * (char in "\t\n\r")
        for char in text
    )
    return " ".join("".join(seen).split())


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
    return clean(whole(value)) if isinstance(value, str) else ""


def identifier(value: object) -> str:
    """Return what identifies a thing, which is a text or a whole number.

    >>> identifier(12), identifier(" u1 "), identifier(True), identifier(1.5)
    ('12', 'u1', '', '')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if -(1 << 64) < value < 1 << 64 else ""
    return name(value)
