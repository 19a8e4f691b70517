"""When a tie counts as which stage, and when it sleeps."""

from collections.abc import Sequence

import pytest
from tests.stepping import Row, at, work_out
from tests.ties.rows import ANN, BOB, DAY, NOW, WEEK, Record, archive, dyads, met, said

START = at("2024-01-01T20:00")  # a Monday evening
HERE = "2024-01-02T20:00"


def turns(weeks: Sequence[int], line: str = "ann > bob", back: str = "bob > ann") -> list[Record]:
    """Return a message each of these weeks, by turns from either side."""
    return [
        said(line if place % 2 == 0 else back, START + week * WEEK)
        for place, week in enumerate(weeks)
    ]


def stages(*records: Record, as_of: str = "2026-01-01") -> dict[object, object]:
    rows = work_out("plain_stage", as_of, **archive(*records))
    return {(row["ego_id"], row["alter_id"]): row["stage"] for row in rows}


@pytest.mark.parametrize(
    ("records", "stage"),
    [
        pytest.param([said("ann > bob", HERE)], "avatar", id="one message"),
        pytest.param(turns(range(40), back="ann > bob"), "avatar", id="only ever one way"),
        pytest.param(turns([0, 1]), "acquaintance", id="a message and its answer"),
        pytest.param([met("ann bob", HERE)], "acquaintance", id="one meeting"),
        pytest.param(
            turns(range(30), line="ann > bob cas dee", back="bob > ann cas dee"),
            "acquaintance",
            id="much talk, never alone",
        ),
        pytest.param(turns(range(7)), "acquaintance", id="seven weeks"),
        pytest.param(turns(range(8)), "budding_friend", id="eight weeks"),
        pytest.param(turns(range(0, 80, 10)), "acquaintance", id="eight weeks, over a year"),
        pytest.param(
            [*turns(range(7), back="ann > bob"), said("bob > ann", START + 7 * WEEK)],
            "acquaintance",
            id="eight weeks, one from the other side",
        ),
        pytest.param(
            [met("ann bob cas", START + one * DAY) for one in range(6)],
            "budding_friend",
            id="six meetings in small company",
        ),
        pytest.param(
            [met("ann bob 11 12 13 14 15 16 17", START + one * DAY) for one in range(6)],
            "acquaintance",
            id="six meetings of nine",
        ),
        pytest.param(
            [met("ann bob", START + one * DAY, minutes=5) for one in range(6)],
            "acquaintance",
            id="six brushes of five minutes",
        ),
        pytest.param(
            [met("ann bob", START + one * DAY, minutes=420) for one in range(3)],
            "budding_friend",
            id="hours",
        ),
        pytest.param(turns(range(0, 24, 2)), "budding_friend", id="twelve weeks in 23"),
        pytest.param(turns([*range(11), 25]), "friend", id="twelve weeks over 26"),
        pytest.param(turns(range(0, 90, 5)), "budding_friend", id="every fifth week for long"),
        pytest.param(turns([*range(10), 25]), "budding_friend", id="eleven weeks over 26"),
        pytest.param(
            [met("ann bob", START + one * DAY, minutes=300) for one in range(10)],
            "friend",
            id="fifty hours of evenings",
        ),
        pytest.param(
            [
                met("ann bob", START + one * DAY, minutes=300, local_hour=9, local_weekday=0)
                for one in range(10)
            ],
            "budding_friend",
            id="fifty hours in the office",
        ),
    ],
)
def test_stages(records: list[Record], stage: str) -> None:
    found = stages(*records)
    assert found[ANN, BOB] == stage
    assert found[BOB, ANN] == stage


def test_no_records_make_no_stages() -> None:
    assert stages() == {}


