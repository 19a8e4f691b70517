"""What slackdump has saved, in whatever form: who is where, and what was said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from mutuals.archives.conversation import MOST_MEMBERS, Chat, Conversation
from mutuals.archives.names import identifier, name
from mutuals.archives.refusals import refused
from mutuals.archives.saying import saying
from mutuals.archives.values import Value
from mutuals.readers.slack.message import message
from mutuals.readers.slack.people import called, user
from mutuals.readers.slack.reactions import reactions
from mutuals.records import Address, Record

_LEAST_OF_A_GROUP = 3
_MOST = 1_000_000


@dataclass(slots=True)
class Known:
    """Who is who, which channels there are, and who is in them."""

    names: dict[str, str] = field(default_factory=dict)
    channels: dict[str, Mapping[str, object]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    owner: str = ""

    def person(self, told: object) -> None:
        """Take note of a user's name."""
        if isinstance(told, Mapping) and len(self.names) < _MOST:
            given = told.get("profile")
            profile = given if isinstance(given, Mapping) else {}
            self.names[identifier(told.get("id"))] = called(profile) or called(told)

    def channel(self, told: object) -> None:
        """Take note of a channel, and of its members where it lists them."""
        if isinstance(told, Mapping) and len(self.channels) < _MOST:
            self.channels[identifier(told.get("id"))] = told
            self.inside(identifier(told.get("id")), told.get("members"))

    def inside(self, channel: str, given: object) -> None:
        """Take note of who is in a channel."""
        if isinstance(given, list):
            held = self.members.setdefault(channel, [])
            found = (identifier(one) for one in given[:MOST_MEMBERS])
            held += [one for one in found if one and one not in held][: MOST_MEMBERS - len(held)]

    def is_own(self, channel: str) -> bool:
        """Tell whether a channel is its owner's alone: notes to oneself."""
        other = identifier(self.channels.get(channel, {}).get("user"))
        return bool(self.owner) and other == self.owner

    def chat(self, channel: str) -> Chat:
        """Return a channel as a chat."""
        told = self.channels.get(channel, {})
        is_pair = bool(told.get("is_im")) or channel.startswith("D")
        inside = [*self.members.get(channel, ())]
        other = identifier(told.get("user"))
        if is_pair:
            inside += [one for one in (other, self.owner) if one and one not in inside]
        return Chat(
            channel="slack",
            identity=f"{'pair' if is_pair else 'group'}:{channel}",
            members=tuple(Address("slack", one, self.names.get(one, "")) for one in inside),
            is_group=not is_pair,
            title="" if is_pair else name(told.get("name")),
            size=0 if is_pair else _LEAST_OF_A_GROUP,
        )


class Telling:
    """Turns users and messages into records, one numbered after the other."""

    def __init__(self, known: Known, *, keep_text: bool) -> None:
        self._known = known
        self._keep_text = keep_text
        self.count = 0
        self._chats: dict[str, Conversation] = {}

    def user(self, value: Value) -> Record:
        """Return a user as one person with their mail, or why not."""
        self.count += 1
        return user(value, self.count)

    def broken(self, value: Value) -> Record:
        """Return why something is neither."""
        self.count += 1
        return refused(value.problem, self.count, value.offset)

    def said(self, value: Value, channel: str) -> Iterator[Record]:
        """Yield a message and who reacted to it."""
        self.count += 1
        if channel not in self._chats:
            chat = self._known.chat(channel)
            self._chats[channel] = Conversation(chat, keep_text=self._keep_text)
        yield from saying(
            value,
            self.count,
            conversation=self._chats[channel],
            message=partial(message, names=self._known.names, is_own=self._known.is_own(channel)),
            reactions=reactions,
        )
