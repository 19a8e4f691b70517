"""Who brought whom together, and what came of it."""

import pytest
from tests.stepping import Row, at, made_from

DAY = 86_400
START = at("2025-01-01")
ANN, BOB, CAS, DEE = 1, 2, 3, 4
OUTCOME = b"o" * 16


def key(number: int) -> bytes:
    return number.to_bytes(16, "big")


def message(number: int, sender: int, to: tuple[int, ...], *, day: int, **more: object) -> Row:
    return {
        "interaction_id": key(number),
        "sender_id": sender,
        "started": START + day * DAY,
        "kind": "message",
        "audience_size": len(to),
        "to": to,
        **more,
    }


def records(*messages: Row, **more: list[Row]) -> dict[str, list[Row]]:
    """Return the tables that follow from messages; each person has one address."""
    seen: list[Row] = []
    for one in messages:
        together = (one["sender_id"], *one["to"]) if one["kind"] != "message" else ()  # type: ignore[misc] # row values
        pairs = [(one["sender_id"], to) for to in one["to"]]  # type: ignore[attr-defined] # row values
        pairs += [(a, b) for a in together for b in together if a != b and (a, b) not in pairs]
        pairs += [(b, a) for a, b in pairs if (b, a) not in pairs]
        seen += [
            {
                "interaction_id": one["interaction_id"],
                "ego_id": ego,
                "alter_id": alter,
                "started": one["started"],
                "sent": int(ego == one["sender_id"] or bool(together)),
                "is_one_on_one": int(one["audience_size"] == 1),
            }
            for ego, alter in pairs
        ]
    given: dict[str, list[Row]] = {
        "person": [{"person_id": one, "is_automaton": one == 9} for one in (1, 2, 3, 4, 5, 9)],
        "address": [{"address_id": one, "person_id": one} for one in (1, 2, 3, 4, 5, 9)],
        "interaction": [{k: v for k, v in one.items() if k != "to"} for one in messages],
        "participation": [
            {"interaction_id": one["interaction_id"], "address_id": to, "role": "to"}
            for one in messages
            for to in one["to"]  # type: ignore[attr-defined] # row values
        ],
        "contact": seen,
        "stage": [{"ego_id": 0, "alter_id": 0, "stage": "friend"}],
    }
    return given | more


KNOWN = (message(1, ANN, (BOB,), day=0), message(2, ANN, (CAS,), day=1))
BOTH = message(3, ANN, (BOB, CAS), day=10)
SAID = {"signals": " introduces "}


def found(*messages: Row, **more: list[Row]) -> list[tuple[object, ...]]:
    rows = made_from("introduction", records(*KNOWN, *messages, **more))
    return [
        (row["introducer_id"], row["person_a_id"], row["person_b_id"], row["confidence"])
        for row in rows
    ]


def test_a_message_to_both_and_direct_contact_afterwards_is_an_introduction() -> None:
    (row,) = made_from("introduction", records(*KNOWN, BOTH, message(4, BOB, (CAS,), day=20)))
    assert row["evidence"] == "wrote to both; direct contact within sixty days"
    assert (row["introducer_id"], row["person_a_id"], row["person_b_id"]) == (ANN, BOB, CAS)
    assert (row["confidence"], row["outcome"], row["contacts_after"]) == (0.5, "met once", 1)
    assert (row["interaction_id"], row["introduced"]) == (key(3), START + 10 * DAY)
    assert row["first_contact"] == START + 20 * DAY


