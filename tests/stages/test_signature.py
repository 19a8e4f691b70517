"""How time is shared out by rank, whether that stays, and who got less."""

import numpy as np
import pytest
from tests.stepping import Row, at, made_from, work_out
from tests.ties.rows import ANN, WEEK, Record, archive, met

from mutuals.estimators.signature import persistence, ranked

NOW = "2025-01-01"
HALF = 26 * WEEK


def half(number: int, **minutes: float) -> list[Record]:
    """Return weekly meetings of ten weeks in a half year counted back from now."""
    end = at(NOW) - number * HALF
    return [
        met(
            f"ann {who[1:]}",
            end - week * WEEK - 3600,
            minutes=long,
            key=f"{who} {number} {week}".encode().rjust(16),
        )
        for who, long in minutes.items()
        for week in range(1, 11)
    ]


def test_shares_are_ranked_within_a_half_year() -> None:
    records = [*half(1, p11=60, p12=30), *half(0, p12=60, p13=20, p11=20)]
    rows = work_out("signature", NOW, **archive(*records))
    found = sorted(
        (row["half"], row["rank"], row["alter_id"], row["share"])
        for row in rows
        if row["person_id"] == ANN
    )
    assert found == [
        (0, 1, 12, 0.6),
        (0, 2, 11, 0.2),
        (0, 3, 13, 0.2),
        (1, 1, 11, 0.666666667),
        (1, 2, 12, 0.333333333),
    ]
    whole = {row["half"]: row["is_whole"] for row in rows if row["person_id"] == ANN}
    assert whole == {0: True, 1: False}


def signed(person: int, when: int, shares: list[float], *, first: int = 0) -> list[Row]:
    return [
        {
            "person_id": person,
            "half": when,
            "rank": rank,
            "alter_id": 1000 + first + rank,
            "minutes": 100.0 * share,
            "share": share,
            "noise": 10.0,
            "is_whole": True,
        }
        for rank, share in enumerate(shares, 1)
    ]


def distances(rows: list[Row], *, is_owned: bool = False) -> list[dict[str, object]]:
    person = [{"person_id": 1, "is_me": is_owned}]
    return made_from("signature_distance", {"signature": rows, "person": person})


STEEP, FLAT = [0.8, 0.1, 0.05, 0.03, 0.02], [0.2] * 5


def test_a_kept_shape_is_nearer_to_its_own_past_than_to_others() -> None:
    rows: list[Row] = []
    steep = 2**62 + 1  # ids are wider than a float holds
    for when in range(4):
        rows += signed(steep, when, STEEP, first=10 * when)
        for other in range(2, 8):
            rows += signed(other, when, FLAT, first=10 * when)
    made = distances(rows)
    found = {row["person_id"]: row for row in made}
    assert [found[steep][name] for name in ("comparisons", "own", "closer")] == [3, 0.0, 1.0]
    assert found[steep]["verdict"] == "keeps its shape"
    assert float(str(found[steep]["others"])) == pytest.approx(0.298464)
    # the flat ones are as near to each other as to themselves
    assert found[2]["verdict"] == "not enough records"


def test_in_an_archive_of_ones_own_others_are_not_compared_with() -> None:
    rows = [row for who in (1, 2, 3) for when in (0, 1) for row in signed(who, when, STEEP)]
    found = distances(rows, is_owned=True)
    assert {(row["own"], row["others"], row["verdict"]) for row in found} == {
        (0.0, None, "not enough records")
    }


def test_alone_or_with_few_people_nothing_is_compared() -> None:
    alone = [*signed(1, 0, STEEP), *signed(1, 1, STEEP)]
    (row,) = distances(alone)
    assert (row["own"], row["others"], row["closer"]) == (0.0, None, None)
    assert row["verdict"] == "not enough records"
    few = [*signed(1, 0, [0.9, 0.1]), *signed(1, 1, [0.9, 0.1])]
    assert distances(few) == []


def test_a_shape_that_turns_over_is_farther_from_its_past_than_from_others() -> None:
    rng = np.random.default_rng(1)
    steep = np.tile([[0.7, 0.2, 0.1]], (30, 1))
    flat = np.tile([[0.4, 0.3, 0.3]], (30, 1))
    shares = np.vstack([steep, flat, flat[:1], steep[:1]])
    person = np.array([*range(60), 0, 30])
    time = np.array([0] * 60 + [1, 1])
    found = persistence(shares, person, time, rng=rng)
    assert found.person.tolist() == [0, 30]
    assert (found.closer < 0.6).all()
    assert (found.own > found.others).all()


def test_late_ranks_are_one_share() -> None:
    shares = ranked(np.zeros(60, np.int64), np.ones(60))
    assert shares.shape == (1, 50)
    assert shares[0, -1] == pytest.approx(11 / 60)


def test_who_got_less_when_somebody_came() -> None:
    before = signed(1, 1, [0.5, 0.2, 0.1, 0.1, 0.1])
    now = [
        {**row, "minutes": minutes, "share": minutes / 100}
        for row, minutes in zip(
            signed(1, 0, [0.5, 0.2, 0.1, 0.1, 0.1]), [10.0, 21.0, 10.0, 10.0, 9.0], strict=True
        )
    ]
    now.append({**now[0], "rank": 1, "alter_id": 77, "minutes": 40.0, "share": 0.4})
    (row,) = made_from("signature_displaced", {"signature": [*before, *now]})
    assert (row["newcomer_id"], row["newcomer_weekly"], row["alter_id"]) == (77, 1.538462, 1001)
    # forty minutes less, give or take 1.645 times the root of twenty, over 26 weeks
    assert [row[name] for name in ("change", "lower", "upper")] == [-1.538462, -1.82141, -1.255513]
