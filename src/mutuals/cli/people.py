"""``mutuals people``: everybody in the records."""

from typing import Annotated

import typer

from mutuals.cli import surface
from mutuals.counts import number, tally


def run(
    context: typer.Context,
    *,
    automata: Annotated[bool, typer.Option("--automata", help="Lists, bots and so on.")] = False,
) -> None:
    """List everybody by name; with --automata, what was taken for no person, and why.

    mutuals correct kind SOMEBODY person puts one right.

    Example: mutuals people
    """
    from mutuals.people.what import REASONS  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        people = network.table("person").to_pylist()
        address = network.table("address").to_pylist()
        rules = network.table("automaton").to_pylist()
        kinds = {row["person_id"]: row["kind"] for row in network.table("kind").to_pylist()}
    persons = [row for row in people if not row["is_automaton"]]
    persons.sort(key=lambda row: (row["name"].casefold(), row["person_id"]))
    owner_of = {row["address_id"]: row for row in address}
    apart = [
        {
            **row,
            "value": owner["value"],
            "kind": kinds[owner["person_id"]],
            "reason": REASONS.get(row["rule"], row["rule"]),
        }
        for row in rules
        for owner in [owner_of[row["address_id"]]]
    ]
    apart.sort(key=lambda row: (row["kind"], row["rule"], row["value"]))
    everybody = tally(len(persons), "person", "people")
    summary = f"{everybody}; {number(len(apart))} addresses are lists, bots, rooms or unknown."
    if automata:
        columns = {"value": "address", "kind": "what", "reason": "why", "evidence": "seen"}
        asked.listing(apart, columns, summary=summary)
        return
    columns = {"name": "name", "first_at": "first seen", "last_at": "last seen"}
    asked.listing(persons, columns, summary=summary)
