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
                "exposures": 12,
            }
            for one, _, _, personal in rows
        ],
    }


def test_a_community_hears_of_groups_and_of_nobody() -> None:
    given = people()
    for row in given["status"][:8]:
        row["percentile"] = 0.1 if row["person_id"] != BOB else 1.0
    found = moves_unseen(village(tables(is_community=True, credit=DONE, **given)))
    assert found.text() == (
        "Of what came after talks here, about half was with the seven people whom fewest follow, "
        "of 22 who are set side by side."
    )
    assert (found.grade, found.sure) == ("D", "a hint")
    for row in given["influence"]:
        row["grade"] = "C"
    found = moves_unseen(village(tables(is_community=True, credit=DONE, **given)))
    assert found.text().startswith("Of what moved together with talks here, about half")


def test_too_few_things_or_people_say_so() -> None:
    for credit, extra in ((DONE[:29], 20), (DONE, 17)):
        here = village(tables(is_community=True, credit=credit, **people(extra)))
        assert moves_unseen(here).sure == "not enough records"


def test_where_people_were_asked_whom_they_know_that_is_what_is_said() -> None:
    survey: dict[str, object] = {"thing": "loom", "lower": 0.2, "upper": 1.0, "is_null": False}
    survey |= {
        "adoptions": 90,
        "people": 200,
        "undated": 0,
        "ties": 800,
        "periods": 9,
        "unasked": 0,
    }
    survey |= {"grade": "C", "untold": ""}
    here = village(tables(is_community=True, credit=DONE[:9], named_effect=[survey], **people()))
    found = moves_unseen(here)
    assert found.text() == "People took loom up together with those they name."
    assert (found.grade, found.basis) == (
        "C",
        "90 of 200 people took it up, on 9 dates; 800 namings",
    )


def test_a_group_of_fewer_than_five_is_not_told_of() -> None:
    here = village(tables(is_community=True, credit=DONE, **people()))
    assert moves_unseen(here).missing


def test_the_most_followed_is_held_beside_what_came_after_talks() -> None:
    found = followed_by_many(village(tables(is_community=True, credit=DONE, **people())))
    assert found.text() == (
        "40 people follow whoever is followed most here; talks with 21 other people came before "
        "more of what people did."
    )
    assert followed_by_many(village(tables(is_community=True))).missing


def test_the_table_holds_every_sentence_by_its_place() -> None:
    for is_community, places in (
        (False, ["introductions", "time", "moved", "fading"]),
        (True, []),
    ):
        given = tables(is_community=is_community)
        found = mirror(**given.tables)
        assert found.schema == SCHEMA
        every = ["answer", "contact", "choices", *places, "status"]
        assert found["place"].to_pylist() == every
        assert all(found["missing"].to_pylist())
        assert [one.text() for one in mirror_sentences(given)] == found["text"].to_pylist()
