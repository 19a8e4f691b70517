"""``mutuals demo``: the made-up village, read like anybody's files."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, progress, surface

if TYPE_CHECKING:
    from mutuals.intake import ReadReport


def run(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    *,
    people: Annotated[
        int, typer.Option(min=0, max=20_000, help="A town of so many people instead.")
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open none.")] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the mirror.")] = False,
) -> None:
    """Write the made-up village's archives, read them, and show its mirror.

    With --people it is a town in which everybody has several addresses.

    Example: mutuals demo --no-serve
    """
    from mutuals.mirror.letter import as_rows, as_text  # noqa: PLC0415  # --help stays light
    from mutuals.mirror.sentences import mirror_sentences  # noqa: PLC0415  # as above

    asked = surface(context)
    with TemporaryDirectory(prefix="mutuals-village-") as folder:
        place = Path(folder)
        shown = Surface(store=str(place / "village.mutuals"), as_json=asked.as_json)
        with progress(asked) as show:
            _read(shown, place, show, people=people)
        with shown.opened() as network:
            sentences = mirror_sentences(network)
            shown.answer(as_rows(sentences), as_text(sentences))
            if not no_serve:
                from mutuals.web.serve import serve  # noqa: PLC0415  # only where it is shown

                serve(network, port=port, open_browser=not no_browser, say=asked.note)


def _read(asked: Surface, place: Path, show: Callable[[str], None], *, people: int) -> None:
    from mutuals.people.me import likely  # noqa: PLC0415  # --help stays light
    from mutuals.village import write  # noqa: PLC0415  # as above
    from mutuals.village.town import write_town  # noqa: PLC0415  # as above

    show("writing the village's archives")
    if people:
        write_town(place, people=people)
    else:
        write(place)
    with asked.opened(current=False, create=True, is_shared=False) as network:
        network.read([place / "owner"], progress=lambda report: show(_so_far(report)))
        network.build()
        network.confirm_me([one.value for one in likely(network.table("owner"))])
        network.build(progress=lambda made: show(f"worked out {made.table}"))


def _so_far(report: "ReadReport") -> str:
    return f"reading: {sum(file.seen for file in report.files)} records"
