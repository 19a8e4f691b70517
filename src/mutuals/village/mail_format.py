"""The form of mails: header lines, encoded words, bodies and mbox quoting."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, quote
from quopri import encodestring
from zlib import crc32

_QUOTED = re.compile(r"^(?=>*From )", re.MULTILINE)
_SPECIAL = re.compile(r"[^\w \-'<>]")
_LINE = 76


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; ``form`` is plain, quoted, html or invitation."""

    at: datetime
    message_id: str
    sender: tuple[str, str]
    headers: Sequence[tuple[str, str]]
    subject: str
    lines: Sequence[str]
    form: str = "plain"
    labels: str = ""
    received: str = ""
    thread: str = ""


def encoded(text: str) -> str:
    """Return text as a header has it, as an encoded word where it is not ASCII."""
    if text.isascii():
        return text
    return f"=?UTF-8?B?{b64encode(text.encode()).decode()}?="


def mailbox(name: str, address: str) -> str:
    """Return ``Name <address>``."""
    if not name:
        return address
    if name.isascii() and _SPECIAL.search(name):
        return f'"{quote(name)}" <{address}>'
    return f"{encoded(name)} <{address}>"


def folded(name: str, parts: Iterable[str]) -> str:
    """Return an address header, folded between addresses."""
    line, lines = f"{name}: ", []
    for place, part in enumerate(parts):
        piece = f", {part}" if place else part
        if len(line) + len(piece) > _LINE and place:
            lines.append(f"{line},")
            line = f" {part}"
        else:
            line += piece
    return "\n".join([*lines, line])


def text_of(mail: Mail) -> str:
    """Return the whole mail as text with plain line feeds."""
    head = [
        *([f"Delivered-To: {mail.received}"] if mail.received else []),
        f"Date: {format_datetime(mail.at)}",
        f"From: {mailbox(*mail.sender)}",
        *(value if name == "" else f"{name}: {value}" for name, value in mail.headers),
        f"Message-ID: {mail.message_id}",
        f"Subject: {encoded(mail.subject)}",
        "MIME-Version: 1.0",
    ]
    return "\n".join([*head, *_FORMS[mail.form](mail), ""])


def _plain(mail: Mail) -> list[str]:
    kind = 'Content-Type: text/plain; charset="utf-8"'
    return [kind, "Content-Transfer-Encoding: 8bit", "", *mail.lines]


def _quoted(mail: Mail) -> list[str]:
    body = encodestring("\n".join(mail.lines).encode()).decode()
    kind = 'Content-Type: text/plain; charset="utf-8"'
    return [kind, "Content-Transfer-Encoding: quoted-printable", "", body]


def _html(mail: Mail) -> list[str]:
    edge = f"part-{mail.message_id[1:13]}"
    rows = "".join(f"<p>{line}</p>\n" for line in mail.lines if line)
    return [
        f'Content-Type: multipart/alternative; boundary="{edge}"',
        "",
        f"--{edge}",
        'Content-Type: text/plain; charset="utf-8"',
        "",
        *mail.lines,
        f"--{edge}",
        'Content-Type: text/html; charset="utf-8"',
        "",
        f"<html><body>\n{rows}</body></html>",
        f"--{edge}--",
    ]


def _invitation(mail: Mail) -> list[str]:
    return [
        'Content-Type: text/calendar; charset="utf-8"; method=REQUEST',
        "Content-Transfer-Encoding: base64",
        "",
        b64encode("\r\n".join(mail.lines).encode()).decode(),
    ]


_FORMS = {"plain": _plain, "quoted": _quoted, "html": _html, "invitation": _invitation}


def mbox_entry(mail: Mail) -> str:
    """Return a mail as an mbox has it: a From line first, other From lines quoted."""
    line = f"From {mail.message_id[1:17]}@xxx {mail.at:%a %b %d %H:%M:%S %z %Y}\n"
    number = crc32((mail.thread or mail.message_id).encode()) * 2_654_435_761
    labels = f"X-GM-THRID: {number}\nX-Gmail-Labels: {mail.labels}\n"
    return f"{line}{labels}{_QUOTED.sub('>', text_of(mail))}\n"
