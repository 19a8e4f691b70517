"""Names of many languages, as they are compared."""

import pytest

from mutuals.people.first_names import same
from mutuals.people.match_signs import compared
from mutuals.people.spelling import parsed, sounded


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Anna Müller", "anna muller", "same"),
        ("Müller, Anna", "Anna Müller", "same"),
        ("Dr. Anna Müller, PhD", "Anna Mueller", "like"),
        ("Юлия Иванова", "Julia Ivanova", "like"),
        ("Bob Jones", "Robert Jones", "like"),
        ("Paco García", "Francisco García", "like"),
        ("Gosia Nowak", "Małgorzata Nowak", "like"),
        ("R. Jones", "Robert Jones", "initial"),
        ("Kasia F.", "Katarzyna Flint", "initial"),
        ("Anna", "Anna Müller", "first"),
        ("Anna Müller", "Anna Schmidt", "other_family"),
        ("Anna Müller", "Bernd Müller", "family"),
        ("Anna Müller", "Bernd Schmidt", "differ"),
    ],
)
def test_how_near_names_are(one: str, other: str, near: str) -> None:
    a, b = parsed(one), parsed(other)
    assert a is not None
    assert b is not None
    assert compared(a, b) == compared(b, a) == near


@pytest.mark.parametrize(
    "text", ["", "12345", "ann@example.org", "\U0001f600", "P\u0430ul Smith", "a " * 40, "x" * 500]
)
def test_what_is_no_name(text: str) -> None:
    assert parsed(text) is None


def test_han_names_are_parted_and_small_words_are_not_families() -> None:
    han, noble = parsed("\u738b\u5c0f\u660e"), parsed("von der Heide Katharina")
    assert han is not None
    assert (han.first, han.family) == ("xiaoming", "wang")
    assert noble is not None
    assert (noble.first, noble.family) == ("heide", "katharina")


@pytest.mark.parametrize(
    "pair", [("Ekaterina", "Katya"), ("Sasha", "Aleksandr"), ("Uschi", "Ursula")]
)
def test_short_forms(pair: tuple[str, str]) -> None:
    assert same(*map(sounded, pair))
    assert not same(sounded(pair[0]), sounded("Bob"))
