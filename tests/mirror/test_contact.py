"""With how few people half of all contact is; only the owner hears names."""

from tests.mirror.tables import ANN, BOB, Rows, tables
from tests.stepping import tables_from

from mutuals.mirror.contact import half_of_all_contact, half_of_contact
from mutuals.mirror.letter import told_first
from mutuals.mirror.look_up import village
from mutuals.sentence import Evidence, Sentence


def few(*people: int, total: int = 40, of: int = 9) -> Rows:
    return [
        {"person_id": one, "contacts": 10, "place": place, "total": total, "people": of}
        for place, one in enumerate(people, 1)
    ]


def test_the_owner_hears_names_in_the_order_of_the_alphabet() -> None:
    found = half_of_contact(village(tables(contact_half=few(BOB, ANN))))
    assert found.text() == (
        "Half of your contact in these files is with two of the 9 people you have contact with: "
        "Ann Ash and Bob Birch."
    )
    assert found.basis == "40 contacts; one with several people counts for each"
    many = half_of_contact(village(tables(contact_half=few(1, 2, 3, 4, 5))))
    assert many.text().endswith("with five of the 9 people you have contact with.")
    alone = half_of_contact(village(tables(contact_half=few(ANN, of=1))))
    assert alone.text() == "All of your contact in these files is with one person: Ann Ash."


def test_hardly_any_contact_says_nothing() -> None:
    for rows in ([], few(ANN, total=19)):
        here = village(tables(contact_half=rows))
        assert half_of_contact(here).missing.startswith("We cannot say yet with whom")
        assert half_of_all_contact(here).missing.startswith("We cannot say yet how contact")


def test_a_community_hears_how_many_and_never_of_a_handful() -> None:
    few_of_many = few(1, 2, 3, 4, 5, 6, of=80)
    found = half_of_all_contact(village(tables(is_community=True, contact_half=few_of_many)))
    assert found.text() == "Six of the 80 people in contact here have half of all contact."
    found = half_of_all_contact(village(tables(is_community=True, contact_half=few(1, 2))))
    assert found.text().startswith("Fewer than five of the 9 people")
    assert isinstance(found.parts[0], Evidence)
    assert found.parts[0].records == 9
    handful = village(tables(is_community=True, contact_half=few(1, 2, of=4)))
    assert half_of_all_contact(handful).missing.startswith("Of fewer than five people")


def test_the_few_are_the_owners_or_without_one_everybodys() -> None:
    ties: Rows = [
        {"ego_id": ego, "alter_id": alter, "interactions": many}
        for one, other, many in ((1, 2, 30), (1, 3, 20), (1, 4, 11), (3, 4, 100))
        for ego, alter in ((one, other), (other, one))
    ]
    for is_me, half, total in ((True, [2, 3], 61), (False, [3, 4], 322)):
        person: Rows = [{"person_id": one, "is_me": is_me and one == 1} for one in range(1, 6)]
        rows = (
            tables_from(("contact_half",), {"tie": ties, "person": person})["contact_half"]
            .sort_by("place")
            .to_pylist()
        )
        assert [row["person_id"] for row in rows] == half
        assert {row["total"] for row in rows} == {total}
        assert 2 * sum(row["contacts"] for row in rows) >= total
        assert 2 * sum(row["contacts"] for row in rows[:-1]) < total


def test_the_letter_begins_with_what_is_said() -> None:
    told, missing = Sentence(("Told.",), basis="a file"), Sentence((), missing="Not yet.")
    assert told_first([missing, told, missing]) == [told, missing, missing]
    assert told_first([told, missing, told]) == [told, missing, told]
    assert told_first([]) == []
