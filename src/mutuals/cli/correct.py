"""``mutuals correct``: your own word on people, which wins over the records."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import surface
from mutuals.counts import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutuals.network import Network
    from mutuals.people.one_person import Act, AddressWord
    from mutuals.stages.correct import Correction


def run(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(help="stage, time, kind, me, same, apart or neither; else what you said."),
    ] = "",
    who: Annotated[str, typer.Argument(help="A name or an address.")] = "",
    *,
    value: Annotated[
        str,
        typer.Argument(
            help="For stage: avatar, acquaintance, budding_friend or friend. "
            "For time: meaningful or mindless. "
            "For kind: person, list, robot, room or unknown. none takes it back. "
            "For me: yes or no. "
            "For same, apart and neither: the other name or address."
        ),
    ] = "",
) -> None:
    """Say what the records get wrong of a tie, of who is one person, or what one is.

    Left out, all you said is shown. Your word wins until you take it back: with none,
    for two people with neither, or with mutuals undo. Say two addresses to part what
    the records have as one person. What is said to be a list, a robot, a room or
    unknown counts in no tie; mutuals people --automata lists all of them, and why.
    With me, an address is yours, or is not: everything is worked out again from your
    side, from what was read before.

    Example: mutuals correct stage "Ann Example" friend

    Example: mutuals correct same ann@example.org "Ann E."

    Example: mutuals correct me ann@example.org yes

    Example: mutuals correct kind notmuch@example.org list
    """
    from mutuals.people import me  # noqa: PLC0415  # --help stays light
    from mutuals.people.one_person import acts, contradictions, words_on_two  # noqa: PLC0415  # as above
    from mutuals.people.what import words_on_kinds  # noqa: PLC0415  # as above
    from mutuals.stages.correct import corrections  # noqa: PLC0415  # as above

    asked = surface(context)
    if what and not (who and value):
        msg = "say what, who and the right value, or nothing at all to see what you said"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        said = _say(network, what, who=who, value=value) if what else ""
        network.build(asked.moment())
        found: list[Correction | AddressWord]
        found = [*corrections(network), *words_on_kinds(network)]
        found += me.words_on_me(network) if what == me.QUESTION else []
        pairs, at_once = words_on_two(network), acts(network)
        for sentence in contradictions(network):
            asked.note(sentence)
    columns = {"name": "name", "value": "as you say", "said_at": "said"}
    rows = _rows(found, at_once)
    asked.listing(rows, columns, summary=said or _summary(len(rows)), value=[*found, *pairs])


def _say(network: "Network", what: str, *, who: str, value: str) -> str:
    """Remember a word of the user's; return it in a sentence."""
    from mutuals.people import me  # noqa: PLC0415  # --help stays light
    from mutuals.people import what as kinds  # noqa: PLC0415  # as above
    from mutuals.people.one_person import WORDS, say_of_two  # noqa: PLC0415  # as above
    from mutuals.stages.correct import correct  # noqa: PLC0415  # as above

    if what in WORDS:
        return say_of_two(network, what, one=who, other=value)
    if what == kinds.QUESTION:
        return kinds.say_kind(network, who, value)
    if what == me.QUESTION:
        return me.say_me(network, who, value)
    return correct(network, what, who=who, value=value)


def _rows(
    found: "Sequence[Correction | AddressWord]", said_at_once: "Sequence[Act]"
) -> list[dict[str, object]]:
    """Return what was said, in words."""
    from mutuals.stages.correct import in_words  # noqa: PLC0415  # --help stays light

    rows: list[dict[str, object]] = [
        {"name": one.name, "value": in_words(one.value), "said_at": one.said_at} for one in found
    ]
    for one in said_at_once:
        outdone = "" if one.is_kept else ", but newer words of yours say otherwise"
        both = f"{', '.join(one.one)} and {', '.join(one.other)}"
        rows.append({"name": both, "value": in_words(one.word) + outdone, "said_at": one.said_at})
    return rows


def _summary(many: int) -> str:
    return f"You have put {number(many)} right:" if many else "You have put nothing right so far."
