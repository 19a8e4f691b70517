"""``mutuals table``: print a table, or list the tables there are."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, plain, surface
from mutuals.counts import number
from mutuals.errors import UnwritableError

if TYPE_CHECKING:
    import pyarrow as pa

_Cell = Callable[[str | None], str | None]
FORMATS = ("csv", "json", "parquet", "arrow")
# A cell that starts like this would be worked out as a formula by a spreadsheet,
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# but for a phone or a number alone: it holds nothing that could be worked out.
_NUMBER = re.compile(r"[+-]?\d[\d .]*|\+\d[\d ()./-]*", re.ASCII)
_UNGUARDED = (
    "Write CSV as it is. Without this, a text that a spreadsheet would work out (it begins "
    "with = + - @ or a tab, and is no number or phone) gets a ' in front."
)


def run(  # noqa: PLR0917  # arguments of a command line have an order
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The table; without it, all are listed.")] = "",
    form: Annotated[str, typer.Option("--format", help="csv, json, parquet, arrow.")] = "",
    output: Annotated[Path | None, typer.Option(help="A file to write to.")] = None,
    *,
    unguarded: Annotated[bool, typer.Option("--unguarded", help=_UNGUARDED)] = False,
) -> None:
    """List the tables with their meaning, or print one.

    Example: mutuals table tie --format parquet --output ties.parquet
    """
    asked = surface(context)
    if form and form not in FORMATS:
        msg = f"--format {form}: there are {', '.join(FORMATS)}"
        raise typer.BadParameter(msg)
    if not name:
        _list(asked)
        return
    with asked.opened() as network:
        rows = network.table(name)
    rows = rows.slice(0, asked.limit or None)
    chosen = form or ("json" if asked.as_json else _by_suffix(output) or "csv")
    if output is not None:
        _write(output, _written(rows, chosen, unguarded=unguarded))
        asked.note(f"{number(rows.num_rows)} rows of {name} are in {output}")
    elif chosen in {"csv", "json"}:
        sys.stdout.write(_written(rows, chosen, unguarded=unguarded).decode())
    else:
        _to_a_pipe(_written(rows, chosen), chosen)


def _to_a_pipe(content: bytes, form: str) -> None:
    if sys.stdout.isatty():
        msg = f"--format {form} is nothing for a terminal; add --output FILE"
        raise typer.BadParameter(msg)
    sys.stdout.buffer.write(content)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UnwritableError(str(output), error.strerror or str(error)) from error


def _list(asked: Surface) -> None:
    from mutuals.engine.schema import MEANINGS  # noqa: PLC0415  # --help must not load it
    from mutuals.steps import steps  # noqa: PLC0415  # as above

    meanings = MEANINGS | {name: step.meaning for name, step in steps().items()}
    full = dict(sorted(meanings.items()))
    rows = [{"table": one, "meaning": text.splitlines()[0]} for one, text in full.items()]
    if asked.as_json:
        asked.answer(full)
    else:
        asked.listing(rows, {"table": "table", "meaning": "what it holds"})


def _by_suffix(output: Path | None) -> str:
    suffix = output.suffix.removeprefix(".") if output is not None else ""
    return suffix if suffix in FORMATS else ""


def _written(rows: "pa.Table", form: str, *, unguarded: bool = False) -> bytes:
    import pyarrow as pa  # noqa: PLC0415  # --help must not load it

    if form == "json":
        import json  # noqa: PLC0415  # beside the others

        text = json.dumps(rows.to_pylist(), default=plain, ensure_ascii=False, indent=1)
        return text.encode() + b"\n"
    sink = pa.BufferOutputStream()
    if form == "parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415  # only where it is asked for

        pq.write_table(rows, sink)
    elif form == "arrow":
        with pa.ipc.new_file(sink, rows.schema) as writer:
            writer.write_table(rows)
    else:
        _write_csv(rows, sink, _as_it_is if unguarded else _harmless)
    return bytes(sink.getvalue())


def _write_csv(rows: "pa.Table", sink: "pa.BufferOutputStream", cell: _Cell) -> None:
    import pyarrow as pa  # noqa: PLC0415  # --help must not load it
    import pyarrow.csv as pacsv  # noqa: PLC0415  # only where it is asked for

    columns = []
    for column, field in zip(rows.columns, rows.schema, strict=True):
        if pa.types.is_binary(field.type) or pa.types.is_fixed_size_binary(field.type):
            hexed = [None if one is None else one.hex() for one in column.to_pylist()]
            columns.append(pa.array(hexed, pa.string()))
        elif pa.types.is_string(field.type):
            columns.append(pa.array([cell(one) for one in column.to_pylist()], pa.string()))
        else:
            columns.append(column)
    pacsv.write_csv(pa.table(columns, names=rows.column_names), sink)


def _harmless(text: str | None) -> str | None:
    if not text or not text.startswith(_FORMULA) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _as_it_is(text: str | None) -> str | None:
    return text
