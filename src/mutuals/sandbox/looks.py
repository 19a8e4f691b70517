"""A first look at a file: what it begins with, and whose format that is."""

import codecs
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

from mutuals.archives.recoded import recoded
from mutuals.discover import modules
from mutuals.sandbox.containers import HEAD
from mutuals.sandbox.frames import Event, Unread
from mutuals.sandbox.members import Member, shown_name
from mutuals.sandbox.repositories import is_packed, unpacked
from mutuals.sandbox.unreadable import why

# A reader that is less sure of a file does not read it.
SURE = 0.5
# So many folders above a file are told to its reader.
_FOLDERS = 6


def place(path: Path) -> tuple[str, str]:
    """Return what stands before a file's name as it was given, and its folders."""
    folders = path.absolute().parent.parts[1:][-_FOLDERS:]
    return shown_name(f"{path.parent}/"), shown_name("".join(f"{one}/" for one in folders))


def called(member: Member, above: tuple[str, str]) -> str:
    """Return a file's name below its folders, which may say whose chat it is."""
    given, folders = above
    return f"{folders}{member.path.removeprefix(given)}"


def readers(say: Callable[[Event], None]) -> dict[str, ModuleType]:
    """Return the readers by name; one that cannot be loaded is told and left out."""

    def broken(reader: str, error: Exception) -> None:
        said = f"reading stopped ({type(error).__name__})"
        say(Unread(f"reader {reader}", "reader_broken", said))

    return modules("mutuals.readers", on_error=broken)


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
        if sure > best[1]:
            best = (name, sure)
    return best


def known_as(
    readers: dict[str, ModuleType], looked: tuple[Member, bytes], above: tuple[str, str]
) -> tuple[Member, bytes, str, float]:
    """Return a member, how it begins, its reader and how sure that is.

    A text in UTF-16 that no reader knows as it is becomes one in UTF-8: shells that are
    told to write into a file, and some programs, write all text so.
    """
    member, head = looked
    name, confidence = recognised(readers, called(member, above), head)
    if confidence >= SURE or not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return member, head, name, confidence
    text = replace(member, open=partial(recoded, member.open), size=None)
    with text.open() as stream:
        head = stream.read(HEAD)
    return text, head, *recognised(readers, called(text, above), head)


def unrecognised(member: Member, head: bytes) -> Unread:
    """Return why a file is not read that no reader recognises."""
    return Unread(member.path, *why(member.path, head))
