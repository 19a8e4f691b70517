"""``mutuals status``: the status game, kept apart."""

import typer

from mutuals.cli import Named, surface
from mutuals.counts import tally

COLUMNS = {
    "name": "name",
    "followers": "followers",
    "likes": "likes",
    "reach": "reach",
    "contacts": "contacts",
    "both_ways": "both ways",
    "core": "core",
    "walk": "PageRank, %",
    "lately": "recency x frequency",
    "product": "activity x reach",
}


def run(
    context: typer.Context,
    *,
    show_names: Named = False,
) -> None:
    """Show followers, likes and reach beside other ways of ranking; no outcome enters.

    In a community, which has no owner, people are numbers unless you ask for names.

    Example: mutuals status
    """
    from mutuals.people.pseudonym import by_name, called  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened() as network:
        status = {row["person_id"]: row for row in network.table("status").to_pylist()}
        rows = [status[one["person_id"]] | one for one in network.table("baseline").to_pylist()]
        name = called(network, named=show_names)
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["walk"] = f"{100 * row['pagerank']:.1f}"
        row["lately"] = f"{row['recency_frequency']:.0f}"
        row["product"] = f"{row['activity_reach']:.0f}"
    rows.sort(key=lambda row: (*by_name(row["name"]), row["person_id"]))
    many = tally(len(rows), "person", "people")
    summary = (
        f"The status game of {many}, by name, and other ways of ranking them. "
        "Nothing anybody did because of them is in any of these."
    )
    asked.listing(rows, COLUMNS, summary=summary)
