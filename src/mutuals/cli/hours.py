"""``mutuals hours``: where the time goes."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, surface
from mutuals.counts import number

if TYPE_CHECKING:
    from mutuals.network import Network

_NOTHING = "Nothing in these records says so."
_NONE = "Nothing in these records says where {whose} time goes."
_HOW = {"one_on_one": "one-on-one", "group": "in a group", "broadcast": "to an audience"}


def run(
    context: typer.Context,
    by: Annotated[
        str, typer.Option(help="By person, month, channel, circle, passive or meaning.")
    ] = "person",
    of: Annotated[str, typer.Option(help="Whose: a name or an address; else yours.")] = "",
) -> None:
    """Show where the time goes, by month and by person.

    In a community, which has no owner, it says how people's hours spread, or whose you
    ask for.

    Example: mutuals hours --by month
    """
    from mutuals.hours.views import VIEWS, spread  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import find_person, me, names  # noqa: PLC0415  # as above

    asked = surface(context)
    if by != "person" and by not in VIEWS:
        msg = f"--by {by}: say person, {', '.join(VIEWS)}"
        raise typer.BadParameter(msg)
    with asked.opened() as network:
        ego = find_person(network, of) if of else me(network)
        if ego is None:
            said = spread(network)
            asked.answer({"sentence": said.text(), "basis": said.basis}, [said.text(), _ASK])
        elif by != "person":
            rows, columns = VIEWS[by](network, ego)
            for row in rows:
                row["mode"] = _HOW.get(str(row.get("mode")), row.get("mode"))
            asked.listing(rows, columns, summary="" if rows else _NOTHING)
        else:
            called = f"{names(network, [ego]).get(ego, '')}'s" if of else "your"
            _by_person(asked, network, ego, whose=called)


_ASK = "`mutuals hours --of WHO` says where one person's go."


def _by_person(asked: Surface, network: "Network", ego: int, *, whose: str) -> None:
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light
    from mutuals.records import Cut  # noqa: PLC0415  # as above

    name = names(network)
    rows = network.table("hours", Cut(equal=(("ego_id", ego),))).to_pylist()
    for row in rows:
        row["ego"], row["alter"] = (name.get(row[one], "") for one in ("ego_id", "alter_id"))
        row["about"] = f"{row['lower']:.0f} to {row['upper']:.0f}"
        row["how"] = _HOW.get(row["mode"], row["mode"])
    rows.sort(key=lambda row: (row["month"], row["alter"], row["mode"]))
    total = sum(row["minutes"] for row in rows) / 60
    columns = {"month": "month", "alter": "with", "how": "how", "about": "minutes"}
    summary = (
        f"About {number(total)} of {whose} hours are in these records, by message lengths and "
        "calendar times; not a stopwatch."
    )
    asked.listing(rows, columns, summary=summary if rows else _NONE.format(whose=whose))
