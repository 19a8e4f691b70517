"""What was hidden is not looked at, losses are said, and nothing is left behind."""

import re
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from tests.validation.given import DAY, DAYS, FIRST, PEOPLE, Given, Row, small, stamp

from mutuals.errors import UsageError
from mutuals.estimators.contest import Standing
from mutuals.estimators.skill import Skill
from mutuals.records import Cut
from mutuals.schemas import SCHEMAS
from mutuals.validation import Validation, validate
from mutuals.validation.left_groups import WITHOUT, _groups
from mutuals.validation.past import copies
from mutuals.validation.standings import NAMED
from mutuals.validation.telling import answered, beside, gained, opened
from mutuals.validation.validate import Answer

SPLIT = FIRST + 150 * DAY


@pytest.fixture(scope="module")
def world() -> dict[str, list[Row]]:
    rows = small()
    rows["profile"] = [
        {"address_id": one, "group_name": f"group {one % 8}", "source_id": 1}
        for one in range(PEOPLE)
    ]
    return rows


@pytest.fixture(scope="module")
def found(world: dict[str, list[Row]]) -> Validation:
    said = validate(Given(world))
    assert said is not None
    return said


def answer(found: Validation, asked: str) -> Answer:
    return next(one for one in found.answers if one.asked == asked)


def test_the_last_fifth_is_hidden(found: Validation) -> None:
    assert found.since.timestamp() == pytest.approx(FIRST + 0.8 * DAYS * DAY, abs=2 * DAY)
    assert found.days == pytest.approx(0.2 * DAYS, abs=3)


def test_ties_that_ended_are_told_from_those_that_go_on(found: Validation) -> None:
    told = answer(found, "Which ties stay alive")
    ours = told.standings[0]
    assert (ours.way, ours.verdict) == ("Mutuals", "ours")
    assert ours.skill.value > 0.8
    assert told.off is not None
    verdicts = {one.way: one.verdict for one in told.standings[1:]}
    assert verdicts["most contacts"] == "ahead"
    assert "most followers" in told.silent


def test_every_question_is_answered_or_says_what_is_missing(found: Validation) -> None:
    assert [one.asked for one in found.answers] == [
        "Which ties stay alive",
        "Which new ties form",
        "Who takes up what",
        "Who takes up what, in a group left out",
        "Whose word is followed",
    ]
    for one in found.answers:
        assert bool(one.standings) != bool(one.missing)
        assert one.rule
    taken = answer(found, "Who takes up what")
    assert taken.standings[0].skill.value > 0.6
    assert answer(found, "Whose word is followed").came > 0


def test_a_group_left_out_is_foretold_from_the_others(found: Validation) -> None:
    """Talk brings things along here: whom people met tells, and the loss is less."""
    told = answer(found, "Who takes up what, in a group left out")
    assert [one.way for one in told.standings[:2]] == ["Mutuals", WITHOUT]
    assert told.gain is not None
    without, less = told.gain
    assert less.lower < less.value < less.upper
    assert 0 < less.value < without
    assert f"log-loss {without:.4f} without whom they met" in answered(told).basis
    assert not gained(answer(found, "Who takes up what"))


def test_groups_that_are_not_stated_are_not_guessed() -> None:
    found = _groups(Groups(["a", "", "b"]), np.array([7, 8, 9]))
    assert found.tolist() == [0, -1, 1]


class Groups:
    """A store in which people's groups are all there is."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return the groups of people 7, 8 and so on."""
        assert (name, cut) == ("belonging", None)
        return pa.table({"person_id": range(7, 7 + len(self._names)), "group_name": self._names})


def test_comparisons_add_up(found: Validation) -> None:
    counts = [found.count(verdict) for verdict in ("ahead", "level", "behind")]
    assert sum(counts) == sum(max(len(one.standings) - 1, 0) for one in found.answers)
    assert f"behind in {counts[2]}." in opened(found).text()
    assert "50 of 100 is a coin" in beside(found)


