"""A first look at a file: what it begins with, and whose format that is."""

from dataclasses import replace
from functools import partial
from types import ModuleType

from mutuals.sandbox.containers import HEAD, Member
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.repositories import is_packed, unpacked


def looked_at(member: Member) -> tuple[Member, bytes]:
    """Return a member and how it begins: what git has packed, as its commits."""
    with member.open() as stream:
        head = stream.read(HEAD)
    if not is_packed(head):
        return member, head
    history = replace(member, open=partial(unpacked, member.open), size=None)
    with history.open() as stream:
        return history, stream.read(HEAD)


def recognised(readers: dict[str, ModuleType], called: str, head: bytes) -> tuple[str, float]:
    """Return the reader that is surest of a file, and how sure it is."""
    best = ("", 0.0)
    for name, reader in readers.items():
        try:
            sure = float(reader.recognizes(called, head))
        except Exception:  # noqa: BLE001  # a reader that cannot look is not sure
            sure = 0.0
        best = max(best, (name, sure), key=lambda one: one[1])
    return best


def unrecognised(member: Member, head: bytes) -> Unread:
    """Return why a file is not read that no reader recognises."""
    why = ("unknown_format", "no reader recognises it") if head else ("empty", "it is empty")
    return Unread(member.path, *why)
