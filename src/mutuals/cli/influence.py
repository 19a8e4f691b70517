"""``mutuals influence``: on whose talks and posts others acted, and how sure it is."""

from typing import Any

import typer

from mutuals.cli import Surface, surface
from mutuals.sentence import verb

_WHAT = {
    "A": "what was given out by lot, so the words may say moved",
    "B": "habits, groups, calendar and earlier behaviour are taken into account",
    "C": "habits, groups and calendar are taken into account, tastes not for sure",
    "D": "what came before, not what caused it",
}


def run(context: typer.Context) -> None:
    """Show status and influence side by side, with intervals and grade, by name.

    Example: mutuals influence
    """
    from mutuals.influence.words import by_lot  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import me, names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("influence").to_pylist()
        status = {row["person_id"]: row for row in network.table("status").to_pylist()}
        pooled = [row for row in network.table("peer_effect").to_pylist() if row["thing"] is None]
        lots = network.table("randomised").to_pylist()
        name = names(network)
        is_owned = me(network) is not None
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["followers"] = status.get(row["person_id"], {}).get("followers")
    rows.sort(key=lambda row: (row["name"].casefold(), row["person_id"]))
    apart = _apart(rows, status, is_owned=is_owned)
    _show(asked, rows, [*map(by_lot, lots), *_pooled(pooled), *apart])


def _show(asked: Surface, rows: list[dict[str, Any]], notes: list[str]) -> None:
    from mutuals.influence.words import (  # noqa: PLC0415  # --help stays light
        NUMBERED,
        range_of_thirds,
        standing,
    )

    said = [row for row in rows if row["exposures"]]
    grade = max((row["grade"] for row in rows), default="D")
    for way, column in (("personal", "band"), ("broadcast", "seen")):
        ordered = standing(said, way)
        for row in said:
            is_numbered = (row["grade"] if way == "personal" else "C") in NUMBERED
            ends = f"{row[f'{way}_lower']:.1f} to {row[f'{way}_upper']:.1f}"
            row[column] = ends if is_numbered else range_of_thirds(ordered, row, way)
    start = (
        f"{len(said)} of {len(rows)} people talked with, or posted to, somebody about a thing "
        f"this person then did. Evidence grade {grade}: {_WHAT[grade]}."
    )
    summary = " ".join([start, *notes])
    columns = {
        "name": "name",
        "followers": "followers",
        "band": f"{verb(grade)} (talks)",
        "seen": f"{verb(max(grade, 'C'))} (posts)",
        "grade": "grade",
    }
    asked.listing(said, columns, summary=summary, value=rows)


def _pooled(pooled: list[dict[str, Any]]) -> list[str]:
    """Say what all talks together come to, and what stands against a better grade."""
    if not pooled:
        return []
    (row,) = pooled
    against = f" Against a better grade: {row['reasons']}." if row["reasons"] else ""
    said = f"Of {row['adoptions']} first actions, {row['lower']:.0f} to {row['upper']:.0f} "
    ways = f"a naive estimate says {row['naive']:.0f}; ties drawn anew, z {row['rewired_z']:.1f}"
    how = {"B": "were because of", "C": "moved together with"}.get(row["grade"], "came after")
    return [f"{said}{how} talks ({ways}).{against}"]


def _apart(
    rows: list[dict[str, Any]], status: dict[int, dict[str, Any]], *, is_owned: bool
) -> list[str]:
    """Name the over- and under-rated to the owner; tell a community of groups only."""
    from mutuals.influence.words import apart, less_followed  # noqa: PLC0415  # as above

    if not is_owned:
        found = less_followed(status, rows)
        if found is None:
            return []
        share = f"{100 * found[1]:.0f} % of what came after talks"
        return [f"The {found[0]} people fewest follow come to {share}."]
    name = {row["person_id"]: row["name"] for row in rows}
    over, under = ([name[one] for one in part[:3]] for part in apart(status, rows))
    return [
        f"{words}: {', '.join(people)}."
        for words, people in (
            ("Followed more than their talks would have it", over),
            ("Followed less than their talks would have it", under),
        )
        if people
    ]
