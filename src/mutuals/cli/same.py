"""``mutuals same``: two names that may be one person, for you to say."""

from typing import TYPE_CHECKING

import typer

from mutuals.cli import surface
from mutuals.columns import shown
from mutuals.counts import number

if TYPE_CHECKING:
    from mutuals.people.review import Queue, Suggestion

_SHOWN = 50


def run(context: typer.Context) -> None:
    """List two names that may be one person, the likeliest first, and why.

    Nobody is put together unless you say so: mutuals correct same ANN ANNA, or apart
    where they are two; neither takes your word back.

    Example: mutuals same --limit 10
    """
    from mutuals.people.one_person import contradictions  # noqa: PLC0415  # --help stays light
    from mutuals.people.review import queue  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        found = queue(network, most=asked.limit or _SHOWN)
        for sentence in contradictions(network):
            asked.note(sentence)
        alike = network.table("look_alike").num_rows
    if alike:
        asked.note(f"{alike} addresses look like another's and are kept apart: table look_alike.")
    lines = [_summary(found)]
    for pair in found.shown:
        lines += ["", *_pair(pair)]
    asked.answer(found.shown, lines)


def _pair(pair: "Suggestion") -> list[str]:
    sides = [f"{side.name} <{side.addresses[0][1]}>" for side in (pair.one, pair.other)]
    doubts = [f"  but {'; '.join(pair.doubts)}"] if pair.doubts else []
    return [*map(shown, sides), f"  {pair.sure}: {'; '.join(pair.reasons)}", *doubts]


def _summary(found: "Queue") -> str:
    if not found.many:
        return found.said()
    return f"{found.said()} The likeliest first; {number(len(found.shown))} shown."
