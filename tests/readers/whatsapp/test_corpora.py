"""Public sample chats: every dated line is a record, counted by another counter."""

import json
import os
import re
from pathlib import Path

import pytest

from mutuals.readers.whatsapp import read, recognizes
from mutuals.records import Interaction, Source

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[4] / "shared" / "data"))
DATED = re.compile(rb"(?m)^(?:\xe2\x80\x8e)?\[?\d+[-./]\d+[-./]\d+,? \d+:\d\d")
CHATS = [
    path
    for folder in ("exports/whatstk", "exports/chat-miner/whatsapp", "exports/timelinize")
    for path in sorted((DATA / folder).rglob("*.txt"))
]

pytestmark = pytest.mark.skipif(not CHATS, reason="the data folder (MUTUALS_DATA) is not here")


def interactions(path: Path) -> list[Interaction]:
    source = Source(
        name=path.name,
        open=lambda: path.open("rb"),
        keep_text=True,
        answers={"day_first": "day"},
    )
    return [one for one in read(source) if isinstance(one, Interaction)]


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.name)
def test_every_dated_line_is_a_record(path: Path) -> None:
    content = path.read_bytes()
    found = interactions(path)
    assert [one.record_no for one in found] == list(range(1, len(DATED.findall(content)) + 1))
    assert len({one.key for one in found}) == len(found)
    assert recognizes(path.name, content[:65_536]) >= 0.6


@pytest.mark.parametrize(
    "path", [one for one in CHATS if "chat-miner" in one.parts], ids=lambda path: path.name
)
def test_messages_are_those_another_program_finds(path: Path) -> None:
    expected = json.loads((path.parent / "target.json").read_text("utf-8"))
    found = [
        {
            "timestamp": one.started_at.strftime("%Y-%m-%dT%H:%M:%S"),
            "author": one.sender.value if one.sender else "",
            "message": " ".join(one.text.split()),
        }
        for one in reversed(interactions(path))
        if one.kind == "message" and one.text != "."
    ]
    assert found == [one for one in expected if one["message"] not in {"", "."}]
