"""Texts that a shell or a program wrote in UTF-16, whatever their format."""

import json
from pathlib import Path

import pytest

from mutuals.sandbox import Ended, Request, Unread, read
from mutuals.settings import Settings

CHAT = json.dumps(
    {
        "participants": [{"name": "Ann"}, {"name": "Me"}],
        "messages": [{"sender_name": "Ann", "timestamp_ms": 1705151100000, "content": "hi"}],
        "title": "Zoë",
        "thread_path": "inbox/ann_1",
    },
    ensure_ascii=False,
)
MEETING = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240113T140500Z\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_every_text_is_read(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    for name, text in (("message_1.json", CHAT), ("a.ics", f"{MEETING}END:VCALENDAR")):
        (tmp_path / name).write_bytes((mark + text).encode(encoding))
    (tmp_path / "other.txt").write_bytes((mark + "only words").encode(encoding))
    events = list(read(Request(tuple(sorted(tmp_path.iterdir()))), Settings()))
    assert [(one.seen, one.rejected) for one in events if isinstance(one, Ended)] == [(1, 0)] * 2
    (unread,) = (one for one in events if isinstance(one, Unread))
    assert unread.reason == "unknown_format"
