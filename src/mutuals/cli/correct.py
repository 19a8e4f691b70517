"""``mutuals correct``: your own word on a person, which wins over the records."""

from typing import Annotated

import typer

from mutuals.cli import surface


def run(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="stage or time; left out, all you said.")] = "",
    who: Annotated[str, typer.Argument(help="A name or an address.")] = "",
    *,
    value: Annotated[
        str,
        typer.Argument(
            help="For stage: avatar, acquaintance, budding_friend or friend. "
            "For time: meaningful or mindless. none takes it back."
        ),
    ] = "",
) -> None:
    """Say what the records get wrong about a tie, or show what you have said.

    Your word wins until you take it back, with none or with mutuals undo.

    Example: mutuals correct stage "Ann Example" friend
    """
    from mutuals.stages.correct import correct, corrections  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    if what and not (who and value):
        msg = "say what, who and the right value, or nothing at all to see what you said"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        said = correct(network, what, who=who, value=value) if what else ""
        network.build(asked.moment())
        found = corrections(network)
    columns = {"name": "name", "question": "what", "value": "as you say", "said_at": "said"}
    rows = [{name: getattr(one, name) for name in columns} for one in found]
    asked.listing(rows, columns, summary=said or _summary(len(rows)), value=found)


def _summary(many: int) -> str:
    return f"You have put {many} right:" if many else "You have put nothing right so far."
