"""``mutuals independence``: what your choices go by, or everybody's together."""

from typing import TYPE_CHECKING

import typer

from mutuals.cli import surface
from mutuals.columns import in_columns

if TYPE_CHECKING:
    from mutuals.network import Network


def run(context: typer.Context) -> None:
    """Say whether choices go by the own taste, the crowd or friends; it is no trait.

    With an owner it speaks of the owner's choices only, else of everybody's together.

    Example: mutuals independence
    """
    from mutuals.independence.telling import choices_told  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        said = choices_told(network)
        # Where nothing can be said, the estimates say nothing either.
        slopes = [] if said.missing else network.table("leaning").to_pylist()
        own = {} if said.missing else _own(network)
    columns = {"leaning": "choices go by", "middle": "slope", "lower": "from", "upper": "to"}
    columns |= {"spread": "people differ by", "placebo": "at shuffled times"}
    lines = [said.text(), *([f"From {said.basis}."] if said.basis else [])]
    for name, bounds in own.items():
        lines.append(f"Yours on {name}: {bounds[0]:.2f} ({bounds[1]:.2f} to {bounds[2]:.2f})")
    value = {"sentence": said.text(), "sure": said.sure, "own": own, "everybody": slopes}
    asked.answer(value, [*lines, "", *in_columns(slopes, columns)])


def _own(network: "Network") -> dict[str, tuple[float, float, float]]:
    """Return the owner's slopes with bounds, where they are told."""
    from mutuals.people.find import me  # noqa: PLC0415  # --help stays light

    mine = me(network)
    rows = network.table("independence").to_pylist()
    told = [row for row in rows if row["person_id"] == mine and not row["untold"]]
    names = ("taste", "crowd", "friends") if told else ()
    return {
        name: (told[0][name], told[0][f"{name}_lower"], told[0][f"{name}_upper"]) for name in names
    }
