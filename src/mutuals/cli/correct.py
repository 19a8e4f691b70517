"""``mutuals correct``: your own word on people, which wins over the records."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import surface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutuals.people.one_person import PairWord
    from mutuals.people.what import KindWord
    from mutuals.stages.correct import Correction


def run(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(help="stage, time, kind, same, apart or neither; left out, all you said."),
    ] = "",
    who: Annotated[str, typer.Argument(help="A name or an address.")] = "",
    *,
    value: Annotated[
        str,
        typer.Argument(
            help="For stage: avatar, acquaintance, budding_friend or friend. "
            "For time: meaningful or mindless. "
            "For kind: person, list, robot, room or unknown. none takes it back. "
            "For same, apart and neither: the other name or address."
        ),
    ] = "",
) -> None:
    """Say what the records get wrong of a tie, of who is one person, or what one is.

    Left out, all you said is shown. Your word wins until you take it back: with none,
    for two people with neither, or with mutuals undo. Say two addresses to part what
    the records have as one person. What is said to be a list, a robot, a room or
    unknown counts in no tie; mutuals people --automata lists all of them, and why.

    Example: mutuals correct stage "Ann Example" friend

    Example: mutuals correct same ann@example.org "Ann E."

    Example: mutuals correct kind notmuch@example.org list
    """
    from mutuals.people.one_person import (  # noqa: PLC0415  # --help stays light
        WORDS,
        contradictions,
        say_of_two,
        words_on_two,
    )
    from mutuals.people.what import QUESTION, say_kind, words_on_kinds  # noqa: PLC0415  # as above
    from mutuals.stages.correct import correct, corrections  # noqa: PLC0415  # as above

    asked = surface(context)
    if what and not (who and value):
        msg = "say what, who and the right value, or nothing at all to see what you said"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        said = ""
        if what in WORDS:
            said = say_of_two(network, what, one=who, other=value)
        elif what == QUESTION:
            said = say_kind(network, who, value)
        elif what:
            said = correct(network, what, who=who, value=value)
        network.build(asked.moment())
        found: list[Correction | KindWord]
        found = [*corrections(network), *words_on_kinds(network)]
        pairs = words_on_two(network)
        for sentence in contradictions(network):
            asked.note(sentence)
    columns = {"name": "name", "value": "as you say", "said_at": "said"}
    rows = _rows(found, pairs)
    asked.listing(rows, columns, summary=said or _summary(len(rows)), value=[*found, *pairs])


def _rows(
    found: "Sequence[Correction | KindWord]", pairs: "Sequence[PairWord]"
) -> list[dict[str, object]]:
    """Return what was said, in words."""
    from mutuals.stages.correct import in_words  # noqa: PLC0415  # --help stays light

    rows: list[dict[str, object]] = [
        {"name": one.name, "value": in_words(one.value), "said_at": one.said_at} for one in found
    ]
    for one in pairs:
        outdone = "" if one.is_kept else ", but newer words of yours say otherwise"
        both = f"{one.one} and {one.other}"
        rows.append({"name": both, "value": in_words(one.word) + outdone, "said_at": one.said_at})
    return rows


def _summary(many: int) -> str:
    return f"You have put {many} right:" if many else "You have put nothing right so far."
