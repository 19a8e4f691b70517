"""What became of every file, as `mutuals doctor` tells it."""

from pathlib import Path

import mutuals
from mutuals.intake.story import stories

MAIL = """\
From: Ann Bell <ann@example.org>
To: Cy Dorn <cy@example.org>
Date: {date}
Message-ID: <{number}@example.org>

Shall we bake?
"""


def test_every_file_has_a_story(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    dates = ("Thu, 2 Jan 2025 10:00:00 +0000", "Fri, 3 Jan 2025 10:00:00 +0000", "soon")
    for number, date in enumerate(dates):
        (box / f"{number}.eml").write_text(MAIL.format(date=date, number=number), "utf-8")
    (box / "links.csv").write_text("follower,followed\n", "utf-8")
    network = mutuals.open(tmp_path / "store")
    network.read([box])
    network.read([box / "0.eml"])
    told = stories(network)
    network.close()
    assert [(Path(one.path).name, one.imports, one.standing, one.why) for one in told] == [
        ("0.eml", 2, "read in full", ""),
        ("1.eml", 1, "read in full", ""),
        ("2.eml", 1, "nothing in it could be read", "bad date 1"),
        ("links.csv", 1, "holds no records", ""),
    ]
    assert [one.first.isoformat() if one.first else "" for one in told] == [
        *("2025-01-02", "2025-01-03", "", ""),
    ]
    assert (told[0].seen, told[0].stored, told[0].known) == (1, 0, 1)


def test_files_that_were_not_read_are_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"From: ann@example.org\nTo: ben@example.org\n\nHi\n")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    network = mutuals.open(tmp_path / "x.mutuals")
    network.read([tmp_path / "a.eml", tmp_path / "b.jpg"])
    found = {Path(one.path).name: (one.format, one.standing) for one in stories(network)}
    network.close()
    assert found["b.jpg"] == ("not read: no records", "was not read")
