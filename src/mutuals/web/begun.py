"""What people began after being told of it, as read off the records."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mutuals.counts import tally
from mutuals.influence.begun_words import MET, begun_missing, begun_said, first_said
from mutuals.records import Cut
from mutuals.sentence import Sentence
from mutuals.web.evidence import SHOWN, Piece, Proof, called, places
from mutuals.web.world import Row, World, day


@dataclass(frozen=True, slots=True)
class Begun:
    """One sentence a derivation, and the newest first times behind them."""

    said: tuple[Sentence, ...]
    evidence: Proof


def begun(world: World) -> Begun | None:
    """Return what was begun; None where nobody was told of anything."""
    rows = sorted(world.rows("derived_effect"), key=lambda row: (row["grade"], row["derivation"]))
    told = [_sentence(row) for row in rows if row["told"]]
    said = tuple(sorted(told, key=lambda one: bool(one.missing)))
    return Begun(said, _newest(world, rows)) if said else None


def _sentence(row: Row) -> Sentence:
    if missing := begun_missing(row):
        return Sentence((), missing=missing)
    words, basis = begun_said(row)
    return Sentence((words,), basis=basis, grade=row["grade"], sure="a hint")


def _newest(world: World, rows: list[Row]) -> Proof:
    order = (
        *(("begun", "descending"), ("thing", "ascending")),
        *(("source_id", "ascending"), ("person_id", "ascending")),
    )
    found = world.cut("told", Cut(least=("begun", 0), order=order, most=SHOWN))
    held = [row["begun_id"] for row in found if row["begun_id"]]
    written = {
        row["interaction_id"]: row for row in world.rows("interaction", interaction_id=tuple(held))
    }
    place = places(world, ("interaction", held))
    pieces = tuple(
        _piece(world, row, (written.get(row["begun_id"], {}), place.get(row["begun_id"], "")))
        for row in found
    )
    many = sum(row["begun"] for row in rows)
    return Proof("begun", "First times, after being told", pieces, many)


def _piece(world: World, row: Row, stands: tuple[Row, str]) -> Piece:
    written, place = stands
    at = datetime.fromtimestamp(row["begun"], UTC)
    days = (row["begun"] - row["exposed"]) // 86_400
    later = f"{tally(days, 'day')} after" if days else "on the day of"
    who, source = world.who(row["person_id"]), world.who(row["source_id"])
    first = first_said(row["derivation"], row["thing"], written.get("kind", ""))
    how = "talking with" if row["derivation"] in MET else "being told by"
    return Piece(
        at=at.date().isoformat(),
        date=day(at),
        by=called(written.get("channel") or "worked out"),
        words=(who, f" {first}, {later} {how} ", source),
        title="",
        place=place,
    )
