"""``mutuals status``: the status game, kept apart."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Show followers, likes and reach; no outcome enters here.

    Example: mutuals status
    """
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("status").to_pylist()
        name = names(network)
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
    rows.sort(key=lambda row: (row["name"].casefold(), row["person_id"]))
    columns = {"name": "name", "followers": "followers", "likes": "likes", "reach": "reach"}
    asked.listing(rows, columns, summary=f"The status game of {len(rows)} people, by name.")
