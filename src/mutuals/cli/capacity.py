"""``mutuals capacity``: how many ties one person's time holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import Surface, surface
from mutuals.columns import in_columns

if TYPE_CHECKING:
    from mutuals.network import Network

_NONE = "Nobody in these records has ties that could be counted month by month."
_ASK = "`mutuals capacity WHO` says how many one person has."
_LAYERS = (
    "The layers of 5, 15, 50 and 150 people are a reading of averages: estimates of the largest "
    "run from 2 to 520, so they say nothing about anybody."
)


def run(
    context: typer.Context,
    who: Annotated[str, typer.Argument(help="Whose: a name or address; else you.")] = "",
) -> None:
    """Show how many ties are open at once, and what came with new ones.

    In a community, which has no owner, it says how that spreads, and names nobody.

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
    from mutuals.stages.holding import VERDICTS, spread  # noqa: PLC0415  # --help stays light

    found = spread(network)
    if found is None:
        asked.answer({"sentence": _NONE}, [_NONE])
        return
    said, told = found
    lines = [f"{told[name]} {words}" for name, words in VERDICTS.items() if told[name]]
    value = {"sentence": said.text(), "basis": said.basis, "people": told}
    asked.answer(value, [said.text(), f"    from {said.basis}", "", *lines, "", _ASK])


def _one(asked: Surface, network: "Network", person_id: int, *, is_named: bool) -> None:
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light
    from mutuals.stages.holding import OFTEN, holding, sentences  # noqa: PLC0415  # as above

    called = names(network, [person_id]).get(person_id, "") if is_named else ""
    said = [one.text() for one in sentences(network, person_id, called=called)]
    found = holding(network, person_id)
    columns = {"often": "in contact", "people": "people", "reference": "often said"}
    rows = [row | {"often": OFTEN[row["layer"]]} for row in found["capacity_layer"]]
    layers = in_columns(rows, columns)
    asked.answer({"sentences": said, **found}, [*said, "", *layers, _LAYERS])
