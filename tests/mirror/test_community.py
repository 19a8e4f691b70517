"""The mirror of a community, and the table it lies in."""

from tests.mirror.tables import ANN, BOB, Rows, tables

from mutuals.mirror.community import followed_by_many, moves_unseen
from mutuals.mirror.look_up import village
from mutuals.mirror.mirror import SCHEMA, mirror
from mutuals.mirror.sentences import mirror_sentences

DONE: Rows = [{"source_id": None, "sort": "action"} for _ in range(30)]


def people(extra: int = 20) -> dict[str, Rows]:
    """Return Ann, followed by one and moving much, and Bob, followed by all."""
    rows = [(ANN, 1, 0.1, 9.0), (BOB, 40, 1.0, 0.5)]
    rows += [(100 + one, 5, 0.5, 1.0) for one in range(extra)]
    return {
        "status": [
            {"person_id": one, "followers": followers, "percentile": percentile}
            for one, followers, percentile, _ in rows
        ],
        "influence": [
            {
                "person_id": one,
                "personal": personal,
                "personal_lower": personal * 0.8,
                "personal_upper": personal * 1.2,
                "outcomes": 12,
            }
            for one, _, _, personal in rows
        ],
    }


def test_somebody_few_follow_is_named_for_what_came_after_talks() -> None:
    here = village(tables(is_community=True, credit=DONE, **people()))
    found = moves_unseen(here)
    assert found.text() == (
        "Ann Ash is not much followed: one person follows them. Yet talks with them came "
        "before about nine things others did."
    )
    assert (found.grade, found.sure) == ("D", "a fair guess")


def test_too_few_things_or_people_say_so() -> None:
    for credit, extra in ((DONE[:29], 20), (DONE, 17)):
        here = village(tables(is_community=True, credit=credit, **people(extra)))
        assert moves_unseen(here).sure == "not enough records"


def test_nobody_unseen_is_said_so() -> None:
    given = people()
    for row in given["status"]:
        row["percentile"] = 0.9
    here = village(tables(is_community=True, credit=DONE, **given))
    assert moves_unseen(here).missing


def test_the_most_followed_is_named_beside_what_came_after_talks() -> None:
    found = followed_by_many(village(tables(is_community=True, credit=DONE, **people())))
    assert found.text() == (
        "40 people follow Bob Birch, more than anybody else; talks with 21 other people came "
        "before more of what people did."
    )
    assert followed_by_many(village(tables(is_community=True))).missing


def test_the_table_holds_every_sentence_by_its_place() -> None:
    for is_community, places in (
        (False, ["answer", "introductions", "time", "moved", "fading", "status"]),
        (True, ["answer", "status"]),
    ):
        given = tables(is_community=is_community)
        found = mirror(**given.tables)
        assert found.schema == SCHEMA
        assert found["place"].to_pylist() == places
        assert all(found["missing"].to_pylist())
        assert [one.text() for one in mirror_sentences(given)] == found["text"].to_pylist()
