"""Validation: the last part of time hidden, foretold, and held against what came."""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from mutuals.estimators.contest import Standing
from mutuals.sentence import Sentence
from mutuals.validation.telling import NOTHING, about, answered, beside, opened
from mutuals.validation.validate import LEAST, MOST, SHARE, Answer, Validation
from mutuals.web.answering import answer
from mutuals.web.checking import Checking
from mutuals.web.shell.pictures import Bands, Range, Values, bands_on_axis

TITLE = "Was it right?"
UNDER = "influence"
router = APIRouter()

NOT_YET: Final = "Nothing was hidden yet, so nothing can be said of how right we would have been."
STOPPED: Final = "It was stopped, and nothing of it was kept."
RUNNING: Final = "The last part of your records is hidden, and everything is worked out without it."
STANDS: Final = {"ahead": "Mutuals is ahead", "level": "not to be told apart"}
BEHIND: Final = "Mutuals is behind"
HEAD: Final = ("Way", "Ranks right, of 100", "Mutuals less it", "Mutuals is")


class Share(BaseModel):
    """How much of time to hide."""

    share: float = Field(default=SHARE, ge=LEAST, le=MOST)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its answer, every way side by side, and how ours ranks."""

    title: str
    answer: Sentence
    rule: str
    silent: str
    ways: Bands | None
    table: Values | None


@dataclass(frozen=True, slots=True)
class ValidatePage:
    """What was foretold and what came; ``state`` says how far it is."""

    answer: Sentence
    state: str
    what: str
    beside: str
    questions: tuple[Question, ...]


@router.get("/validate", response_model=None)
def show(request: Request) -> Response:
    """Show what was found, or how far it is."""
    return answer(request, page(_checking(request)))


@router.post("/validate/run", response_model=None)
def run(request: Request, asked: Share) -> Response:
    """Begin to hide and foretell."""
    _checking(request).start(asked.share)
    return JSONResponse({"said": "It has begun. Your records are only read."})


@router.post("/validate/stop", response_model=None)
def stop(request: Request) -> Response:
    """Stop it."""
    _checking(request).stop()
    return JSONResponse({"said": STOPPED})


def _checking(request: Request) -> Checking:
    found: Checking = request.app.state.checking
    return found.now()


def page(check: Checking) -> ValidatePage:
    """Work the page out."""
    state, found = check.state, check.found
    if state != "done" or found is None:
        words = {"running": RUNNING, "stopped": STOPPED, "failed": check.message, "done": NOTHING}
        said = Sentence((), missing=words.get(state, NOT_YET))
        return ValidatePage(said, state, check.what, "", ())
    return told(found)


def told(found: Validation) -> ValidatePage:
    """Return what was found as a page."""
    questions = tuple(_question(one) for one in found.answers)
    return ValidatePage(opened(found), "done", "", beside(found), questions)


def _question(one: Answer) -> Question:
    rows = tuple(
        (
            standing.way,
            about(standing.skill),
            about(standing.gap, signed=True) if standing.gap else "",
            standing.verdict if standing.gap else "",
        )
        for standing in one.standings
    )
    return Question(
        title=one.asked,
        answer=answered(one),
        rule=one.rule,
        silent=", ".join(one.silent),
        ways=_ways(one) if one.standings else None,
        table=Values(HEAD, rows) if rows else None,
    )


def _ways(one: Answer) -> Bands:
    ranges = [_range(standing) for standing in one.standings]
    label = "; ".join(f"{standing.way} {about(standing.skill)}" for standing in one.standings)
    return bands_on_axis(f"{one.asked}, ranked right of 100: {label}", ranges)


def _range(one: Standing) -> Range:
    note = STANDS.get(one.verdict, BEHIND) if one.gap else about(one.skill)
    middle, lower, upper = (
        100 * part for part in (one.skill.value, one.skill.lower, one.skill.upper)
    )
    return Range(one.way, note, "nob" if one.gap else "per", middle, lower, upper)
