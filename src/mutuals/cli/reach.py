"""``mutuals reach``: who can introduce me to somebody."""

from typing import Annotated

import typer

from mutuals.cli import surface


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="A name or an address.")],
) -> None:
    """Show the ways to somebody over one to three ties, or say that there is none.

    Example: mutuals reach "Dana Example"
    """
    from mutuals.paths.reach import reach  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import find_person, names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        target = find_person(network, who)
        found = reach(network, target)
        name = names(network)
    lines = [] if found else [f"There is no path to {name[target]} in your records."]
    for path in found:
        people = " - ".join(name.get(one, "") for one in (path.ego_id, *path.via))
        lines.append(people)
    asked.answer(found, lines)
    if not found:
        raise typer.Exit(1)
