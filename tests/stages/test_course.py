"""Where a tie stands by the ordinal model, how it got there, and the owner's word."""

from datetime import datetime

import pytest
from tests.stages.test_plain_transition import day, history
from tests.stepping import Row, at, made_from, work_out
from tests.ties.rows import ANN, BOB, DAY, Record, archive, met, said

START = at("2024-01-01T20:00")  # a Monday evening
END = "2025-12-29"


def turns(days: range, to: str = "bob") -> list[Record]:
    lines = (f"ann > {to}", f"{to} > ann")
    return [said(lines[place % 2], START + one * DAY) for place, one in enumerate(days)]


def stage_of(*records: Record, as_of: str = END) -> Row:
    rows = work_out("stage", as_of, **archive(*records))
    return next(row for row in rows if (row["ego_id"], row["alter_id"]) == (ANN, BOB))


@pytest.mark.parametrize(
    ("records", "stage"),
    [
        pytest.param([day("ann > bob", 0)], "avatar", id="one message"),
        pytest.param([day("ann > bob", one) for one in range(90)], "avatar", id="one way"),
        pytest.param(turns(range(0, 8, 7)), "acquaintance", id="a message and its answer"),
        pytest.param(turns(range(0, 700, 90)), "acquaintance", id="four times a year"),
        pytest.param(turns(range(0, 727, 4)), "friend", id="twice a week for two years"),
        pytest.param(
            [met("ann bob", START + 7 * one * DAY, minutes=300) for one in range(40)],
            "friend",
            id="two hundred hours",
        ),
    ],
)
def test_where_a_tie_stands(records: list[Record], stage: str) -> None:
    found = stage_of(*records)
    assert found["stage"] == stage
    assert 0.3 < float(str(found["probability"])) <= 1


def test_little_talk_is_held_against_the_closest() -> None:
    # Twelve days a year: something where nobody is closer, little beside five who are.
    alone = turns(range(0, 700, 30))
    others = [one for who in range(20, 25) for one in turns(range(0, 727, 2), str(who))]
    assert stage_of(*alone)["stage"] == "budding_friend"
    assert stage_of(*alone, *others)["stage"] == "acquaintance"


def test_a_friend_long_silent_is_a_dormant_friend() -> None:
    found = stage_of(*turns(range(0, 400, 4)))
    assert (found["stage"], found["is_dormant"]) == ("friend", True)
    # 90 days are allowed; by then the chance of contact is below a quarter.
    slept = history(*turns(range(0, 400, 4)), as_of=END, table="transition")[-1]
    assert slept == (396 + 90, "friend", "dormant", "silence")


def test_the_way_there_and_back_again() -> None:
    found = history(
        *turns(range(0, 300, 4)), *turns(range(500, 727, 56)), as_of=END, table="transition"
    )
    told = [(before, after, trigger) for _, before, after, trigger in found]
    assert told[:2] == [
        (None, "avatar", "first contact"),
        ("avatar", "acquaintance", "first reply"),
    ]
    assert ("friend", "dormant", "silence") in told
    assert ("dormant", "friend", "contact again") in told
    assert told[-1][2] == "less contact"
    dates = [float(str(one[0])) for one in found]
    assert dates == sorted(dates)


def preceded(*records: Record) -> list[object]:
    rows = work_out("transition", END, **archive(*records))
    mine = [row for row in rows if (row["ego_id"], row["alter_id"]) == (ANN, BOB)]
    return [row["preceded_by"] for row in sorted(mine, key=lambda row: int(str(row["number"])))]


def test_what_came_before_a_rise() -> None:
    letters = turns(range(5, 20, 7))
    assert preceded(*letters)[:2] == [None, None]
    assert preceded(day("cas > ann bob", 0), *letters)[:2] == [None, "introduction"]
    assert preceded(met("ann bob", START), *letters)[0] == "first meeting in person"
    work = [
        met("ann bob", START + (6 + one) * DAY, medium="online", local_hour=10) for one in (1, 2)
    ]
    assert "shared work" in preceded(*letters[:1], *work)


def corrected(*values: str, records: list[Record]) -> tuple[Row, list[tuple[object, object]]]:
    """Return the stage and the history after the owner, Ann, has said these."""
    base: dict[str, list[Row]] = {name: list(rows) for name, rows in archive(*records).items()}
    answers = [("me", ANN, "yes", 0), *(("stage", BOB, one, n) for n, one in enumerate(values))]
    base["answer"] = [
        {
            "answer_id": bytes([n]) * 16,
            "question": question,
            "address_id": who,
            "value": value,
            "said_at": datetime(2025, 6, 1 + order),  # noqa: DTZ001  tables are in UTC
        }
        for n, (question, who, value, order) in enumerate(answers)
    ]
    rows = {
        table: [
            row
            for row in made_from(table, base, END)
            if (row["ego_id"], row["alter_id"]) == (ANN, BOB)
        ]
        for table in ("stage", "transition")
    }
    told = sorted(rows["transition"], key=lambda row: int(str(row["number"])))
    return rows["stage"][0], [(row["to_stage"], row["trigger"]) for row in told]


def test_the_owners_word_wins() -> None:
    stage, told = corrected("avatar", "friend", records=turns(range(0, 700, 90)))
    assert (stage["stage"], stage["probability"], stage["is_corrected"]) == ("friend", 1, True)
    assert stage["since"] == datetime(2025, 6, 2)  # noqa: DTZ001  tables are in UTC
    assert told[-1] == ("friend", "you said so")


def test_a_word_taken_back_leaves_the_model() -> None:
    stage, told = corrected("friend", "no", records=turns(range(0, 700, 90)))
    assert (stage["stage"], stage["is_corrected"]) == ("acquaintance", False)
    assert ("friend", "you said so") not in told


def test_after_the_owners_word_only_sleep_is_told() -> None:
    # The model sees a friend from spring on, and none before; Ann says acquaintance.
    stage, told = corrected("acquaintance", records=turns(range(505, 640, 3)))
    assert (stage["stage"], stage["is_dormant"]) == ("acquaintance", True)
    assert told[told.index(("acquaintance", "you said so")) :] == [
        ("acquaintance", "you said so"),
        ("dormant", "silence"),
    ]


def test_the_owners_word_does_not_wake_a_sleeping_tie() -> None:
    stage, told = corrected("acquaintance", records=turns(range(0, 120, 3)))
    assert (stage["stage"], stage["is_dormant"]) == ("acquaintance", True)
    assert told[-2:] == [("acquaintance", "you said so"), ("dormant", "silence")]
