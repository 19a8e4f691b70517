"""Who is meant, and what tells namesakes apart."""

import pyarrow as pa
import pytest
from tests.stepping import Row, made_from
from tests.ties.rows import ANN, BOB, CAS, DEE, NOW, archive, said

from mutuals.claims.verdict import Given
from mutuals.errors import AmbiguousPersonError, NobodyIsMeError, UnknownPersonError
from mutuals.people.find import find_person, me, names

MORNING = "2025-03-05T09:00"
HANDLES = {
    "ann": "flint@tarn.example",
    "bob": "kate@fold.example",
    "cas": "cas@fold.example",
    "dee": "noreply@shop.example",
}
CALLED = {ANN: "Kate Flint", BOB: "Kate Flint", CAS: "Cas Straße", DEE: "Kate"}


def tables(**handles: str) -> Given:
    given: dict[str, list[Row]] = {
        **archive(said("ann > bob cas", MORNING), said("dee > ann", MORNING), **HANDLES | handles),  # type: ignore[dict-item]  # rows all the same
        "alias": [{"address_id": one, "name": name} for one, name in CALLED.items()],
    }
    made = {name: made_from(name, given, NOW) for name in ("person", "address", "namesake")}
    return Given({name: pa.Table.from_pylist(rows) for name, rows in made.items()})


@pytest.mark.parametrize(
    ("who", "person_id"),
    [
        ("cas straße", CAS),
        ("straße", CAS),
        ("Kate@fold.example", BOB),
        (str(ANN), ANN),
        ("Kate Flint (tarn)", ANN),
        ("kate flint (FOLD)", BOB),
        ("noreply@shop.example", DEE),
    ],
)
def test_somebody_is_found(who: str, person_id: int) -> None:
    assert find_person(tables(), who) == person_id


def test_two_of_a_name_are_asked_about() -> None:
    with pytest.raises(AmbiguousPersonError, match=r"tarn\.example.*fold\.example"):
        find_person(tables(), "kate flint")
    with pytest.raises(AmbiguousPersonError):
        find_person(tables(), "flint")


@pytest.mark.parametrize("who", ["ka", "kate flint (shop)", "99", "", "%"])
def test_nobody_is_found_by_less(who: str) -> None:
    with pytest.raises(UnknownPersonError):
        find_person(tables(), who)


def test_nobody_is_me_until_it_is_said() -> None:
    assert me(tables()) is None
    with pytest.raises(NobodyIsMeError):
        find_person(tables(), "me")


def test_namesakes_are_told_apart_by_where_they_belong() -> None:
    assert names(tables(), [ANN, BOB, CAS]) == {
        ANN: "Kate Flint (tarn)",
        BOB: "Kate Flint (fold)",
        CAS: "Cas Straße",
    }
    assert names(tables())[DEE] == "Kate"


def test_namesakes_of_one_domain_are_told_apart_by_address() -> None:
    found = names(tables(ann="flint@fold.example"), [ANN, BOB])
    assert found == {
        ANN: "Kate Flint (flint@fold.example)",
        BOB: "Kate Flint (kate@fold.example)",
    }
