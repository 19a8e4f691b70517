"""Count the records of an archive file without the readers' help.

By the plainest means there are: separator lines, dated lines, `json.loads`, `csv`. A
file's member in an archive is taken out by `zipfile` or `gzip`.
"""

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

_MAIL = re.compile(rb"(?m)(?:\A|\n\r?\n)From [^\n]*\d\d:\d\d[^\n]*\d{4}[^\n]*$")
_CHAT = re.compile(rb"(?m)^(?:\xe2\x80\x8e)?\[?\d+[-./]\d+[-./]\d+,? \d+:\d\d")
_CALENDAR = re.compile(rb"(?mi)^BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VPOLL)\s*?$")
_CARD = re.compile(rb"(?mi)^BEGIN:VCARD\s*?$")
_WIDE = 1 << 30


def count(path: Path, form: str) -> int:
    """Return how many records a file of a format holds.

    A mailbox's messages are its separator lines, a chat's its dated lines, a calendar's
    its components, an address book's its cards, a table's its rows; any other mail is
    one. Of a JSON file it is what its lists hold.
    """
    return _COUNTERS[form](content(path))


def content(path: Path) -> bytes:
    """Return the bytes of a file, or of the archive's member a path goes on to."""
    whole = next(one for one in (path, *path.parents) if one.is_file())
    if whole.suffix == ".gz":
        return gzip.decompress(whole.read_bytes())
    if whole == path:
        return path.read_bytes()
    with zipfile.ZipFile(whole) as archive:
        return archive.read(str(path.relative_to(whole)))


def _mails(raw: bytes) -> int:
    return len(_MAIL.findall(raw)) if raw[:5] == b"From " else 1


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


def _messages(raw: bytes) -> int:
    return len(json.loads(raw)["messages"])


def _slack(raw: bytes) -> int:
    told = json.loads(raw)
    if isinstance(told, dict):
        replies = (len(one.get("slackdump_thread_replies", ())) for one in told["messages"])
        return len(told["messages"]) + sum(replies)
    # A list of channels holds no records.
    return sum("members" not in one and "topic" not in one for one in told or ())


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
    "calendar": lambda raw: len(_CALENDAR.findall(raw)),
    "community": _rows,
    "contacts": _cards,
    "linkedin": _linkedin,
    "telegram": _telegram,
    "meta": _messages,
    "discord": _messages,
    "google_chat": _messages,
    "slack": _slack,
    "signal": _signal,
    "x_archive": _x,
}
