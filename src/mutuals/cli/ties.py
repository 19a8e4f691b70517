"""``mutuals ties``: one person's ties, with stage and evidence."""

from typing import Annotated

import typer

from mutuals.cli import surface
from mutuals.counts import tally


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="A name or an address; you, if left out.")] = "me",
) -> None:
    """Show somebody's ties: where each stands on the continuum, and what says so.

    Example: mutuals ties "Ann Example"
    """
    from mutuals.stages.standing import standings  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        found = standings(network, who)
    rows = [
        {"name": one.name, "stage": one.said, "since": one.since, "evidence": one.evidence}
        for one in found
    ]
    columns = {"name": "name", "stage": "stage", "since": "since", "evidence": "evidence"}
    summary = f"{tally(len(rows), 'person', 'people')}, in the order of their names."
    asked.listing(rows, columns, summary=summary, value=found)
