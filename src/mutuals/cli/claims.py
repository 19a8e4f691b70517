"""``mutuals claims``: each claim of the essays, tested on these records."""

from typing import Annotated

import typer

from mutuals.cli import surface
from mutuals.columns import shown
from mutuals.counts import tally


def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="One claim; all, if left out.")] = "",
) -> None:
    """Show each claim's verdict here, its effect with interval, and how many records.

    Example: mutuals claims
    """
    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("claim").to_pylist()
    rows = [row for row in rows if name in {"", row["claim"]}]
    lines = []
    for row in rows:
        verdict = row["verdict"].replace("_", " ")
        lines.append(f"{row['claim'].replace('_', ' ')}: {verdict} here. {row['sentence']}")
        if row["effect"] is not None:
            band = f"{row['effect']:.2f} ({row['lower']:.2f} to {row['upper']:.2f})"
            lines.append(
                f"    {band}, from {tally(row['records'], 'record')}, grade {row['grade']}"
            )
    if name and not rows:
        lines = [f"There is no claim called {shown(name)}; `mutuals claims` lists all."]
    asked.answer(rows, lines)
    if not rows:
        raise typer.Exit(1)
