"""What testing a claim gives, and what every test asks of the records first."""

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Given:
    """Tables by name, as a step is handed them."""

    tables: Mapping[str, pa.Table]

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        return cut_out(self.tables[name], cut)


def too_few(claim: str, *, outcomes: int, people: int) -> Claim:
    """Say that a claim cannot be tested, and what would do."""
    sentence = (
        f"We cannot say yet: {outcomes} things done and {people} people to compare. "
        f"Around {ENOUGH_OUTCOMES} things and {ENOUGH_PEOPLE} people would give a first band."
    )
    return Claim(claim, "not_enough_records", None, None, None, outcomes, "D", sentence)
