"""``mutuals undo``: take the last import back."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Take the last import back; the store is then as it was before it.

    Example: mutuals undo
    """
    asked = surface(context)
    with asked.opened(current=False) as network:
        sentence = network.undo()
        network.build(asked.moment())
    if not sentence:
        asked.answer({"undone": None}, ["There is nothing to undo."])
        raise typer.Exit(1)
    asked.answer({"undone": sentence}, [f"Taken back: {sentence}."])
