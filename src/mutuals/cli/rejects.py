"""``mutuals rejects``: what could not be read, and why."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """List every record that could not be read, with file, place and reason.

    Example: mutuals rejects
    """
    asked = surface(context)
    with asked.opened(current=False) as network:
        source = network.table("source").to_pylist()
        rejects = network.table("reject").to_pylist()
        mended = network.table("reject_mended").num_rows
    path_of = {row["source_id"]: row["path"] for row in source}
    rows = [{"path": path_of[row["source_id"]], **row} for row in rejects]
    rows.sort(key=lambda row: (row["path"], row["record_no"]))
    columns = {
        "path": "file",
        "record_no": "record",
        "byte_offset": "byte",
        "reason": "reason",
        "message": "what is wrong",
    }
    summary = f"{len(rows)} record{'s' if len(rows) != 1 else ''} could not be read."
    if mended:
        summary += f"\n{mended} that once could not be are mended or gone."
    asked.listing(rows, columns, summary=summary)
