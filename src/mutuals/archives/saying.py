"""A message of a JSON file as its interaction and reactions, or why it is none."""

from collections.abc import Callable, Iterator

from mutuals.archives.conversation import Conversation, Message
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import Value
from mutuals.records import Interaction, Reaction, Record

Reactions = Callable[[object, Interaction], Iterator[Reaction]]


def saying(
    value: Value,
    number: int,
    *,
    conversation: Conversation,
    message: Callable[[object], Message],
    reactions: Reactions,
) -> Iterator[Record]:
    """Yield what a value comes to.

    ``message`` reads it and may raise RefusedError; ``reactions`` yields who reacted.
    """
    if value.problem:
        yield refused(value.problem, number, value.offset)
        return
    try:
        found = conversation.interaction(number, message(value.value))
    except RefusedError as error:
        yield refused(error.args[0], number, value.offset)
        return
    yield found
    yield from reactions(value.value, found)
