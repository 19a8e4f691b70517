"""Files made to cost their reader time or memory, each a few bytes of program."""

import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

MIB = 1 << 20
_MAIL = b"From: ann@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n"
_EVENT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20200101T100000Z\r\n"
_EVENT_ENDS = "END:VEVENT\r\nEND:VCALENDAR\r\n"


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def _gzip_of_zeros(size: int) -> bytes:
    packer, held = zlib.compressobj(9, wbits=31), io.BytesIO()
    for _ in range(size // MIB):
        held.write(packer.compress(bytes(MIB)))
    held.write(packer.flush())
    return held.getvalue()


def _overlapping() -> bytes:
    """Return a zip whose thousand entries are all the same bytes."""
    packed = _zip({"a.mbox": b"From a\n" + bytes(MIB)})
    end = packed.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", packed[end + 16 : end + 20])[0]
    entry, times = packed[start:end], 1000
    head = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, times, times, len(entry) * times, start, 0
    )
    return packed[:start] + entry * times + head


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "../../out"), (tarfile.CHRTYPE, "null")):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    return held.getvalue()


def _laughs() -> bytes:
    lines = ['<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY l0 "ha">']
    lines += [f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)]
    return "\n".join([*lines, ']><smses count="1"><sms body="&l9;"/></smses>']).encode()


def _deep_cbor() -> bytes:
    """Return a CAR file whose block is a list in a list, a hundred thousand deep."""
    body = b"\x81" * 100_000 + b"\x00"
    header = b"\xa2eroots\x80gversion\x01"
    cid = b"\x01\x71\x12\x20" + bytes(32)
    size, length = len(cid) + len(body), b""
    while size >> 7:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return bytes([len(header)]) + header + length + bytes([size]) + cid + body


def _recipients(count: int) -> bytes:
    named = b", ".join(b"Bob %d <b%d@example.org>" % (one, one) for one in range(count))
    return _MAIL + b"To: " + named + b"\n\nHello\n"


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip of zeros, 1 to 1,000": ("a.zip", lambda: _zip({"a.mbox": bytes(200 * MIB)})),
    "zip in a zip": ("a.zip", lambda: _zip({"b.zip": _zip({"c.zip": _zip({"d": b"x"})})})),
    "zip of shared bytes": ("a.zip", _overlapping),
    "zip of 100,000 members": (
        "a.zip",
        lambda: _zip({f"{one}.txt": b"" for one in range(100_000)}),
    ),
    "zip that climbs out": ("a.zip", lambda: _zip({"../../../out.mbox": _MAIL + b"\nx"})),
    "gzip of 1 GB of zeros": ("a.mbox.gz", lambda: _gzip_of_zeros(1024 * MIB)),
    "gzip of one line of 256 MB": (
        "a.vcf.gz",
        lambda: gzip.compress(b"BEGIN:VCARD\nVERSION:3.0\nFN:" + b"a" * 256 * MIB, 1),
    ),
    "tar of a link and a device": ("a.tar", _tar),
    "JSON 100,000 deep": ("result.json", lambda: b'{"messages": ' + b"[" * 100_000),
    "JSON string of 100 MB": (
        "result.json",
        lambda: b'{"name": "a", "messages": [{"text": "' + b"a" * 100 * MIB + b'"}]}',
    ),
    "JSON of 3,000,000 empty messages": (
        "result.json",
        lambda: (
            b'{"name":"A","type":"personal_chat","id":1,"messages":['
            + b'{"type":"message"}, \n' * 3_000_000
            + b"0]}"
        ),
    ),
    "JSON of 1,000,000 keys": (
        "message_1.json",
        lambda: json.dumps(
            {"participants": [], "messages": [dict.fromkeys(map(str, range(10**6)))]}
        ).encode(),
    ),
    "10,000 recipients": ("a.eml", lambda: _recipients(10_000)),
    "100,000 recipients": ("a.eml", lambda: _recipients(100_000)),
    "20,000 encoded words": ("a.eml", lambda: _MAIL + b"To: " + b"=?utf-8?q?a?= " * 20_000),
    "parts 1,000 deep": (
        "a.eml",
        lambda: (
            _MAIL
            + b"Content-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 1000
        ),
    ),
    "20,000 nested comments": ("a.eml", lambda: b"From: " + b"(" * 20_000 + b")\n" + _MAIL),
    "3,000 parameters": (
        "a.eml",
        lambda: (
            _MAIL
            + b"Content-Type: text/plain"
            + b"".join(b";\n a*%d*=utf-8''x" % one for one in range(3000))
            + b"\n\nx"
        ),
    ),
    "event for ever": (
        "a.ics",
        f"{_EVENT}RRULE:FREQ=SECONDLY;UNTIL=99991231T000000Z\r\n{_EVENT_ENDS}".encode,
    ),
    "calendar 50,000 deep": (
        "a.ics",
        lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000,
    ),
    "1,000,000 guests": (
        "a.ics",
        lambda: (
            f"{_EVENT}{'ATTENDEE:mailto:a@b.org' + chr(13) + chr(10)}".encode()
            + b"ATTENDEE:mailto:c@d.org\r\n" * 10**6
            + _EVENT_ENDS.encode()
        ),
    ),
    "card of one 64 MB line": ("a.vcf", lambda: b"BEGIN:VCARD\nFN:" + b"a" * 64 * MIB),
    "ten entities of ten": ("sms.xml", _laughs),
    "chat line of 64 MB": (
        "_chat.txt",
        lambda: b"[03.02.24, 09:15:02] Ann: hello\n[03.02.24, 09:16:02] Bob: " + b"a" * 64 * MIB,
    ),
    "header of 100,000 columns": (
        "interactions.csv",
        lambda: b"started_at,sender,recipients," + b",".join(b"x%d" % one for one in range(10**5)),
    ),
    "cell of 100 MB": (
        "interactions.csv",
        lambda: b"started_at,sender,recipients\n2024-01-01,ann," + b"b" * 100 * MIB,
    ),
    "Parquet cut short": ("interactions.parquet", lambda: b"PAR1" + b"\xff" * 4096 + b"PAR1"),
    "blocks 100,000 deep": ("repo.car", _deep_cbor),
}


def written(folder: Path) -> dict[str, Path]:
    """Write every bomb into a folder of its own; return where each is."""
    found = {}
    for number, (what, (name, make)) in enumerate(BOMBS.items()):
        place = folder / str(number)
        place.mkdir(parents=True)
        (place / name).write_bytes(make())
        found[what] = place / name
    return found
