"""``mutuals introductions``: who brought whom together, and what came of it."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from mutuals.cli import surface
from mutuals.columns import shown
from mutuals.counts import number, tally
from mutuals.errors import NobodyIsMeError


def run(
    context: typer.Context,
    *,
    made: Annotated[bool, typer.Option("--made", help="Those you made.")] = False,
    received: Annotated[bool, typer.Option("--received", help="Those made for you.")] = False,
) -> None:
    """Show introductions found in the records, with their evidence and outcome.

    Example: mutuals introductions --made
    """
    from mutuals.mirror.words import thing_in_words  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import me, names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("introduction").to_pylist()
        asked_for = {
            _chain(row, row["person_id"], row["helper_id"]): row
            for row in network.table("referral").to_pylist()
        }
        name, mine = names(network), me(network)
    if (made or received) and mine is None:
        raise NobodyIsMeError
    if made:
        rows = [row for row in rows if row["introducer_id"] == mine]
    if received:
        rows = [row for row in rows if mine in {row["person_a_id"], row["person_b_id"]}]
    for row in rows:
        row["introducer"] = name.get(row["introducer_id"], "")
        row["pair"] = " and ".join(name.get(row[one], "") for one in ("person_a_id", "person_b_id"))
        pair = row["person_a_id"], row["person_b_id"]
        found = [asked_for.get(_chain(row, *one)) for one in (pair, pair[::-1])]
        row["asked_for"] = [_request(one, name) for one in found if one is not None]
        row["need"] = "; ".join(f"{one['who']}, {shown(one['at'])}" for one in row["asked_for"])
        row["came"] = thing_in_words(row["thing"]) if row["thing"] else row["afterwards"]
    rows.sort(key=lambda row: (row["introduced_at"], row["introducer"]))
    columns = {
        "introduced_at": "when",
        "introducer": "who",
        "pair": "brought together",
        "need": "who had asked, when",
        "came": "what came of it",
        "evidence": "evidence",
    }
    after = sum(bool(row["asked_for"]) for row in rows)
    said = f", {number(after)} after a request." if after else "."
    asked.listing(rows, columns, summary=tally(len(rows), "introduction") + said)
    if not rows:
        raise typer.Exit(1)


def _chain(row: Mapping[str, Any], person_id: int, helper_id: int) -> tuple[bytes, int, int]:
    return row["interaction_id"], person_id, helper_id


def _request(row: Mapping[str, Any], name: Mapping[int, str]) -> dict[str, Any]:
    who = row["person_id"]
    return {"person_id": who, "who": name.get(who, ""), "at": row["asked_at"]}
