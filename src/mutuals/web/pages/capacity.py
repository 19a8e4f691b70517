"""Capacity: how many ties are open at once, what opened and closed, what made room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.errors import UnknownTableError
from mutuals.sentence import Evidence, Sentence
from mutuals.stages.holding import OFTEN, VERDICTS, holding, sentences, spread
from mutuals.web.answering import answer, world_of
from mutuals.web.crowd import Chosen, chosen
from mutuals.web.evidence import Piece, Proof
from mutuals.web.shell.columns import Column, Columns, columns
from mutuals.web.shell.layers import Layer, Layers, layers
from mutuals.web.shell.pictures import Values, counts
from mutuals.web.world import MONTHS, Row, World, day

TITLE = "Capacity"
UNDER = "time"
router = APIRouter()

SHOWN: Final = 48
LATEST: Final = 12
RANKS: Final = 15
# The words that lead to the ties that opened.
_MANY: Final = re.compile(r"about \S+ ties?")
NOBODY: Final = "We cannot say yet how many ties anybody here has open at once: too few records."


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """How many ties one person's time holds."""

    answer: Sentence
    evidence: tuple[Proof, ...]
    seen_from: str
    months: Columns | None
    shape: Sentence | None
    signature: Columns | None
    displaced: tuple[Sentence, ...]
    layers: Layers | None
    verdicts: tuple[tuple[str, str], ...]
    choose_from: tuple[Chosen, ...]


@router.get("/capacity", response_model=None)
def show(request: Request, ego: int | None = None) -> Response:
    """Show the owner's capacity, or somebody's."""
    world = world_of(request)
    ego_id = world.me if ego is None else ego
    page = world.note(f"page/capacity/{ego_id}", lambda one: _page(one, ego_id))
    return answer(request, page)


def _page(world: World, ego_id: int | None) -> CapacityPage:
    return everybody(world) if ego_id is None else capacity(world, ego_id)


def capacity(world: World, ego_id: int) -> CapacityPage:
    """Work the page out for one person."""
    called = "" if ego_id == world.me else world.name(ego_id)
    try:
        found = holding(world, ego_id)
        said = sentences(world, ego_id, called=called)
    except UnknownTableError:
        return _none()
    return CapacityPage(
        answer=_opened(said[0], found["capacity_balance"]),
        evidence=() if said[0].missing else _spells(world, ego_id),
        seen_from=called,
        months=_months(found["capacity"][-SHOWN:]),
        shape=said[1],
        signature=_signature(world.rows("signature", person_id=ego_id, half=(0, 1))),
        displaced=tuple(said[2:]),
        layers=_layers(found["capacity_layer"]),
        verdicts=(),
        choose_from=(),
    )


def everybody(world: World) -> CapacityPage:
    """Work the page out for a whole community: how many, and whose to look at."""
    found = spread(world) if world.has("capacity_balance") else None
    people = chosen(world)
    if found is None:
        return _none(people)
    said, told = found
    verdicts = tuple((number(told[name]), words) for name, words in VERDICTS.items() if told[name])
    return CapacityPage(said, (), "", None, None, None, (), None, verdicts, choose_from=people)


def _none(people: tuple[Chosen, ...] = ()) -> CapacityPage:
    said = Sentence((), missing=NOBODY)
    return CapacityPage(said, (), "", None, None, None, (), None, (), choose_from=people)


def _opened(said: Sentence, rows: Sequence[Row]) -> Sentence:
    """Return the sentence with its number of ties as the way to the evidence."""
    if said.missing or not rows:
        return said
    (words,) = said.parts
    found = _MANY.search(str(words))
    if found is None:
        return said
    many = Evidence(found[0], "#opened", rows[0]["opened"])
    parts = (found.string[: found.start()], many, found.string[found.end() :])
    return Sentence(parts, basis=said.basis, sure=said.sure)


def _spells(world: World, ego_id: int) -> tuple[Proof, ...]:
    rows = world.rows("capacity_spell", ego_id=ego_id)
    world.names(row["alter_id"] for row in rows)
    again = {True: "opened again after a silence", False: "first contact"}
    opened = [(row["opened"], row, again[row["number"] > 1]) for row in rows]
    closed = [(row["closed"], row, "silent for longer than usual") for row in rows if row["closed"]]
    return (
        _proof(world, "opened", opened),
        _proof(world, "closed", closed),
    )


def _proof(world: World, sort: str, found: list[tuple[int, Row, str]]) -> Proof:
    ordered = sorted(found, key=lambda one: (-one[0], one[1]["alter_id"]))
    pieces = tuple(
        _piece(datetime.fromtimestamp(at, UTC), sort, (world.who(row["alter_id"]), f": {words}"))
        for at, row, words in ordered[:LATEST]
    )
    return Proof(sort, f"Ties that {sort}", pieces, len(ordered))


def _piece(at: datetime, sort: str, words: tuple[object, ...]) -> Piece:
    date = at.date().isoformat()
    return Piece(date, day(at), sort.capitalize(), words, "", "worked out from contact")  # type: ignore[arg-type]  # a name and words


def _months(rows: Sequence[Row]) -> Columns | None:
    if not rows:
        return None
    given = [_column(row) for row in rows]
    values = tuple(
        (one.name, *(number(row[name]) for name in ("open", "opened", "closed")))
        for one, row in zip(given, rows, strict=True)
    )
    whole = [row["open"] for row in rows if row["is_whole"]] or [row["open"] for row in rows]
    label = (
        f"Ties open at once by month, {given[0].name} to {given[-1].name}: "
        f"{counts(min(whole), max(whole))}"
    )
    return columns(label, Values(("Month", "open", "opened", "closed"), values), given)


def _column(row: Row) -> Column:
    name = f"{MONTHS[int(row['month'][5:7]) - 1]} {row['month'][:4]}"
    came = min(row["opened"], row["open"])
    return Column(
        name=name,
        up=(("nob", float(row["open"] - came)), ("per", float(came))),
        down=float(row["closed"]),
        sentence=f"{name}: {row['open']} open, {row['opened']} opened, {row['closed']} closed",
        is_whole=bool(row["is_whole"]),
    )


def _signature(rows: Sequence[Row]) -> Columns | None:
    now = {row["rank"]: row["share"] for row in rows if row["half"] == 0}
    before = {row["rank"]: row["share"] for row in rows if row["half"] == 1}
    ranks = sorted({*now, *before})[:RANKS]
    if not now or not before:
        return None
    shares = [(rank, 100 * now.get(rank, 0.0), 100 * before.get(rank, 0.0)) for rank in ranks]
    given = [
        Column(
            name=str(rank),
            up=(("per", last),),
            mark=earlier,
            sentence=f"Person {rank} by time: {last:.0f} in a hundred, {earlier:.0f} before",
        )
        for rank, last, earlier in shares
    ]
    values = Values(
        ("By time", "last half year", "half year before"),
        tuple((str(rank), f"{last:.0f} %", f"{earlier:.0f} %") for rank, last, earlier in shares),
    )
    first = f"{shares[0][1]:.0f} of 100 minutes went to whoever got most, {shares[0][2]:.0f} before"
    return columns(f"How time was shared out in the last half year: {first}", values, given)


def _layers(rows: Sequence[Row]) -> Layers | None:
    given = [
        Layer(
            name=OFTEN[row["layer"]].capitalize(),
            people=row["people"],
            reference=row["reference"],
            lower=row["reference_lower"],
            upper=row["reference_upper"],
        )
        for row in rows
    ]
    said = ", ".join(f"{number(one.people)} {one.name.lower()}" for one in given)
    return layers(f"People in contact in the last year: {said}", given) if given else None
