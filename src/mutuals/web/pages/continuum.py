"""The continuum over the years: who came closer, who moved out, who fell silent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.sentence import Evidence, Part, Sentence, sureness
from mutuals.web.answering import answer, world_of
from mutuals.web.crowd import Chosen, chosen
from mutuals.web.evidence import Piece, Proof, grown
from mutuals.web.shell.flows import STAGES, Flows, flows
from mutuals.web.shell.pictures import number
from mutuals.web.world import Row, World, day, listed

TITLE = "The years"
UNDER = "time"
router = APIRouter()

YEARS: Final = 5
MOST_SHOWN: Final = 40
TOO_SHORT: Final = (
    "We cannot say yet how ties moved over the years: these records do not reach from one year "
    "into the next."
)
WHOSE: Final = (
    "These are the records of a whole community, so the rings stand around nobody yet. Choose "
    "whose years to see."
)
# What may become of a tie between two moments: its name, in words, over a list.
MOVES: Final = (
    ("closer", "came closer", "Who came closer"),
    ("farther", "moved farther out", "Who moved farther out"),
    ("silent", "fell silent", "Who fell silent"),
    ("back", "came back after a silence", "Who came back"),
    ("new", "came in for the first time", "Who was new"),
)
Standing = dict[int, tuple[str, bool]]  # person -> stage, and whether the tie sleeps


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
    """All changes around one person, oldest first, and where each year ended."""

    world: World
    rows: Sequence[Row]
    ends: dict[int, Standing]
    called: str


@router.get("/continuum", response_model=None)
def show(request: Request, ego: int | None = None) -> Response:
    """Show the years around the owner, or around somebody."""
    world = world_of(request)
    ego_id = world.me if ego is None else ego
    return answer(request, world.note(f"page/years/{ego_id}", lambda one: continuum(one, ego_id)))


def continuum(world: World, ego_id: int | None) -> ContinuumPage:
    """Work the page out for one person's ties."""
    rows = world.rows("transition", ego_id=ego_id) if ego_id is not None else []
    rows.sort(key=lambda row: (row["happened_at"], row["alter_id"], row["number"]))
    world.names(row["alter_id"] for row in rows)
    first = rows[0]["happened_at"].year if rows else world.now.year
    ends = {year: _standing(rows, year) for year in range(first, world.now.year + 1)}
    called = "" if ego_id == world.me or ego_id is None else world.name(ego_id)
    course = _Course(world, rows, ends, called)
    said, evidence = _answer(course)
    fading, fading_evidence = _fading(world, ego_id)
    return ContinuumPage(
        answer=Sentence((), missing=WHOSE) if ego_id is None and world.has("person") else said,
        evidence=evidence,
        seen_from=called,
        flows=_flows(ends),
        years=_years(course),
        fading=fading,
        fading_evidence=fading_evidence,
        choose_from=chosen(world) if ego_id is None else (),
    )


def _standing(rows: Sequence[Row], year: int) -> Standing:
    """Return where everybody stood at the end of a year."""
    found: Standing = {}
    for row in rows:
        if row["happened_at"].year <= year:
            stage, _ = found.get(row["alter_id"], ("avatar", False))
            is_stage = row["to_stage"] in STAGES
            found[row["alter_id"]] = (row["to_stage"] if is_stage else stage, not is_stage)
    return found


def _flows(ends: dict[int, Standing]) -> Flows | None:
    shown = sorted(ends)[-YEARS:]
    if len(shown) < 2:  # noqa: PLR2004  # a flow leads from one year to the next
        return None
    return flows(
        [(str(year), {str(one): stage for one, (stage, _) in ends[year].items()}) for year in shown]
    )


def _moved(before: Standing, after: Standing) -> dict[str, list[int]]:
    """Return who made which move between two moments."""
    found: dict[str, list[int]] = {name: [] for name, _, _ in MOVES}
    for one, (stage, sleeps) in after.items():
        if one not in before:
            found["new"].append(one)
            continue
        depth, slept = STAGES.index(before[one][0]), before[one][1]
        if sleeps != slept:
            found["silent" if sleeps else "back"].append(one)
        elif STAGES.index(stage) != depth:
            found["closer" if STAGES.index(stage) < depth else "farther"].append(one)
    return found


def _years(course: _Course) -> tuple[Year, ...]:
    """Return what moved in each year but the first, where the records begin."""
    return tuple(_year(course, year) for year in sorted(course.ends, reverse=True)[:-1][:YEARS])


