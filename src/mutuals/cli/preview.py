"""``mutuals preview``: what files are and hold, before anything is kept."""

from pathlib import Path
from typing import Annotated

import typer

from mutuals.cli import plain, progress, surface


def run(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives.")],
    *,
    every_file: Annotated[
        bool, typer.Option("--files", help="Tell of each part by itself, however many.")
    ] = False,
) -> None:
    """Say what each file is, how much it holds, from when and with whom; keep nothing.

    Example: mutuals preview takeout.zip chats/
    """
    from mutuals.intake import parts, recognise, summary, told  # noqa: PLC0415  # --help stays light
    from mutuals.settings import Settings  # noqa: PLC0415  # as above

    asked = surface(context)
    with progress(asked) as show:
        found = parts(recognise(paths, Settings()), lambda path: show(f"looking at {path}"))
    lines = [summary(found), *told(found, every=every_file)]
    asked.answer({"summary": lines[0], "parts": [plain(one) for one in found]}, lines)
    if not any(one.format for one in found):
        raise typer.Exit(1)
