"""Records as short lines, so that a test can say what it expects."""

from io import BytesIO
from types import ModuleType

from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Notice,
    Question,
    Reaction,
    Record,
    Reject,
    SamePerson,
    Source,
)


def records(
    reader: ModuleType, content: bytes | str, name: str = "x.json", **answers: str
) -> list[Record]:
    """Return what a reader makes of some content, texts kept."""
    raw = content if isinstance(content, bytes) else content.encode()
    source = Source(name=name, open=lambda: BytesIO(raw), keep_text=True, answers=answers)
    return list(reader.read(source))


def lines(
    reader: ModuleType, content: bytes | str, name: str = "x.json", **answers: str
) -> list[str]:
    """Return what a reader makes of some content, one line for each record."""
    return [told(one) for one in records(reader, content, name, **answers)]


def told(record: Record) -> str:
    """Return a record as one line."""
    match record:
        case Interaction():
            return _interaction(record)
        case Reject():
            line = f"{record.record_no} reject {record.reason} @{record.byte_offset}"
        case Follow():
            line = f"{record.record_no} follow {who(record.follower)} -> {who(record.followed)}"
        case Reaction():
            key, when = " ".join(record.interaction_key), f"{record.reacted_at:%Y-%m-%d %H:%M}"
            line = f"{record.record_no} {record.sort} {who(record.actor)} [{key}] {when}"
        case SamePerson():
            line = f"{record.record_no} same {who(record.address)} = {who(record.other)}"
        case Notice():
            line = f"notice {record.sentence}"
        case Question():
            line = f"question {record.name} {'/'.join(record.choices)}"
        case _:
            line = "rows"
    return line


def who(address: Address | None) -> str:
    """Return an address, and its name where it has one."""
    if address is None:
        return "nobody"
    shown = f" ({address.name})" if address.name else ""
    return f"{address.scheme}:{address.value}{shown}"


def _interaction(one: Interaction) -> str:
    zone = f"{one.started_at:%z}" if one.is_local_known else "?"
    parts = ", ".join(f"{part.role} {part.address.value}" for part in one.participations)
    return (
        f"{one.record_no} {one.kind} {one.started_at:%Y-%m-%d %H:%M:%S}{zone}"
        f" {who(one.sender)} to {one.audience_size} [{parts}]"
        f" {'+'.join(one.signals) or '-'} {one.text!r}"
    )


def seen(found: list[Record]) -> int:
    """Return how many records of the file these stand for."""
    return len({one.record_no for one in found if hasattr(one, "record_no")})
