"""Who reacted to a message."""

from collections.abc import Iterator, Mapping

from mutuals.archives.conversation import MOST_RECIPIENTS
from mutuals.archives.names import identifier
from mutuals.records import Address, Interaction, Reaction


def reactions(told: object, to: Interaction) -> Iterator[Reaction]:
    """Yield everybody who reacted, once; Slack keeps no moment but the message's."""
    given = told.get("reactions") if isinstance(told, Mapping) else None
    actors: dict[str, None] = {}
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        users = one.get("users") if isinstance(one, Mapping) else None
        if isinstance(users, list):
            actors |= dict.fromkeys(filter(None, map(identifier, users[:MOST_RECIPIENTS])))
    for actor in actors:
        yield Reaction(to.record_no, Address("slack", actor), to.key, to.started_at)
