"""Whom to ask first: the best for the money, compared with other ways of choosing."""

import pyarrow as pa
import pytest

from mutuals.claims.verdict import Given
from mutuals.influence import seeds
from mutuals.influence.seeds import Way, whom_to_ask

ME, HUB, STAR, ROBOT = 1, 2, 3, 99
LEAVES = range(10, 16)


@pytest.fixture(autouse=True)
def _few_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "RUNS", 500)
    monkeypatch.setattr(seeds, "SETS", 80)


def tables(*, exposed: int = 100, followed: bool = True) -> Given:
    """Return a hub six talk with, a star many follow and one talks with, a robot."""
    pairs = [*((HUB, leaf) for leaf in LEAVES), (STAR, 10), (ME, HUB), (ME, STAR), (ROBOT, 11)]
    ties = [
        {"ego_id": one, "alter_id": other, "strength": 50.0, "reciprocity": 1.0}
        for pair in pairs
        for one, other in (pair, pair[::-1])
    ]
    everybody = [ME, HUB, STAR, ROBOT, *LEAVES]
    conversion = [
        {"source_id": source, "way": way, "people": people, "exposed": words, "took_up": deeds}
        for source, way, people, words, deeds in (
            (None, "personal", 50, exposed, exposed // 2),
            (None, "broadcast", 50, 500, 0),
            (HUB, "personal", 6, exposed, exposed),
        )
    ]
    rows = {
        "person": [
            {
                "person_id": one,
                "name": f"P{one}",
                "is_me": one == ME,
                "is_automaton": one == ROBOT,
            }
            for one in everybody
        ],
        "tie": ties,
        "conversion": conversion,
        "status": [
            {"person_id": one, "followers": 900 if one == STAR and followed else 0}
            for one in everybody
        ],
    }
    return Given({name: pa.Table.from_pylist(table) for name, table in rows.items()})


def test_the_hub_is_asked_before_the_star() -> None:
    plan = whom_to_ask(tables(), count=1)
    assert plan is not None
    assert [one.person_id for one in plan.picks] == [HUB]
    assert (plan.people, plan.exposed, plan.is_followed) == (9, 100, True)
    low, middle, high = plan.rate
    assert middle == pytest.approx(25.5 / 60)
    assert low < middle < high
    ours, *others = plan.ways
    assert [one.way for one in others] == [
        "most followers",
        "most contacts",
        "PageRank",
        "by lot (mean of 5)",
    ]
    # the hub, seven at about .425 (the owner among them), and some beyond the owner
    assert 1 + 7 * middle < ours.reached < 1.5 + 7 * middle
    assert ours.lower < 1.5 + 7 * low < 1 + 7 * high < ours.upper
    # in the same worlds the same choice reaches the same
    assert others[1] == Way("most contacts", 1, 1.0, ours.reached, ours.lower, ours.upper)
    assert others[0].reached < ours.reached
    assert 0.6 < plan.ratio <= 1.0


def test_neither_the_owner_nor_a_robot_is_asked() -> None:
    plan = whom_to_ask(tables(), count=50)
    assert plan is not None
    asked = {one.person_id for one in plan.picks}
    assert asked == {HUB, STAR, *LEAVES}


def test_a_budget_buys_ordinary_people_where_the_hub_is_dear() -> None:
    plan = whom_to_ask(tables(), budget=3.0, costs={HUB: 20.0})
    assert plan is not None
    assert HUB not in {one.person_id for one in plan.picks}
    assert sum(one.cost for one in plan.picks) == 3.0
    assert all(one.cost <= 3.0 for one in plan.ways)
    shared = [one for one in plan.picks if one.shared_with is not None]
    assert {one.shared_with for one in shared} <= {one.person_id for one in plan.picks}


def test_stars_are_asked_while_followers_cost_nothing() -> None:
    plan = whom_to_ask(tables(), count=3)
    assert plan is not None
    assert [one.per for one in plan.prices] == [None, 100.0, 10.0, 1.0]
    assert plan.prices[0].people == 3
    assert plan.prices[-1].people > 3
    assert plan.prices[-1].audience == 0
    assert [one.stars for one in plan.prices] == [3, 3, 3, 3]
    assert plan.prices[-1].reached > plan.prices[-1].by_stars


def test_contacts_stand_in_where_nobody_follows_anybody() -> None:
    plan = whom_to_ask(tables(followed=False), count=1)
    assert plan is not None
    assert not plan.is_followed
    assert "most followers" not in {one.way for one in plan.ways}


def test_what_nobody_fits_is_refused_and_nobody_is_an_answer() -> None:
    with pytest.raises(ValueError, match="pays for nobody"):
        whom_to_ask(tables(), budget=0.5)
    nobody = Given({**tables().tables, "tie": tables().table("tie").slice(0, 0)})
    assert whom_to_ask(nobody, count=1) is None
