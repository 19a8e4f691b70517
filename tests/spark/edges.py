"""Rows at the edges: what the village never writes and engines disagree about."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pyarrow as pa

from mutuals.schemas import SCHEMAS

START = int(datetime(2024, 3, 4, 7, 30, tzinfo=UTC).timestamp())
DAY = 86400
UNA, DOV, TAM, ROOM = 1, 2, 2**63 - 1, 2**63 - 2
_CROWD = range(100, 160)


def edges() -> dict[str, pa.Table]:
    """Return rows of base tables, to be added to a village's."""
    said = _sequel() + _odd()
    rows: dict[str, Iterable[Mapping[str, object]]] = {
        "interaction": [_interaction(number, row) for number, row in enumerate(said)],
        "participation": [
            {"interaction_id": _key(number), "address_id": address, "role": role, "source_id": 9}
            for number, row in enumerate(said)
            for role, addresses in row["parts"].items()  # type: ignore[attr-defined]  # a dict in a row
            for address in addresses
        ],
        "attendance": [
            {"interaction_id": _key(len(said) - 1), "address_id": TAM, "role": role, "stated": day}
            for role, day in (("declined", START), ("attendee", START + DAY))
        ],
        "handle": _handles(),
        "alias": _aliases(),
        "outcome": _outcomes(),
        "exposure_given": [
            _given(1, UNA, sort="shown"),
            _given(2, UNA, sort=None),
            _given(3, DOV, sort="Control"),
        ],
        "follow": [_follow(1, (TAM, UNA), None), _follow(2, (DOV, TAM), START + DAY)],
        "answer": [
            *(_answer(1, TAM, "no"), _answer(2, TAM, "yes"), _answer(3, ROOM, None)),
            *(
                _answer(4, DOV, "friend", question="stage"),
                _answer(6, _CROWD[1], "robot", question="kind"),
                _answer(5, _CROWD[0], "", question="stage"),
            ),
        ],
        "nomination": _namings(),
        "profile": [
            {"profile_id": _key(1), "address_id": UNA, "name": None},
            {"profile_id": _key(2), "address_id": DOV, "name": "  Dov  Ashgrove "},
        ],
    }
    return {
        table: pa.Table.from_pylist(list(given), schema=SCHEMAS[table])
        for table, given in rows.items()
    }


def _namings() -> list[dict[str, object]]:
    return [
        _naming(1, (UNA, DOV), START),
        _naming(2, (UNA, DOV), START - DAY),
        _naming(3, (TAM, UNA), None),
        _naming(4, (ROOM, UNA), None),
    ]


def _naming(number: int, ends: tuple[int, int], since: int | None) -> dict[str, object]:
    return {
        "nomination_id": _key(number),
        "ego_address_id": ends[0],
        "alter_address_id": ends[1],
        "from_at": _at(since),
    }


def _given(number: int, address: int, *, sort: str | None) -> dict[str, object]:
    return {
        "exposure_id": _key(number),
        "address_id": address,
        "thing": "a_b%c",
        "exposed": START + number * DAY,
        "sort": sort,
        "is_randomised": True,
    }


def _sequel() -> list[dict[str, object]]:
    # A need told, an introduction a week later, contact and an engagement afterwards.
    return [
        _row(0, UNA, to=[DOV], length=900),
        _row(1, UNA, to=[TAM]),
        _row(40, TAM, to=[UNA], signals=" need "),
        _row(40, TAM, to=[UNA], signals=" need "),
        _row(47, UNA, to=[DOV], cc=[TAM], signals=" introduces ", audience_size=2),
        _row(48, DOV, to=[TAM], length=1),
        _row(80, TAM, to=[DOV], length=10_001),
        _row(130, DOV, attendee=[TAM], kind="meeting", medium="in_person", seconds=5400),
        _row(131, DOV, to=[TAM], kind="call", medium="voice", seconds=None),
    ]


def _odd() -> list[dict[str, object]]:
    return [
        _row(205, None, member=[UNA, DOV, TAM], kind="proximity", medium="in_person", seconds=20),
        _row(206, None, to=[UNA], signals=None, title=None, audience_size=None),
        _row(207, ROOM, to=[UNA], signals=" noreply ", thread_id=77),
        _row(207, DOV, to=[UNA, TAM], signals=None, thread_id=77, audience_size=2),
        _row(208, UNA, to=[UNA], local_hour=None, local_weekday=None),
        _row(209, UNA, to=list(_CROWD), audience_size=60),
        _row(210, DOV, to=list(_CROWD)[:7], bcc=[TAM], audience_size=16),
        _row(211, TAM, mention=[UNA], kind="post", audience_size=0, thing="a_b%c"),
        _row(212, DOV, to=[TAM], thing="a_b%c", medium=None),
        *_marked(),
        _row(400, DOV, attendee=[TAM, UNA], kind="meeting", signals=" planned "),
        _row(401, UNA, room=[ROOM], attendee=[DOV], kind="meeting", seconds=0),
        _row(402, UNA, kind="entry"),
        # Una declined in one copy; Tam did, and then came: see attendance.
        _row(401, DOV, attendee=[TAM, UNA], declined=[TAM, UNA], kind="meeting", seconds=60),
    ]


