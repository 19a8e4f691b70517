"""The owner's word on what somebody is, as commands and pages say it."""

from collections.abc import Sequence

import pyarrow as pa
import pytest
from tests.people.test_automaton import deem
from tests.people.test_joined import handle
from tests.people.test_member import me
from tests.stepping import Row, tables_from

from mutuals.engine.cut import cut_out
from mutuals.errors import UnknownPersonError, UsageError
from mutuals.people.what import REASONS, say_kind, words_on_kinds
from mutuals.records import Cut

TWO = handle(("mail", "loom@x.example"), ("mail", "ann@x.example"))


class Held:
    """Tables made once, to be read, that keep what was said last."""

    def __init__(self, answer: Sequence[Row]) -> None:
        names = ("address", "person", "namesake", "mine")
        self._tables: dict[str, pa.Table] = tables_from(
            (*names, "answer"), {"handle": TWO, "answer": answer}
        )

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table or a part of it."""
        return cut_out(self._tables[name], cut)

    def answer(self, question: str, address_id: int, value: str) -> None:
        """Keep what was said last."""
        self.said = (question, address_id, value)


def test_a_word_is_kept_for_an_address_and_can_be_taken_back() -> None:
    held = Held([me(2)])
    assert say_kind(held, "loom@x.example", "List").startswith("loom@x.example is a list")
    assert held.said == ("kind", 1, "list")
    assert "taken back" in say_kind(held, "1", "none")
    with pytest.raises(UsageError, match="say one of person, list"):
        say_kind(held, "loom@x.example", "thing")
    with pytest.raises(UsageError, match="this is you"):
        say_kind(held, "ann@x.example", "robot")
    with pytest.raises(UnknownPersonError):
        say_kind(held, "nobody", "robot")


def test_what_was_said_is_told_until_it_is_taken_back() -> None:
    (said,) = words_on_kinds(Held([deem(1, "robot"), deem(2, "list"), deem(2, "none", 2)]))
    assert (said.name, said.question, said.value) == ("loom@x.example", "kind", "robot")
    assert {"list", "silent", "said_list"} <= set(REASONS)
