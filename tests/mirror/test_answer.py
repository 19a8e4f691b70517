"""Which one are you: from shares in bands, or what is missing to say it."""

import pytest
from tests.mirror.tables import ANN, BOB, ME, Rows, tables

from mutuals.mirror.answer import answer
from mutuals.mirror.look_up import village
from mutuals.mirror.standing import standing
from mutuals.sentence import Evidence, Sentence


def way(name: str, people: int, share: float, *, width: float = 0.2) -> dict[str, object]:
    return {
        "source_id": ME,
        "way": name,
        "people": people,
        "exposed": people,
        "took_up": round(people * share),
        "share": share,
        "lower": share - width / 2,
        "upper": share + width / 2,
    }


def done(number: int) -> Rows:
    nobody: Rows = [
        {"source_id": None, "sort": "action", "credit": 0.5, "person_id": ANN}
        for _ in range(number)
    ]
    mine: Rows = [
        {"source_id": ME, "sort": "action", "credit": 0.5, "person_id": person}
        for person in (ANN, ANN, BOB)
    ]
    return nobody + mine


def status(followers: int, percentile: float, likes: int = 0) -> Rows:
    return [{"person_id": ME, "followers": followers, "percentile": percentile, "likes": likes}]


def said(
    *conversion: dict[str, object], outcomes: int = 41, standing_at: Rows | None = None
) -> Sentence:
    given = tables(conversion=list(conversion), credit=done(outcomes), status=standing_at or [])
    return answer(village(given))


def test_the_answer_says_shares_in_bands_and_leans_where_they_differ() -> None:
    found = said(
        way("personal", 38, 0.47),
        way("broadcast", 212, 0.1),
        way("neither", 20, 0.02, width=0.01),
        standing_at=status(3, 0.2),
    )
    assert found.text() == (
        "Few people follow you. Of the things you took up or spoke of, people went on to do "
        "about half after talking with you, about one in ten after only seeing a post and "
        "about one in fifty after neither. That leans towards mentor more than role model; "
        "it does not settle it."
    )
    assert (found.grade, found.sure) == ("D", "a fair guess")
    assert found.basis == (
        "38 people talked with, 38 pairs of a person and a thing; three things done by two "
        "people you had been in contact with before"
    )
    assert Evidence("about half", "influence", 38) in found.parts


@pytest.mark.parametrize(
    ("personal", "broadcast", "words"),
    [(0.1, 0.6, "role model more than mentor"), (0.3, 0.3, "do not settle"), (0.3, None, "settle")],
)
def test_it_leans_only_where_the_bands_are_apart(
    personal: float, broadcast: float | None, words: str
) -> None:
    seen = [] if broadcast is None else [way("broadcast", 90, broadcast)]
    assert words in said(way("personal", 38, personal), *seen).text()


def test_a_wide_band_is_a_hint() -> None:
    assert said(way("personal", 12, 0.5, width=0.8)).sure == "a hint"


def test_followers_are_counted_where_they_are_not_few() -> None:
    found = said(way("personal", 38, 0.5), standing_at=status(212, 0.9))
    assert found.text().startswith("212 people follow you. ")


@pytest.mark.parametrize(
    ("conversion", "outcomes", "words"),
    [
        ([], 41, "41 things done, and no people you talked with"),
        ([way("personal", 9, 0.5)], 41, "nine people you talked with"),
        ([way("personal", 38, 0.5)], 11, "eleven things done"),
    ],
)
def test_too_few_records_say_what_would_do(conversion: Rows, outcomes: int, words: str) -> None:
    found = said(*conversion, outcomes=outcomes)
    assert found.sure == "not enough records"
    assert words in found.text()
    assert "around 30 things and 10 people" in found.text()


def test_status_stands_apart_and_says_what_came_after_posts() -> None:
    quiet: Rows = [{"person_id": ME, "broadcast": 0.2}]
    some: Rows = [{"person_id": ME, "broadcast": 1.0}]
    several: Rows = [{"person_id": ME, "broadcast": 6.4}]
    heard = [
        standing(village(tables(status=status(17, 0.9, 179), influence=rows))).text()
        for rows in (quiet, some, several)
    ]
    assert heard[0] == (
        "Seventeen people follow you, and your posts got 179 likes. We found nothing in these "
        "files that people did after a post of yours."
    )
    assert "came before one thing others did" in heard[1]
    assert "came before about six things others did" in heard[2]


@pytest.mark.parametrize("rows", [[], status(0, 0.0)])
def test_without_follows_and_likes_there_is_no_status(rows: Rows) -> None:
    assert standing(village(tables(status=rows))).sure == "not enough records"