def _marked() -> list[dict[str, object]]:
    # A link, a hashtag and a topic, told in one conversation and begun in another.
    marks = " lang:en topic:pears link:pears.example tag:pear%_s "
    return [
        _row(300, UNA, to=[DOV], signals=marks, thread_id=5),
        _row(301, DOV, to=[UNA], signals=marks, thread_id=5),
        _row(305, DOV, to=[TAM], signals=marks, thread_id=6),
        _row(306, TAM, to=[UNA], signals=f"{marks}{marks}", thread_id=None),
        _row(307, UNA, to=[DOV], signals=" file:a%20b.py file:pears ", kind="commit"),
        _row(320, TAM, to=[], signals=" auto file:pears file:pears ", kind="commit"),
    ]


def _handles() -> list[dict[str, object]]:
    named = {
        UNA: ("mail", "una+lists@example.org"),
        DOV: ("mail", "DOV@example.org"),
        TAM: ("id", "tam\\_%"),
        ROOM: ("mail", "No_Reply@example.org"),
    }
    named |= {number: ("mail", f"reader{number}@example.net") for number in _CROWD}
    return [
        {"address_id": address, "scheme": scheme, "value": value, "source_id": 9}
        for address, (scheme, value) in named.items()
    ]


def _aliases() -> list[dict[str, object]]:
    names = [(UNA, "una@example.org"), (UNA, "Una Ørsted"), (UNA, "Una Zetterlund")]
    names += [(TAM, ""), (TAM, " 100% Tam_ "), (TAM, "Ωmega \\ Tam"), (DOV, "D" * 61)]
    return [{"address_id": address, "name": name, "source_id": 9} for address, name in names]


def _outcomes() -> list[dict[str, object]]:
    rows = [
        (1, TAM, "pear-press", START + 90 * DAY, "second", UNA),
        (2, DOV, "a_b%c", START + 213 * DAY, "day", None),
        (3, UNA, "a_b%c", START + 214 * DAY, "month", DOV),
        (4, UNA, "told late", None, "year", None),
        (5, ROOM, "a_b%c", START + 214 * DAY, "second", TAM),
    ]
    return [
        {
            "outcome_id": _key(number),
            "address_id": address,
            "thing": thing,
            "happened": happened,
            "happened_at": _at(happened),
            "precision": precision,
            "sort": "action",
            "attributed_id": giver,
        }
        for number, address, thing, happened, precision, giver in rows
    ]


def _row(day: int, sender: int | None, /, **given: object) -> dict[str, object]:
    roles = ("to", "cc", "bcc", "attendee", "member", "mention", "room", "declined")
    parts = {role: given.pop(role) for role in roles if role in given}
    return {"day": day, "sender_id": sender, "parts": parts, **given}


def _interaction(number: int, row: Mapping[str, object]) -> dict[str, object]:
    started = START + int(str(row["day"])) * DAY
    usual = {
        "interaction_id": _key(number),
        "variant": number,
        "started": started,
        "started_at": _at(started),
        "precision": "second",
        "local_hour": 8,
        "local_weekday": int(str(row["day"])) % 7,
        "kind": "message",
        "channel": "mail",
        "medium": "online",
        "audience_size": 1,
        "signals": "",
        "title": "",
        "thing": "",
        "source_id": 9,
        "record_no": number,
    }
    return usual | {name: value for name, value in row.items() if name not in {"day", "parts"}}


def _follow(number: int, between: tuple[int, int], since: int | None) -> dict[str, object]:
    return {
        "follow_id": _key(number),
        "follower_id": between[0],
        "followed_id": between[1],
        "since_at": _at(since),
    }


def _answer(
    number: int, address: int, value: str | None, *, question: str = "me"
) -> dict[str, object]:
    # Said within a second: engines disagree about which one that is.
    return {
        "answer_id": _key(number),
        "question": question,
        "address_id": address,
        "value": value,
        "said_at": _at(START + number // 2 * DAY + 0.9),
    }


def _at(epoch: float | None) -> datetime | None:
    return None if epoch is None else datetime.fromtimestamp(epoch, tz=UTC).replace(tzinfo=None)


def _key(number: int) -> bytes:
    # From 0x80 on: an engine that compares bytes as signed numbers sorts these first.
    return bytes([128 + number % 128]) + bytes(14) + bytes([number])
