"""``mutuals circles``: circles and gatherings."""

from typing import Annotated

import typer

from mutuals.cli import Surface, surface
from mutuals.columns import shown
from mutuals.counts import tally

_NONE = "No circles: there are not enough records to tell any apart."


def run(
    context: typer.Context,
    which: Annotated[str, typer.Argument(help="A circle's or gathering's name.")] = "",
    of: Annotated[str, typer.Option(help="Or: gatherings, recurring, conveners, own.")] = "",
) -> None:
    """Show which circles people fall into, or how one gathering divides.

    Example: mutuals circles "Summer party"
    """
    from mutuals.circles.views import steadiness  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import names  # noqa: PLC0415  # as above

    asked = surface(context)
    if of:
        _show(asked, of)
        return
    with asked.opened() as network:
        circle = network.table("circle").to_pylist()
        gathering = network.table("gathering").to_pylist()
        subgroup = network.table("subgroup").to_pylist()
        name = names(network)
    if which:
        wanted = which.casefold()
        chosen = {
            row["gathering_id"] for row in gathering if str(row["title"] or "").casefold() == wanted
        }
        rows = [row for row in subgroup if row["gathering_id"] in chosen]
        rows += [row for row in circle if str(row["label"]).casefold() == wanted]
    else:
        rows = circle
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["group"] = row.get("label", row.get("subgroup"))
        row["steady"] = steadiness(row["stability"])
    rows.sort(key=lambda row: (str(row["group"]), row["name"]))
    columns = {"group": "circle", "name": "who", "steady": "found again"}
    count = len({str(row["group"]) for row in rows})
    said = f"There is no circle or gathering called {shown(which)}." if which else _NONE
    summary = f"{tally(count, 'circle')}." if rows else said
    asked.listing(rows, columns, summary=summary)
    if not rows:
        raise typer.Exit(1)


def _show(asked: Surface, of: str) -> None:
    from mutuals.circles.views import VIEWS  # noqa: PLC0415  # --help stays light

    if of not in VIEWS:
        msg = f"--of {of}: say {', '.join(VIEWS)}"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        view = VIEWS[of](network)
    asked.listing(view.rows, view.columns, summary=view.sentence)
    if not view.rows:
        raise typer.Exit(1)
