"""``mutuals mirror``: which one you are."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Say which one you are, and from what; or what is missing to say it.

    Example: mutuals mirror
    """
    from mutuals.mirror.letter import as_rows, as_text  # noqa: PLC0415  # --help stays light
    from mutuals.mirror.sentences import mirror_sentences  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        sentences = mirror_sentences(network)
    asked.answer(as_rows(sentences), as_text(sentences))
