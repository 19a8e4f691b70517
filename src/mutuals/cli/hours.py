"""``mutuals hours``: where the time goes."""

from typing import Annotated

import typer

from mutuals.cli import Surface, surface

_NOTHING = "Nothing in these records says so."
_NONE = "Nothing in these records says where your time goes."


def run(
    context: typer.Context,
    by: Annotated[
        str, typer.Option(help="By person, month, channel, circle, passive or meaning.")
    ] = "person",
) -> None:
    """Show where the time goes, by month and by person.

    Example: mutuals hours --by month
    """
    asked = surface(context)
    if by != "person":
        _show(asked, by)
        return
    from mutuals.people.find import me, names  # noqa: PLC0415  # --help stays light
    from mutuals.records import Cut  # noqa: PLC0415  # as above

    with asked.opened() as network:
        name, mine = names(network), me(network)
        cut = None if mine is None else Cut(equal=(("ego_id", mine),))
        rows = network.table("hours", cut).to_pylist()
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
    asked.listing(rows, columns, summary=summary if rows else _NONE)


def _show(asked: Surface, by: str) -> None:
    from mutuals.hours.views import VIEWS  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import me  # noqa: PLC0415  # as above

    if by not in VIEWS:
        msg = f"--by {by}: say person, {', '.join(VIEWS)}"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        rows, columns = VIEWS[by](network, me(network))
    asked.listing(rows, columns, summary="" if rows else _NOTHING)