def test_a_loss_is_said_as_plainly_as_a_win() -> None:
    ours = Standing("Mutuals", Skill(0.6, 0.55, 0.65), None)
    for gap, words in ((0.1, "behind us"), (-0.1, "ahead of us")):
        other = Standing("recency", Skill(0.6 - gap, 0.4, 0.8), Skill(gap, gap - 0.05, gap + 0.05))
        one = Answer("Which ties stay alive", 90, 40, "", (ours, other), None, (), "")
        assert words in answered(one).text()
        found = Validation(stamp(0), stamp(1), 1, 0.2, (one,))
        assert f"behind in {int(gap < 0)}." in opened(found).text()


def test_nothing_of_what_is_hidden_is_in_what_was_known(world: dict[str, list[Row]]) -> None:
    """Taking the hidden part out of the records changes nothing of the copy's past."""
    known = {table: [row for row in rows if moment(row) < SPLIT] for table, rows in world.items()}
    stay = {row["interaction_id"] for row in known["interaction"]}
    known["participation"] = [
        row for row in world["participation"] if row["interaction_id"] in stay
    ]
    tables = [past(rows) for rows in (world, known)]
    assert tables[0].equals(tables[1])
    assert tables[0].num_rows > 500


def past(rows: dict[str, list[Row]]) -> pa.Table:
    with copies(Given(rows), (SPLIT, FIRST + DAYS * DAY), lambda _: None) as (then, _):
        return then.table("contact_day")


def moment(row: Row) -> int:
    return int(str(row.get("started", row.get("happened", 0))))


def test_the_store_is_only_read_and_texts_are_not_copied(world: dict[str, list[Row]]) -> None:
    given = Given(world)
    with copies(given, (SPLIT, SPLIT), lambda _: None) as (then, _):
        assert then.table("interaction")["text"].null_count == then.table("interaction").num_rows
    assert set(given.asked) == set(SCHEMAS)


def test_stopping_leaves_nothing_behind(
    world: dict[str, list[Row]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    heard: list[str] = []

    def stop(what: str) -> None:
        heard.append(what)
        if what == "contact":
            (folder,) = tmp_path.iterdir()
            assert folder.stat().st_mode & 0o077 == 0
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        validate(Given(world), tell=stop)
    assert heard[-1] == "contact"
    assert list(tmp_path.iterdir()) == []


def test_small_stores_have_not_enough_records(world: dict[str, list[Row]]) -> None:
    assert validate(Given({})) is None
    assert validate(Given(world), until=stamp(FIRST + 10 * DAY).replace()) is None
    thin = {**world, "interaction": world["interaction"][::100], "outcome": []}
    assert validate(Given(thin)) is None


@pytest.mark.parametrize("share", [0.0, 0.9, float("nan")])
def test_no_more_than_half_can_be_hidden(share: float) -> None:
    with pytest.raises(UsageError, match="say one from"):
        validate(Given({}), share=share)


def test_cases_of_one_kind_only_are_not_enough() -> None:
    rows = small(2, days=60)
    rows["outcome"] = []
    found = validate(Given(rows))
    assert found is not None
    assert answer(found, "Who takes up what").missing.startswith("Not enough records")
    assert np.isclose(found.share, 0.2)


def test_what_is_short_is_counted() -> None:
    rows = small(2, days=60)
    rows["outcome"] = rows["outcome"][:30]
    found = validate(Given(rows))
    assert found is not None
    told = answer(found, "Who takes up what").missing
    assert re.search(r": of \d+ cases \d+ came true; it takes 20 that did", told)


def test_the_rules_of_others_stand_beside_by_name(found: Validation) -> None:
    said = answer(found, "Whose word is followed")
    ways = {one.way for one in said.standings} | set(said.silent)
    assert not said.standings or set(NAMED.values()) <= ways
    taken = answer(found, "Who takes up what")
    assert "vendors' rule of those met" in {one.way for one in taken.standings} | set(taken.silent)


def test_ties_are_asked_after_for_ninety_days_at_most() -> None:
    rows = small(4, days=800)
    found = validate(Given(rows), share=0.5)
    assert found is not None
    alive = answer(found, "Which ties stay alive")
    assert found.days > 390
    # over a year all but a few would have met again
    assert alive.came < 0.9 * alive.cases
