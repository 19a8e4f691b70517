"""Two names, one person: listed, said, taken back, and kept through everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.test_correct import Said

import mutuals
from mutuals.network import Network
from mutuals.people.one_person import contradictions, say_of_two, words_on_two

KASIA = ("kflint@quillbyschool.example", "Kasia F.")


@pytest.fixture
def said(run: Run, village_store: Path) -> Said:
    return lambda *words: run("--store", village_store, "--json", *words)


@pytest.fixture
def network(village_store: Path) -> Iterator[Network]:
    opened = mutuals.open(village_store)
    yield opened
    opened.close()


def persons(network: Network) -> list[int]:
    network.build(tables=["address", "contradiction"])
    rows = network.table("address").to_pylist()
    person_of = {row["value"]: int(row["person_id"]) for row in rows}
    return [person_of[value] for value in KASIA]


def test_somebody_known_by_five_addresses_is_joined_or_asked_about(said: Said) -> None:
    listed = said("same").json
    about = [
        pair
        for pair in listed
        if any("Kasia F." in str(side["addresses"]) for side in (pair["one"], pair["other"]))
        and any("flint" in str(side["addresses"]) for side in (pair["one"], pair["other"]))
    ]
    assert about
    assert all(pair["reasons"] for pair in listed)


def test_a_word_wins_through_reading_again_and_can_be_taken_back(
    network: Network, village: Path
) -> None:
    apart, content = persons(network), network.content_hash()
    one, other = KASIA
    assert "are one person, as you say" in say_of_two(network, "same", one=one, other=other)
    network.read([village / "owner" / "calendar.ics"])
    assert len(set(persons(network))) == 1
    assert [(said.word, said.is_kept) for said in words_on_two(network)] == [("same", True)]
    say_of_two(network, "apart", one=other, other=one)
    assert persons(network) == apart
    assert contradictions(network) == []
    say_of_two(network, "neither", one=one, other=other)
    assert persons(network) == apart
    assert words_on_two(network) == []
    for _ in range(4):
        network.undo()
    assert network.content_hash() == content


def test_the_command_says_it_and_lists_it(said: Said) -> None:
    (row,) = said("correct", "same", *KASIA).json
    assert (row["word"], row["is_kept"]) == ("same", True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("same", KASIA[0], KASIA[0]), "one address here"),
        (("same", KASIA[0], "nobody@at.all"), "nobody called"),
        (("apart", KASIA[0]), "say what, who and the right value"),
    ],
)
def test_what_cannot_be_said_of_two(said: Said, words: tuple[str, ...], told: str) -> None:
    answer = said("correct", *words)
    assert answer.code
    assert told in " ".join(answer.err.replace("│", " ").split())
