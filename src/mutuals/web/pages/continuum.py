"""The continuum over the years: who came closer, who moved out, who fell silent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.mirror.fading import rarer
from mutuals.records import Cut
from mutuals.sentence import Evidence, Part, Sentence, sureness
from mutuals.stages.lately import YEAR
from mutuals.stages.moving import MOVES, STAYED, moved
from mutuals.web.answering import answer, world_of
from mutuals.web.around import changes_since
from mutuals.web.crowd import Chosen, chosen
from mutuals.web.evidence import Piece, Proof, grown
from mutuals.web.reword import relinked
from mutuals.web.shell.flows import Flows, flows
from mutuals.web.world import Row, World, day

TITLE = "The years"
UNDER = "time"
router = APIRouter()

YEARS: Final = 5
# Sentences of years; several quiet ones are one.
TOLD: Final = 6
MOST_SHOWN: Final = 40
TOO_SHORT: Final = (
    "We cannot say yet how ties moved over the years: these records do not reach from one year "
    "into the next."
)
WHOSE: Final = (
    "These are the records of a whole community, so the rings stand around nobody yet. Choose "
    "whose years to see."
)
# What may become of a tie, over the list of those it happened to.
TITLES: Final = {
    "closer": "Who came closer",
    "farther": "Who moved farther out",
    "silent": "Who fell silent",
    "back": "Who came back",
    "new": "Who was new",
    "passed": "Who was new, and is silent again",
}


@dataclass(frozen=True, slots=True)
class Year:
    """What moved in one year, with everybody it is about."""

    title: str
    sentence: Sentence
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ContinuumPage:
    """How people moved between the rings."""

    answer: Sentence
    evidence: tuple[Proof, ...]
    seen_from: str
    flows: Flows | None
    years: tuple[Year, ...]
    fading: Sentence | None
    fading_evidence: tuple[Proof, ...]
    choose_from: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """All changes around one person, newest first, and what moved between moments."""

    world: World
    ego_id: int
    changes: Sequence[Row]
    called: str

    def moves(self, since: datetime, until: datetime) -> list[Row]:
        """Return what became of each tie between two moments."""
        mine = self.world.table("transition", Cut(equal=(("ego_id", self.ego_id),)))
        return [dict(row) for row in moved(mine, since, until).to_pylist()]

    @property
    def first(self) -> int:
        """Return the year in which the records of these ties begin."""
        return int(self.changes[-1]["happened_at"].year)


@router.get("/continuum", response_model=None)
def show(request: Request, ego: int | None = None) -> Response:
    """Show the years around the owner, or around somebody."""
    world = world_of(request)
    ego_id = world.me if ego is None else ego
    return answer(request, world.note(f"page/years/{ego_id}", lambda one: continuum(one, ego_id)))


def continuum(world: World, ego_id: int | None) -> ContinuumPage:
    """Work the page out for one person's ties."""
    changes = changes_since(world, ego_id) if ego_id is not None else []
    if ego_id is None or not changes:
        missing = WHOSE if ego_id is None and world.has("person") else TOO_SHORT
        return _nothing(world, ego_id, missing)
    world.names(row["alter_id"] for row in changes)
    called = "" if ego_id == world.me else world.name(ego_id)
    course = _Course(world, ego_id, changes, called)
    said, evidence = _answer(course)
    fading, fading_evidence = _fading(world, ego_id)
    return ContinuumPage(
        answer=said,
        evidence=evidence,
        seen_from=called,
        flows=_flows(course),
        years=_years(course),
        fading=fading,
        fading_evidence=fading_evidence,
        choose_from=(),
    )


def _nothing(world: World, ego_id: int | None, missing: str) -> ContinuumPage:
    people = chosen(world) if ego_id is None else ()
    said = Sentence((), missing=missing)
    called = "" if ego_id in {None, world.me} else world.name(ego_id)
    return ContinuumPage(said, (), called, None, (), None, (), choose_from=people)


def _end(year: int, now: datetime) -> datetime:
    """Return a year's last moment, or now."""
    return min(datetime(year + 1, 1, 1, tzinfo=now.tzinfo) - timedelta(seconds=1), now)


def _flows(course: _Course) -> Flows | None:
    now = course.world.now
    shown = range(course.first, now.year + 1)[-YEARS:]
    if len(shown) < 2:  # noqa: PLR2004  # a flow leads from one year to the next
        return None
    ends = [(str(year), course.moves(_end(year - 1, now), _end(year, now))) for year in shown]
    return flows(
        [(year, {str(row["alter_id"]): row["to_stage"] for row in rows}) for year, rows in ends]
    )


