"""Each verdict follows from its rule, on records made to give it."""

import numpy as np
import pyarrow as pa
import pytest
from tests.claims.rows import NOTHING

from mutuals.claims import personal_beats_broadcast, status_is_not_influence
from mutuals.claims.claim import SCHEMA, claim
from mutuals.claims.verdict import Given

RNG = np.random.default_rng(4)
PERSONS = list(range(40))


def adoption(actions: int) -> pa.Table:
    return pa.table({"sort": ["action"] * actions + ["attention"] * 50})


def standing(followers: list[int], personal: list[float], actions: int = 60) -> Given:
    ids = list(range(len(followers)))
    return Given(
        {
            "status": pa.table({"person_id": ids, "followers": followers}),
            "influence": pa.table(
                {
                    "person_id": ids[::-1],
                    "personal": personal[::-1],
                    "exposures": [1] * len(ids),
                }
            ),
            "adoption": adoption(actions),
        }
    )


@pytest.mark.parametrize(
    ("personal", "verdict"),
    [
        pytest.param([float(one) for one in PERSONS], "not_supported", id="the same order"),
        pytest.param([float(-one) for one in PERSONS], "supported", id="the other way round"),
        pytest.param([float(one % 8) + one / 8 for one in PERSONS], "mixed", id="half the same"),
    ],
)
def test_followers_and_personal_influence(personal: list[float], verdict: str) -> None:
    found = status_is_not_influence.judge(standing(PERSONS, personal))
    assert (found.claim, found.verdict) == ("status_is_not_influence", verdict)
    assert (found.records, found.grade) == (60, "D")
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= found.upper


@pytest.mark.parametrize(
    ("people", "actions", "personal"),
    [(40, 29, [1.0, 2.0] * 20), (19, 60, [1.0] * 19), (40, 60, [0.0] * 40)],
)
def test_too_few_records_give_no_verdict(people: int, actions: int, personal: list[float]) -> None:
    found = status_is_not_influence.judge(standing(PERSONS[:people], personal, actions))
    assert (found.verdict, found.effect, found.lower) == ("not_enough_records", None, None)
    assert "cannot say yet" in found.sentence


def exposures(talk_rate: float, post_rate: float, people: int = 60) -> Given:
    rows = [
        {
            "person_id": person,
            "thing": f"{way}{thing}",
            "way": way,
            "took_up": int(RNG.random() < rate),
        }
        for person in range(people)
        for way, rate in (("personal", talk_rate), ("broadcast", post_rate))
        for thing in range(4)
    ]
    return Given({"exposure": pa.Table.from_pylist(rows), "adoption": adoption(80)})


@pytest.mark.parametrize(
    ("talk_rate", "post_rate", "verdict"),
    [(0.5, 0.1, "supported"), (0.1, 0.5, "not_supported"), (0.3, 0.3, "mixed")],
)
def test_talks_against_posts(talk_rate: float, post_rate: float, verdict: str) -> None:
    found = personal_beats_broadcast.judge(exposures(talk_rate, post_rate))
    assert (found.verdict, found.records) == (verdict, 480)


def test_who_was_talked_with_and_saw_a_post_was_talked_with() -> None:
    both = [
        {"person_id": person, "thing": "loom", "way": way, "took_up": took_up}
        for person in range(30)
        for way, took_up in (("broadcast", 1), ("personal", 0), ("personal", 1))
    ]
    seen = [
        {"person_id": person, "thing": "oven", "way": "broadcast", "took_up": 0}
        for person in range(30)
    ]
    given = Given({"exposure": pa.Table.from_pylist(both + seen), "adoption": adoption(80)})
    found = personal_beats_broadcast.judge(given)
    assert (found.verdict, found.records) == ("supported", 60)
    assert found.effect == pytest.approx((30.5 / 31) / (0.5 / 31))


def test_the_table_has_a_row_per_claim() -> None:
    given = dict(standing(PERSONS, [float(one) for one in PERSONS]).tables)
    given["influence"] = given["influence"].append_column("grade", pa.array(["D"] * len(PERSONS)))
    found = claim(
        person=pa.table({"person_id": PERSONS}),
        exposure=exposures(0.5, 0.1).tables["exposure"],
        **given,
        **NOTHING,
    )
    assert found.schema == SCHEMA
    verdicts = dict(zip(found["claim"].to_pylist(), found["verdict"].to_pylist(), strict=True))
    assert verdicts.pop("personal_beats_broadcast") == "supported"
    assert verdicts.pop("status_is_not_influence") == "not_supported"
    assert set(verdicts.values()) == {"not_enough_records"}
    assert len(verdicts) == 4


def test_without_any_records_no_claim_is_judged() -> None:
    nothing = {
        "status": pa.table(
            {"person_id": pa.array([], pa.int64()), "followers": pa.array([], pa.int64())}
        ),
        "influence": pa.table(
            {
                "person_id": pa.array([], pa.int64()),
                "personal": pa.array([], pa.float64()),
                "exposures": pa.array([], pa.int64()),
            }
        ),
        "exposure": exposures(0.5, 0.1).tables["exposure"].slice(0, 0),
        "adoption": adoption(0).slice(0, 0),
    }
    for judge in (status_is_not_influence.judge, personal_beats_broadcast.judge):
        assert judge(Given(nothing)).verdict == "not_enough_records"
