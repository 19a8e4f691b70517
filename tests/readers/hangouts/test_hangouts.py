"""Hangouts: both layouts, pairs and groups, calls, and what is broken."""

import json
from io import BytesIO

import pytest

from mutuals.readers import hangouts
from mutuals.records import Interaction, Record, Reject, Source

ANN, ME, BEN = ({"gaia_id": one, "chat_id": one} for one in ("2", "1", "3"))


def conversation(*people: dict[str, str], kind: str, called: str = "") -> dict[str, object]:
    names = {"1": "Me", "2": "Ann", "3": "Ben"}
    return {
        "id": {"id": "U1"},
        "type": kind,
        "name": called,
        "current_participant": list(people),
        "participant_data": [{"id": one, "fallback_name": names[one["gaia_id"]]} for one in people],
    }


def event(by: dict[str, str], number: int, **more: object) -> dict[str, object]:
    return {
        "conversation_id": {"id": "U1"},
        "sender_id": by,
        "timestamp": str(1705151100000000 + number * 1_000_000),
        "event_id": f"e{number}",
        **more,
    }


def said(text: str, **more: object) -> dict[str, object]:
    segments = [
        {"type": "TEXT", "text": text},
        {"type": "LINE_BREAK"},
        {"type": "TEXT", "text": "x"},
    ]
    return {"chat_message": {"message_content": {"segment": segments, **more}}}


PAIR = conversation(ANN, ME, kind="STICKY_ONE_TO_ONE")
GROUP = conversation(ANN, ME, BEN, kind="GROUP", called="Garden")
EVENTS = [
    event(ANN, 1, **said("hi")),
    event(ME, 2, **said("see", attachment=[{}])),
    event(ANN, 90, hangout_event={"event_type": "END_HANGOUT", "hangout_duration_secs": "60"}),
    event(ANN, 91, hangout_event={"event_type": "END_HANGOUT"}),
    event(ANN, 92, membership_change={"type": "LEAVE"}),
    "odd",
    {"sender_id": ANN},
    {"timestamp": "1705151100000000"},
]
NEW = {"conversations": [{"conversation": {"conversation": PAIR}, "events": EVENTS}]}
OLD = {"conversation_state": [{"conversation_state": {"conversation": PAIR, "event": EVENTS}}]}


def records(told: object) -> list[Record]:
    content = json.dumps(told).encode()
    assert hangouts.recognizes("Hangouts.json", content) > 0.9
    return list(hangouts.read(Source("x", lambda: BytesIO(content), keep_text=True)))


@pytest.mark.parametrize("told", [NEW, OLD])
def test_a_pair_in_both_layouts(told: object) -> None:
    found = records(told)
    kept = [one for one in found if isinstance(one, Interaction)]
    assert [(one.kind, one.sender.name if one.sender else "", one.text) for one in kept] == [
        ("message", "Ann", "hi\nx"),
        ("message", "Me", "see\nx"),
        ("call", "Ann", ""),
        ("call", "Ann", ""),
        ("system", "Ann", ""),
    ]
    assert [part.address.name for part in kept[0].participations] == ["Me"]
    assert kept[2].ended_at is not None
    assert (kept[2].ended_at - kept[2].started_at).seconds == 60
    assert [one.signals for one in kept[2:4]] == [(), ("missed",)]
    assert "media" in kept[1].signals
    reasons = [one.reason for one in found if isinstance(one, Reject)]
    assert reasons == ["not_an_object", "no_date", "no_sender"]


def test_a_group_has_a_title_and_members() -> None:
    told = {"conversations": [{"conversation": {"conversation": GROUP}, "events": EVENTS[:1]}]}
    (found,) = records(told)
    assert isinstance(found, Interaction)
    assert (found.title, found.audience_size) == ("Garden", 2)
    assert {part.role for part in found.participations} == {"member"}


def test_events_before_anything_is_said_of_their_conversation() -> None:
    told = {"conversations": [{"events": EVENTS[:1], "conversation": {"conversation": PAIR}}]}
    (found,) = records(told)
    assert isinstance(found, Reject)
