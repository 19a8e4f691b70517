"""``mutuals content-hash``: a hash of everything read."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Print a hash of the content, the same whatever order the files were read in.

    Example: mutuals content-hash
    """
    asked = surface(context)
    with asked.opened(current=False) as network:
        found = network.content_hash()
    asked.answer({"content_hash": found}, [found])
