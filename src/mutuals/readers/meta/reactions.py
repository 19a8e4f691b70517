"""Who reacted to a message."""

from collections.abc import Iterator, Mapping

from mutuals.archives.conversation import MOST_RECIPIENTS
from mutuals.archives.moments import from_epoch
from mutuals.readers.meta.names import person
from mutuals.records import Interaction, Reaction


def reactions(told: object, to: Interaction) -> Iterator[Reaction]:
    """Yield the reactions to a message; one without a moment has the message's."""
    given = told.get("reactions") if isinstance(told, Mapping) else None
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        actor = person(one.get("actor"), to.channel) if isinstance(one, Mapping) else None
        if actor is not None:
            moment = from_epoch(one.get("timestamp"))
            # A moment in milliseconds, or a wrong one, is no better than the message's.
            is_near = moment is not None and 0 <= (moment - to.started_at).days < _MOST_DAYS
            yield Reaction(
                record_no=to.record_no,
                actor=actor,
                interaction_key=to.key,
                reacted_at=moment if moment is not None and is_near else to.started_at,
            )


_MOST_DAYS = 3650
