"""Hand-made rows for the influence steps; addresses bear the number of their person."""

from tests.stepping import Row, at

DAY = 86_400
START = at("2025-01-01")
PERSONS = {1: "Ann", 2: "Bob", 3: "Cas", 4: "Dee", 5: "Eve"}


def people(*automata: int) -> dict[str, list[Row]]:
    return {
        "person": [
            {"person_id": one, "name": name, "is_me": one == 1, "is_automaton": one in automata}
            for one, name in PERSONS.items()
        ],
        "address": [{"address_id": one, "person_id": one} for one in PERSONS],
    }


def key(number: int) -> bytes:
    return number.to_bytes(16, "big")


def outcome(number: int, person: int, day: float, **more: object) -> Row:
    return {
        "outcome_id": key(number),
        "address_id": person,
        "thing": "loom",
        "happened": START + int(day * DAY),
        "precision": "second",
        "sort": "action",
        **more,
    }


def talk(number: int, who: tuple[int, int], day: float, **more: object) -> tuple[Row, Row]:
    """Return an interaction and the contact row of its sender."""
    audience = more.pop("audience", 1)
    started = START + int(day * DAY)
    spoken = {
        "interaction_id": key(number),
        "started": started,
        "kind": "message",
        "sender_id": who[0],
        "audience_size": audience,
        "thing": "",
        **more,
    }
    seen = {
        "interaction_id": key(number),
        "ego_id": who[0],
        "alter_id": who[1],
        "started": started,
        "sent": 1,
        "audience_size": audience,
        "kind": "message",
        "medium": more.get("medium", "online"),
        "weight": 1.0 if audience == 1 else 0.5,
    }
    return spoken, seen


def talks(*pairs: tuple[Row, Row]) -> dict[str, list[Row]]:
    return {
        "interaction": [spoken for spoken, _ in pairs],
        "contact": [seen for _, seen in pairs],
    }


def post(number: int, sender: int, day: float, **more: object) -> Row:
    return {
        "interaction_id": key(number),
        "started": START + int(day * DAY),
        "kind": "post",
        "sender_id": sender,
        "audience_size": 0,
        "thing": "",
        **more,
    }
