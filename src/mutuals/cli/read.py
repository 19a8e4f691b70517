"""``mutuals read``: recognise files, import them, say what became of each."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, in_columns, progress, surface

if TYPE_CHECKING:
    from mutuals.intake import Asked, ReadReport
    from mutuals.network import Network
    from mutuals.sandbox import Recognised, Unread

_NOTHING_READ = 65
_SHOWN = 20


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
) -> None:
    """Read archives into the store; every record is stored, already known or rejected.

    Example: mutuals read "All mail.mbox" chats/ --me ann@example.org
    """
    asked = surface(context)
    said = {"*": dict(one.split("=", 1) for one in answer or [] if "=" in one)}
    options = {"as_format": as_format, "keep_text": keep_text, "answers": said}
    may_ask = sys.stdin.isatty() and not yes and not asked.as_json
    with asked.opened(current=False) as network:
        if may_ask and not _previewed(asked, network, paths):
            raise typer.Exit(1)
        report = _imported(asked, network, paths, options=options)
        if report.questions and may_ask:
            said |= {one.path: {one.name: _answered(one)} for one in report.questions}
            report = _imported(asked, network, paths, options=options)
        for address in me or ():
            _say_me(asked, network, address, import_no=report.import_no)
        if not community and not me:
            found = _find_me(asked, network, yes=yes, may_ask=may_ask)
            network.confirm_me(found, import_no=report.import_no)
        with progress(asked) as show:
            network.build(asked.moment(), progress=lambda made: show(f"worked out {made.table}"))
    _tell(asked, report)
    if not report.files:
        raise typer.Exit(_NOTHING_READ)


def _imported(
    asked: Surface, network: "Network", paths: list[Path], *, options: Mapping[str, object]
) -> "ReadReport":
    with progress(asked) as show:
        return network.read(paths, options=options, progress=lambda now: show(_so_far(now)))


def _say_me(asked: Surface, network: "Network", address: str, *, import_no: int) -> None:
    from mutuals.errors import UnknownPersonError  # noqa: PLC0415  # --help stays light

    try:
        network.confirm_me([address], import_no=import_no)
    except UnknownPersonError:
        asked.note(f"No record holds the address {address}; it was not taken for yours.")


def _previewed(asked: Surface, network: "Network", paths: list[Path]) -> bool:
    found = list(network.recognise(paths))
    for one in found[:_SHOWN]:
        asked.note(f"{one.path}: {_what(one)}")
    if len(found) > _SHOWN:
        asked.note(f"... and {len(found) - _SHOWN} more")
    return typer.confirm("Import what was recognised?", default=True, err=True)


def _what(one: "Recognised | Unread") -> str:
    from mutuals.sandbox import Recognised  # noqa: PLC0415  # --help stays light

    if isinstance(one, Recognised):
        return f"{one.format}, {one.confidence:.0%} sure"
    return one.message


def _answered(one: "Asked") -> str:
    choice: str = typer.prompt(f"{one.path}: {one.sentence}", type=str, err=True)
    return choice if choice in one.choices else one.choices[0]


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
            if typer.confirm(f"Is {one.value} you? It {one.evidence}.", default=True, err=True)
        ]
    if yes:
        return [one.value for one in found]
    for one in found:
        asked.note(f"Is {one.value} you? It {one.evidence}. If so, add --me {one.value}")
    return []


def _so_far(report: "ReadReport") -> str:
    seen = sum(file.seen for file in report.files)
    last = report.files[-1].path if report.files else ""
    return f"{len(report.files)} files, {seen} records · {last}"


def _tell(asked: Surface, report: "ReadReport") -> None:
    columns = ("path", "format", "seen", "stored", "known", "rejected")
    rows = [{name: getattr(file, name) for name in columns} for file in report.files]
    unread = [
        {"path": one.path, "reason": one.reason, "message": one.message} for one in report.unread
    ]
    questions = [
        {"path": one.path, "question": one.sentence, "name": one.name, "choices": one.choices}
        for one in report.questions
    ]
    total = {name: sum(int(row[name]) for row in rows) for name in columns[2:]}
    summary = (
        f"{total['seen']} records in {len(rows)} files: {total['stored']} stored, "
        f"{total['known']} already known, {total['rejected']} could not be read."
    )
    lines = [summary, *in_columns(rows, {name: name for name in columns})]
    lines += [f"{one.path}: {notice}" for one in report.files for notice in one.notices]
    lines += [f"{one.path} was not read: {one.message}" for one in report.unread]
    lines += [
        f"{one.path} waits for an answer: {one.sentence} "
        + " or ".join(f"--answer {one.name}={choice}" for choice in one.choices)
        for one in report.questions
    ]
    asked.answer({"files": rows, "unread": unread, "questions": questions}, lines)
