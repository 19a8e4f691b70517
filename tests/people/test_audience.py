"""How many people an interaction went to: persons, wherever it is asked."""

import pytest
from tests.stepping import Row, work_out
from tests.ties.rows import ANN, BOB, CAS, DEE, NOW, archive, said

MORNING = "2025-03-05T09:00"


def same(*pairs: tuple[int, int]) -> list[Row]:
    return [{"address_id": one, "other_id": other, "reason": "vcard"} for one, other in pairs]


@pytest.mark.parametrize(
    ("line", "declared", "joined", "size"),
    [
        pytest.param("ann > bob cas", 2, [], 2, id="two people"),
        pytest.param("ann > bob cc:bob cas", 2, [], 2, id="one address named twice"),
        pytest.param("ann > bob cas", 2, same((BOB, CAS)), 1, id="two addresses of one person"),
        pytest.param("ann > bob cas", 2, same((ANN, CAS)), 1, id="a copy to oneself"),
        pytest.param("ann > bob", 9, [], 9, id="eight who are not named"),
        pytest.param("ann > bob cas", 9, same((BOB, CAS)), 8, id="seven who are not named"),
        pytest.param("ann > bob mention:cas delivered:dee", 2, [], 1, id="only addressed"),
        pytest.param("> bob cas", 2, [], 2, id="nobody knows from whom"),
        pytest.param("ann >", 30, [], 30, id="nobody is named"),
    ],
)
def test_an_audience_is_counted_in_persons(
    line: str, declared: int, *, joined: list[Row], size: int
) -> None:
    tables = archive(said(line, MORNING, audience_size=declared))
    rows = work_out("audience", NOW, **tables, same_person=joined)
    assert [row["audience_size"] for row in rows] == [size]


def test_eleven_addresses_of_ten_people_are_no_broadcast() -> None:
    everybody = " ".join(str(one) for one in range(10, 21))
    tables = archive(said(f"ann > {everybody}", MORNING, audience_size=11))
    assert len(work_out("broadcast", NOW, **tables)) == 11
    joined = work_out("broadcast", NOW, **tables, same_person=same((10, 11)))
    assert joined == []
    talked = work_out("talk", NOW, **tables, same_person=same((10, 11)))
    assert len(talked) == 10


def test_fifty_one_addresses_of_fifty_people_are_time_in_company() -> None:
    everybody = " ".join(str(one) for one in range(10, 61))
    tables = archive(said(f"ann > {everybody}", MORNING, audience_size=51))
    assert {row["alter_id"] for row in work_out("hours", NOW, **tables)} == {None}
    rows = work_out("hours", NOW, **tables, same_person=same((10, DEE), (10, 11)))
    assert len([row for row in rows if row["ego_id"] == ANN]) == 50
    assert None not in {row["alter_id"] for row in rows}
