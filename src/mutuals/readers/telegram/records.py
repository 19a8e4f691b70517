"""An export's messages, reactions and contacts, in the file's order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from mutuals.archives.conversation import MOST_RECIPIENTS, Conversation
from mutuals.archives.moments import from_iso
from mutuals.archives.names import name
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Value
from mutuals.readers.telegram.message import message
from mutuals.readers.telegram.people import SCHEME, joined, user
from mutuals.readers.telegram.survey import CHATS, CONTACTS, Survey, Surveyed
from mutuals.records import Address, Interaction, Notice, Reaction, Record

_NOT_READ = frozenset(
    (one,) for one in ("frequent_contacts", "stories", "sessions", "web_sessions", "other_data")
)


class Reading:
    """What has to be remembered from one record to the next."""

    def __init__(self, chats: Survey, *, keep_text: bool) -> None:
        self._owner = chats.owner
        self._coming = iter(chats.chats)
        self._keep_text = keep_text
        self._chat = Surveyed()
        self._conversation = Conversation(self._chat.chat(None), keep_text=False)
        self._number = 0
        self._without_zone = 0
        self._unnamed = 0
        self._has_more = False

    def records(self, parts: Iterable[Value]) -> Iterator[Record]:
        """Yield what a file holds, and what is to be said about the whole of it."""
        for value in parts:
            if value.is_begun:
                if value.path in CHATS:
                    self._begin(next(self._coming))
            elif value.problem or value.path[-2:] == ("messages", ITEM) or value.path == CONTACTS:
                self._number += 1
                yield from self._record(value)
            else:
                self._has_more |= value.path[:1] in _NOT_READ
        yield from self._notices()

    def _begin(self, chat: Surveyed) -> None:
        self._chat = chat
        self._conversation = Conversation(chat.chat(self._owner), keep_text=self._keep_text)

    def _record(self, value: Value) -> Iterator[Record]:
        if value.problem:
            yield refused(value.problem, self._number, value.offset)
            return
        try:
            if value.path == CONTACTS:
                yield joined(value.value, self._number)
                return
            said = message(value.value, machine=self._chat.machine, is_own=self._chat.is_own)
            found = self._conversation.interaction(self._number, said)
        except RefusedError as error:
            yield refused(error.args[0], self._number, value.offset)
            return
        self._without_zone += said.started_at.tzinfo is None and not _has_moment(value.value)
        yield found
        if isinstance(value.value, Mapping) and value.value.get("reactions"):
            yield from self._reactions(value.value["reactions"], found)

    def _reactions(self, given: object, to: Interaction) -> Iterator[Reaction]:
        for one in given if isinstance(given, list) else ():
            if not isinstance(one, Mapping):
                continue
            recent, count = one.get("recent"), one.get("count")
            named = recent[:MOST_RECIPIENTS] if isinstance(recent, list) else []
            found = [reaction for each in named if (reaction := _reaction(each, to))]
            self._unnamed += max(0, count - len(found)) if isinstance(count, int) else 0
            yield from found

    def _notices(self) -> Iterator[Notice]:
        if self._without_zone:
            yield Notice(
                "Some messages give their local time and no time zone; it is taken as UTC."
            )
        if self._unnamed:
            yield Notice(f"{self._unnamed} reactions do not say whose they are; left out.")
        if self._has_more:
            yield Notice("Besides messages and contacts, nothing of the export is read.")


def _has_moment(told: object) -> bool:
    return isinstance(told, Mapping) and "date_unixtime" in told


def _reaction(given: object, to: Interaction) -> Reaction | None:
    if not isinstance(given, Mapping):
        return None
    called = name(given.get("from"))
    who = user(given.get("from_id")) or called
    local = from_iso(given.get("date"))
    if not who:
        return None
    return Reaction(
        record_no=to.record_no,
        actor=Address(SCHEME, who, called),
        interaction_key=to.key,
        reacted_at=_after(local, to.started_at),
    )


def _after(local: datetime | None, started_at: datetime) -> datetime:
    """Return when somebody reacted, in the message's zone, and not before it."""
    if local is None:
        return started_at
    moment = local.replace(tzinfo=started_at.tzinfo)
    return max(moment, started_at)