def _year(course: _Course, year: int) -> Year:
    world, before, after = course.world, course.ends[year - 1], course.ends[year]
    rows = [row for row in course.rows if row["happened_at"].year == year]
    parts, evidence = _told(world, _moved(before, after), (rows, str(year)))
    start = f"In {year}, " if year < world.now.year else f"In {year}, up to {day(world.now)}, "
    nobody = f"{start}nobody changed rings, as far as these files show."
    basis = f"{len(before)} people known when the year began, {len(after)} at its end"
    said = Sentence((start, *parts, ".") if parts else (nobody,), basis=basis, sure=_sure(world))
    return Year(str(year), said, evidence)


def _told(
    world: World, moved: dict[str, list[int]], span: tuple[Sequence[Row], str]
) -> tuple[tuple[Part, ...], tuple[Proof, ...]]:
    """Say who moved how; the changes within a span of time are the evidence."""
    rows, place = span
    parts: list[Part] = []
    proofs = []
    told = [one for one in MOVES if moved[one[0]]]
    for name, words, title in told:
        who, anchor = set(moved[name]), f"{name}-{place}"
        proof = grown(world, [row for row in rows if row["alter_id"] in who], MOST_SHOWN)
        proofs.append(replace(proof, anchor=anchor, title=title, more=""))
        comma = " and " if name == told[-1][0] else ", "
        parts += [comma] if parts else []
        parts += [Evidence(f"{number(len(who))} {words}", f"#{anchor}", len(who))]
    return tuple(parts), tuple(proofs)


def _answer(course: _Course) -> tuple[Sentence, tuple[Proof, ...]]:
    first, last = min(course.ends), max(course.ends)
    known = course.ends[first]
    if first == last or not known:
        return Sentence((), missing=TOO_SHORT), ()
    moved = _moved(known, course.ends[last]) | {"new": []}
    since = [row for row in course.rows if row["happened_at"].year > first]
    parts, evidence = _told(course.world, moved, (since, "since"))
    start = _known(course, first)
    stayed = len(known) - sum(map(len, moved.values()))
    rest = f"; {number(stayed)} {'stands' if stayed == 1 else 'stand'} where they stood."
    basis = f"stages at the end of {first} beside those of {day(course.world.now)}"
    end = (*parts, rest) if parts else ("all stand where they stood.",)
    return Sentence((start, *end), basis=basis, sure=_sure(course.world)), evidence


def _known(course: _Course, first: int) -> str:
    who = f"{course.called} was" if course.called else "you were"
    many = number(len(course.ends[first]))
    return f"Of the {many} people {who} in contact with by the end of {first}, "


def _sure(world: World) -> str:
    """Return how sure the stages are on average: each has its own probability."""
    return str(world.note("years/sure", _stage_sureness))


def _stage_sureness(world: World) -> str:
    if world.me is None:
        return "a fair guess"
    rows = world.rows("stage", ego_id=world.me)
    mean = sum(row["probability"] or 0.5 for row in rows) / len(rows) if rows else 0.5
    return sureness(2 * (1 - mean), 1.4) or "a hint"


def _fading(world: World, ego_id: int | None) -> tuple[Sentence | None, tuple[Proof, ...]]:
    rows = world.rows("weather", ego_id=ego_id, is_fading=True) if ego_id is not None else []
    if not rows:
        return None, ()
    rows.sort(key=lambda row: world.name(row["alter_id"]).casefold())
    many = "1 regular tie is" if len(rows) == 1 else f"{number(len(rows))} regular ties are"
    words = Evidence(f"{many} down to half of the usual contact, or less", "#fading", len(rows))
    named = listed(world.name(row["alter_id"]) for row in rows[:3])
    who = f": {named}." if len(rows) <= 3 else f", {named} among them."  # noqa: PLR2004  # names
    pieces = tuple(_weather(world, row, world.now) for row in rows[:MOST_SHOWN])
    proof = Proof("fading", "Whose contact has become rarer", pieces, len(rows))
    basis = "days with contact in the last 90 against the year before"
    return Sentence((words, who), basis=basis, sure="a fair guess"), (proof,)


def _weather(world: World, row: Row, now: datetime) -> Piece:
    recent, usual = number(row["recent"]), number(row["usual"])
    seen = f": contact on {recent} days in the last 90; {usual} would be usual"
    words = (world.who(row["alter_id"]), seen)
    return Piece(now.date().isoformat(), day(now), "Weather", words, "", "worked out from contact")
