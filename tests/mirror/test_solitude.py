"""The card is asked, private, deletable, and says no more than the answers do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import mutuals
from mutuals.engine.schema import INTERNAL
from mutuals.errors import UnknownTableError, UsageError
from mutuals.estimators.self_report import place
from mutuals.mirror.solitude import ADULTS, HELP, ITEMS, answered, card, forget
from mutuals.network import Network
from mutuals.schemas import SCHEMAS
from mutuals.steps import steps


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = mutuals.open(tmp_path / "own.mutuals")
    yield made
    made.close()


def leaning(chosen: int, ease: int) -> list[int]:
    """Return answers that lean on each axis: 1 towards it, -1 away, 0 in between."""
    wanted = {"chosen": chosen, "ease": ease}
    high = {True: {1: 1, -1: 5, 0: 3}, False: {1: 5, -1: 1, 0: 3}}
    return [high[turned][wanted[axis]] for _, axis, turned in ITEMS]


def test_ten_items_an_axis_are_counted_the_right_way_round() -> None:
    assert [axis for _, axis, _ in ITEMS].count("chosen") == 10
    turned = {text: turned for text, _, turned in ITEMS}
    assert not turned["Prefer to be alone."]
    assert turned["Love large parties."]
    assert turned["Find it difficult to approach others."]
    assert not turned["Am comfortable in unfamiliar situations."]
    assert sum(turned for _, axis, turned in ITEMS if axis == "chosen") == 5
    assert sum(turned for _, axis, turned in ITEMS if axis == "ease") == 6


@pytest.mark.parametrize(
    ("chosen", "ease", "words"),
    [
        (1, 1, "time alone is mostly what you would choose, and others looking on costs you li"),
        (-1, 0, "company is mostly what you would choose, and others looking on costs you now"),
        (0, -1, "equally welcome, and others looking on costs you something"),
    ],
)
def test_the_words_follow_the_answers(
    network: Network, chosen: int, ease: int, *, words: str
) -> None:
    answered(network, leaning(chosen, ease), is_adult=True)
    found = card(network)
    assert found is not None
    assert words in found.sentence
    assert found.chosen.leans == chosen
    assert found.ease.leans == ease


@pytest.mark.parametrize(
    ("chosen", "ease", "is_offered"),
    [(-1, -1, True), (0, -1, True), (1, -1, False), (-1, 1, False)],
)
def test_help_is_named_where_being_alone_looks_unchosen(
    network: Network, chosen: int, ease: int, *, is_offered: bool
) -> None:
    answered(network, leaning(chosen, ease), is_adult=True)
    found = card(network)
    assert found is not None
    assert found.help == (HELP if is_offered else "")
    assert not any(one.isdigit() for one in HELP)


def test_of_the_young_nothing_is_kept(network: Network) -> None:
    assert answered(network, leaning(1, 1), is_adult=False) == ADULTS
    assert card(network) is None


def test_the_last_answers_count_and_earlier_ones_stay_beside(network: Network) -> None:
    answered(network, leaning(1, 1), is_adult=True)
    answered(network, leaning(-1, 1), is_adult=True)
    found = card(network)
    assert found is not None
    assert found.chosen.leans == -1
    assert [one.leans for _, one, _ in found.before] == [1]


def test_deleted_is_gone(network: Network) -> None:
    answered(network, leaning(1, 1), is_adult=True)
    assert "deleted" in forget(network)
    assert card(network) is None
    assert forget(network) == "There was no card to delete."
    assert network.check(read_data=True) == []


def test_it_is_in_no_table_no_export_and_no_hash(network: Network) -> None:
    before = network.content_hash()
    answered(network, leaning(1, 1), is_adult=True)
    assert network.content_hash() == before
    assert "private_answer" in INTERNAL
    assert "private_answer" not in SCHEMAS
    assert "private_answer" not in network.tables()
    assert not any("private_answer" in step.needs for step in steps().values())
    with pytest.raises(UnknownTableError):
        network.table("private_answer")
    said = [network.table(name).num_rows for name in ("answer", "source")]
    assert said == [0, 0]


@pytest.mark.parametrize("answers", [[3] * 19, [6] * 20, [0] * 20, [3] * 16 + [0] * 4 + [-1]])
def test_answers_that_are_none_are_refused(network: Network, answers: list[int]) -> None:
    with pytest.raises(UsageError):
        answered(network, answers, is_adult=True)
    assert card(network) is None


def test_too_few_of_one_half_are_refused(network: Network) -> None:
    some = [0 if axis == "ease" else 3 for _, axis, _ in ITEMS]
    with pytest.raises(UsageError, match="too many were left out"):
        answered(network, some, is_adult=True)


def test_answers_that_disagree_leave_a_wide_region() -> None:
    turned = [False] * 10
    same, apart = place([4] * 10, turned), place([1, 5] * 5, turned)
    assert same.upper - same.lower < apart.upper - apart.lower
    assert same.leans == 1
    assert apart.leans == 0
    assert place([], []).answers == 0
