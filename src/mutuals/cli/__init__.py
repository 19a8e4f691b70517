"""The command line: one module per command; adding a file adds a command.

A command is a module with ``run()``. It says its answer as a sentence first, then the
rows; with ``--json`` the same values as one JSON document. Nothing but answers goes to
standard output.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len, set_cell_size

from mutuals.discover import modules
from mutuals.errors import UsageError

if TYPE_CHECKING:
    from mutuals.network import Network

_SWITCHES = ("--json", "--quiet", "--trace")
# Those with a value, and an example of one.
_VALUES = {"--store": "my.mutuals", "--as-of": "2026-03-31", "--limit": "20"}
_GAP = 2
_LEAST = 10
# Parts of names and emoji, though nothing of them can be seen.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Surface:
    """What was asked of every command: where the store is and how to answer."""

    store: str | None = None
    as_json: bool = False
    quiet: bool = False
    trace: bool = False
    as_of: str = ""
    limit: int = 0

    @contextmanager
    def opened(self, *, current: bool = True, create: bool = False) -> "Iterator[Network]":
        """Open the store and (``current``) bring its tables up to date.

        Only what puts something in makes a store that is not there (``create``): a
        mistyped path is no empty store.
        """
        import mutuals  # noqa: PLC0415  # --help must not load the engine

        trace = _told_trace if self.trace else None
        network = mutuals.open(self.store, trace=trace, create=create)
        try:
            if network.loss:
                self.note(network.loss)
            if current:
                network.build(self.moment())
            yield network
        finally:
            network.close()

    def moment(self) -> datetime | None:
        """Return the moment asked for with --as-of."""
        if not self.as_of:
            return None
        try:
            moment = datetime.fromisoformat(self.as_of)
        except ValueError as error:
            msg = f"--as-of {self.as_of}: say a date such as 2026-03-31"
            raise typer.BadParameter(msg) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def note(self, sentence: str) -> None:
        """Say something that is not the answer, on standard error."""
        if not self.quiet:
            sys.stderr.write(f"{sentence}\n")

    def answer(self, value: object, lines: Sequence[str] = ()) -> None:
        """Print the answer: as JSON where that was asked for, else the lines."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, default=plain, ensure_ascii=False, indent=1) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)

    def listing(
        self,
        rows: Sequence[Mapping[str, object]],
        columns: Mapping[str, str],
        *,
        summary: str = "",
        value: Sequence[object] | None = None,
    ) -> None:
        """Print a summary and rows in columns, no more of them than were asked for.

        ``value`` stands for the rows where the answer is JSON.
        """
        limit = self.limit or len(rows)
        lines = [*([summary] if summary else []), *in_columns(rows[:limit], columns)]
        if len(rows) > limit:
            lines.append(f"... and {len(rows) - limit} more.")
        self.answer((rows if value is None else value)[:limit], lines)


def surface(context: typer.Context) -> Surface:
    """Return what was asked of every command."""
    found = context.obj
    return found if isinstance(found, Surface) else Surface()


