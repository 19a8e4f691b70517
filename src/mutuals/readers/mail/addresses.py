"""Address headers: a quick way for plain lists, a bounded one for every other form."""

import re
import unicodedata
from collections.abc import Iterator
from email.utils import getaddresses
from functools import lru_cache
from typing import NamedTuple

from mutuals.archives.names import plain
from mutuals.readers.mail.headers import decoded, unworded
from mutuals.records import Address

RECIPIENT_LIMIT = 2000
_PIECES_LIMIT = 4 * RECIPIENT_LIMIT
_NAME_LIMIT = 200
_VALUE_LIMIT = 320
_PIECE_LIMIT = 2048
_COMMENT_LIMIT = 50
_SIMPLE_LIMIT = 4096

_LOCAL_AT_DOMAIN = r"([^\s<>()\",;:\\@\[\]]{1,128}+@[^\s<>()\",;:\\@\[\]]{1,255}+)"
_PLAIN = re.compile(
    r"\s*+(?:(?:\"([^\"\\]*+)\"\s*+|([^\",;:<>()@\[\]\\]*+))<" + _LOCAL_AT_DOMAIN + r">"
    r"|" + _LOCAL_AT_DOMAIN + r"(?:\s++\(([^()\\\"]*+)\))?)\s*+(?:,|$)"
)
_MARKS = re.compile(r'"(?:[^"\\]++|\\.)*+"|\\.|[(),;:<>]', re.DOTALL)
_MARKS_NO_COMMENT = re.compile(r'"(?:[^"\\]++|\\.)*+"|\\.|[,;:<>]', re.DOTALL)
_ANGLED = re.compile(r"([^<]*+)<([^<>]*+)>?")
_COMMENT = re.compile(r"\([^()]*+\)")
_ANYWHERE = re.compile(_LOCAL_AT_DOMAIN)
_OBFUSCATED = re.compile(
    r"([^\s<>()\[\]\"@]{1,128}+)(?: at | ?[(\[](?:a|at)[)\]] ?)"
    r"([\w-]++(?:(?:\.| dot | ?[(\[]dot[)\]] ?)[\w-]++)++)\s*+(?:\(([^()]*+)\))?"
)
_DOT = re.compile(r" dot | ?[(\[]dot[)\]] ?")
_AT = re.compile(rb" at |[(\[](?:a|at)[)\]]")
_WORD = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}", re.IGNORECASE)
_NOBODY = frozenset({"undisclosed", "recipients", "undisclosed-recipients", "unlisted-recipients"})


class Mailboxes(NamedTuple):
    """The addresses of a header, and how many more it lists beyond the limit."""

    addresses: tuple[Address, ...]
    unread: int


def mailboxes(raw: bytes) -> Mailboxes:
    """Return the addresses an address header lists, in their order.

    >>> mailboxes(b'"Lee, Ann" <Ann@Example.org>').addresses
    (Address(scheme='mail', value='ann@example.org', name='Lee, Ann'),)
    """
    if len(raw) <= _SIMPLE_LIMIT:
        simple = [_simple(piece) for piece in raw.split(b", ")]
        if all(simple):
            return Mailboxes(tuple(filter(None, simple)), 0)
    text = decoded(raw)
    found: list[Address] = []
    at = 0
    while at < len(text):
        if len(found) >= RECIPIENT_LIMIT:
            return Mailboxes(tuple(found), text.count("@", at))
        one = _PLAIN.match(text, at)
        if one is None:
            return _slowly(text, at, found)
        address = _usual(one)
        if address is not None:
            found.append(address)
        at = one.end()
    return Mailboxes(tuple(found), 0)


def is_obfuscated(raw: bytes) -> bool:
    """Tell whether an address is written as list archives do, ``ann at home``."""
    return b"@" not in raw and _AT.search(raw) is not None


@lru_cache(maxsize=16384)
def _simple(piece: bytes) -> Address | None:
    one = _PLAIN.fullmatch(decoded(piece))
    return _usual(one) if one else None


def _usual(one: re.Match[str]) -> Address | None:
    quoted, name, angled, bare, comment = one.groups()
    return _address(angled or bare, quoted or name or comment or "")


