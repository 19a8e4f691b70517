"""``mutuals influence``: on whose talks and posts others acted, and how sure it is."""

from typing import Any

import typer

from mutuals.cli import Named, Surface, surface
from mutuals.counts import number, tally
from mutuals.sentence import verb

_WHAT = {
    "A": "what was given out by lot, so the words may say moved",
    "B": "habits, groups, calendar and earlier behaviour are taken into account",
    "C": "habits, groups and calendar are taken into account, tastes not for sure",
    "D": "what came before, not what caused it",
}
_NAMED = 3


def run(
    context: typer.Context,
    *,
    show_names: Named = False,
) -> None:
    """Show status and influence side by side, with intervals and grade, by name.

    In a community, which has no owner, people are numbers unless you ask for names.

    Example: mutuals influence
    """
    from mutuals.influence.begun_words import begun_lines  # noqa: PLC0415  # --help stays light
    from mutuals.influence.named_words import named_lines  # noqa: PLC0415  # as above
    from mutuals.influence.words import by_lot, ranks  # noqa: PLC0415  # as above
    from mutuals.people.find import me  # noqa: PLC0415  # as above
    from mutuals.people.pseudonym import by_name, called  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        rows = network.table("influence").to_pylist()
        ordered = ranks(network)
        status = {row["person_id"]: row for row in network.table("status").to_pylist()}
        pooled = [row for row in network.table("peer_effect").to_pylist() if row["thing"] is None]
        lots = network.table("randomised").to_pylist()
        begun = begun_lines(network.table("derived_effect").to_pylist())
        named = named_lines(network.table("named_effect").to_pylist())
        name = called(network, named=show_names)
        is_owned = me(network) is not None
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["followers"] = status.get(row["person_id"], {}).get("followers")
    rows.sort(key=lambda row: (*by_name(row["name"]), row["person_id"]))
    notes = [*_given(lots), *map(by_lot, lots), *_pooled(pooled)]
    notes += [*_apart(rows, status, is_owned=is_owned), *begun]
    _show(asked, rows, ordered, notes=notes, first=named)


def _show(
    asked: Surface,
    rows: list[dict[str, Any]],
    ordered: dict[str, list[float]],
    *,
    notes: list[str],
    first: list[str],
) -> None:
    from mutuals.influence.words import FEWEST_CHANCES, band  # noqa: PLC0415  # as above

    said = [row for row in rows if row["exposures"] >= FEWEST_CHANCES]
    grade = max((row["grade"] for row in rows), default="D")
    seen = max((row["broadcast_grade"] for row in rows), default="D")
    for row in said:
        row["band"] = band(ordered["personal"], row, "personal")
        row["seen"] = band(ordered["broadcast"], row, "broadcast")
    start = (
        f"{number(len(said))} of {number(len(rows))} people talked or posted often enough of "
        f"things others could take up (at least {FEWEST_CHANCES} chances) to be set side by side."
    )
    graded = [f"Evidence grade {grade}: {_WHAT[grade]}."] if said or not first else []
    columns = {
        "name": "name",
        "followers": "followers",
        "band": f"{verb(grade)} (talks)",
        "seen": f"{verb(seen)} (posts)",
        "grade": "grade",
    }
    asked.listing(said, columns, summary=[*first, start, *graded, *notes, ""], value=rows)


def _given(lots: list[dict[str, Any]]) -> list[str]:
    """Say how good the evidence of what was given out by lot is."""
    grades = {row["grade"] for row in lots}
    return [f"Evidence grade {one}: {_WHAT[one]}." for one in sorted(grades) if one in _WHAT]


def _pooled(pooled: list[dict[str, Any]]) -> list[str]:
    """Say what all talks together come to, and what that survived."""
    if not pooled:
        return []
    from mutuals.influence.words import placebos, unseen  # noqa: PLC0415  # as above

    (row,) = pooled
    how = {"B": "were because of", "C": "moved together with"}.get(row["grade"], "came after")
    low, high = round(row["lower"]), round(row["upper"])
    span = f"{number(low)} to {number(high)}" if low else f"at most {number(high)}"
    said = (
        f"Of {tally(row['adoptions'], 'first action')}, {span} {how} talks; a naive "
        f"estimate says {number(row['naive'])}."
    )
    against = [f"Against a better grade: {row['reasons']}."] if row["reasons"] else []
    return [said, *placebos(row), *filter(None, [unseen(row)]), *against]


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
        return [f"The {number(found[0])} people fewest follow come to {share}."]
    name = {row["person_id"]: row["name"] for row in rows}
    over, under = ([name[one] for one in part[:_NAMED]] for part in apart(status, rows))
    return [
        f"{words}: {', '.join(people)}."
        for words, people in (
            ("Followed more than their talks would have it", over),
            ("Followed less than their talks would have it", under),
        )
        if people
    ]
