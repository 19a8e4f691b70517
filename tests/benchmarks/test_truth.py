"""What the benchmarks count and compare, on a few rows whose answer is known."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.measure import run_once
from benchmarks.run import page, sections
from benchmarks.truth.accounting import account
from benchmarks.truth.counting import count
from benchmarks.truth.findings import pair_f1
from benchmarks.truth.stages import agreement, confusion

MAIL = b"From: ann@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n\nHello.\n"
SEPARATOR = b"From ann@example.org Mon Mar  2 10:11:12 2020\n"


@pytest.mark.parametrize(
    ("form", "content", "records"),
    [
        ("mail", MAIL, 1),
        ("mail", SEPARATOR + MAIL + b"\n" + SEPARATOR + MAIL, 2),
        ("mail", SEPARATOR + MAIL + b"\nFrom here on it is 2020\n", 1),
        ("whatsapp", b"02/03/2020, 10:11 - Ann: hello\nand more\n02/03/2020, 10:12 - Bo: yes", 2),
        ("calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", 1),
        ("community", b'ego,alter\nann,"bo\nlee"\ncas,dee\n', 2),
    ],
)
def test_records_are_counted_without_a_reader(
    tmp_path: Path, form: str, content: bytes, *, records: int
) -> None:
    path = tmp_path / "archive"
    path.write_bytes(content)
    assert count(path, form) == records


def test_a_corpus_is_accounted_for(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.csv").write_text("ego,alter\nann,bo\nann,bo\n", "utf-8")
    (corpus / "two.csv").write_text("ego,alter\nann,bo\ncas,\n", "utf-8")
    (corpus / "three.bin").write_bytes(bytes(range(64)))
    found = account("corpus", corpus, tmp_path / "stores")
    assert found.row() == ["corpus", "community", 2, 4, 4, 1, 2, 1, 0]
    assert found.again == 0
    assert len(set(found.hashes)) == 1
    assert found.differing == []
    assert found.unread == ["three.bin (unknown_format)"]


def test_agreement_is_exact_near_and_fair_to_rare_stages() -> None:
    planted, said = np.array([0, 0, 0, 3]), np.array([0, 0, 1, 1])
    assert list(agreement(planted, said)) == pytest.approx([0.5, 0.75, 1 / 3, 0.75])
    assert confusion(planted, said) == [
        ["avatar", 2, 1, 0, 0],
        ["acquaintance", 0, 0, 0, 0],
        ["budding_friend", 0, 0, 0, 0],
        ["friend", 0, 1, 0, 0],
    ]


@pytest.mark.parametrize(
    ("said", "f1"), [([0, 0, 1, 1], 1.0), ([0, 1, 2, 3], 0.0), ([0, 0, 0, 0], 0.5)]
)
def test_pairs_put_together(said: list[int], f1: float) -> None:
    assert pair_f1([0, 0, 1, 1], said) == f1


def test_a_page_keeps_the_sections_that_were_not_run() -> None:
    written = page({"speed.mail": "fast\n", "speed.start": "soon\n"})
    assert written.index("## speed.start") < written.index("## speed.mail")
    assert sections(written) == {"speed.start": "soon\n", "speed.mail": "fast\n"}


def test_a_command_that_fails_ends_the_measurement() -> None:
    assert run_once(["true"]).wall > 0
    with pytest.raises(SystemExit, match="false ended with 1"):
        run_once(["false"])
