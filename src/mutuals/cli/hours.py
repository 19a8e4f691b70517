"""``mutuals hours``: where the time goes."""

import typer

from mutuals.cli import in_columns, surface


def run(context: typer.Context) -> None:
    """Show where the time goes, by month and by person.

    Example: mutuals hours
    """
    asked = surface(context)
    from mutuals.people.find import me, names  # noqa: PLC0415  # --help stays light

    with asked.opened() as network:
        rows = network.table("hours").to_pylist()
        name, mine = names(network), me(network)
    rows = [row for row in rows if mine is None or row["ego_id"] == mine]
    for row in rows:
        row["ego"], row["alter"] = (name.get(row[one], "") for one in ("ego_id", "alter_id"))
        row["about"] = f"{row['lower']:.0f} to {row['upper']:.0f}"
    rows.sort(key=lambda row: (row["month"], row["alter"], row["mode"]))
    total = sum(row["minutes"] for row in rows) / 60
    columns = {"month": "month", "alter": "with", "mode": "how", "about": "minutes"}
    summary = (
        f"About {total:.0f} hours in these records, by message lengths and calendar times; "
        "not a stopwatch."
    )
    asked.answer(rows, [summary, *in_columns(rows, columns)])
