"""``mutuals rejects``: what could not be read or was left out, and why."""

import typer

from mutuals.cli import surface
from mutuals.counts import number, tally


def run(context: typer.Context) -> None:
    """List every record that could not be read or was left out: file, place, reason.

    Example: mutuals rejects
    """
    from mutuals.records import LEFT_OUT  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened(current=False) as network:
        source = network.table("source").to_pylist()
        rejects = network.table("reject").to_pylist()
        mended = network.table("reject_mended").num_rows
    path_of = {row["source_id"]: row["path"] for row in source}
    became = {True: "left out", False: "could not be read"}
    rows = [
        {"path": path_of[row["source_id"]], "became": became[row["reason"] in LEFT_OUT], **row}
        for row in rejects
    ]
    rows.sort(key=lambda row: (row["became"], row["path"], row["record_no"]))
    columns = {
        "became": "became",
        "path": "file",
        "record_no": "record",
        "byte_offset": "byte",
        "message": "why",
    }
    left = sum(row["reason"] in LEFT_OUT for row in rejects)
    unread = len(rows) - left
    said = [f"{tally(unread, 'record')} could not be read."]
    if left:
        many = "1 record was" if left == 1 else f"{number(left)} records were"
        said.append(f"{many} read, and left out for a reason.")
    if mended:
        said.append(f"{number(mended)} that once could not be are mended or gone.")
    asked.listing(rows, columns, summary=said)
