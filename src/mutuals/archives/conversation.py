"""A chat and what is said in it, as interactions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice

from mutuals.archives.moments import in_utc, is_possible, latest
from mutuals.archives.refusals import RefusedError
from mutuals.records import Address, Interaction, Participation, frozen
from mutuals.signals import signals

MOST_RECIPIENTS = 256
MOST_MEMBERS = 10_000
_REMEMBERED = 20_000
_REMEMBERED_SENDERS = 1_000
_PAIR = 2
# Nobody is addressed: what a program wrote about the chat, a note to oneself.
_SILENT = frozenset({"system", "entry"})


@dataclass(frozen=True, slots=True)
class Chat:
    """Who talks where.

    ``identity`` tells the chat from others and stays when somebody joins. ``size`` is
    the number of members where it is known to be larger than those that are named.
    ``is_open`` says that it is for everybody to read, so that nobody is addressed.
    """

    channel: str
    identity: str
    members: tuple[Address, ...] = ()
    is_group: bool = False
    title: str = ""
    size: int = 0
    is_open: bool = False


@frozen
class Message:
    """One thing said; see ``Interaction``, whose names these are.

    ``identity`` is what the archive calls it; where it is empty, its content does.
    ``started_at`` may lack a zone: then UTC stands in.
    """

    started_at: datetime
    sender: Address | None
    words: str = ""
    kind: str = "message"
    marks: tuple[str, ...] = ()
    identity: str = ""
    ended_at: datetime | None = None
    is_local_known: bool = True
    precision: str = "second"
    thread: str = ""
    mentions: tuple[Address, ...] = ()


class Conversation:
    """A chat's messages one after the other."""

    def __init__(self, chat: Chat, *, keep_text: bool) -> None:
        self._chat = chat
        self._keep_text = keep_text
        self._latest = latest()
        named = len({(one.scheme, one.value) for one in chat.members})
        self._audience = max(named - 1, chat.size - 1, 0 if chat.is_open else 1)
        role = "member" if chat.is_group else "to"
        self._first = tuple(Participation(one, role) for one in chat.members[: MOST_RECIPIENTS + 1])
        self._seen: dict[tuple[str, ...], int] = {}
        self._others: dict[tuple[str, str] | None, tuple[Participation, ...]] = {}

    @property
    def channel(self) -> str:
        """The chat's channel."""
        return self._chat.channel

    def interaction(self, number: int, message: Message) -> Interaction:
        """Return a message as an interaction; RefusedError for an impossible date."""
        if not is_possible(message.started_at, self._latest):
            reason = "date_out_of_range"
            raise RefusedError(reason)
        chat = self._chat
        is_silent = message.kind in _SILENT
        found = () if message.kind == "system" else signals(message.words)
        return Interaction(
            record_no=number,
            started_at=in_utc(message.started_at),
            channel=chat.channel,
            sender=message.sender,
            participations=() if is_silent else self._parts(message),
            kind="post" if chat.is_open and not is_silent else message.kind,
            medium="voice" if message.kind == "call" else "online",
            ended_at=message.ended_at,
            is_local_known=message.is_local_known and message.started_at.tzinfo is not None,
            precision=message.precision,
            thread=f"{chat.identity}/{message.thread}" if message.thread else chat.identity,
            key=self.key(message),
            audience_size=0 if is_silent else self._audience,
            length=len(message.words),
            signals=(*message.marks, *found),
            title=chat.title,
            text=message.words if self._keep_text else "",
        )

    def key(self, message: Message) -> tuple[str, ...]:
        """Return a key without members or title, so that a longer export merges.

        Equal messages of one sender at one moment are told apart by counting them.
        """
        chat, sender = self._chat, message.sender
        if message.identity:
            return (chat.channel, chat.identity, message.identity)
        told = "\n".join((message.kind, *message.marks, message.words))
        key = (
            chat.channel,
            chat.identity,
            f"{sender.scheme}:{sender.value}" if sender else "",
            in_utc(message.started_at).isoformat(),
            blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest(),
        )
        before = self._seen.get(key, 0)
        self._seen[key] = before + 1
        if len(self._seen) > _REMEMBERED:
            self._seen = dict(islice(self._seen.items(), _REMEMBERED // 2, None))
        return (*key, str(before))

    def _parts(self, message: Message) -> tuple[Participation, ...]:
        mentioned = {_plain(one): one for one in message.mentions[:MOST_RECIPIENTS]}
        parts = [Participation(one, "mention") for one in mentioned.values()]
        if self._chat.is_open:
            return tuple(parts)
        sender = None if message.sender is None else _plain(message.sender)
        if not mentioned and sender in self._others:
            return self._others[sender]
        left = {sender, *mentioned}
        others = islice(
            (one for one in self._first if _plain(one.address) not in left), MOST_RECIPIENTS
        )
        if not mentioned and len(self._others) < _REMEMBERED_SENDERS:
            self._others[sender] = tuple(others)
            return self._others[sender]
        return (*parts, *others)


class Members:
    """Who is met in a chat, in the order of their first word, up to a bound."""

    def __init__(self, known: Iterable[Address | None] = ()) -> None:
        self._found: dict[tuple[str, str], Address] = {}
        for one in known:
            self.add(one)

    def add(self, address: Address | None) -> None:
        """Take note of somebody; a name is kept where one is given."""
        if address is None:
            return
        key = _plain(address)
        before = self._found.get(key)
        if (before is None and len(self._found) < MOST_MEMBERS) or (before and not before.name):
            self._found[key] = address

    def all(self) -> tuple[Address, ...]:
        """Return everybody met so far."""
        return tuple(self._found.values())


def is_pair(members: tuple[Address, ...]) -> bool:
    """Tell whether a chat of these can be a one-to-one chat."""
    return len(members) <= _PAIR


def _plain(address: Address) -> tuple[str, str]:
    return address.scheme, address.value
