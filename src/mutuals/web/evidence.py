"""Evidence in place: what happened, when, and in which line of which file it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from mutuals.counts import number, tally
from mutuals.mirror.words import thing_in_words
from mutuals.records import Cut
from mutuals.sentence import Part
from mutuals.web.world import Row, World, day

SHOWN: Final = 6
MOST: Final = 200
TALK: Final = ("message", "reply", "comment")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that happened; ``place`` is its file and line."""

    at: str
    date: str
    by: str
    words: tuple[Part, ...]
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The newest pieces of ``many``; ``anchor`` is where links lead."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]
    many: int
    more: str = ""


def contacts_of(world: World, other: int) -> list[Row]:
    """Return my contacts with somebody, newest first."""
    rows = world.rows("contact", ego_id=world.me, alter_id=other)
    return sorted(rows, key=lambda row: (row["started"], row["interaction_id"]), reverse=True)


def pieces(world: World, contacts: Sequence[Row], most: int) -> tuple[Piece, ...]:
    """Return contacts in words; a day's talk in one channel is one piece."""
    days: dict[tuple[object, ...], list[Row]] = {}
    for row in contacts:
        alone = bool(row["is_one_on_one"])
        same = row["title"] if row["kind"] in TALK and not row["thread_id"] else ""
        key = (row["started_at"].date(), row["channel"], row["kind"], alone, same)
        if key not in days and len(days) == most:
            break
        days.setdefault(key, []).append(row)
    held = [one["interaction_id"] for rows in days.values() for one in rows]
    place = places(world, ("interaction", held))
    return tuple(_piece(rows, place) for rows in days.values())


def talked(world: World, other: int) -> Proof:
    """Return the latest contact with somebody."""
    contacts = contacts_of(world, other)
    found = pieces(world, contacts, SHOWN)
    more = f"/person/{other}?every=true#evidence"
    title = f"The latest with {world.name(other)}"
    return Proof(f"with-{other}", title, found, len(contacts), more)


def done_after(world: World, source: int, *, taker: int | None = None, most: int = SHOWN) -> Proof:
    """Return what others did after talks with somebody, newest first."""
    rows = world.rows("credit", source_id=source, sort="action")
    kept = {
        row["outcome_id"]: row
        for row in rows
        if row["personal"] > 0 and taker in {None, row["person_id"]}
    }
    last = {
        row["outcome_id"]: row["last_contact"] for row in world.rows("uptake", source_id=source)
    }
    outcomes = _matching(world, ("outcome", "outcome_id"), kept)
    outcomes.sort(key=lambda row: (row["happened"] or 0, row["outcome_id"]), reverse=True)
    place = places(world, ("outcome", [row["outcome_id"] for row in outcomes[:most]]))
    found = tuple(
        _done(world, (row, kept[row["outcome_id"]], last.get(row["outcome_id"])), place)
        for row in outcomes[:most]
    )
    name = "you" if source == world.me else world.name(source)
    return Proof(f"after-{source}", f"Done after talking with {name}", found, len(outcomes))


def brought(world: World, rows: Sequence[Row], most: int = SHOWN) -> Proof:
    """Return introductions, newest first, each by the message that made it."""
    ordered = sorted(rows, key=lambda row: (row["introduced_at"], row["person_a_id"]), reverse=True)
    held = [row["interaction_id"] for row in ordered[:most]]
    channel = {
        row["interaction_id"]: called(row["channel"])
        for row in _matching(world, ("interaction", "interaction_id"), held)
    }
    place = places(world, ("interaction", held))
    found = tuple(
        Piece(
            at=row["introduced_at"].date().isoformat(),
            date=day(row["introduced_at"]),
            by=channel.get(row["interaction_id"], ""),
            words=_brought(world, row),
            title="",
            place=place.get(row["interaction_id"], ""),
        )
        for row in ordered[:most]
    )
    return Proof("brought", "Who brought whom together", found, len(ordered), "/introductions")


def grown(
    world: World, moves: Sequence[Row], changes: Sequence[Row], *, most: int = SHOWN
) -> Proof:
    """Return whose tie moved, one piece a person: its newest change."""
    latest: dict[int, Row] = {}
    for row in changes:
        latest.setdefault(row["alter_id"], row)
    known = [(latest[row["alter_id"]], row) for row in moves if row["alter_id"] in latest]
    known.sort(key=lambda one: (one[0]["happened_at"], one[0]["alter_id"]), reverse=True)
    found = tuple(
        Piece(
            at=row["happened_at"].date().isoformat(),
            date=day(row["happened_at"]),
            by="Stage",
            words=(world.who(row["alter_id"]), f": {_ways(move)}, by {row['trigger']}"),
            title="",
            place="worked out from contact",
        )
        for row, move in known[:most]
    )
    return Proof("grown", "Who moved, and when", found, len(moves), "/people?sort=ring")


def followed(world: World, person_id: int, most: int = SHOWN) -> Proof:
    """Return who follows somebody, the latest first."""
    order = (("since", "descending"), ("person_id", "ascending"))
    wanted = (("followed_id", person_id),)
    rows = world.cut("follower", Cut(equal=wanted, order=order, most=most))
    found = tuple(_status(world, row["since"], (row["person_id"], "Follow")) for row in rows)
    return Proof("followers", "Who follows", found, world.count("follower", Cut(equal=wanted)))


