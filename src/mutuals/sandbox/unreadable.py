"""Why a file is not read that no reader recognises, and what to do about it.

Of files that hold records in a form that is not read, the way to one that is; of files
that hold none, what they are.
"""

import re
from typing import NamedTuple


class _Known(NamedTuple):
    """Files that are known by how they begin, by their name, or by both."""

    begins: re.Pattern[bytes]
    named: re.Pattern[str]
    message: str
    reason: str = "other_form"


def _known(begins: bytes, named: str, message: str, *, reason: str = "other_form") -> _Known:
    return _Known(
        re.compile(begins, re.DOTALL | re.IGNORECASE),
        re.compile(named, re.IGNORECASE),
        message,
        reason,
    )


_NAMELESS, _ANY = "", rb""
_PAGE = rb"\s*(?:<!doctype html|<html)"
_RECORDLESS = "no_records"
_KNOWN = (
    _known(
        rb"!BDN",
        _NAMELESS,
        "it is an Outlook data file (PST, OST); open it in "
        "Outlook or convert it (readpst -r) and drop the mbox or EML files",
    ),
    _known(rb"\xd0\xcf\x11\xe0", r"\.msg$", "it is an Outlook message (MSG); save it as EML"),
    _known(_ANY, r"\.olm$", "it is an archive of Outlook for Mac (OLM); export to mbox"),
    _known(
        _ANY,
        r"msgstore.*\.crypt\d*$",
        "it is a locked WhatsApp backup; in the chat, "
        "choose Export chat and drop the text file or zip",
    ),
    _known(
        rb"SQLite format 3",
        r"(?:ChatStorage\.sqlite|msgstore\.db)$",
        "it is WhatsApp's own database; "
        "in the chat, choose Export chat and drop the text file or zip",
    ),
    _known(
        rb"SQLite format 3",
        r"(?:sms\.db|chat\.db|3d0d7e5fb2ce288813306e4d4636395e047a3d28)$",
        "it is the phone's own message database; export the messages to a file first",
    ),
    _known(
        rb"SQLite format 3",
        _NAMELESS,
        "it is a database of no known kind; export what is in it from the program it belongs to",
    ),
    _known(
        _ANY,
        r"signal-\d.*\.backup$",
        "it is a locked Signal backup; export the chats "
        "from Signal on a computer, or with signalbackup-tools",
    ),
    _known(rb"BABYL OPTIONS:", _NAMELESS, "it is an Emacs mail file (Babyl); convert it to mbox"),
    _known(
        _PAGE + rb".{0,20000}(?:tgme|page_wrap|Exported Data)",
        _NAMELESS,
        "it is Telegram's export as web pages; export again and choose JSON",
    ),
    _known(
        _PAGE,
        r"(?:^|/)message_\d+\.html$",
        "it is a page of Facebook or Instagram; ask for the download again and choose JSON",
    ),
    _known(
        _PAGE + rb".{0,20000}(?:DiscordChatExporter|chatlog__)",
        _NAMELESS,
        "it is a Discord chat as a web page; export again and choose JSON",
    ),
    _known(_PAGE, _NAMELESS, "it is a web page; export again and choose JSON, CSV or text"),
    _known(
        rb"\s*<\?xml.{0,400}<xcards?|\s*<\?xml.{0,400}vcard-4\.0",
        _NAMELESS,
        "it holds contacts as XML; export them as vCard or CSV",
    ),
    _known(
        rb"(?:version:\s*1\s+)?dn::? ",
        _NAMELESS,
        "it is an address book as LDIF; export it as vCard or CSV",
    ),
    _known(
        rb"\s*window\.YTD\.deleted_(?:note_)?tweets?\.",
        _NAMELESS,
        "it holds posts that were deleted, which are left out",
        reason=_RECORDLESS,
    ),
    _known(
        rb"\s*window\.(?:YTD|__THAR_CONFIG)",
        _NAMELESS,
        "it is a part of an X archive that does not say who deals with whom",
        reason=_RECORDLESS,
    ),
    _known(
        rb".{0,4000}activitystreams.{0,8000}\"type\"\s*:\s*\"Person\"",
        r"actor\.json$",
        "it says whose archive it is, and is used when the files beside it are read",
        reason=_RECORDLESS,
    ),
    _known(
        rb"\s*\{",
        r"(?:(?:^|/)c?\d+/channel|(?:^|/)messages/index|(?:^|/)account/user)\.json$",
        "it says what a channel is, or whose package it is, and is used when the messages "
        "beside it are read",
        reason=_RECORDLESS,
    ),
    _known(
        rb"PK|Rar!|7z\xbc\xaf|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd",
        r"\.(?:rar|7z|bz2|xz|zst)$",
        "it is an archive of a kind that is not opened; unpack it and drop what is in it",
        reason="other_archive",
    ),
    _known(
        rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP|BM.{4}\0\0|.{4}ftyp(?:heic|mif1)|II\*\0|MM\0\*",
        _NAMELESS,
        "it is a picture, which holds no records",
        reason=_RECORDLESS,
    ),
    _known(
        rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}(?:AVI|WAVE)|OggS|ID3|\xff[\xfb\xf3\xf2]|fLaC|#!AMR",
        _NAMELESS,
        "it is a film or a sound, which holds no records",
        reason=_RECORDLESS,
    ),
    _known(rb"%PDF", _NAMELESS, "it is a PDF, which holds no records", reason=_RECORDLESS),
)


def why(name: str, head: bytes) -> tuple[str, str]:
    """Return a file's reason and what to do, from its name and how it begins.

    >>> why("me.pst", b"!BDN")[0], why("a.txt", b""), why("a.txt", b"x")[1]
    ('other_form', ('empty', 'it is empty'), 'no reader recognises it')
    """
    if not head:
        return "empty", "it is empty"
    bare = head.removeprefix(b"\xef\xbb\xbf")
    for one in _KNOWN:
        if one.named.search(name) and one.begins.match(bare):
            return one.reason, one.message
    return "unknown_format", "no reader recognises it"
