"""What is told of the owner's words: obeyed, or beaten by newer ones."""

from collections.abc import Sequence

import pyarrow as pa
import pytest
from tests.people.test_decision import word
from tests.people.test_joined import card, handle
from tests.stepping import Row, tables_from

from mutuals.engine.cut import cut_out
from mutuals.errors import UsageError
from mutuals.people.one_person import contradictions, say_of_two, words_on_two
from mutuals.records import Cut

THREE = handle(("mail", "ann@x.example"), ("mail", "lee@x.example"), ("mail", "cy@x.example"))


class Held:
    """Tables made once, to be read."""

    def __init__(self, **given: Sequence[Row]) -> None:
        names = ("decision", "contradiction", "address", "person", "namesake")
        self._tables: dict[str, pa.Table] = tables_from(names, given)

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table or a part of it."""
        return cut_out(self._tables[name], cut)

    def answer(self, question: str, address_id: int, value: str) -> None:
        """Keep what was said last."""
        self.said = (question, address_id, value)


def test_an_obeyed_apart_is_kept_though_an_archive_says_otherwise() -> None:
    held = Held(handle=THREE, answer=[word(1, "apart 2", 1)], same_person=[card(1, 2)])
    assert [(said.word, said.is_kept) for said in words_on_two(held)] == [("apart", True)]
    assert contradictions(held) == []


def test_a_word_that_newer_words_beat_is_told() -> None:
    said = [word(1, "apart 3", 1), word(1, "same 2", 2), word(2, "same 3", 3)]
    held = Held(handle=THREE, answer=said)
    assert [one.is_kept for one in words_on_two(held)] == [True, True, False]
    (told,) = contradictions(held)
    assert "you said that they are two people" in told


def test_two_addresses_of_one_value_are_told_apart_by_their_scheme() -> None:
    held = Held(handle=handle(("mail", "info@x.example"), ("mastodon", "info@x.example")))
    with pytest.raises(UsageError, match=r"mail:info@x\.example, mastodon:info@x\.example"):
        say_of_two(held, "apart", one="info@x.example", other="mastodon:info@x.example")
    say_of_two(held, "apart", one="mail:info@x.example", other="Mastodon:info@x.example")
    assert held.said == ("one_person", 1, "apart 2")
