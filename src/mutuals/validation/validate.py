"""Hide the last part of time, foretell it from what was before, and count.

Everything is worked out anew from a copy that ends where hiding begins; what was
hidden is only looked at to see who was right. Beside ours stand the plain ways and the
rules of the products that sell such lists, and a loss is a line like any other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType

import numpy as np
import pyarrow.compute as pc

from mutuals.errors import UsageError
from mutuals.estimators.contest import FEWEST, FEWEST_PERSONS, Standing, contest
from mutuals.estimators.skill import Skill, calibration
from mutuals.records import Cut, Tables
from mutuals.validation import alive_ties, followed, left_groups, new_ties, taken_up
from mutuals.validation.cases import OURS, Cases, Hidden, Lack
from mutuals.validation.past import copies
from mutuals.validation.standings import met, standings

DAY = 86_400
SHARE = 0.2
LEAST, MOST = 0.05, 0.5
# Shorter or thinner records tell nothing of what comes.
FEWEST_DAYS, FEWEST_RECORDS = 28, 200
_SEED = 20_240_229
QUESTIONS: tuple[ModuleType, ...] = (alive_ties, new_ties, taken_up, left_groups, followed)
NOTHING = (
    "Not enough records: it takes at least four weeks and two hundred dated records to hide "
    "a part of them and say what was foretold."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: how many cases came true, and how every way stood.

    ``standings`` is empty where there were too few cases (``missing`` says so).
    ``off`` is the mean gap between our chances and what came, where we give chances for
    every case. ``silent`` are ways that say the same of every case here. ``gain`` is
    the mean log-loss without whom people met, and how much less it is with it.
    """

    asked: str
    cases: int
    came: int
    rule: str
    standings: tuple[Standing, ...]
    off: float | None
    silent: tuple[str, ...]
    missing: str
    gain: tuple[float, Skill] | None = None

    def count(self, verdict: str) -> int:
        """Return against how many ways ours is ahead, level or behind."""
        return sum(one.verdict == verdict for one in self.standings)


@dataclass(frozen=True, slots=True)
class Validation:
    """What was hidden, and the answer to each question."""

    since: datetime
    until: datetime
    days: int
    share: float
    answers: tuple[Answer, ...]

    def count(self, verdict: str) -> int:
        """Return the comparisons in which ours is ahead, level or behind."""
        return sum(one.count(verdict) for one in self.answers)


def validate(
    tables: Tables,
    *,
    share: float = SHARE,
    until: datetime | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Validation | None:
    """Hide the last ``share`` of time and hold every way against it.

    Returns None where there are not enough records. What came after ``until`` is not
    looked at. ``tell`` hears what is being worked
    out, and may raise to stop it: nothing is left behind. The store is only read.

    Raises
    ------
    UsageError
        ``share`` is not between a twentieth and a half.
    """
    if not LEAST <= share <= MOST:
        msg = f"a share of {share:g} cannot be hidden: say one from {LEAST:g} to {MOST:g}"
        raise UsageError(msg)
    span = _span(tables, until)
    if span is None:
        return None
    first, last = span
    day = int(last - share * (last - first)) // DAY
    window = last // DAY + 1 - day
    with copies(tables, (day * DAY, last + 1), tell) as (then, now):
        seen = met(then)
        if not seen.day.size:
            return None
        coming = met(now, seen.person).since(day)
        hidden = Hidden(then, now, day, window, seen, coming, standings(then, seen))
        answers = tuple(_answer(one, hidden, tell) for one in QUESTIONS)
    return Validation(_at(day * DAY), _at(last), window, share, answers)


def _answer(question: ModuleType, hidden: Hidden, tell: Callable[[str], None]) -> Answer:
    tell(question.ASKED)
    found = question.cases(hidden, np.random.default_rng(_SEED))
    if isinstance(found, Lack):
        return Answer(question.ASKED, 0, 0, question.RULE, (), None, (), _short(found))
    ways = {way: value for way, value in found.ways.items() if way == OURS or np.ptp(value) > 0}
    ranked = contest(found.came, ways, found.persons, rng=np.random.default_rng(_SEED))
    off = calibration(found.came, found.told) if found.told is not None and ranked else None
    return Answer(
        asked=question.ASKED,
        cases=int(found.came.size),
        came=int(found.came.sum()),
        rule=found.rule,
        standings=tuple(ranked or ()),
        off=off,
        silent=tuple(way for way in found.ways if way not in ways),
        missing="" if ranked else _short(_too_few(found)),
        gain=found.gain if ranked else None,
    )


def _too_few(found: Cases) -> Lack:
    """Return why cases tell no two ways apart."""
    lack = Lack.of("what was hidden", found.came, FEWEST)
    return lack or Lack(f"the cases are of too few people; it takes {FEWEST_PERSONS}")


def _short(lack: Lack) -> str:
    return f"Not enough records: {lack.words}."


def _span(tables: Tables, until: datetime | None) -> tuple[int, int] | None:
    """Return the first and the last moment of the records; None: too few."""
    rows = tables.table("interaction", Cut(columns=("started", "signals")))
    rows = rows.filter(pc.invert(pc.match_substring(rows["signals"], " planned ")))
    times = [rows["started"], tables.table("outcome", Cut(columns=("happened",)))["happened"]]
    known = [one.drop_null().to_numpy() for one in times]
    every = np.concatenate(known).astype(np.int64)
    every = every if until is None else every[every <= until.timestamp()]
    if every.size < FEWEST_RECORDS or int(np.ptp(every)) < FEWEST_DAYS * DAY:
        return None
    return int(every.min()), int(every.max())


def _at(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)
