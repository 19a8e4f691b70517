"""Small archives written by hand: a line says who wrote to whom, and when."""

from collections.abc import Sequence

from tests.stepping import Row, at, work_out

ANN, BOB, CAS, DEE, EVE = 1, 2, 3, 4, 5
NUMBERS = {"ann": ANN, "bob": BOB, "cas": CAS, "dee": DEE, "eve": EVE}
NOW = "2026-01-01"
DAY = 86_400
WEEK = 7 * DAY

Record = tuple[Row, Sequence[Row]]


def said(line: str, when: str | int, **more: object) -> Record:
    """Return a message: "ann > bob cas", with roles as in "ann > bob cc:cas"."""
    sender, _, named = line.partition(">")
    started = when if isinstance(when, int) else at(when)
    recipients = [_named(word) for word in named.split()]
    key = f"{line}{started}{more.get('title', '')}".encode()[:16].rjust(16, b"-")
    spoken = {
        "interaction_id": more.pop("key", key),
        "sender_id": number(sender) if sender.strip() else None,
        "started": started,
        "local_hour": started // 3600 % 24,
        "local_weekday": (started // DAY + 3) % 7,
        "kind": "message",
        "channel": "mail",
        "medium": "online",
        "audience_size": len([role for _, role in recipients if role in {"to", "cc", "bcc"}]),
        **more,
    }
    parts = [
        {"interaction_id": spoken["interaction_id"], "address_id": who, "role": role}
        for who, role in recipients
    ]
    return spoken, parts


def met(line: str, when: str | int, *, minutes: float = 60, **more: object) -> Record:
    """Return a meeting in person of everybody in the line: "ann bob cas"."""
    organizer, *others = line.split()
    named = " ".join(f"attendee:{word}" for word in others)
    return said(
        f"{organizer} > {named}",
        when,
        **{
            "kind": "meeting",
            "medium": "in_person",
            "channel": "calendar",
            "seconds": int(minutes * 60),
            "audience_size": len(others),
        }
        | more,
    )


def number(word: str) -> int:
    """Return the address of a name, or the number itself."""
    return NUMBERS.get(word.strip()) or int(word)


def archive(*records: Record, **handles: str) -> dict[str, Sequence[Row]]:
    """Return the base tables of some records; ``handles`` are mail addresses."""
    interactions = [spoken for spoken, _ in records]
    participations = [part for _, parts in records for part in parts]
    seen = {part["address_id"] for part in participations}
    seen |= {spoken["sender_id"] for spoken in interactions} - {None}
    values = {NUMBERS.get(name, 0) or int(name[1:]): value for name, value in handles.items()}
    return {
        "interaction": interactions,
        "participation": participations,
        "handle": [
            {
                "address_id": one,
                "scheme": "mail" if one in values else "id",
                "value": values.get(one, f"person {one}"),  # type: ignore[call-overload] # a number
            }
            for one in sorted(seen, key=str)
        ],
    }


def dyads(
    table: str, columns: str, *records: Record, as_of: str = NOW, **given: Sequence[Row]
) -> set[tuple[object, ...]]:
    """Return some columns of a table worked out from an archive, as a set of tuples."""
    rows = work_out(table, as_of, **(archive(*records) | given))
    return {tuple(row[name] for name in columns.split()) for row in rows}


def _named(word: str) -> tuple[int, str]:
    role, _, who = word.rpartition(":")
    return number(who), role or "to"
