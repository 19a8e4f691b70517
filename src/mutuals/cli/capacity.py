"""``mutuals capacity``: how many ties one person's time holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, surface
from mutuals.columns import in_columns

if TYPE_CHECKING:
    from mutuals.network import Network

_NONE = "Nobody in these records has ties that could be counted month by month."
_LAYERS = (
    "The layers of 5, 15, 50 and 150 people are a reading of averages: estimates of the largest "
    "run from 2 to 520, so they say nothing about anybody."
)


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="Whose: a name or address; else you.")] = "",
) -> None:
    """Show how many ties are open at once, and what came with new ones.

    Example: mutuals capacity
    """
    from mutuals.people.find import find_person, me  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        person_id = find_person(network, who) if who else me(network)
        if person_id is None:
            _everybody(asked, network)
        else:
            _one(asked, network, person_id, is_named=bool(who))


def _everybody(asked: Surface, network: "Network") -> None:
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light

    rows = network.table("capacity_balance").to_pylist()
    name = names(network)
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
    rows.sort(key=lambda row: (-row["usual"], row["name"]))
    columns = {"name": "who", "usual": "open at once", "lowest": "fewest", "highest": "most"}
    columns |= {"opened": "opened", "closed": "closed", "verdict": "the number"}
    asked.listing(rows, columns, summary=f"{len(rows)} people." if rows else _NONE)


def _one(asked: Surface, network: "Network", person_id: int, *, is_named: bool) -> None:
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light
    from mutuals.stages.holding import holding, sentences  # noqa: PLC0415  # as above

    called = names(network, [person_id]).get(person_id, "") if is_named else ""
    said = [one.text() for one in sentences(network, person_id, called=called)]
    found = holding(network, person_id)
    columns = {"layer": "in contact", "people": "people", "reference": "often said"}
    layers = in_columns(found["capacity_layer"], columns)
    asked.answer({"sentences": said, **found}, [*said, "", *layers, _LAYERS])
