"""Records: what was read, every line accounted for, and where to drop more."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from mutuals.counts import number
from mutuals.errors import UsageError
from mutuals.people.what import REASONS
from mutuals.records import Cut
from mutuals.web.answering import answer, plain, world_of
from mutuals.web.imports import Dropped, Imports, Progress
from mutuals.web.lines import source_name
from mutuals.web.owning import Perhaps, perhaps
from mutuals.web.world import Row, World, day

TITLE = "Records"
PLACE = 7
router = APIRouter()

# So many files of one folder are one line, even if each holds a lot.
MANY_ALIKE: Final = 20
MANY: Final = 3
MOST_AUTOMATA: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A source: seen = stored + already known + not read."""

    name: str
    format: str
    files: str
    seen: str
    stored: str
    known: str
    rejected: str
    read: str


@dataclass(frozen=True, slots=True)
class Automaton:
    """An address that is no person, and the rule that says so."""

    name: str
    value: str
    rule: str
    evidence: str
    path: str


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """Where to drop files, what waits, what was read."""

    waiting: tuple[Dropped, ...]
    progress: Progress
    perhaps: tuple[Perhaps, ...]
    lines: tuple[Line, ...]
    automata: tuple[Automaton, ...]
    rejected: int
    asked: int
    village: str


class Given(BaseModel):
    """A dropped file's name, what it was dropped with, and whether more is to come."""

    name: str = "file"
    into: str = ""
    more: bool = False


class Kept(BaseModel):
    """Dropped files to keep, and answers to what they asked."""

    uploads: list[str] = Field(max_length=10_000)
    answers: dict[str, str] = Field(default_factory=dict, max_length=20)


class Mine(BaseModel):
    """Addresses that are the owner's own."""

    addresses: list[str] = Field(min_length=1, max_length=100)


class Let(BaseModel):
    """A dropped file to let go."""

    upload: str


@router.get("/records", response_model=None)
def show(request: Request) -> Response:
    """Show what was read and where to drop more."""
    state = request.app.state
    return answer(request, records(world_of(request), state.imports, village=state.is_village))


@router.post("/records/drop", response_model=None)
async def drop(request: Request, given: Annotated[Given, Query()]) -> Response:
    """Take a dropped file and say what it is; nothing of it is stored yet.

    The files of a folder come one by one; what they are is said with the last.
    """
    imports: Imports = request.app.state.imports
    upload_id, path = imports.place(given.name, given.into)
    with path.open("wb") as file:
        async for chunk in request.stream():
            await run_in_threadpool(file.write, chunk)
    if given.more:
        return JSONResponse({"upload_id": upload_id})
    dropped = await run_in_threadpool(imports.recognise, upload_id)
    return JSONResponse(plain(dropped.unnamed() if world_of(request).hidden else dropped))


@router.post("/records/keep", response_model=None)
def keep(request: Request, asked: Kept) -> Response:
    """Begin to read dropped files into the store."""
    imports: Imports = request.app.state.imports
    imports.keep(asked.uploads, asked.answers)
    return JSONResponse(plain(imports.progress))


@router.post("/records/let-go", response_model=None)
def let_go(request: Request, asked: Let) -> Response:
    """Let a dropped file go."""
    request.app.state.imports.discard(asked.upload)
    return JSONResponse({"said": "It was let go; nothing of it was kept."})


@router.get("/records/progress", response_model=None)
def progress(request: Request) -> Response:
    """Say how far an import is."""
    found: Progress = request.app.state.imports.progress
    shown = found if not world_of(request).hidden else Progress(found.state, tables=found.tables)
    return JSONResponse(plain(shown))


@router.post("/records/village/remove", response_model=None)
def remove_village(request: Request) -> Response:
    """Take the made-up village out of its store; anything else is left alone."""
    if not request.app.state.is_village:
        msg = "these are not the made-up village's records"
        raise UsageError(msg)
    imports: Imports = request.app.state.imports
    imports.empty()
    request.app.state.is_village = False
    return JSONResponse({"said": "The village is gone. Drop your own files here."})


@router.post("/records/me", response_model=None)
def mine(request: Request, asked: Mine) -> Response:
    """Remember which addresses are the owner's own."""
    request.app.state.imports.confirm(asked.addresses)
    return JSONResponse({"said": "Thank you. Everything was worked out again."})


def records(world: World, imports: Imports, *, village: bool) -> RecordsPage:
    """Work the page out."""
    lines = _lines(world)
    hidden = world.hidden
    return RecordsPage(
        waiting=() if hidden else tuple(imports.waiting.values()),
        progress=Progress(imports.progress.state) if hidden else imports.progress,
        perhaps=perhaps(world),
        lines=tuple(lines),
        automata=_automata(world),
        rejected=world.count("reject"),
        asked=world.count("match"),
        village=_village(lines) if village else "",
    )


def _village(lines: Sequence[Line]) -> str:
    many = sum(int(one.files.replace("\N{NO-BREAK SPACE}", "")) for one in lines)
    return f"{number(many)} made-up files" if many else "an empty store"


def _lines(world: World) -> list[Line]:
    """Return a line a source; many files of one format in one folder are one line."""
    latest: dict[str, Row] = {}
    for row in sorted(world.rows("source"), key=lambda row: row["source_id"]):
        if row["format"] != "answer":
            latest[row["path"]] = row
    folders: dict[tuple[str, str], list[Row]] = {}
    for path, row in latest.items():
        folders.setdefault((str(PurePath(path).parent), row["format"]), []).append(row)
    lines = []
    for (folder, _), rows in sorted(folders.items()):
        if len(rows) > MANY and (len(rows) > MANY_ALIKE or all(one["seen"] <= 1 for one in rows)):
            lines.append(_line(source_name(folder) + "/", rows))
        else:
            lines += [_line(source_name(row["path"]), [row]) for row in rows]
    return lines


def _line(name: str, rows: Sequence[Row]) -> Line:
    seen, stored, known, rejected = (
        number(sum(row[part] for row in rows)) for part in ("seen", "stored", "known", "rejected")
    )
    read = day(max(row["read_at"] for row in rows))
    return Line(name, rows[0]["format"], number(len(rows)), seen, stored, known, rejected, read)


def _automata(world: World) -> tuple[Automaton, ...]:
    order = (("evidence", "descending"), ("address_id", "ascending"))
    rows = world.cut("automaton", Cut(order=order, most=MOST_AUTOMATA))
    ids = tuple(row["address_id"] for row in rows)
    address = {row["address_id"]: row for row in world.rows("address", address_id=ids)}
    found = []
    for row in rows:
        known = address.get(row["address_id"], {})
        found.append(
            Automaton(
                name=str(known.get("name") or ""),
                value=str(known.get("value") or ""),
                rule=REASONS.get(row["rule"], str(row["rule"]).replace("_", " ")),
                evidence=_heard(row["evidence"]),
                path=f"/person/{row['address_id']}/kind/person",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.rule, one.value)))


def _heard(many: int) -> str:
    return f"{number(many)} {'interaction' if many == 1 else 'interactions'}"