def _years(course: _Course) -> tuple[Year, ...]:
    """Return what moved in the last twelve months, and in whole years but the first.

    Years on end in which nobody moved are one.
    """
    now = course.world.now
    lately = course.world.rows("lately", ego_id=course.ego_id)
    known = any(row["from_stage"] for row in lately)
    found = [_year(course, "In the last twelve months", (lately, now - YEAR, now))] if known else []
    quiet: list[int] = []
    for year in range(now.year - 1, course.first, -1):
        if len(found) >= TOLD:
            break
        span = _end(year - 1, now), _end(year, now)
        rows = course.moves(*span)
        if not any(row["move"] in MOVES for row in rows):
            quiet.append(year)
            continue
        found += [_quiet(course, quiet)] if quiet else []
        quiet = []
        found.append(_year(course, f"In {year}", (rows, *span)))
    return (*found, *([_quiet(course, quiet)] if quiet else []))


def _quiet(course: _Course, years: Sequence[int]) -> Year:
    """Say of years on end, the latest first, that nobody changed rings in them."""
    now = course.world.now
    since, until = _end(years[-1] - 1, now), _end(years[0], now)
    title = f"From {years[-1]} to {years[0]}" if len(years) > 1 else f"In {years[0]}"
    return _year(course, title, (course.moves(since, until), since, until))


def _year(course: _Course, title: str, span: tuple[list[Row], datetime, datetime]) -> Year:
    rows, since, until = span
    parts, evidence = _told(course, span, title.rpartition(" ")[2])
    nobody = f"{title}, nobody changed rings, as far as these files show."
    before = sum(row["from_stage"] is not None for row in rows)
    basis = f"{number(before)} people known on {day(since)}, {number(len(rows))} on {day(until)}"
    said = (f"{title}, ", *parts, ".") if parts else (nobody,)
    return Year(title, Sentence(said, basis=basis, sure=_sure(course.world)), evidence)


def _told(
    course: _Course, span: tuple[list[Row], datetime, datetime], place: str
) -> tuple[tuple[Part, ...], tuple[Proof, ...]]:
    """Say who moved how; each one's newest change within the time is the evidence."""
    rows, since, until = span
    changes = [row for row in course.changes if since < row["happened_at"] <= until]
    parts: list[Part] = []
    proofs = []
    lists = {move: [row for row in rows if row["move"] == move] for move in MOVES}
    told = [move for move in MOVES if lists[move]]
    for move in told:
        who, anchor = lists[move], f"{move}-{place}"
        proof = grown(course.world, who, changes, most=MOST_SHOWN)
        proofs.append(replace(proof, anchor=anchor, title=TITLES[move], more=""))
        comma = " and " if move == told[-1] else ", "
        parts += [comma] if parts else []
        parts += [Evidence(f"{number(len(who))} {MOVES[move]}", f"#{anchor}", len(who))]
    return tuple(parts), tuple(proofs)


def _answer(course: _Course) -> tuple[Sentence, tuple[Proof, ...]]:
    now = course.world.now
    since = _end(course.first, now)
    known = [row for row in course.moves(since, now) if row["from_stage"]]
    if course.first == now.year or not known:
        return Sentence((), missing=TOO_SHORT), ()
    parts, evidence = _told(course, (known, since, now), "since")
    who = f"{course.called} was" if course.called else "you were"
    many = "one person" if len(known) == 1 else f"{number(len(known))} people"
    start = f"Of the {many} {who} in contact with by the end of {course.first}, "
    stayed = sum(row["move"] == STAYED for row in known)
    rest = f"; {number(stayed)} {'stands' if stayed == 1 else 'stand'} where they stood."
    rest = rest if stayed else "; nobody stands where they stood."
    basis = f"stages at the end of {course.first} beside those of {day(now)}"
    end = (*parts, rest) if parts else ("all stand where they stood.",)
    return Sentence((start, *end), basis=basis, sure=_sure(course.world)), evidence


def _sure(world: World) -> str:
    """Return how sure the stages are on average: each has its own probability."""
    return str(world.note("years/sure", _stage_sureness))


def _stage_sureness(world: World) -> str:
    if world.me is None:
        return "a fair guess"
    rows = world.rows("stage", ego_id=world.me)
    mean = sum(row["probability"] or 0.5 for row in rows) / len(rows) if rows else 0.5
    return sureness(2 * (1 - mean), 1.4) or "a hint"


def _fading(world: World, ego_id: int) -> tuple[Sentence | None, tuple[Proof, ...]]:
    rows = world.rows("weather", ego_id=ego_id, is_fading=True)
    if not rows:
        return None, ()
    said = relinked(rarer(rows, world.who), {"continuum": "#fading"})
    rows.sort(key=lambda row: world.name(row["alter_id"]).casefold())
    pieces = tuple(_weather(world, row, world.now) for row in rows[:MOST_SHOWN])
    return said, (Proof("fading", "Whose contact has become rarer", pieces, len(rows)),)


def _weather(world: World, row: Row, now: datetime) -> Piece:
    recent, usual = number(row["recent"]), number(row["usual"])
    seen = f": contact alone or in small company on {recent} days in the last 90; "
    seen += f"{usual} would be usual"
    words = (world.who(row["alter_id"]), seen)
    return Piece(now.date().isoformat(), day(now), "Weather", words, "", "worked out from contact")
