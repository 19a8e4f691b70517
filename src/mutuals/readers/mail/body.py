"""The first text of a message: found, decoded and freed of what it quotes."""

import binascii
import re
from typing import NamedTuple

from mutuals.readers.mail.headers import Fields, body_start, decoded, fields

WINDOW = 1 << 16
_PARTS_LIMIT = 20

_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_STYLE = re.compile(r"<(?:style|script|title)\b", re.IGNORECASE)
_STYLE_END = re.compile(r"</(?:style|script|title)\b", re.IGNORECASE)
_MBOX_QUOTED = re.compile(r"^>From ", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]?[>|].*$\n?", re.MULTILINE)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
# From here on a message repeats an earlier one, or is a signature.
_ENDS = (
    "\n-- \n",
    "\n-----Original Message-----",
    "\n-----Ursprüngliche Nachricht-----",
    "\n________________________________\n",
    "\n---------- Forwarded message",
    "\nBegin forwarded message:",
)


class _Part(NamedTuple):
    kind: bytes
    encoding: bytes
    content: bytes


def first_text(found: Fields, body: bytes) -> str:
    """Return the first plain text of a body, or its first HTML as text, or nothing."""
    part = _first_part(found, body[:WINDOW])
    if part is None:
        return ""
    charset = _CHARSET.search(part.kind)
    text = decoded(_unpacked(part), charset[1].decode("ascii") if charset else "utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return _without_tags(text) if b"html" in part.kind.lower() else text


def new_text(text: str) -> str:
    r"""Return what a message adds: no quotes, no signature, no copy of another.

    >>> new_text("Yes!\n\nOn Monday Bob wrote:\n> Lunch?\n-- \nAnn")
    'Yes!'
    """
    for end in _ENDS:
        at = text.find(end)
        if at >= 0:
            text = text[:at]
    if ">From " in text:  # how mailbox files write a line that begins with From
        text = _MBOX_QUOTED.sub("From ", text)
    at = 0 if text.startswith(">") else text.find("\n>") + 1
    if at or text.startswith(">"):
        before = text[:at].rstrip()
        line = before.rfind("\n") + 1
        if before.endswith(":") and len(before) - line <= 200:  # noqa: PLR2004 - "Bob wrote:"
            before = before[:line]
        text = f"{before}\n{_QUOTED.sub('', text[at:])}"
    return text.strip()


def _first_part(found: Fields, body: bytes) -> _Part | None:
    spare, boundary, at = None, b"", 0
    for _ in range(_PARTS_LIMIT):
        kind = found.get(b"content-type", b"")
        media = kind[:64].lower().lstrip()
        if media.startswith(b"multipart/"):
            boundary = _boundary(kind) or boundary
        elif not media.startswith(b"text/calendar") and media.startswith((b"text", b"")):
            end = body.find(b"\n--" + boundary, at) if boundary else -1
            content = body[at : end if end >= 0 else None]
            part = _Part(kind, found.get(b"content-transfer-encoding", b""), content)
            if not media or media.startswith(b"text/plain"):
                return part
            if spare is None and media.startswith(b"text/"):
                spare = part
        following = _next_part(body, boundary, at)
        if following < 0:
            break
        at = body_start(body, following)
        if at < 0:
            break
        found = fields(body[following:at])
    return spare


def _next_part(body: bytes, boundary: bytes, at: int) -> int:
    """Return where the next part's headers begin, or -1."""
    if not boundary:
        return -1
    mark = b"--" + boundary
    here = at if body.startswith(mark, at) else body.find(b"\n" + mark, max(0, at - 1)) + 1
    if here == 0 and not body.startswith(mark):
        return -1
    return body.find(b"\n", here) + 1 or -1


def _boundary(kind: bytes) -> bytes:
    written = _BOUNDARY.search(kind)
    return (written[1] or written[2]) if written else b""


def _unpacked(part: _Part) -> bytes:
    encoding = part.encoding.strip().lower()
    if encoding == b"base64":
        try:
            # The window may end within a group of four letters.
            letters = b"".join(part.content.split()).partition(b"=")[0]
            return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
        except binascii.Error:
            return b""
    return binascii.a2b_qp(part.content) if encoding == b"quoted-printable" else part.content


def _without_tags(text: str) -> str:
    kept: list[str] = []
    at = 0
    for opening in _STYLE.finditer(text):
        if opening.start() < at:
            continue
        kept.append(text[at : opening.start()])
        end = _STYLE_END.search(text, opening.end())
        at = end.start() if end else len(text)
    text = _TAG.sub(" ", "".join([*kept, text[at:]]))
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text
