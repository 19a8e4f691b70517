"""Who a name in an export is, and what a file's own name says about the chat."""

import re

from mutuals.archives.names import plain
from mutuals.readers.whatsapp.words import either
from mutuals.records import Address

_LONGEST = 200
_PHONE = re.compile(r"\+[\d ().\-/]{6,30}")
_FILE_NAME = re.compile(
    rf"(?:whats\s?app|واتساب)[^\w]*{either('file_name', 'chat')}?[^\w]*"
    rf"(?:{either('file_name', 'between')} |[-:\u2013] ?)(?P<name>.+)",
    re.IGNORECASE,
)
_FILE_NAME_TURNED = re.compile(r"(?P<name>.+?) (?:ile|と) ?whatsapp", re.IGNORECASE)
_EXPORT = re.compile(r"whats\s?app|واتساب|(?:^|/)_chat(?: ?\(\d+\))?\.txt$", re.IGNORECASE)
_ENDING = re.compile(r"(?: ?\(\d{1,3}\))?\.(?:txt|zip)$", re.IGNORECASE)
_BARE = {"chat", "group chat"}


def address(name: str) -> Address | None:
    """Return the address behind a sender's name; ``None`` for an empty one.

    >>> address("+1 (123) 456-789").value
    '+1123456789'
    >>> address("~ Ann").value
    'Ann'
    """
    name = plain(name)
    name = name.removeprefix("~").strip() or name
    if _PHONE.fullmatch(name):
        digits = "".join(str(int(char)) for char in name if char.isdecimal())
        return Address("phone", f"+{digits}")
    return Address("whatsapp", name, name) if name else None


def is_export_name(path: str) -> bool:
    """Tell whether a file is called as WhatsApp calls its exports."""
    return _EXPORT.search(path) is not None


def chat_name(path: str) -> str:
    """Return the contact or group a file's name, or its folder's, tells of.

    >>> chat_name("WhatsApp Chat with Ann Lee (1).txt")
    'Ann Lee'
    >>> chat_name("WhatsApp Chat - Book club.zip/_chat.txt")
    'Book club'
    >>> chat_name("notes.txt")
    ''
    """
    for part in reversed(path.replace("\\", "/").split("/")[-3:]):
        stem = plain(_ENDING.sub("", part[:_LONGEST]))
        match = _FILE_NAME_TURNED.match(stem) or _FILE_NAME.search(stem)
        if match and match["name"].casefold() not in _BARE:
            return plain(match["name"])
    return ""
