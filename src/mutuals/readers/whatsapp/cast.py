"""Who takes part in a chat, worked out from the whole file before it is read.

An export lists no recipients. Everybody who has written is a member; two make a
one-to-one chat unless a line says what only a group's lines say; where one alone has
written, the file's name or the opening notice tells of the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mutuals.archives.entries import Entry
from mutuals.archives.names import plain
from mutuals.readers.whatsapp import phrases
from mutuals.readers.whatsapp.header import Header
from mutuals.readers.whatsapp.names import address, chat_name
from mutuals.readers.whatsapp.order import DateOrder
from mutuals.records import Address

_MOST_MEMBERS = 10_000
_LINES_WITH_NOTICES = 3
_LONGEST_SENDER = 120
_PAIR = 2
_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a chat and what the chat is called.

    ``order`` is ``None`` where the dates can be read both ways. ``identity`` tells this
    chat from others of the same people and stays when somebody joins. ``contact`` is
    whom a one-to-one chat is with. ``is_crowded`` says that there are more names than
    are remembered.
    """

    order: str | None
    example: str
    title: str
    identity: str
    members: tuple[Address, ...]
    contact: Address | None
    is_group: bool
    is_crowded: bool = False
    is_buddhist: bool = False


@dataclass(slots=True)
class _Survey:
    """What has been seen of a chat so far."""

    dates: DateOrder = field(default_factory=DateOrder)
    members: dict[Address, None] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    notice_by: str = ""
    titled: str = ""
    has_group_lines: bool = False

    def add(self, entry: Entry[Header], number: int) -> None:
        if entry.header is None:
            return
        self.dates.add(entry.header.date)
        name, text = split(entry.text)
        if name is None:
            self._system(text)
        elif is_by_phone(text, number):
            if number <= _LINES_WITH_NOTICES and phrases.NOTICE.search(text[:300]):
                self.notice_by = self.notice_by or name
            self._system(text)
        elif name not in self.names and not (phrases.is_generated(text) and name == self.notice_by):
            self._member(name)

    def _member(self, name: str) -> None:
        found = address(name)
        if found is not None and len(self.names) < _MOST_MEMBERS:
            self.names.add(name)
            self.members[found] = None

    def _system(self, text: str) -> None:
        if phrases.NOTICE.search(text[:300]):
            return
        if phrases.GROUP.search(text[:300]):
            self.has_group_lines = True
            named = phrases.CREATED.search(text[:300]) or phrases.RENAMED.search(text[:300])
            self.titled = self.titled or (plain(named["title"]) if named else "")


def split(text: str) -> tuple[str | None, str]:
    """Return a sender's name and the text, or ``None`` and a system line's words.

    >>> split("Ann Lee: See you: at ten")
    ('Ann Lee', 'See you: at ten')
    >>> split("Ann added Ben")
    (None, 'Ann added Ben')
    """
    name, colon, rest = text.partition(": ")
    if not colon or "\n" in name:
        name, colon, rest = text.partition(":")
        if not colon or "\n" in name or (rest and rest[0] in "/0123456789"):
            return None, text
    if len(name) > _LONGEST_SENDER or not name.strip():
        return None, text
    if not _QUOTES.isdisjoint(name) and phrases.is_system(text):
        return None, text
    return name, rest


def is_by_phone(text: str, number: int) -> bool:
    """Tell whether the phone wrote a line that names somebody as its sender."""
    if phrases.is_generated(text):
        return phrases.is_system(text)
    return number <= _LINES_WITH_NOTICES and phrases.NOTICE.search(text[:300]) is not None


def survey(file_name: str, entries: Iterable[Entry[Header]]) -> Cast:
    """Return the cast of a chat after a look at every entry."""
    seen = _Survey()
    for number, entry in enumerate(entries, start=1):
        seen.add(entry, number)
    return _cast(seen, chat_name(file_name))


def _cast(seen: _Survey, called: str) -> Cast:
    host = address(seen.notice_by)
    others = [one for one in (address(called), host) if one and one not in seen.members]
    is_guest = host is not None and host not in seen.members
    people = [*seen.members]
    is_group = seen.has_group_lines or len(people) > _PAIR or (len(people) == _PAIR and is_guest)
    if is_group:
        identity = seen.titled or (seen.notice_by if is_guest else "") or called
    else:
        people += others[: _PAIR - len(people)]
        identity = "\n".join(sorted(f"{one.scheme}:{one.value}" for one in people))
    return Cast(
        order=seen.dates.decided(),
        example=seen.dates.example,
        title=(called or identity) if is_group else "",
        identity=identity,
        members=tuple(people),
        contact=others[0] if others and not is_group else _named(called, seen.members),
        is_group=is_group,
        is_crowded=len(seen.names) >= _MOST_MEMBERS,
        is_buddhist=seen.dates.is_buddhist,
    )


def _named(called: str, members: Iterable[Address]) -> Address | None:
    found = address(called)
    return found if found is not None and found in members else None
