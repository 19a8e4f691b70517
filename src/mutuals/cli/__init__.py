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
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mutuals.columns import in_columns, shown, wrapped
from mutuals.counts import number
from mutuals.discover import modules
from mutuals.errors import UsageError

if TYPE_CHECKING:
    from mutuals.network import Network

_SWITCHES = ("--json", "--quiet", "--trace")
# Those with a value, and an example of one.
_VALUES = {"--store": "my.mutuals", "--as-of": "2026-03-31", "--limit": "20"}

Named = Annotated[
    bool, typer.Option("--names", help="Name people in a community, too, not number them.")
]


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
    def opened(
        self, *, current: bool = True, create: bool = False, is_shared: bool = True
    ) -> "Iterator[Network]":
        """Open the store and (``current``) bring its tables up to date.

        Only what puts something in makes a store that is not there (``create``): a
        mistyped path is no empty store. Others may read it meanwhile (``is_shared``),
        unless the command goes on changing it.
        """
        import mutuals  # noqa: PLC0415  # --help must not load the engine

        trace = _told_trace if self.trace else None
        network = mutuals.open(
            self.store, trace=trace, create=create, is_shared=is_shared, waiting=self.note
        )
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
            sys.stdout.writelines(f"{line}\n" for one in lines for line in wrapped(one))

    def listing(
        self,
        rows: Sequence[Mapping[str, object]],
        columns: Mapping[str, str],
        *,
        summary: str | Sequence[str] = (),
        value: Sequence[object] | None = None,
    ) -> None:
        """Print a summary, in lines, and rows in columns, no more than were asked for.

        ``value`` stands for the rows where the answer is JSON.
        """
        limit = self.limit or len(rows)
        said = [summary] if isinstance(summary, str) else summary
        lines = [*filter(None, said[:1]), *said[1:], *in_columns(rows[:limit], columns)]
        if len(rows) > limit:
            lines.append(f"... and {number(len(rows) - limit)} more.")
        self.answer((rows if value is None else value)[: self.limit or None], lines)


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
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Say the version and stop."
        ),
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
