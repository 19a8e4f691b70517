"""Sentences come back from a table as they were."""

from hypothesis import given
from hypothesis import strategies as st

from mutuals.mirror.codec import row_of, sentence_of
from mutuals.sentence import Evidence, Sentence, Who

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
PART = st.one_of(
    TEXT,
    st.builds(Who, st.integers(0, 2**63 - 1), TEXT),
    st.builds(Evidence, TEXT, TEXT, st.integers(0, 10**9)),
)


@given(st.lists(PART, max_size=6).map(tuple), TEXT)
def test_a_sentence_survives_the_table(parts: tuple[str | Who | Evidence, ...], basis: str) -> None:
    said = Sentence(parts, basis=f"{basis}.", grade="D", sure="a hint")
    assert sentence_of(row_of("answer", said)) == said


def test_a_sentence_that_cannot_be_said_survives_too() -> None:
    missing = Sentence((), sure="not enough records", missing="Nothing yet.")
    row = row_of("time", missing)
    assert (row["place"], row["text"]) == ("time", "Nothing yet.")
    assert sentence_of(row) == missing
