"""Hours, circles and capacity, asked in their other ways, on the village."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Run

Said = Callable[..., Answer]


@pytest.fixture
def said(run: Run, village_store: Path) -> Said:
    """Return what asks the village's store and answers in JSON."""
    return lambda *words: run("--store", village_store, "--json", *words)


def test_hours_by_month_channel_and_circle_come_to_the_same(said: Said) -> None:
    whole = sum(row["minutes"] for row in said("hours").json)
    for by in ("month", "channel", "circle"):
        rows = said("hours", "--by", by).json
        assert len(rows) > 20
        assert sum(row["minutes"] for row in rows) == pytest.approx(whole)


def test_what_passed_without_a_word_and_what_is_unsaid(said: Said) -> None:
    looked = said("hours", "--by", "passive").json
    assert sum(row["reactions"] for row in looked) > 10
    assert said("hours", "--by", "meaning").json == []
    wrong = said("hours", "--by", "mood")
    assert wrong.code == 2
    assert "person, month, channel, circle" in wrong.err


def test_gatherings_that_recur_and_who_called_them_together(said: Said) -> None:
    rows = {row["title"]: row for row in said("circles", "--of", "recurring").json}
    lunch = rows["Copper Ladle Friday"]
    assert (lunch["gatherings"], lunch["people"], lunch["convener"]) == (15, 8, "Amparo Whitlock")
    assert lunch["contact"].startswith("closer, ")
    callers = [row["name"] for row in said("circles", "--of", "conveners").json if row["calls"]]
    assert "Amparo Whitlock" in callers


def test_gatherings_are_divided_or_said_not_to_be(said: Said) -> None:
    rows = said("circles", "--of", "gatherings").json
    bases = {row["basis"] for row in rows}
    assert bases >= {"earlier contact", "not enough records"}
    assert all(row["lower"] <= row["expected"] <= row["upper"] for row in rows)
    assert len({row["circle_id"] for row in said("circles", "--of", "own").json}) > 1
    assert said("circles", "--of", "friends").code == 2


def test_capacity_of_the_owner_and_of_others(said: Said, run: Run, village_store: Path) -> None:
    mine = said("capacity").json
    assert mine["sentences"][0].startswith("You have about ")
    assert [row["layer"] for row in mine["capacity_layer"]] == [
        "weekly",
        "monthly",
        "half_yearly",
        "yearly",
    ]
    text = run("--store", village_store, "capacity", "Bram Fontaine").out
    assert "say nothing about anybody" in text


def test_a_list_of_nothing_is_said_to_be_nothing(run: Run, empty: Path) -> None:
    assert run("--store", empty, "circles", "--of", "conveners").code == 1
    assert "Nobody in these records" in run("--store", empty, "capacity").out
    assert "Too few people" in run("--store", empty, "hours", "--by", "month").out
    assert run("--store", empty, "hours", "--by", "moon").code == 2