def test_friends_are_measured_against_the_own_closest_ties() -> None:
    every_week = [
        one
        for other in ("cas", "dee", "eve", "11", "12")
        for one in turns(range(52), f"ann > {other}", f"{other} > ann")
    ]
    found = stages(*every_week, *turns(range(0, 52, 4)))
    assert found[ANN, BOB] == "acquaintance"
    assert found[BOB, ANN] == "friend"


def test_a_stage_once_reached_is_kept() -> None:
    records = [*turns([*range(11), 25]), said("ann > bob", "2025-12-01")]
    assert stages(*records)[ANN, BOB] == "friend"


@pytest.mark.parametrize(
    ("weeks", "as_of", "expected"),
    [
        pytest.param([0, 1], "2024-04-01", (False, 90.0), id="in the quarter after"),
        pytest.param([0, 1], "2024-04-10", (True, 90.0), id="silent for longer than a quarter"),
        pytest.param([0, 5, 9, 14], "2024-12-01", (False, 280.0), id="a slow rhythm"),
        pytest.param([0, 5, 9, 14], "2025-02-01", (True, 280.0), id="silent even for that"),
    ],
)
def test_dormancy(weeks: list[int], as_of: str, expected: tuple[bool, float]) -> None:
    found = dyads("plain_stage", "is_dormant allowed_days", *turns(weeks), as_of=as_of)
    assert found == {expected}


def test_an_avatar_does_not_sleep() -> None:
    assert dyads("plain_stage", "stage is_dormant", said("ann > bob", HERE)) == {("avatar", False)}


def test_probability_grows_with_the_distance_from_the_cut_points() -> None:
    assert dyads("plain_stage", "probability", *turns([0])) == {(0.745,)}
    # Six of the eight weeks a budding friend takes: a quarter of the way to go.
    talks = [*turns(range(6)), *turns(range(6), line="bob > ann", back="ann > bob")]
    assert dyads("plain_stage", "probability", *talks) == {(0.6225,)}
    # Two thirds of the own pace, half as much again.
    assert dyads("plain_stage", "probability", *turns(range(104))) == {(0.794,)}


def test_alive_falls_with_silence_measured_by_the_own_rhythm() -> None:
    soon = dyads("plain_stage", "alive", *turns(range(20)), as_of="2024-05-14")
    later = dyads("plain_stage", "alive", *turns(range(20)), as_of="2024-08-11T20:00")
    assert soon == {(0.99828,)}
    assert later == {(0.499781,)}


@pytest.mark.parametrize(
    ("office", "domain", "kind"),
    [
        pytest.param(10, "loom.example", "colleague", id="one firm, all in office hours"),
        pytest.param(5, "loom.example", "both", id="one firm, half of it"),
        pytest.param(2, "loom.example", "friend", id="one firm, evenings"),
        pytest.param(10, "gmail.com", "friend", id="one mail provider"),
    ],
)
def test_kind(office: int, domain: str, kind: str) -> None:
    records = [
        said("ann > bob", START + one * DAY, local_hour=10 if one < office else 20, local_weekday=2)
        for one in range(10)
    ]
    tables = archive(*records, ann=f"ann@{domain}", bob=f"bob@{domain}")
    rows = work_out("plain_stage", NOW, **tables)
    assert {row["kind"] for row in rows} == {kind}


@pytest.mark.parametrize(("hour", "kind"), [(10, "colleague"), (12, "friend"), (None, "friend")])
def test_meetings_at_work_make_colleagues_and_lunches_do_not(hour: int | None, kind: str) -> None:
    records = [
        met("ann bob", START + one * DAY, local_hour=hour, local_weekday=1) for one in range(3)
    ]
    assert dyads("plain_stage", "kind", *records) == {(kind,)}


def test_the_evidence_is_in_words() -> None:
    rows: list[Row] = list(
        work_out("plain_stage", NOW, **archive(*turns([0, 1]), met("ann bob", HERE)))
    )
    assert {row["evidence"] for row in rows} == {
        "started 2, was addressed in 2, close contact in 2 weeks, met in small company 1 times"
    }
