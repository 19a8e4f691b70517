"""Real exports: as many records are seen as a counter that is no reader counts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import mutuals

_FROM = re.compile(
    rb"(?:\A|\n\n|\r\n\r\n)From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)"  # and a header after it
)
_SAID = re.compile(r"^\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? +\d{1,2}[:.]\d{2}", re.MULTILINE)
_COMPONENT = re.compile(
    rb"^BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VPOLL)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_INVISIBLE = str.maketrans({"\u200e": None, "\ufeff": None, "\u202f": " "})


def mails(content: bytes) -> int:
    """Count separator lines, or one mail where a file has none."""
    return len(_FROM.findall(content)) if content.startswith(b"From ") else 1


def lines_said(content: bytes) -> int:
    """Count lines that begin with a date and a time."""
    return len(_SAID.findall(content.decode("utf-8", "replace").translate(_INVISIBLE)))


def components(content: bytes) -> int:
    """Count what a calendar holds, folded lines put together."""
    return len(_COMPONENT.findall(re.sub(rb"\r?\n[ \t]", b"", content)))


# Folder, counter, files read and the records in them.
EXPORTS: list[tuple[str, Callable[[bytes], int], int, int]] = [
    ("notmuch_corpora", mails, 320, 321),
    ("mailing_lists", mails, 1, 164),
    ("whatstk", lines_said, 5, 3120),
    ("chat-miner/whatsapp", lines_said, 5, 45),
    ("timelinize", lines_said, 1, 19),
    ("ics_icalendar", components, 111, 173),
]


@pytest.mark.parametrize(("folder", "count", "files", "records"), EXPORTS)
def test_no_record_is_overlooked(  # noqa: PLR0913, PLR0917  # four of them are the case
    data: Path,
    tmp_path: Path,
    folder: str,
    count: Callable[[bytes], int],
    files: int,
    records: int,
) -> None:
    place = data / "exports" / folder
    network = mutuals.open(tmp_path / "x.mutuals")
    options = {"answers": {"*": {"day_first": "day"}}}
    report = network.read([place], options=options)
    before = network.content_hash()
    again = network.read([place], options=options)
    assert network.content_hash() == before
    network.close()
    counted = {one.path: count(Path(one.path).read_bytes()) for one in report.files}
    assert {one.path: one.seen for one in report.files} == counted
    assert all(one.stored + one.known + one.rejected == one.seen for one in report.files)
    assert (len(report.files), sum(counted.values())) == (files, records)
    assert [one.path for one in again.files if one.stored] == []
    assert report.questions == []
