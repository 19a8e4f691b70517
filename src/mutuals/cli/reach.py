"""``mutuals reach``: who can introduce me to somebody."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import surface

if TYPE_CHECKING:
    from mutuals.paths.reach import Leg, Path


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="A name or an address.")],
    start: Annotated[str, typer.Option("--from", help="Start at somebody else.")] = "me",
) -> None:
    """Show the ways to somebody over one to three ties, or say that there is none.

    Example: mutuals reach "Dana Example"
    """
    from mutuals.paths.reach import reach  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import find_person, names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        target = find_person(network, who)
        found = reach(network, target, from_id=find_person(network, start))
        name = names(network)
    value = [
        {
            "people": [{"person_id": one, "name": name.get(one, "")} for one in _people(path)],
            "legs": path.legs,
            "probability": path.probability,
        }
        for path in found
    ]
    lines = [_sentence(path, name) for path in found]
    asked.answer(value, lines or [f"There is no path to {name[target]} in your records."])
    if not found:
        raise typer.Exit(1)


def _people(path: "Path") -> list[int]:
    return [path.legs[0].from_id, *(leg.to_id for leg in path.legs)]


def _sentence(path: "Path", name: Mapping[int, str]) -> str:
    steps = "; ".join(_step(leg, name) for leg in path.legs)
    return f"{' - '.join(name.get(one, '') for one in _people(path))}: {steps}."


def _step(leg: "Leg", name: Mapping[int, str]) -> str:
    way = ", one way only" if leg.is_one_way else ""
    pair = " and ".join(name.get(one, "") for one in (leg.from_id, leg.to_id))
    return f"{pair} last in contact {leg.last_at.date().isoformat()}{way}"
