"""``mutuals seeds``: a sentence first, what it rests on, and what else there is."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from mutuals.cli.seeds import _lines
from mutuals.influence.seeds import Pick, Plan, StarPrice, Way


def plan(*, exposed: int = 200, followed: bool = True, best_by_lot: float = 11.0) -> Plan:
    return Plan(
        (Pick(1, 1.0, 8.0, None, 0.0), Pick(2, 2.0, 12.3, 1, 3.0), Pick(3, 1.0, 1.0, 1, 0.01)),
        0.8,
        140,
        exposed,
        (0.1, 0.2, 0.3),
        (
            Way("chosen here", 3, 4.0, 21.0, 12.0, 30.0),
            Way("PageRank", 3, 4.0, 14.7, 9.0, 20.0),
            Way("by lot (mean of 5)", 4, 4.0, best_by_lot, 10.9, 11.1),
        ),
        (
            StarPrice(None, 3, 40.0, 21.0, 3, 19.0),
            StarPrice(10.0, 7, 2.0, 25.0, 3, 19.0),
            StarPrice(1.0, 19, 0.0, 39.0, 3, 19.0),
        ),
        followed,
    )


NAMES = {1: "Ann", 2: "Bo", 3: "Cy"}


def test_the_sentence_comes_first_then_everybody_then_its_grounds() -> None:
    lines = _lines(plan(), NAMES, whose="here")
    assert lines[:6] == [
        (
            "Ask Ann, Bo and Cy first: about 21 of the 140 people here could act, between 12 "
            "and 30, themselves included."
        ),
        (
            "The next best way, those of the highest PageRank, would reach 30% fewer; people drawn "
            "by lot, 48% fewer."
        ),
        "",
        "Ann adds about 8.",
        "Bo adds about 12; about 3 more they could reach are reached by Ann already.",
        "Cy adds about 1.",
    ]
    table = "\n".join(lines[7:])
    assert re.search(r"^PageRank +3 +4 +15 +9 to 20 +70%$", table, re.MULTILINE)
    assert re.search(r"^by lot \(mean of 5\) +4 +4 +11 +about 11 +52%$", table, re.MULTILINE)


def test_stars_against_many_come_last_with_the_grounds() -> None:
    lines = _lines(plan(), NAMES, whose="here")
    assert lines[-7] == (
        "Where each follower costs as much as the asking, 19 people reach about 39 for the money "
        "that 3 stars cost, who reach about 19."
    )
    # What asking the most followed comes to where it costs nothing was told before.
    assert [re.split("  +", line) for line in lines[-6:-3]] == [
        ["being known costs", "the most followed", "the same money buys"],
        [
            "every 10 followers as much as asking",
            "3 people reach about 19",
            "7 people reach about 25",
        ],
        ["each follower as much as asking", "3 people reach about 19", "19 people reach about 39"],
    ]
    assert lines[-3:] == [
        "",
        (
            "A word is taken to lead to a deed 10 to 30 times in a hundred, from 200 words on "
            "record, times how strong the tie is. Grade D: what came before, not what caused it."
        ),
        (
            "No choice for the same money could reach more than 1.2 times as many. That is proved "
            "by counting, but for one chance in 140; it holds as far as words pass along ties as "
            "they are taken to."
        ),
    ]


def test_lost_even_and_missing_comparisons_are_said() -> None:
    lines = _lines(plan(exposed=0, followed=False, best_by_lot=22.05), NAMES, whose="here")
    assert lines[1] == "In simulation it loses: people drawn by lot would reach 5.0% more."
    assert lines[-2].endswith("Grade D: a guess.")
    assert "Nobody follows anybody in these records." in lines
    assert lines[-4].startswith("each contact as much as asking")
    lines = _lines(plan(best_by_lot=20.5), NAMES, whose="here")
    assert lines[1].startswith("It hardly matters whom you ask here")


def test_a_budget_and_a_file_of_prices(
    *, run: Run, village_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mutuals.influence.seeds.RUNS", 200)
    monkeypatch.setattr("mutuals.influence.seeds.SETS", 100)
    prices = tmp_path / "prices.csv"
    prices.write_text("person,cost\nSaoirse Varga,5\n", encoding="utf-8")
    store = ["--store", str(village_store)]
    answer = run("seeds", "--budget", "2", "--costs", str(prices), "--json", *store).json
    assert [one["cost"] for one in answer["picks"]] == [1.0, 1.0]
    assert "Saoirse Varga" not in {one["name"] for one in answer["picks"]}
    assert answer["ways"][0]["way"] == "chosen here"
    refused = run("seeds", "--budget", "0.5", *store)
    assert (refused.code, "pays for nobody" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who,price\n", "no columns person and cost"),
        ("person,cost\nSaoirse Varga,much\n", "not a number"),
        (None, "No such file"),
    ],
)
def test_prices_that_cannot_be_read_are_said(
    text: str | None, words: str, *, run: Run, village_store: Path, tmp_path: Path
) -> None:
    prices = tmp_path / "prices.csv"
    if text is not None:
        prices.write_text(text, encoding="utf-8")
    answer = run("seeds", "--costs", str(prices), "--store", str(village_store))
    assert answer.code
    assert words in answer.err
