"""``mutuals check``: whether the store is whole."""

from typing import Annotated

import typer

from mutuals.cli import surface

_DAMAGED = 70


def run(
    context: typer.Context,
    *,
    read_data: Annotated[bool, typer.Option("--read-data", help="Read every row.")] = False,
    dismiss_loss: Annotated[
        bool, typer.Option("--dismiss-loss", help="Say no more of what was lost.")
    ] = False,
) -> None:
    """Check the store against its commit ledger.

    Example: mutuals check --read-data
    """
    asked = surface(context)
    with asked.opened(current=False) as network:
        found = network.check(read_data=read_data, dismiss_loss=dismiss_loss)
    asked.answer({"wrong": found}, found or ["The store holds what was committed."])
    if found:
        raise typer.Exit(_DAMAGED)
