"""``mutuals read``: recognise files, import them, say what became of each."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, progress, surface
from mutuals.columns import in_columns
from mutuals.counts import number, tally

if TYPE_CHECKING:
    from mutuals.intake import Asked, ReadReport
    from mutuals.network import Network

# Nothing could be read, or a file waits for an answer.
_NOT_READ = 65


def run(  # noqa: PLR0913, PLR0917  # one for each option
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or archives.")],
    as_format: Annotated[str, typer.Option("--as", help="Read as this format.")] = "",
    me: Annotated[list[str] | None, typer.Option(help="An address of your own.")] = None,
    answer: Annotated[list[str] | None, typer.Option(help="Such as day_first=day.")] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep what was written.")] = False,
    community: Annotated[bool, typer.Option("--community", help="Nobody here is me.")] = False,
    every_file: Annotated[
        bool, typer.Option("--files", help="A line for each file, however many there are.")
    ] = False,
) -> None:
    """Read archives into the store; every record is stored, already known or rejected.

    Example: mutuals read "All mail.mbox" chats/ --me ann@example.org
    """
    asked = surface(context)
    options = {"as_format": as_format, "keep_text": keep_text, "answers": {"*": _said(answer)}}
    may_ask = sys.stdin.isatty() and not yes and not asked.as_json
    _are_there(paths)
    with (
        _no_empty_store(asked),
        asked.opened(current=False, create=True, is_shared=False) as network,
    ):
        if may_ask and not _previewed(asked, network, paths):
            raise typer.Exit(1)
        report = _imported(asked, network, paths, options=options)
        if report.questions and may_ask:
            report = _answered(asked, network, (paths, report), options=options)
        number = report.import_no
        unknown = [one for one in me or () if not _is_me(network, one, import_no=number)]
        if not community and not me:
            found = _find_me(asked, network, yes=yes, may_ask=may_ask)
            network.confirm_me(found, import_no=number)
        with progress(asked) as show:
            network.build(asked.moment(), progress=lambda made: show(f"worked out {made.table}"))
    for one in unknown:
        asked.note(f"No record holds the address {one}; it was not taken for yours.")
    _tell(asked, report, unknown, every_file=every_file)
    if report.is_barren or report.questions:
        raise typer.Exit(_NOT_READ)


def _are_there(paths: list[Path]) -> None:
    """Raise UnreadableError for a path that is not there, before a store is made."""
    from mutuals.errors import UnreadableError  # noqa: PLC0415  # --help stays light

    for path in paths:
        if not path.exists():
            raise UnreadableError(str(path), "it is not there")


@contextmanager
def _no_empty_store(asked: Surface) -> Iterator[None]:
    """Take a store away that the block made and nothing was put into."""
    from mutuals.engine.place import take_away  # noqa: PLC0415  # --help stays light
    from mutuals.settings import default_store  # noqa: PLC0415  # as above

    path = Path(asked.store) if asked.store else default_store()
    was_there = path.exists()
    try:
        yield
    finally:
        if not was_there:
            take_away(path)


def _said(answers: list[str] | None) -> dict[str, str]:
    """Return answers by their question. Raises BadParameter for one that is none."""
    if not answers:
        return {}
    from mutuals.discover import modules  # noqa: PLC0415  # --help stays light

    readers = modules("mutuals.readers", on_error=lambda _reader, _error: None).values()
    known = {
        name: choices
        for reader in readers
        for name, choices in getattr(reader, "QUESTIONS", {}).items()
    }
    said = dict(one.partition("=")[::2] for one in answers)
    for name, choice in said.items():
        if choice not in known.get(name, ()):
            options = (f"{one}={'|'.join(known[one])}" for one in sorted(known))
            msg = f"--answer {name}{'=' if choice else ''}{choice}: there is {', '.join(options)}"
            raise typer.BadParameter(msg)
    return said


def _imported(
    asked: Surface, network: "Network", paths: list[Path], *, options: Mapping[str, object]
) -> "ReadReport":
    so_far: list[ReadReport] = []

    def tell(now: "ReadReport") -> None:
        so_far[:] = [now]
        show(_so_far(now))

    with progress(asked) as show:
        try:
            return network.read(paths, options=options, progress=tell)
        except KeyboardInterrupt:
            for one in so_far:
                asked.note(_stopped(one))
            raise


def _answered(
    asked: Surface,
    network: "Network",
    so_far: "tuple[list[Path], ReadReport]",
    *,
    options: Mapping[str, object],
) -> "ReadReport":
    """Read the files that asked something, and no others, under the same import."""
    from mutuals.intake import holding  # noqa: PLC0415  # --help stays light

    paths, report = so_far
    said: dict[str, dict[str, str]] = {}
    for one in report.questions:
        said.setdefault(one.path, {})[one.name] = _choice(one)
    again = {"answers": said, "members": tuple(said), "import_no": report.import_no}
    files = holding(paths, said)
    return report.completed(_imported(asked, network, files, options={**options, **again}))


def _is_me(network: "Network", address: str, *, import_no: int) -> bool:
    from mutuals.errors import UnknownPersonError  # noqa: PLC0415  # --help stays light

    try:
        network.confirm_me([address], import_no=import_no)
    except UnknownPersonError:
        return False
    return True


def _previewed(asked: Surface, network: "Network", paths: list[Path]) -> bool:
    from mutuals.intake import parts, summary, told  # noqa: PLC0415  # --help stays light

    with progress(asked) as show:
        found = parts(network.recognise(paths), lambda path: show(f"looking at {path}"))
    for line in (summary(found), *told(found)):
        asked.note(line)
    return typer.confirm("Import what was recognised?", default=True, err=True)


def _choice(one: "Asked") -> str:
    def chosen(said: str) -> str:
        if said not in one.choices:
            raise typer.BadParameter(f"say {options}")  # noqa: EM102, TRY003  # asked again
        return said

    options = " or ".join(one.choices)
    asked = f"{one.path}: {one.sentence} ({options})"
    choice: str = typer.prompt(asked, value_proc=chosen, err=True)
    return choice


def _find_me(asked: Surface, network: "Network", *, yes: bool, may_ask: bool) -> list[str]:
    from mutuals.people.me import likely, unanswered  # noqa: PLC0415  # --help stays light

    if not unanswered(network.table("answer")):
        return []
    network.build(asked.moment())
    found = likely(network.table("owner"))
    if may_ask:
        return [
            one.value
            for one in found
            if typer.confirm(
                f"Is {one.called()} you? It {one.evidence}.", default=one.is_sure, err=True
            )
        ]
    taken = [one.value for one in found if yes and one.is_sure]
    for one in found:
        if one.value in taken:
            asked.note(f"{one.called()} was taken for you: it {one.evidence}.")
        else:
            typed = f"mutuals correct me {quote(one.value)} yes"
            asked.note(f"Is {one.called()} you? It {one.evidence}. If so: {typed}")
    return taken


def _stopped(report: "ReadReport") -> str:
    return (
        f"Stopped. {number(report.stored)} records are kept, of "
        f"{tally(len(report.files), 'file')} begun. The same command goes on, and counts "
        "nothing twice; `mutuals undo` takes back what is kept."
    )


def _so_far(report: "ReadReport") -> str:
    seen = sum(file.seen for file in report.files)
    last = report.files[-1].path if report.files else ""
    return f"{number(len(report.files))} files, {number(seen)} records · {last}"


def _tell(asked: Surface, report: "ReadReport", unknown: list[str], *, every_file: bool) -> None:
    from mutuals.intake import telling  # noqa: PLC0415  # --help stays light

    rows = [telling.counted(file) for file in report.files]
    unread = [
        {"path": one.path, "reason": one.reason, "message": one.message} for one in report.unread
    ]
    questions = [
        {"path": one.path, "question": one.sentence, "name": one.name, "choices": one.choices}
        for one in report.questions
    ]
    is_each = every_file or len(rows) <= telling.FEW_FILES
    names = (
        {"path": "path", "format": "format"} if is_each else {"format": "what", "files": "files"}
    )
    lines = [telling.summed(report.files)]
    shown = rows if is_each else telling.by_kind(report.files)
    lines += in_columns(shown, names | telling.HEADINGS)
    lines += [] if is_each else ["`--files` shows each file by itself."]
    lines += [*telling.noticed(report.files), *telling.not_read(report.unread)]
    lines += telling.waiting(report.questions)
    value = {"files": rows, "unread": unread, "questions": questions, "unknown_me": unknown}
    asked.answer(value, lines)
