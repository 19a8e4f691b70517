"""The owner's word on a tie wins, outlives rebuilds and can be taken back."""

from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Run
from tests.web.opened import let_in

import mutuals
from mutuals.network import Network
from mutuals.records import Cut
from mutuals.stages.standing import standings

Said = Callable[..., Answer]


@pytest.fixture
def said(run: Run, village_store: Path) -> Said:
    """Return what asks the village's store and answers in JSON."""
    return lambda *words: run("--store", village_store, "--json", *words)


def test_a_corrected_stage_wins_after_rebuild_and_reading_again_until_undone(
    said: Said, village: Path, village_store: Path
) -> None:
    before = {one["name"]: one for one in said("ties").json}
    name = next(one for one in before if before[one]["stage"] == "acquaintance")
    (row,) = said("correct", "stage", name, "Budding friend").json
    assert (row["name"], row["question"], row["value"]) == (name, "stage", "budding_friend")

    assert said("read", village / "owner" / "calendar.ics").code == 0
    network = mutuals.open(village_store)
    network.build()
    (mine,) = [
        one
        for one in network.table("stage").to_pylist()
        if (one["alter_id"], one["is_corrected"]) == (row["person_id"], True)
    ]
    assert (mine["stage"], mine["probability"]) == ("budding_friend", 1.0)
    _agree_everywhere(network, row["person_id"], village_store.parent)
    network.close()

    assert "calendar.ics" in said("undo").json["undone"]
    assert said("undo").json["undone"] == "the import of your answers: 1 records"
    after = {one["name"]: one["stage"] for one in said("ties").json}
    assert after[name] == "acquaintance"
    assert said("correct").json == []


def _agree_everywhere(network: Network, other: int, place: Path) -> None:
    """See the owner's word in every table and page that tells of the tie."""
    (mine,) = [row["person_id"] for row in network.table("person").to_pylist() if row["is_me"]]
    tie = Cut(equal=(("ego_id", mine), ("alter_id", other)))
    changes = sorted(network.table("transition", tie).to_pylist(), key=itemgetter("number"))
    said = [(row["to_stage"], row["trigger"]) for row in changes]
    assert ("budding_friend", "you said so") in said[-2:]
    assert [row["to_stage"] for row in network.table("lately", tie).to_pylist()] == [
        "budding_friend"
    ]
    assert [one.stage for one in standings(network, "me") if one.person_id == other] == [
        "budding_friend"
    ]
    client = let_in(network, place / "inbox")
    page = client.get(f"/person/{other}").text
    assert "They are a budding friend, as you say." in page
    assert "you said so" in page
    assert client.get("/continuum").status_code == client.get("/").status_code == 200


def test_the_last_word_counts_and_none_takes_it_back(said: Said) -> None:
    name = next(one["name"] for one in said("ties").json if one["stage"] == "friend")
    for value in ("friend", "acquaintance"):
        said("correct", "stage", name, value)
    assert [one["value"] for one in said("correct").json] == ["acquaintance"]
    assert said("correct", "stage", name, "none").json == []
    assert {one["stage"] for one in said("ties").json if one["name"] == name} == {"friend"}


def test_three_examples_of_time_teach_the_rest(said: Said) -> None:
    names = [one["name"] for one in said("ties").json]
    friends = [one["name"] for one in said("ties").json if one["stage"] == "friend"]
    for name in friends[:2]:
        said("correct", "time", name, "meaningful")
    learned = [one["basis"] for one in said("hours", "--by", "meaning").json]
    assert set(learned) == {"you said", "not enough labels"}
    said("correct", "time", next(one for one in names if one not in friends), "mindless")
    rows = said("hours", "--by", "meaning").json
    assert sum(one["basis"] == "you said" for one in rows) == 3
    assert {one["basis"] for one in rows} == {"you said", "learned"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("mood", "me", "good"), "nothing that can be put right"),
        (("stage", "me", "enemy"), "avatar, acquaintance, budding_friend, friend"),
        (("stage", "me", "friend"), "this is you"),
        (("stage", "Nobody Atall", "friend"), "Nobody Atall"),
        (("stage",), "say what, who and the right value"),
    ],
)
def test_what_cannot_be_put_right_is_refused(said: Said, words: tuple[str, ...], told: str) -> None:
    answer = said("correct", *words)
    assert answer.code == (1 if "Atall" in told else 2)
    assert told in " ".join(answer.err.replace("│", " ").split())


def test_a_store_without_an_owner_has_nobody_whose_word_counts(run: Run, empty: Path) -> None:
    answer = run("--store", empty, "correct", "stage", "me", "friend")
    assert answer.code == 1
    assert "do not say who you are" in answer.err
    listed = run("--store", empty, "correct")
    assert listed.out == "You have put nothing right so far.\n"
