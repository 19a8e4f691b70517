"""``mutuals table``: print a table, or list the tables there are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, in_columns, plain, surface
from mutuals.errors import UnwritableError

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("csv", "json", "parquet", "arrow")
# A cell that starts like this would be worked out as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def run(  # noqa: PLR0917  # arguments of a command line have an order
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The table; without it, all are listed.")] = "",
    form: Annotated[str, typer.Option("--format", help="csv, json, parquet, arrow.")] = "",
    output: Annotated[Path | None, typer.Option(help="A file to write to.")] = None,
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
    chosen = form or ("json" if asked.as_json else _by_suffix(output) or "csv")
    if output is not None:
        _write(output, _written(rows, chosen))
        asked.note(f"{rows.num_rows} rows of {name} are in {output}")
    elif chosen in {"csv", "json"}:
        sys.stdout.write(_written(rows, chosen).decode())
    else:
        sys.stdout.buffer.write(_written(rows, chosen))


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UnwritableError(str(output), error.strerror or str(error)) from error


def _list(asked: Surface) -> None:
    with asked.opened(current=False) as network:
        meanings = network.tables()
    rows = [{"table": one, "meaning": text.splitlines()[0]} for one, text in meanings.items()]
    rows.sort(key=lambda row: row["table"])
    full = {one: meanings[one] for one in sorted(meanings)}
    asked.answer(full, in_columns(rows, {"table": "table", "meaning": "what it holds"}))


def _by_suffix(output: Path | None) -> str:
    suffix = output.suffix.removeprefix(".") if output is not None else ""
    return suffix if suffix in FORMATS else ""


def _written(rows: "pa.Table", form: str) -> bytes:
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
        _write_csv(rows, sink)
    return bytes(sink.getvalue())


def _write_csv(rows: "pa.Table", sink: "pa.BufferOutputStream") -> None:
    import pyarrow as pa  # noqa: PLC0415  # --help must not load it
    import pyarrow.csv as pacsv  # noqa: PLC0415  # only where it is asked for

    columns = []
    for column, field in zip(rows.columns, rows.schema, strict=True):
        if pa.types.is_binary(field.type) or pa.types.is_fixed_size_binary(field.type):
            hexed = [None if one is None else one.hex() for one in column.to_pylist()]
            columns.append(pa.array(hexed, pa.string()))
        elif pa.types.is_string(field.type):
            columns.append(pa.array([_harmless(one) for one in column.to_pylist()], pa.string()))
        else:
            columns.append(column)
    pacsv.write_csv(pa.table(columns, names=rows.column_names), sink)


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(_FORMULA) else text