def liked(world: World, person_id: int, most: int = SHOWN) -> Proof:
    """Return who liked something somebody wrote, the latest first."""
    addresses = tuple(row["address_id"] for row in world.rows("address", person_id=person_id))
    sent = Cut(equal=(("sender_id", addresses),), columns=("interaction_id",))
    keys = tuple(row["interaction_id"] for row in world.cut("interaction", sent))
    wanted = (("interaction_id", keys), ("sort", "like"))
    order = (("reacted", "descending"), ("actor_id", "ascending"), ("interaction_id", "ascending"))
    rows = world.cut("reaction", Cut(equal=wanted, order=order, most=most))
    actors = tuple(row["actor_id"] for row in rows)
    of = {row["address_id"]: row["person_id"] for row in world.rows("address", address_id=actors)}
    place = places(world, ("reaction", [row["reaction_id"] for row in rows]))
    found = tuple(
        replace(
            _status(world, row["reacted"], (of[row["actor_id"]], "Like")),
            place=place.get(row["reaction_id"], ""),
        )
        for row in rows
        if row["actor_id"] in of
    )
    return Proof("likes", "Who liked", found, world.count("reaction", Cut(equal=wanted)))


def _status(world: World, moment: int | None, act: tuple[int, str]) -> Piece:
    person_id, by = act
    at = datetime.fromtimestamp(moment, UTC) if moment else None
    words = {"Follow": " follows", "Like": " liked something written"}[by]
    return Piece(
        at=at.date().isoformat() if at else "",
        date=day(at) or "no date",
        by=by,
        words=(world.who(person_id), words),
        title="",
        place="",
    )


def called(channel: str) -> str:
    """Return a channel's name as people write it.

    >>> called("whatsapp"), called("mail")
    ('WhatsApp', 'Mail')
    """
    return "WhatsApp" if channel == "whatsapp" else channel.capitalize()


def places(world: World, wanted: tuple[str, Iterable[bytes]]) -> dict[bytes, str]:
    """Return the file and line where each row of a table stands."""
    table, ids = wanted
    file = {row["source_id"]: PurePath(row["path"]).name for row in world.rows("source")}
    key = f"{table}_id"
    return {
        row[key]: f"{file.get(row['source_id'], 'a file taken back')}, record {row['record_no']}"
        for row in _matching(world, (table, key), ids)
    }


def _matching(world: World, column: tuple[str, str], ids: Iterable[bytes]) -> list[Row]:
    table, key = column
    return world.rows(table, **{key: tuple(ids)})


def _piece(rows: Sequence[Row], place: dict[bytes, str]) -> Piece:
    row = rows[0]
    titles = {str(one["title"] or "") for one in rows}
    rest = f" and {number(len(rows) - 1)} more" if len(rows) > 1 else ""
    return Piece(
        at=row["started_at"].date().isoformat(),
        date=day(row["started_at"]),
        by=called(row["channel"]),
        words=(_words(rows),),
        title=titles.pop() if len(titles) == 1 else "",
        place=place.get(row["interaction_id"], "") + rest,
    )


def _words(rows: Sequence[Row]) -> str:
    row = rows[0]
    others = int(row["audience_size"] or 1) - 1
    company = "with others" if others <= 0 else f"with {number(others)} more"
    company = "the two of you" if row["is_one_on_one"] else company
    if row["kind"] not in TALK:
        minutes = round(sum(one["minutes"] or 0 for one in rows))
        kind = {"proximity": "Together", "call": "Call"}.get(row["kind"], "Meeting")
        return f"{kind}, {company}, about {tally(minutes, 'minute')}"
    sent = sum(bool(one["sent"]) for one in rows)
    if len(rows) == 1:
        return f"A message {'from you' if sent else 'from them'}, {company}"
    whose = (
        "all from you"
        if sent == len(rows)
        else f"{number(sent)} from you"
        if sent
        else "none from you"
    )
    return f"{number(len(rows))} messages, {whose}, {company}"


def _done(world: World, known: tuple[Row, Row, int | None], place: dict[bytes, str]) -> Piece:
    row, credit, last = known
    moment: datetime | None = row["happened_at"]
    taker = credit["person_id"]
    who: Part = "You" if taker == world.me else world.who(taker)
    talk = f"; last in contact {day(datetime.fromtimestamp(last, UTC))}" if last else ""
    return Piece(
        at=moment.date().isoformat() if moment else "",
        date=day(moment),
        by="Done",
        words=(who, f" took up {thing_in_words(row['thing'])}{talk}"),
        title="",
        place=place.get(row["outcome_id"], ""),
    )


def _brought(world: World, row: Row) -> tuple[Part, ...]:
    ends: list[Part] = [
        "you" if row[end] == world.me else world.who(row[end])
        for end in ("person_a_id", "person_b_id")
    ]
    who: Part = "You" if row["introducer_id"] == world.me else world.who(row["introducer_id"])
    came = f"took up {thing_in_words(row['thing'])}" if row["thing"] else row["afterwards"]
    since = {"quiet": "quiet since, as far as these files show", "in touch": "in touch since"}
    return (who, " wrote to ", ends[0], " and ", ends[1], f"; {since.get(came, came)}")


def _ways(move: Row) -> str:
    """Return where a tie stood and stands, in words."""
    before, after = (str(move[end] or "").replace("_", " ") for end in _ENDS)
    before += ", dormant" if move["was_dormant"] else ""
    after += ", dormant" if move["is_dormant"] else ""
    is_there = move["from_stage"] in {None, move["to_stage"]}
    return after if is_there else f"{before} to {after}"


_ENDS: Final = ("from_stage", "to_stage")