def _slowly(text: str, at: int, found: list[Address]) -> Mailboxes:
    for number, (begin, end) in enumerate(_pieces(text, at)):
        if len(found) >= RECIPIENT_LIMIT or number >= _PIECES_LIMIT:
            return Mailboxes(tuple(found), text.count("@", begin))
        address = _odd(text[begin:end][:_PIECE_LIMIT].strip())
        if address is not None:
            found.append(address)
    return Mailboxes(tuple(found), 0)


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield where the mailboxes are: cut at commas, outside quotes and comments."""
    begin, depth, bracket = at, 0, ""
    marks = _MARKS if text.count("(") == text.count(")") else _MARKS_NO_COMMENT
    for mark in marks.finditer(text, at):
        sign = mark.group()
        if sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0 and sign in "<>":
            # Only a route (<@a,@b:ann@example.org>) may hold commas.
            bracket = text[mark.start() : mark.end() + 1] if sign == "<" else ""
        elif depth == 0 and _cuts(sign, bracket):
            # What stands before a colon is a group's name, and no mailbox.
            if sign != ":":
                yield begin, mark.start()
            begin, bracket = mark.end(), ""
    yield begin, len(text)


def _cuts(sign: str, bracket: str) -> bool:
    return not bracket if sign == ":" else sign in ",;" and bracket != "<@"


@lru_cache(maxsize=16384)
def _odd(piece: str) -> Address | None:
    """Return the address in one piece of a header, whatever form it has."""
    usual = _PLAIN.fullmatch(piece)
    if usual:
        return _usual(usual)
    hidden = _OBFUSCATED.fullmatch(piece)
    if hidden:
        return _address(_shown(hidden), hidden[3] or "")
    if piece.startswith("=?") and piece.endswith("?="):
        opened = unworded(piece)
        return _odd(opened) if "=?" not in opened else None
    inside = _ANGLED.fullmatch(piece)
    if inside:
        return _bracketed(inside[1], inside[2])
    return _by_library(piece)


def _bracketed(name: str, content: str) -> Address | None:
    hidden = _OBFUSCATED.fullmatch(content.strip())
    value = _shown(hidden) if hidden else _COMMENT.sub("", content).strip().rpartition(":")[2]
    if "@" in value or value.lower().startswith("/o="):
        return _address(value, name)
    if "@" in name:
        return _odd(name.strip())
    return _address(value, name) if _WORD.fullmatch(value) else None


def _shown(hidden: re.Match[str]) -> str:
    return f"{hidden[1]}@{_DOT.sub('.', hidden[2])}"


def _by_library(piece: str) -> Address | None:
    if piece.lower().startswith("/o="):
        return _address(piece, "")
    if piece.count("(") <= _COMMENT_LIMIT and "@" in piece:
        for name, value in getaddresses([piece]):
            if value.rpartition("@")[0]:
                return _address(value, name)
    inside = _ANYWHERE.search(piece)
    if inside:
        return _address(inside[1], "")
    word = piece.partition("(")[0].strip().strip("'\"")
    if _WORD.fullmatch(word) and word.lower() not in _NOBODY:
        comment = piece.partition("(")[2].rpartition(")")[0]
        return _address(word, comment)
    return None


@lru_cache(maxsize=16384)
def _address(value: str, name: str) -> Address | None:
    local, at, domain = value.lower().strip("' ").rpartition("@")
    if "xn--" in domain:
        domain = _readable(domain)
    # A domain ends without a dot, and holds no blank; a local part may, within quotes.
    written = plain(f"{local}{at}{domain.rstrip('.').replace(' ', '')}", _VALUE_LIMIT + 1)
    if not written or len(written) > _VALUE_LIMIT or written[0] == "@" or written[-1] == "@":
        return None
    called = plain(unworded(name[:_PIECE_LIMIT]).replace("\\", ""), _NAME_LIMIT + 2)
    called = called.strip("\"' ")[:_NAME_LIMIT]
    return Address("mail", written, "" if called.lower() == written else called)


def _readable(domain: str) -> str:
    """Return an international domain in its own letters."""
    try:
        letters = ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in domain[:255].split(".")
        )
    except UnicodeError:
        return domain
    return unicodedata.normalize("NFC", letters).lower()
