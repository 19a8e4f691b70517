"""Ways are told apart only where their difference is more than chance."""

import numpy as np

from mutuals.estimators.contest import contest


def test_a_better_way_is_ahead_a_worse_behind_and_a_twin_level() -> None:
    rng = np.random.default_rng(3)
    truth = rng.normal(size=600)
    came = truth + rng.normal(size=600) > 0
    ways = {
        "ours": truth + rng.normal(size=600),
        "better": truth,
        "coin": rng.normal(size=600),
        "like ours": truth + rng.normal(size=600),
    }
    found = contest(came, ways, (np.arange(600),), rng=rng)
    assert found is not None
    verdicts = {one.way: one.verdict for one in found}
    assert verdicts == {"ours": "ours", "better": "behind", "coin": "ahead", "like ours": "level"}
    assert all(one.skill.lower <= one.skill.value <= one.skill.upper for one in found)


def test_cases_of_the_same_people_are_no_more_evidence() -> None:
    rng = np.random.default_rng(4)
    came, value = rng.random(80) < 0.5, rng.random(80)
    ways = {"ours": value + 0.3 * came, "other": value}
    many = {way: np.tile(one, 20) for way, one in ways.items()}
    once = contest(came, ways, (np.arange(80),), rng=np.random.default_rng(1))
    again = contest(
        np.tile(came, 20), many, (np.tile(np.arange(80), 20),), rng=np.random.default_rng(1)
    )
    assert once is not None
    assert again is not None
    wide = [one[0].skill.upper - one[0].skill.lower for one in (once, again)]
    assert abs(wide[1] / wide[0] - 1) < 0.05


def test_too_few_cases_are_not_enough() -> None:
    ways = {"ours": np.arange(50.0)}
    rng = np.random.default_rng(1)
    assert contest(np.arange(50) < 19, ways, (np.arange(50),), rng=rng) is None
    assert contest(np.arange(50) < 25, ways, (np.arange(50) % 9,), rng=rng) is None
