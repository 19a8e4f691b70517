"""``mutuals build``: bring every table up to date."""

import typer

from mutuals.cli import progress, surface
from mutuals.counts import number


def run(context: typer.Context) -> None:
    """Bring every table up to date; what has not changed is not worked out again.

    Example: mutuals build --as-of 2026-03-31
    """
    asked = surface(context)
    with asked.opened(current=False) as network, progress(asked) as show:
        made = network.build(asked.moment(), progress=lambda one: show(f"worked out {one.table}"))
    rows = [
        {"table": one.table, "was_current": one.was_current, "seconds": round(one.seconds, 3)}
        for one in made
    ]
    ran = [row for row in rows if not row["was_current"]]
    many = f"{number(len(ran))} of {number(len(rows))} tables"
    summary = f"{many} were worked out; the others were current."
    if asked.as_json:
        asked.answer(rows)
    else:
        asked.listing(ran, {"table": "table", "seconds": "seconds"}, summary=summary)