@pytest.mark.parametrize(
    ("messages", "confidence"),
    [
        pytest.param([BOTH], None, id="both addressed, nothing follows"),
        pytest.param([BOTH, message(4, CAS, (BOB,), day=80)], None, id="contact after the window"),
        pytest.param(
            [message(3, ANN, (BOB, CAS), day=10, **SAID)], 0.7, id="said, nothing follows"
        ),
        pytest.param(
            [message(3, ANN, (BOB, CAS), day=10, **SAID), message(4, CAS, (BOB,), day=30)],
            0.9,
            id="said, and contact follows",
        ),
        pytest.param([message(5, BOB, (CAS,), day=5), BOTH], None, id="they knew each other"),
        pytest.param(
            [message(5, DEE, (BOB, CAS), day=5), BOTH, message(4, BOB, (CAS,), day=20)],
            None,
            id="somebody else had addressed both",
        ),
        pytest.param(
            [message(3, DEE, (BOB, CAS), day=10, **SAID)], None, id="the sender did not know them"
        ),
        pytest.param(
            [message(3, ANN, (BOB, CAS), day=10, audience_size=9, **SAID)],
            None,
            id="nine addressed",
        ),
        pytest.param(
            [message(3, ANN, (BOB, CAS), day=10, signals=" introduces list ")], None, id="a list"
        ),
        pytest.param(
            [message(3, ANN, (BOB, 9), day=10, **SAID)], None, id="an automaton is nobody to meet"
        ),
    ],
)
def test_what_counts_as_an_introduction(messages: list[Row], confidence: float | None) -> None:
    expected = [] if confidence is None else [(ANN, BOB, CAS, confidence)]
    assert found(*messages) == expected


def test_who_knew_one_of_them_counts_once_the_two_talk_alone() -> None:
    both = message(3, ANN, (BOB, DEE), day=100)
    alone, reply_to_all = message(4, DEE, (BOB,), day=120), message(4, DEE, (BOB, ANN), day=101)
    assert found(both, reply_to_all) == []
    assert found(both, alone) == [(ANN, BOB, DEE, 0.4)]
    early = message(3, ANN, (BOB, DEE), day=80)
    assert found(early, message(4, DEE, (BOB,), day=90)) == []


def test_three_addressed_need_the_words() -> None:
    to_three = {"to": (BOB, CAS, DEE), "audience_size": 3}
    follows = (message(4, BOB, (CAS,), day=20), message(5, ANN, (DEE,), day=2))
    assert found(dict(BOTH) | to_three, *follows) == []
    said = found(dict(BOTH) | to_three | SAID, *follows)
    assert sorted(said) == [(ANN, BOB, CAS, 0.9), (ANN, BOB, DEE, 0.7), (ANN, CAS, DEE, 0.7)]


@pytest.mark.parametrize("kind", ["meeting", "proximity"])
def test_a_three_way_invitation_counts_when_they_meet_again(kind: str) -> None:
    invited = dict(BOTH) | {"kind": kind, "channel": "meeting"}
    assert found(invited) == []
    assert found(invited, message(4, CAS, (BOB,), day=30)) == [(ANN, BOB, CAS, 0.5)]


def test_what_came_of_it_is_told_from_contact_and_from_outcomes() -> None:
    weekly = [message(20 + week, BOB, (CAS,), day=12 + 7 * week) for week in range(12)]
    (row,) = made_from("introduction", records(*KNOWN, BOTH, *weekly))
    assert (row["outcome"], row["contacts_after"], row["stage_gain"]) == ("in touch", 12, 0)
    paid = {
        "outcome_id": OUTCOME,
        "address_id": CAS,
        "thing": "engagement",
        "happened": START + 90 * DAY,
        "sort": "action",
        "attributed_id": ANN,
    }
    both_friends: list[Row] = [
        {"ego_id": BOB, "alter_id": CAS, "stage": "friend"},
        {"ego_id": CAS, "alter_id": BOB, "stage": "budding_friend"},
    ]
    course = [
        paid | {"outcome_id": bytes([one]) * 16, "thing": "course", "address_id": one}
        for one in (BOB, DEE)
    ]
    given = records(*KNOWN, BOTH, *weekly, outcome=[paid, *course], stage=both_friends)
    (row,) = made_from("introduction", given)
    assert (row["outcome"], row["afterwards"], row["thing"]) == (
        "engagement",
        "in touch",
        "engagement",
    )
    assert row["stage_gain"] == 2


def test_a_need_told_before_makes_it_a_referral() -> None:
    need = message(6, BOB, (ANN,), day=4, signals=" need ")
    old = message(7, CAS, (ANN,), day=-80, signals=" need ")
    rows = made_from("referral", records(*KNOWN, old, need, BOTH, message(4, BOB, (CAS,), day=20)))
    (row,) = rows
    assert (row["introducer_id"], row["person_id"], row["helper_id"]) == (ANN, BOB, CAS)
    assert (row["asked_id"], row["interaction_id"]) == (key(6), key(3))
    assert (row["outcome"], row["confidence"]) == ("met once", 0.5)
