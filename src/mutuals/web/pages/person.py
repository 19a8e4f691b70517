"""One person: the tie as it grew, and the evidence for every word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.errors import UnknownPersonError
from mutuals.sentence import Evidence, Sentence, sureness, verb
from mutuals.web.answering import answer, world_of
from mutuals.web.around import Around, around, circles
from mutuals.web.crowd import in_contact
from mutuals.web.evidence import Piece, Proof, called, contacts_of, done_after, pieces
from mutuals.web.life import Pair, life
from mutuals.web.shell.pictures import percent
from mutuals.web.shell.timeline import Timeline
from mutuals.web.tie import KINDS, Choice, Told, by_records, changes, choices, told
from mutuals.web.tie import Change as Moved
from mutuals.web.world import Row, World, day

TITLE = "Person"
UNDER = "people"
router = APIRouter()

SHOWN: Final = 8
MORE: Final = 200
RUNGS: Final = ("friend", "budding_friend", "acquaintance", "avatar")
RULE: Final = (
    "Avatar: only one of you ever started anything. Otherwise a model judges every four weeks with "
    "contact, as each of you sees them: by weeks with close contact, hours, meetings in small "
    "company and who starts. The stage rises when it is at least 65 in 100 likely and falls below "
    "40. Dormant: silent for longer than the tie's own rhythm allows, and contact within 90 days "
    "unlikely. What you say yourself comes before all of it."
)


@dataclass(frozen=True, slots=True)
class Rung:
    """A stage on the ladder."""

    glyph: str
    name: str
    width: str
    note: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What came after talking, with its evidence."""

    sentence: Sentence
    evidence: Proof


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the records say about one tie."""

    person_id: str
    name: str
    is_me: bool
    answer: Sentence
    circle: str
    span: str
    timeline: Timeline | None
    changes: tuple[Change, ...]
    evidence: tuple[Piece, ...]
    contacts: int
    every: bool
    rungs: tuple[Rung, ...]
    stage_evidence: str
    stage_rule: str
    by_records: str
    kind: str
    choices: tuple[Choice, ...]
    told: tuple[Told, ...]
    facts: tuple[tuple[str, str], ...]
    weather: str
    met: Sentence | None
    history: tuple[Moved, ...]
    addresses: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    mine: tuple[tuple[str, str], ...]
    has_owner: bool


@router.get("/person/{person_id}", response_model=None)
def show(request: Request, person_id: int, every: bool = False) -> Response:  # noqa: FBT001, FBT002  # a query parameter
    """Show one person."""
    world = world_of(request)
    page = person(world, person_id, every=every)
    return answer(request, page, title=page.name)


def person(world: World, person_id: int, *, every: bool) -> PersonPage:
    """Work the page out. Raises UnknownPersonError."""
    if person_id not in world.names([person_id]):
        raise UnknownPersonError(str(person_id))
    me = world.me
    is_me = person_id == me
    seen = None
    contacts: list[Row] = []
    if me is not None and not is_me:
        seen = next((one for one in around(world, me) if one.person_id == str(person_id)), None)
        contacts = contacts_of(world, person_id)
    history = _transitions(world, me, person_id)
    span, picture = _life(world, Pair(me or 0, person_id, contacts, history))
    stage = _stage(world, me, person_id)
    return PersonPage(
        person_id=str(person_id),
        name=world.name(person_id),
        is_me=is_me,
        answer=_answer(world, person_id, (seen, len(contacts))),
        circle=seen.circle if seen else _circle(world, person_id),
        span=span,
        timeline=picture,
        changes=() if is_me or me is None else _changes(world, me, person_id),
        evidence=pieces(world, contacts, MORE if every else SHOWN),
        contacts=len(contacts),
        every=every,
        rungs=_rungs(seen),
        stage_evidence=str(stage.get("evidence") or ""),
        stage_rule=RULE,
        by_records=by_records(world, person_id, stage),
        kind=KINDS.get(str(stage.get("kind")), ""),
        choices=choices(world, person_id, stage) if stage else (),
        told=told(world, person_id, len(contacts)) if contacts else (),
        facts=_facts(world, me, person_id),
        weather=seen.weather if seen else "",
        met=_met(world, me, person_id) if contacts and me else None,
        history=changes(world, history, contacts),
        addresses=_addresses(world, person_id),
        parts=_parts(world, person_id),
        mine=_mine(world, person_id) if is_me else (),
        has_owner=me is not None,
    )


def _circle(world: World, person_id: int) -> str:
    return circles(world, [person_id], is_own=world.me is not None).get(person_id, "")


def _life(world: World, pair: Pair) -> tuple[str, Timeline | None]:
    return life(world, pair) if pair.contacts else ("", None)


def _stage(world: World, me: int | None, person_id: int) -> Row:
    if me is None:
        return {}
    return next(iter(world.rows("stage", ego_id=me, alter_id=person_id)), {})


def _answer(world: World, person_id: int, seen: tuple[Around | None, int]) -> Sentence:
    known, contacts = seen
    who = world.who(person_id)
    if person_id == world.me:
        return Sentence((who, " is you."), basis="what you told Mutuals")
    if world.me is None:
        return in_contact(world, person_id)
    if known is None:
        return Sentence(
            (who, " is in these records, with no tie to you."),
            basis="no message, call or meeting between you in the files read",
        )
    word = known.stage.replace("_", " ")
    article = "an" if word[0] in "aeiou" else "a"
    asleep = ", dormant" if known.is_dormant else ""
    weather = "" if known.weather in {"", "dormant"} else f", and {known.weather}"
    stage = Evidence(word, "#evidence", contacts)
    return Sentence(
        (who, f" is {article} ", stage, f"{asleep}{weather}."),
        basis=f"last contact {known.last}" if known.last else "follows and likes only",
        sure=sureness(2 * (1 - known.probability), 1.4) or "a hint",
    )


def _rungs(seen: Around | None) -> tuple[Rung, ...]:
    if seen is None:
        return ()
    return tuple(
        Rung(
            glyph=stage.removesuffix("_friend"),
            name=stage.replace("_", " ").capitalize(),
            width=percent(seen.probability),
            note=f"about {round(seen.probability * 10)} in 10 sure",
            is_here=stage == seen.stage,
        )
        for stage in RUNGS
    )


def _facts(world: World, me: int | None, person_id: int) -> tuple[tuple[str, str], ...]:
    if me is None or me == person_id:
        return ()
    tie = next(iter(world.rows("tie", ego_id=me, alter_id=person_id)), None)
    if tie is None:
        return ()
    said = [
        ("From you", number(tie["sent"])),
        ("From them", number(tie["received"])),
        ("The two of you", number(tie["one_on_one"])),
        ("Met in person", number(tie["meetings"])),
        ("First contact", day(tie["first_at"])),
        ("Last contact", day(tie["last_at"])),
        ("Both know", f"{number(tie['shared'])} others" if tie.get("shared") is not None else ""),
    ]
    return tuple((term, value) for term, value in said if value)


_HOW = {
    "A": "came of",
    "B": "came of",
    "C": "went together with",
    "D": "came after",
}


def _transitions(world: World, me: int | None, person_id: int) -> list[Row]:
    if me is None:
        return []
    rows = world.rows("transition", ego_id=me, alter_id=person_id)
    return sorted(rows, key=lambda row: row["happened_at"])


def _changes(world: World, me: int, person_id: int) -> tuple[Change, ...]:
    """Say what either took up after talk with the other, as the grade allows."""
    found = []
    for taker, source in ((me, person_id), (person_id, me)):
        rows = world.rows("credit", person_id=taker, sort="action")
        all_of = {row["outcome_id"] for row in rows}
        after = {
            row["outcome_id"]: row["grade"]
            for row in rows
            if row["source_id"] == source and row["personal"] > 0
        }
        if after:
            grade = max(after.values())
            said = _change(world, (taker, source), (len(after), len(all_of)), grade=grade)
            found.append(Change(said, done_after(world, source, taker=taker)))
    return tuple(found)


def _change(
    world: World, ends: tuple[int, int], counts: tuple[int, int], *, grade: str
) -> Sentence:
    taker, source = ends
    many, total = counts
    things = "One thing" if many == 1 else f"{number(many)} things"
    started = Evidence(things, f"#after-{source}", many)
    who = "you" if taker == world.me else world.who(taker)
    other = "you" if source == world.me else world.who(source)
    return Sentence(
        (started, " ", who, f" took up {_HOW[grade]} talking with ", other, "."),
        basis=f"{number(many)} of {number(total)} things taken up; talk {verb(grade)} them",
        grade=grade,
        sure="a hint",
    )


def _met(world: World, me: int, person_id: int) -> Sentence:
    first, second = sorted((me, person_id))
    rows = world.rows("introduction", person_a_id=first, person_b_id=second)
    if rows:
        row = min(rows, key=lambda one: one["introduced_at"])
        return Sentence(
            (
                world.who(row["introducer_id"]),
                f" wrote to you both on {day(row['introduced_at'])}.",
            ),
            basis=row["evidence"] or "one message to both",
        )
    tie = next(iter(world.rows("tie", ego_id=me, alter_id=person_id)), None)
    first_at: datetime | None = tie["first_at"] if tie else None
    words = (
        f"The first contact in these files is of {day(first_at)}; "
        "nobody is seen to have brought you together."
    )
    return Sentence((words,), basis="all contact between you")


def _addresses(world: World, person_id: int) -> tuple[tuple[str, str], ...]:
    rows = world.rows("address", person_id=person_id)
    return tuple(sorted((called(row["scheme"]), str(row["value"])) for row in rows))


def _parts(world: World, person_id: int) -> tuple[tuple[str, str], ...]:
    """Return the addresses that can be parted from each other, with their numbers."""
    rows = world.rows("address", person_id=person_id)
    return tuple(sorted((str(row["address_id"]), str(row["value"])) for row in rows))


def _mine(world: World, person_id: int) -> tuple[tuple[str, str], ...]:
    """Return the owner's addresses that were said to be theirs, with their numbers."""
    own = {str(row["address_id"]) for row in world.rows("mine")}
    return tuple(one for one in _parts(world, person_id) if one[0] in own)
