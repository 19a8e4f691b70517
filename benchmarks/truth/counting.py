"""Count the records of an archive file without the readers' help.

By the plainest means there are: separator lines, dated lines, `json.loads`, `csv`. A
file's member in an archive is taken out by `zipfile` or `gzip`.
"""

import csv
import gzip
import io
import json
import re
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

_MAIL = re.compile(rb"(?m)(?:\A|\n\r?\n)From [^\n]*\d\d:\d\d[^\n]*\d{4}[^\n]*$")
_LISTSERV = re.compile(rb"(?m)^={73}\r?\n(?=[A-Z][a-z-]+:)")
_MMDF = re.compile(rb"(?m)^\x01{4}$")
_CHAT = re.compile(rb"(?m)^(?:\xe2\x80\x8e)?\[?\d+[-./]\d+[-./]\d+,? \d+:\d\d")
_CALENDAR = re.compile(rb"(?mi)^BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VPOLL)\s*?$")
_JCAL = re.compile(rb'\[\s*"(?:vevent|vtodo|vjournal|vfreebusy)"')
_CALLS = re.compile(rb"<(?:sms|mms|call)\s")
_CARD = re.compile(rb"(?mi)^BEGIN:VCARD\s*?$")
_WIDE = 1 << 30


def count(path: Path, form: str) -> int | None:
    """Return how many records a file of a format holds, ``None`` if nothing counts it.

    A mailbox's messages are its separator lines, a chat's its dated lines, a calendar's
    its components, an address book's its cards, a table's its rows; any other mail is
    one. Of a JSON file it is what its lists hold.
    """
    counter = _COUNTERS.get(form)
    return counter(content(path)) if counter else None


def content(path: Path) -> bytes:
    """Return the bytes of a file, or of the archive's member a path goes on to."""
    whole = next(one for one in (path, *path.parents) if one.is_file())
    return _inside(whole.read_bytes(), path.relative_to(whole).parts)


def _inside(raw: bytes, parts: tuple[str, ...]) -> bytes:
    """Return what a path inside an archive leads to, an archive in it included."""
    if raw[:2] == b"\x1f\x8b":
        return _inside(gzip.decompress(raw), parts)
    if raw[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(raw)) as packed:
            found = packed.extractfile("/".join(parts))
            return found.read() if found else b""
    if not raw.startswith(b"PK") or not parts:
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = set(archive.namelist())
        for length in range(len(parts), 0, -1):
            name = "/".join(parts[:length])
            if name in names:
                return _inside(archive.read(name), parts[length:])
    raise FileNotFoundError("/".join(parts))


def _mails(raw: bytes) -> int:
    if raw[:5] == b"From ":
        return len(_MAIL.findall(raw))
    return len(_LISTSERV.findall(raw)) + len(_MMDF.findall(raw)) // 2 or 1


def _rows(raw: bytes) -> int:
    csv.field_size_limit(_WIDE)
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    return sum(1 for row in csv.reader(text) if row) - 1


def _cards(raw: bytes) -> int:
    cards = len(_CARD.findall(raw))
    return cards or _rows(raw)


def _linkedin(raw: bytes) -> int:
    lines = raw.decode("utf-8-sig").splitlines(keepends=True)
    notes = lines and lines[0].startswith("Notes")
    # The notes end with an empty line.
    start = next((at + 1 for at, line in enumerate(lines) if not line.strip()), 0) if notes else 0
    return _rows("".join(lines[start:]).encode())


def _telegram(raw: bytes) -> int:
    told = json.loads(raw)
    chats = [told, *(chat for one in ("chats", "left_chats") for chat in _listed(told, one))]
    return sum(len(one.get("messages", ())) for one in chats) + len(_listed(told, "contacts"))


def _listed(
    told: dict[str, dict[str, list[dict[str, list[object]]]]], key: str
) -> list[dict[str, list[object]]]:
    return told.get(key, {}).get("list", [])


def _meta(raw: bytes) -> int:
    told = json.loads(raw)
    if isinstance(told, list):
        return sum(len(one.get("conversation", [one])) for one in told)
    return len(told["messages"]) if "messages" in told else len(next(iter(told.values())))


def _messages(raw: bytes) -> int:
    return len(json.loads(raw)["messages"])


def _slack(raw: bytes) -> int:
    if raw.startswith(b"SQLite"):
        return _database(raw)
    if raw.startswith(b'{"t"'):
        lines = [json.loads(line) for line in raw.splitlines() if line.strip()]
        return sum(len(one.get("m") or ()) + len(one.get("u") or ()) for one in lines)
    told = json.loads(raw)
    if isinstance(told, dict):
        replies = (len(one.get("slackdump_thread_replies", ())) for one in told["messages"])
        return len(told["messages"]) + sum(replies)
    # A list of channels holds no records.
    return sum("members" not in one and "topic" not in one for one in told or ())


def _database(raw: bytes) -> int:
    opened = sqlite3.connect(":memory:")
    # As it was before there was a log beside it.
    opened.deserialize(raw[:18] + b"\1\1" + raw[20:])
    counted = opened.execute("SELECT (SELECT COUNT(*) FROM MESSAGE) + COUNT(*) FROM S_USER")
    return int(counted.fetchone()[0])


def _calendar(raw: bytes) -> int:
    if raw.lstrip()[:1] == b"[":
        return len(_JCAL.findall(raw))
    return len(_CALENDAR.findall(re.sub(rb"\r?\n[ \t]", b"", raw)))


def _youtube(raw: bytes) -> int:
    if raw.lstrip()[:1] == b"[":
        return len(json.loads(raw))
    return raw.count(b'"outer-cell') or _rows(raw)


def _mastodon(raw: bytes) -> int:
    return len(json.loads(raw)["orderedItems"]) if raw.lstrip()[:1] == b"{" else _rows(raw)


def _signal(raw: bytes) -> int:
    if raw.lstrip()[:1] == b"{":
        return sum(bool(line.strip()) for line in raw.splitlines())
    return len(_CHAT.findall(raw))


def _x(raw: bytes) -> int:
    told = json.loads(raw[raw.index(b"=") + 1 :])
    return sum(len(one.get("dmConversation", {}).get("messages", [1])) for one in told)


_COUNTERS: dict[str, Callable[[bytes], int]] = {
    "mail": _mails,
    "whatsapp": lambda raw: len(_CHAT.findall(raw)),
    "calendar": _calendar,
    "calls": lambda raw: len(_CALLS.findall(raw)),
    "mastodon": _mastodon,
    "youtube": _youtube,
    "community": _rows,
    "contacts": _cards,
    "linkedin": _linkedin,
    "telegram": _telegram,
    "meta": _meta,
    "discord": _messages,
    "google_chat": _messages,
    "slack": _slack,
    "signal": _signal,
    "x_archive": _x,
}
