"""``mutuals person``: one page about one person."""

from typing import Annotated

import typer

from mutuals.cli import surface
from mutuals.columns import in_columns


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="A name or an address.")],
) -> None:
    """Show one person: addresses, where you two stand, how it came about.

    In a community, which has no owner, it says where that person's ties stand.

    Example: mutuals person "Ann Example"
    """
    from mutuals.stages.portrait import portrait  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        found = portrait(network, who)
    lines = [f"{found.name}: {found.sentence}"]
    lines += [f"  {one['scheme']}  {one['value']}" for one in found.addresses]
    if found.history:
        columns = {"happened_at": "when", "to_stage": "became", "trigger": "with"}
        rows = [row | {"to_stage": row["to_stage"].replace("_", " ")} for row in found.history]
        lines += ["", *in_columns(rows, columns)]
    asked.answer(found, lines)
