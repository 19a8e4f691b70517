"""The signs that are kept when a message's text is dropped."""

import pyarrow as pa
import pytest
from tests.readers.community.reading import csv_of, found_in

from mutuals.readers.community.words import signals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("See you there", ""),
        ("Where is it?", " question "),
        ("Thanks so much", " thanks "),
        ("Could you send it please", " asks "),
        ("Sorry, I can't make it", " declines "),
        ("Ann, I would like to introduce Bo", " introduces "),
        ("I'm happy to help", " offers "),
        ("at #Lunch#x and #lunch ##", " tag:lunch tag:lunch "),
        (
            "<https://www.Example.org:80/a?b> http://b.example",
            " link:example.org link:b.example ",
        ),
        ("ftp://example.org #", ""),
    ],
)
def test_sign_is_found(text: str, expected: str) -> None:
    assert signals(pa.array([text, "plain"])).to_pylist() == [expected, ""]


def test_long_text_of_tags_keeps_the_first_twenty() -> None:
    (found,) = signals(pa.array(["#a " * 100_000])).to_pylist()
    assert found == " tag:a" * 20 + " "


def test_text_is_dropped_unless_it_is_to_be_kept() -> None:
    content = csv_of("started_at,sender,recipients,text", "2024,ann,bo,Zoë?")
    (row,) = found_in(content).tables["interaction"]
    assert (row["text"], row["length"], row["signals"]) == (None, 4, " question ")
    (row,) = found_in(content, keep_text=True).tables["interaction"]
    assert row["text"] == "Zoë?"
