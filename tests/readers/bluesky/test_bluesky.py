"""Bluesky's repository: its records, its tree, and files that are broken."""

from hashlib import sha256
from io import BytesIO

import libipld
import pytest
from tests.archives.telling import lines, records

from mutuals.readers import bluesky
from mutuals.records import Interaction

ME, ANN = "did:plc:me", "did:plc:ann"
WHEN = "2024-01-31T10:11:12.345Z"
POST = f"at://{ANN}/app.bsky.feed.post/3k"


class Car:
    """A CAR file that is being written, block by block."""

    def __init__(self) -> None:
        self.raw = b""
        self.keys: list[tuple[bytes, bytes]] = []

    def block(self, value: object) -> bytes:
        content = libipld.encode_dag_cbor(value)
        address = b"\x01\x71\x12\x20" + sha256(content).digest()
        self.add(address, content)
        return address

    def add(self, address: bytes, content: bytes) -> None:
        self.raw += _varint(len(address) + len(content)) + address + content

    def record(self, kind: str, **more: object) -> None:
        value = {"$type": f"app.bsky.{kind}", "createdAt": WHEN, **more}
        key = f"app.bsky.{kind}/{len(self.keys):03}"
        self.keys.append((key.encode(), self.block(value)))

    def written(self, did: str = ME) -> bytes:
        entries: list[object] = []
        before = b""
        for key, address in sorted(self.keys):
            shared = next(
                (at for at, (a, b) in enumerate(zip(before, key, strict=False)) if a != b),
                min(len(before), len(key)),
            )
            entries.append({"k": key[shared:], "p": shared, "t": None, "v": address})
            before = key
        node = self.block({"e": entries, "l": None})
        commit = {"did": did, "rev": "3k", "data": node, "prev": None, "version": 3}
        root = self.block(commit) if did else node
        header = libipld.encode_dag_cbor({"roots": [root], "version": 1})
        return _varint(len(header)) + header + self.raw


def _varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])


def car() -> Car:
    made = Car()
    made.record("actor.profile", displayName="Me Myself")
    mention = {"features": [{"did": "did:plc:ben"}, {"uri": "https://a.example"}, 3]}
    made.record(
        "feed.post",
        text="Thanks, could you come?",
        reply={"root": {"uri": POST}, "parent": {"uri": POST}},
        facets=[mention, {"features": [{"did": "odd"}]}, 3],
        embed={"$type": "app.bsky.embed.images"},
    )
    made.record("feed.post", text="Alone", createdAt="2024-01-31T12:11:12+02:00")
    made.record("feed.like", subject={"uri": POST})
    made.record("feed.repost", subject={"uri": POST})
    made.record("graph.follow", subject=ANN)
    made.record("graph.block", subject=ANN)
    made.record("feed.post", text="x", createdAt="soon")
    made.record("feed.post", text="x", createdAt="2199-01-31T10:11:12Z")
    made.record("feed.like", subject={})
    made.record("graph.follow", subject="odd")
    return made


def test_a_repository() -> None:
    content = car().written()
    assert bluesky.recognizes("repo.car", content) == pytest.approx(0.97)
    me = "bluesky:did:plc:me (Me Myself)"
    assert [one.split(" @")[0] for one in lines(bluesky, content)] == [
        (
            f"1 post 2024-01-31 10:11:12? {me} to 0 [mention did:plc:ann, mention did:plc:ben]"
            " media+asks+question+thanks 'Thanks, could you come?'"
        ),
        f"2 post 2024-01-31 12:11:12? {me} to 0 [] - 'Alone'",
        f"3 like {me} [bluesky posts {POST}] 2024-01-31 10:11",
        f"4 share {me} [bluesky posts {POST}] 2024-01-31 10:11",
        f"5 follow {me} -> bluesky:did:plc:ann",
        "6 reject no_date",
        "7 reject date_out_of_range",
        "8 reject no_address",
        "9 reject no_address",
        (
            "notice Left out, as they say nothing of other people:"
            " 1 of app.bsky.actor.profile, 1 of app.bsky.graph.block."
        ),
    ]
    first, second = (one for one in records(bluesky, content) if isinstance(one, Interaction))
    assert first.thread == f"posts/{POST}"
    assert second.key == ("bluesky", "posts", f"at://{ME}/app.bsky.feed.post/002")


def test_a_file_that_is_broken() -> None:
    made = car()
    made.add(b"\x01\x71\x12\x20" + sha256(b"\xff").digest(), b"\xff")
    made.add(b"\x01\x71\x12\x20" + bytes(32), b"\xa0")
    content = made.written("")
    found = [one.split(" @")[0] for one in lines(bluesky, content)]
    assert found[9:11] == ["10 reject broken_block", "11 reject damaged"]
    assert found[-1] == "notice Nothing in it says whose repository it is."
    assert lines(bluesky, content[:-5])[-3].startswith("12 reject cut_off")
    odd = content + b"\xff" * 12
    assert any("reject not_a_block" in one for one in lines(bluesky, odd))
    assert lines(bluesky, b"\xff" * 20) == ["notice Nothing in it says whose repository it is."]


def test_a_deep_block_and_an_odd_tree() -> None:
    made = Car()
    deep = b"\x81" * 100_000
    made.add(b"\x01\x71\x12\x20" + sha256(deep).digest(), deep)
    made.block({"e": [{"p": "x"}], "l": None})
    made.block([1])
    found = [one.split(" @")[0] for one in lines(bluesky, made.written())]
    assert found == ["1 reject broken_block", "2 reject broken_block"]
    assert bluesky.recognizes("x.car", Car().written("")[:200]) == pytest.approx(0.6)
    assert bluesky.recognizes("x.car", BytesIO(b"eroots").read()) == 0.0