def command_line() -> typer.Typer:
    """Return the command line with every command there is."""
    app = typer.Typer(
        help="Who truly influences whom, from the records you already have.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_asked_of_all)
    for name, module in modules("mutuals.cli").items():
        app.command(name.replace("_", "-"))(module.run)
    return app


def hoisted(arguments: Sequence[str]) -> list[str]:
    """Return arguments with those of every command in front.

    Raises UsageError where one of them lacks its value.

    >>> hoisted(["people", "--json", "--store", "my.mutuals"])
    ['--json', '--store', 'my.mutuals', 'people']
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        one = waiting.pop(0)
        if one == "--":
            return front + rest + [one] + waiting
        name, equals, value = one.partition("=")
        if name in _VALUES:
            if not equals and waiting and not waiting[0].startswith("-"):
                value = waiting.pop(0)
            if not value:
                msg = f"{name} needs a value, such as {name}={_VALUES[name]}"
                raise UsageError(msg)
            front += [name, value]
        else:
            (front if one in _SWITCHES else rest).append(one)
    return front + rest


def in_columns(
    rows: Sequence[Mapping[str, object]], names: Mapping[str, str], *, width: int | None = None
) -> list[str]:
    """Return rows as aligned text; ``names`` maps columns to headings.

    Where ``width`` (else the terminal's) is too narrow, long cells are cut, and where
    that is not enough every row becomes a few lines.

    >>> in_columns([{"a": 1, "b": "Zoë"}], {"a": "n", "b": "name"})
    ['n  name', '1  Zoë']
    """
    if not rows:
        return []
    body = [[shown(row.get(column)) for column in names] for row in rows]
    headings = list(names.values())
    if width is None:
        width = get_terminal_size().columns if sys.stdout.isatty() else 0
    widths = _widths([headings, *body], width)
    # A long name may be cut; where many rows would lose most of what they say, none is.
    torn = sum(
        any(cell_len(cell) > 2 * w for cell, w in zip(row, widths, strict=False)) for row in body
    )
    if widths and torn <= len(body) // 4:
        return [_line(line, widths) for line in [headings, *body]]
    lines = []
    for row in body:
        named = zip(headings, row, strict=True)
        lines += ["", *(f"{name}: {cell}" for name, cell in named if cell)]
    return lines


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is to be; none where they do not fit."""
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    over = sum(widths) + _GAP * (len(widths) - 1) - width
    while width and over > 0:
        widest = max(widths)
        if widest <= _LEAST:
            return []
        at = widths.index(widest)
        second = max([one for one in widths if one < widest], default=_LEAST)
        cut = min(over, max(1, widest - max(second, _LEAST)))
        widths[at] -= cut
        over -= cut
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [
        set_cell_size(cell, width - 1) + "…" if cell_len(cell) > width else cell
        for cell, width in zip(cells, widths, strict=True)
    ]
    padded = [
        one + " " * (width - cell_len(one)) for one, width in zip(fitted, widths, strict=True)
    ]
    return (" " * _GAP).join(padded).rstrip()


def shown(value: object) -> str:
    """Return a value as a person would want to read it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, bytes):
        return value.hex()
    return "".join(
        one if one.isprintable() or one in _JOINERS else "\N{REPLACEMENT CHARACTER}"
        for one in str(value)
    )


def plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return what JSON can hold: times as ISO 8601, bytes as hexadecimal."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return value.hex()
    fields = getattr(value, "__dataclass_fields__", None)
    return {name: getattr(value, name) for name in fields} if fields else str(value)


@contextmanager
def progress(asked: Surface) -> "Iterator[Callable[[str], None]]":
    """Show what is being done on standard error, if anybody can see it."""
    if asked.quiet or not sys.stderr.isatty():
        yield lambda _line: None
        return
    from rich.console import Console  # noqa: PLC0415  # only for a terminal
    from rich.text import Text  # noqa: PLC0415  # as above

    with Console(stderr=True).status("") as status:
        # A file's name may be hostile: nothing of it is markup or a control character.
        yield lambda line: status.update(Text(shown(line)))


def _told_trace(sql: str, rows: int, seconds: float) -> None:
    sys.stderr.write(f"-- {rows} rows, {seconds:.3f} s\n{sql}\n")


def _say_version(asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if asked:
        sys.stdout.write(f"mutuals {version('mutuals')}\n")
        raise typer.Exit


def _asked_of_all(  # noqa: PLR0913  # one for each option of every command
    context: typer.Context,
    *,
    store: Annotated[str | None, typer.Option(help="The store; else MUTUALS_STORE.")] = None,
    as_of: Annotated[str, typer.Option(help="Work everything out for this date.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Answer with JSON.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Show at most so many rows.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but the answer.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Show every statement.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Who truly influences whom, from the records you already have."""
    del version
    asked = Surface(
        store=store,
        as_json=json,
        quiet=quiet,
        trace=trace,
        as_of=as_of,
        limit=limit or 0,
    )
    asked.moment()
    context.obj = asked
