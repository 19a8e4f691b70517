"""``mutuals mirror``: which one you are."""

from shlex import quote

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Say which one you are, and from what; or what is missing to say it.

    Example: mutuals mirror
    """
    from mutuals.mirror.letter import as_rows, as_text, told_first  # noqa: PLC0415  # --help stays light
    from mutuals.mirror.sentences import mirror_sentences  # noqa: PLC0415  # as above
    from mutuals.people.me import likely, unanswered  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        sentences = mirror_sentences(network)
        may_be = likely(network.table("owner")) if unanswered(network.table("answer")) else []
    for one in may_be:
        asked.note(
            f"Is {one.called()} you? It {one.evidence}. If so, `mutuals correct me "
            f"{quote(one.value)} yes` lets the mirror speak of you; no file is read again."
        )
    asked.answer(as_rows(sentences), as_text(told_first(sentences)))
