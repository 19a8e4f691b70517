"""``mutuals introductions``: who brought whom together, and what came of it."""

from typing import Annotated

import typer

from mutuals.cli import in_columns, surface


def run(
    context: typer.Context,
    *,
    made: Annotated[bool, typer.Option("--made", help="Those you made.")] = False,
    received: Annotated[bool, typer.Option("--received", help="Those made for you.")] = False,
) -> None:
    """Show introductions found in the records, with their evidence and outcome.

    Example: mutuals introductions --made
    """
    from mutuals.people.find import me, names  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("introduction").to_pylist()
        name, mine = names(network), me(network)
    if made:
        rows = [row for row in rows if row["introducer_id"] == mine]
    if received:
        rows = [row for row in rows if mine in {row["person_a_id"], row["person_b_id"]}]
    for row in rows:
        row["introducer"] = name.get(row["introducer_id"], "")
        row["pair"] = " and ".join(name.get(row[one], "") for one in ("person_a_id", "person_b_id"))
    rows.sort(key=lambda row: (row["introduced_at"], row["introducer"]))
    columns = {
        "introduced_at": "when",
        "introducer": "who",
        "pair": "brought together",
        "outcome": "what came of it",
        "evidence": "evidence",
    }
    lines = [f"{len(rows)} introductions.", *in_columns(rows, columns)]
    asked.answer(rows, lines)
    if not rows:
        raise typer.Exit(1)
