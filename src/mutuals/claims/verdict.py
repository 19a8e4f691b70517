"""What testing a claim gives, and what every test asks of the records first."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from mutuals.engine.cut import cut_out
from mutuals.records import Cut

# Fewer things done, or fewer people, and a 90 % band spans most of what is possible.
ENOUGH_OUTCOMES = 30
ENOUGH_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the essays, tested on these records.

    ``verdict`` is supported, not_supported, mixed or not_enough_records. It rests on
    ``effect`` with ``lower`` and ``upper`` (90 %), None where there are not enough
    records. The sentence names nobody.
    """

    claim: str
    verdict: str
    effect: float | None
    lower: float | None
    upper: float | None
    records: int
    grade: str
    sentence: str


class Ranged(Protocol):
    """An estimate with its 90 % interval."""

    @property
    def value(self) -> float:
        """What was measured."""
        ...

    @property
    def lower(self) -> float:
        """Its lower bound."""
        ...

    @property
    def upper(self) -> float:
        """Its upper bound."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """Where a claim holds, written down before anything is read.

    Supported where the whole interval lies between ``low`` and ``high``, not supported
    where all of it lies outside, else mixed. ``sentences`` says each verdict.
    """

    claim: str
    sentences: Mapping[str, str]
    low: float = -math.inf
    high: float = math.inf

    def judge(self, found: Ranged, *, records: int, grade: str) -> Claim:
        """Hold an estimate against the line."""
        verdict = "mixed"
        if self.low < found.lower and found.upper < self.high:
            verdict = "supported"
        elif found.upper < self.low or found.lower > self.high:
            verdict = "not_supported"
        said = self.sentences[verdict]
        bounds = (found.value, found.lower, found.upper)
        return Claim(self.claim, verdict, *bounds, records, grade, said)


@dataclass(frozen=True, slots=True)
class Given:
    """Tables by name, as a step is handed them."""

    tables: Mapping[str, pa.Table]

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        return cut_out(self.tables[name], cut)


WORDS = ("things done", "people to compare")


def too_few(claim: str, *, outcomes: int, people: int, of: tuple[str, str] = WORDS) -> Claim:
    """Say that a claim cannot be tested, and what would do; ``of`` is what counts."""
    sentence = (
        f"We cannot say yet: {outcomes} {of[0]} and {people} {of[1]}. Around "
        f"{ENOUGH_OUTCOMES} {of[0].split()[0]} and {ENOUGH_PEOPLE} {of[1].split()[0]} would give "
        "a first band."
    )
    return Claim(claim, "not_enough_records", None, None, None, outcomes, "D", sentence)
