"""``mutuals influence``: status and what came before whose deeds."""

import typer

from mutuals.cli import surface


def run(context: typer.Context) -> None:
    """Show status and influence side by side, with intervals and grade, by name.

    Example: mutuals influence
    """
    from mutuals.people.find import names  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("influence").to_pylist()
        status = {row["person_id"]: row for row in network.table("status").to_pylist()}
        name = names(network)
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["followers"] = status.get(row["person_id"], {}).get("followers")
        row["band"] = f"{row['personal_lower']:.1f} to {row['personal_upper']:.1f}"
        row["seen"] = f"{row['broadcast_lower']:.1f} to {row['broadcast_upper']:.1f}"
    rows.sort(key=lambda row: (row["name"].casefold(), row["person_id"]))
    said = [row for row in rows if row["exposures"]]
    grades = sorted({row["grade"] for row in rows})
    summary = (
        f"{len(said)} of {len(rows)} people talked with, or posted to, somebody about a thing "
        f"this person then did. Evidence grade {', '.join(grades) or 'D'}: what came before, "
        "not what caused it."
    )
    columns = {
        "name": "name",
        "followers": "followers",
        "band": "came before (after talk)",
        "seen": "came before (after a post)",
        "grade": "grade",
    }
    asked.listing(said, columns, summary=summary, value=rows)
