"""A channel in JSON."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members
from mutuals.archives.names import identifier, name
from mutuals.archives.saying import saying
from mutuals.archives.twice import Twice
from mutuals.archives.values import ITEM, Path, Value, values
from mutuals.readers.discord.message import addressed, message, person
from mutuals.records import Interaction, Notice, Reaction, Record, Source

_ENTERED: frozenset[Path] = frozenset({(), ("messages",)})
_MESSAGE: Path = ("messages", ITEM)
# A server's channel may be read by more than those who have written in it.
_LEAST_OF_A_SERVER = 3


def records(source: Source) -> Iterator[Record]:
    """Yield what a channel holds."""
    parts = Twice(source.open, partial(values, entered=_ENTERED))
    conversation = Conversation(_survey(parts.first()), keep_text=source.keep_text)
    reacting, number = _Reacting(), 0
    for value in parts.again():
        if value.problem or value.path == _MESSAGE:
            number += 1
            yield from saying(
                value,
                number,
                conversation=conversation,
                message=message,
                reactions=reacting.reactions,
            )
    if reacting.unnamed:
        yield Notice(f"{reacting.unnamed} reactions do not say whose they are; left out.")


class _Reacting:
    """Who reacted, and how many more did of whom nothing is said."""

    def __init__(self) -> None:
        self.unnamed = 0

    def reactions(self, told: object, to: Interaction) -> Iterator[Reaction]:
        """Yield the reactions to a message of those who are named."""
        given = told.get("reactions") if isinstance(told, Mapping) else None
        for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
            if isinstance(one, Mapping):
                yield from self._of(one, to)

    def _of(self, given: Mapping[str, object], to: Interaction) -> Iterator[Reaction]:
        users, count = given.get("users"), given.get("count")
        named = users[:MOST_RECIPIENTS] if isinstance(users, list) else []
        actors = [one for one in map(person, named) if one is not None]
        for actor in actors:
            yield Reaction(to.record_no, actor, to.key, to.started_at)
        self.unnamed += max(0, count - len(actors)) if isinstance(count, int) else 0


def _survey(parts: Iterable[Value]) -> Chat:
    told: dict[str, Mapping[str, object]] = {"guild": {}, "channel": {}}
    people = Members()
    for value in parts:
        if value.path == _MESSAGE and isinstance(value.value, Mapping):
            people.add(person(value.value.get("author")))
            for one in addressed(value.value):
                people.add(one)
        elif value.path and value.path[0] in told and isinstance(value.value, Mapping):
            told[value.path[0]] = value.value
    channel, server = told["channel"], told["guild"]
    sort = name(channel.get("type"))
    title = name(channel.get("name"))
    is_pair = sort == "DirectTextChat"
    is_direct = sort.startswith("Direct") or identifier(server.get("id")) == "0"
    called = name(server.get("name"))
    return Chat(
        channel="discord",
        identity=f"{'pair' if is_pair else 'group'}:{identifier(channel.get('id')) or title}",
        members=people.all(),
        is_group=not is_pair,
        title="" if is_pair else (title if is_direct else f"{called}: {title}".strip(": ")),
        size=0 if is_direct else _LEAST_OF_A_SERVER,
    )
