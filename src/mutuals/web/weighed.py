"""What stands beside the plane: everybody in a table, and what the total survived."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Final

from mutuals.counts import number, tally
from mutuals.influence.words import FEWEST_CHANCES, apart, band, by_lot, moderated, placebos, unseen
from mutuals.mirror.codec import sentence_of
from mutuals.people.pseudonym import by_name
from mutuals.sentence import Sentence
from mutuals.web.reword import relinked
from mutuals.web.shell.pictures import Values
from mutuals.web.world import Row, World

Ranks = Mapping[str, Sequence[float]]
# Names of the over- and the under-rated, at most, for the owner's eyes.
FEW_APART: Final = 3
# Earlier behaviours that tell this little (z) do not take taste out.
TELLS: Final = 3.0
TOO_FEW: Final = "not enough records"
COUNTED: Final = ("followers", "likes", "contacts")


def three(row: Row, kind: str) -> tuple[float, float, float]:
    """Return a person's middle and the ends of the 90 % range, in one way."""
    return row[kind] or 0.0, row[f"{kind}_lower"] or 0.0, row[f"{kind}_upper"] or 0.0


def table_of(world: World, rows: Sequence[Row], ranks: Ranks) -> Values:
    """Return everybody placed, by name, with the other ways of ranking beside."""
    ids = tuple(row["person_id"] for row in rows)
    others = {row["person_id"]: row for row in world.rows("baseline", person_id=ids)}
    lines = [
        (
            world.name(row["person_id"]),
            *(number(others[row["person_id"]][one]) for one in COUNTED),
            f"{100 * others[row['person_id']]['pagerank']:.1f} %",
            number(round(others[row["person_id"]]["recency_frequency"])),
            *(_placed(row, way, ranks) for way in ("personal", "broadcast")),
        )
        for row in rows
        if row["person_id"] in others
    ]
    head = ("Name", "Followers", "Likes", "Contacts", "PageRank", "Recency x frequency")
    lines.sort(key=lambda line: by_name(line[0]))
    return Values((*head, "Talks", "Posts"), tuple(lines))


def _placed(row: Row, way: str, ranks: Ranks) -> str:
    """Return a person's range, or that there is too little to place them."""
    return band(ranks[way], row, way) if row["exposures"] >= FEWEST_CHANCES else TOO_FEW


def pooled(world: World) -> tuple[tuple[str, str], ...]:
    """Return what all talks together come to, and what that survived."""
    rows = world.rows("peer_effect", thing=None)
    lots = tuple((f"Grade {row['grade']}", by_lot(row)) for row in world.rows("randomised"))
    if not rows:
        return lots
    (row,) = rows
    low, high = (number(round(row[end])) for end in ("lower", "upper"))
    span = f"{low} to" if round(row["lower"]) else "at most"
    taste = (
        f"{number(row['priors'])} earlier behaviours of each; what they tell of later ones is "
        f"{'clear' if row['prior_gain'] > TELLS else 'little'} (z {row['prior_gain']:.1f})"
    )
    return (
        *lots,
        (
            "All talks together",
            f"{span} {high} of {number(row['adoptions'])} things done",
        ),
        ("Naive estimate", f"about {number(round(row['naive']))}"),
        ("By whom they had met", f"about {number(round(row['swap']))}"),
        ("Where there is nothing to find", " ".join(placebos(row))),
        *((("What nobody recorded", told),) if (told := unseen(row)) else ()),
        ("Taste", taste),
        ("How long a talk works", f"about {number(round(row['decay_days']))} days"),
        *map(moderated, world.rows("moderator")),
        ("Against a better grade", row["reasons"] or "nothing"),
    )


def set_apart(world: World, rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Name the over- and under-rated to the owner; tell a community of groups."""
    if world.me is None:
        return _groups(world)
    ids = tuple(row["person_id"] for row in rows)
    status = {row["person_id"]: row for row in world.rows("status", person_id=ids)}
    told = []
    for words, people in zip(("more", "less"), apart(status, rows), strict=True):
        if people:
            said = [part for one in people[:FEW_APART] for part in (", ", world.who(one))][1:]
            lead = f"Followed {words} than their talks would have it: "
            basis = f"places among {number(len(rows))} people; only you see this"
            told.append(
                Sentence((lead, *said, "."), basis=basis, grade=rows[0]["grade"], sure="a hint")
            )
    return tuple(told)


def _groups(world: World) -> tuple[Sentence, ...]:
    """Return the mirror's own sentence of groups, which names nobody."""
    seen = replace(world, hidden=False)
    said = [sentence_of(row) for row in seen.rows("mirror", place="answer")]
    return tuple(relinked(one, {"influence": "claims"}) for one in said if not one.missing)


def told_of(world: World, row: Row) -> tuple[tuple[str, str], ...]:
    """Return a person's two funnels, chains and what they could start, in words."""
    person_id = row["person_id"]
    said = []
    for one in sorted(
        world.rows("funnel", person_id=person_id), key=lambda one: one["way"] != "personal"
    ):
        what = "Talks" if one["way"] == "personal" else "Posts"
        if not one["people"]:
            said.append((what, "none on record"))
            continue
        liked = f", {tally(one['looked'], 'like')}" if one["looked"] is not None else ""
        done = f"; then done {tally(one['took_up'], 'time')}"
        words = f"{tally(one['people'], 'person', 'people')} reached{liked}{done}"
        said.append((what, words))
    for one in world.rows("ripple", person_id=person_id):
        if one["depth"]:
            steps, things = tally(one["depth"], "step"), tally(one["further"], "thing")
            said.append(("Passed on", f"up to {steps}, {things} further on"))
    taught = world.rows("mentor", mentor_id=person_id)
    if taught:
        names = ", ".join(sorted(world.name(one["person_id"]) for one in taught)[:FEW_APART])
        said.append(("Perhaps a mentor to", names))
    said.append(("Something new", f"{_between(row)} would do it"))
    return tuple(said)


def _between(row: Row) -> str:
    """Return how many would do something new, in whole people."""
    low, high = floor(row["potential_lower"]), ceil(row["potential_upper"])
    many = tally(high, "person", "people")
    return f"{number(low)} to {many}" if low else f"up to {many}"
