"""Backups of calls and texts: samples line for line, and what is not to be trusted."""

import json
import tracemalloc
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest

import mutuals
from mutuals.readers.calls import read, recognizes
from mutuals.readers.calls.elements import attributes, tags
from mutuals.records import Address, Interaction, Notice, Record, Reject, Source

SAMPLES = Path(__file__).parent / "samples"
SMS = '<sms address="+1555010{}" date="1600000000000" type="1" body="x{}" contact_name="Ann" />'


def records(content: bytes | str) -> list[Record]:
    raw = content if isinstance(content, bytes) else content.encode()
    return list(read(Source(name="x.xml", open=lambda: BytesIO(raw))))


def shown(one: Address | None) -> str | None:
    return f"{one.scheme}:{one.value}|{one.name}" if one else None


def told(record: Record) -> list[object]:
    if isinstance(record, Reject):
        return [record.record_no, "reject", record.reason, record.byte_offset]
    if isinstance(record, Notice):
        return ["notice", record.sentence]
    assert isinstance(record, Interaction)
    assert not record.is_local_known
    return [
        record.record_no,
        f"{record.started_at:%Y-%m-%d %H:%M:%S}",
        f"{record.ended_at:%H:%M:%S}" if record.ended_at else None,
        f"{record.channel} {record.kind} {record.medium}",
        shown(record.sender),
        [f"{one.role} {shown(one.address)}" for one in record.participations],
        " ".join(record.signals),
        record.text,
    ]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    source = Source(name=path.name, open=lambda: path.open("rb"), keep_text=True)
    assert [told(record) for record in read(source)] == expected
    assert recognizes("x", path.read_bytes()) == 0.97


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE smses [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<smses count="1">'
    found = records(bomb + SMS.format(0, "&b;"))
    assert [one.reason for one in found if isinstance(one, Reject)] == ["declares"]
    assert not [one for one in found if isinstance(one, Interaction)]


def test_a_broken_entry_costs_itself_only() -> None:
    broken = '<sms address="+1555" date="1600000000000" type="1" body="a & b < c" />'
    found = records(f"<smses>{broken}{SMS.format(1, '')}<sms {SMS.format(2, '')}</smses>")
    assert [type(one) for one in found] == [Interaction] * 3


@pytest.mark.parametrize("cut", range(1, 80, 7))
def test_cut_anywhere(cut: int) -> None:
    whole = f"<smses>{SMS.format(0, '')}{SMS.format(1, '')}"
    found = records(whole[: len(whole) - cut])
    assert len(found) == 2
    assert isinstance(found[1], Reject)
    assert found[1].reason == "cut_off"


def test_a_tag_without_end_is_passed_over() -> None:
    endless = b'<smses><sms body="' + b"x" * 40_000_000
    begun = perf_counter()
    tracemalloc.start()
    found = records(endless)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.reason for one in found if isinstance(one, Reject)] == ["cut_off"]
    assert perf_counter() - begun < 5
    assert peak < 300_000_000
    again = records(endless + SMS.format(1, "").encode())
    assert [type(one) for one in again] == [Reject, Interaction]


def test_pictures_are_not_looked_at() -> None:
    part = (
        '<part ct="image/png" data="' + "A" * 3_000_000 + '" /><part ct="text/plain" text="Hi" />'
    )
    mms = f'<mms date="1600000000000" msg_box="2" address="+15550100">{part}</mms>'
    (found,) = records(f"<smses>{mms}</smses>")
    assert isinstance(found, Interaction)
    assert (found.length, found.text) == (2, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    content = f"<?xml version='1.0' ?>\n<smses>{SMS.format(0, 'Łódź')}</smses>".encode(encoding)
    (found,) = records(content)
    assert isinstance(found, Interaction)
    assert found.length == 5
    assert recognizes("x", content) == 0.97


def test_references() -> None:
    assert (
        attributes('<a b="&#0;&#xD800;&#1114112;&nbsp;" B="c"')["b"] == "\ufffd\ufffd\ufffd&nbsp;"
    )
    assert [one.name for one in tags(BytesIO(b"<a><!-- <sms> --></A><1 ?><>"))] == ["a", "/a", "1"]


def test_what_is_no_backup() -> None:
    assert recognizes("sms.xml", b"<html><sms></html>") == 0.0
    assert recognizes("sms.xml", b"<smses count='0'>") == 0.7
    assert records("<smses count='3'></smses>") == [
        Notice("The file says that it holds 3 entries; 0 were found.")
    ]


def test_every_entry_is_accounted_for(tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.xml"))
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read(files)
    again = network.read(files)
    network.close()
    assert [(Path(one.path).stem, one.format, one.seen) for one in report.files] == [
        ("calls", "calls", 7),
        ("sms", "calls", 8),
    ]
    assert all(one.stored + one.known + one.rejected == one.seen for one in report.files)
    assert [one.path for one in again.files if one.stored] == []
