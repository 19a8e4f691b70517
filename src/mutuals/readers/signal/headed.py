"""Chats as sigtop writes them: a head of ``From: Ann``, ``Type: incoming``, then words.

A chat's name stands in the file's first line, the owner is "You". Lines that begin with
``>`` quote what is answered; of an edited message each version follows after a bar, the
newest first.
"""

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from itertools import chain, pairwise
from typing import NamedTuple

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members, Message
from mutuals.archives.lines import Line, lines
from mutuals.archives.names import plain, words
from mutuals.archives.numbers import phone
from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.signal.people import OWNER
from mutuals.records import Address, Reaction, Record, Source

_BEGINS = re.compile(
    r"Conversation: [^\n]{0,400}\r?\n\r?\n(?:From: [^\n]{0,400}\r?\n)?Type: [\w-]{1,40}\r?\n"
)
_HEAD = re.compile(r"(From|Type|Sent|Received|Attachment|Reaction|Edited): (.{0,400})")
_WHO = re.compile(r"(?P<name>.{0,200}?) ?\((?P<detail>[^()]{1,80})\)")
# A group has its number behind its name, in letters of base 64 or in pairs of figures.
# A user name ends in a dot and at least two digits.
_USER = re.compile(r"[A-Za-z_]\w{2,31}\.\d{2,9}")
_GROUP = re.compile(r"[\w-]{40,64}|[0-9a-f]{32,80}")
_ACCOUNT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SAID = frozenset({"incoming", "outgoing"})
_VERSION = "| "
_END = Line("", 0)
_MOST_LINES = 50_000
_PAIR = 2

_Head = dict[str, list[str]]


class _Part(NamedTuple):
    """The lines of one message, and where they begin."""

    lines: list[str]
    offset: int


def sureness(text: str) -> float:
    """Return how sure it is that a text is such a chat."""
    return 0.95 if _BEGINS.match(text) else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield what a chat holds."""
    conversation = Conversation(_chat(source), keep_text=source.keep_text)
    for number, part in enumerate(_parts(lines(source.open)), start=1):
        head, body = _read(part.lines)
        try:
            found = conversation.interaction(number, _message(head, body))
        except RefusedError as error:
            yield refused(error.args[0], number, part.offset)
            continue
        yield found
        for told in head.get("Reaction", ())[:MOST_RECIPIENTS]:
            who = _person(told.rpartition(" from ")[2])
            if who is not None:
                yield Reaction(number, who, found.key, found.started_at)


def _parts(found: Iterable[Line]) -> Iterator[_Part]:
    """Yield each message's lines, after those of the file's own head."""
    held, before = _Part([], -1), ""
    for now, after in pairwise(chain(found, [_END])):
        line = now.text.rstrip("\r\n")
        if not before and _is_begun(line, after.text):
            if held.offset >= 0:
                yield held
            held = _Part([], now.offset)
        if len(held.lines) < _MOST_LINES:
            held.lines.append(line)
        before = line
    if held.offset >= 0:
        yield held


def _is_begun(line: str, after: str) -> bool:
    if line.startswith("From: "):
        return after.startswith("Type: ")
    # What nobody sent has no sender: a call, a change of the group.
    return line.startswith("Type: ") and after.startswith(("Sent: ", "Received: "))


def _read(told: list[str]) -> tuple[_Head, list[str]]:
    head: _Head = {}
    for at, line in enumerate(told):
        field = _HEAD.fullmatch(line[:500])
        if field is None:
            return head, told[at:]
        head.setdefault(field[1], []).append(field[2])
    return head, []


def _message(head: _Head, body: list[str]) -> Message:
    sort = head.get("Type", [""])[0]
    try:
        started_at = parsedate_to_datetime((head.get("Sent") or head.get("Received") or [""])[0])
    except (TypeError, ValueError, IndexError, OverflowError):
        reason = "no_date"
        raise RefusedError(reason) from None
    sender = _person(head.get("From", [""])[0])
    if sort not in _SAID:
        return Message(started_at, sender, kind="system", marks=("system",))
    if sender is None:
        reason = "no_sender"
        raise RefusedError(reason)
    marks = [mark for one, mark in (("Attachment", "media"), ("Edited", "edited")) if one in head]
    return Message(started_at, sender, _words(body, is_edited="Edited" in head), marks=tuple(marks))


def _words(body: list[str], *, is_edited: bool) -> str:
    if is_edited:
        newest = [line.removeprefix("|").removeprefix(" ") for line in body[1:]]
        ends = next(
            (at for at, one in enumerate(newest) if at and one.startswith("Version: ")), None
        )
        body = [line for line in newest[:ends] if not line.startswith(("Version: ", "Sent: "))]
    said = "\n".join(line for line in body if not line.startswith(">"))
    return words(said.strip())


def _chat(source: Source) -> Chat:
    people = Members()
    found = lines(source.open)
    title = plain(next(found, _END).text.partition(": ")[2])
    for part in _parts(found):
        people.add(_person(_read(part.lines)[0].get("From", [""])[0]))
    named = _WHO.fullmatch(title)
    number = named["detail"] if named and _GROUP.fullmatch(named["detail"]) else ""
    is_group = bool(number) or len(people.all()) > _PAIR
    people.add(OWNER)
    if not is_group:
        people.add(_person(title))
    members = people.all()
    if is_group:
        called = named["name"] if named and number else title
        return Chat("signal", f"group:{number or title}", members, is_group=True, title=called)
    pair = "\n".join(sorted(f"{one.scheme}:{one.value}" for one in members))
    return Chat("signal", f"pair:{pair}", members)


def _person(written: str) -> Address | None:
    """Return whom a name and the number behind it are of.

    >>> [_person(one).value for one in ("Ann Lee (+491701234567)", "Ann (ann.01)")]
    ['+491701234567', 'ann.01']
    """
    name = plain(written)
    if name == "You":
        return OWNER
    told = _WHO.fullmatch(name)
    number = phone(told["detail"]) if told and told["detail"].startswith("+") else ""
    if told and number:
        return Address("phone", number, told["name"] if phone(told["name"]) != number else "")
    if told and (_ACCOUNT.fullmatch(told["detail"]) or _USER.fullmatch(told["detail"])):
        return Address("signal", told["detail"].lower(), told["name"])
    # in any other brackets is a part of the name: two people may share the rest
    return Address("signal", name, name) if name else None
