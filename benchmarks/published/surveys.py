"""Surveys of who took something up when and whom they name, as arrays.

Traps: never-adopters are coded as a period after the last; in kfamily_adoption.csv the
times stand beside ids in another order (sorted as texts), so that both are read from
the survey itself, in which a person's id is village x 1000 + number; the last year of
brfarmers holds everybody who had not adopted by the survey.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mutuals.estimators.diffusion import Diffusion, Floats

_BEYOND = 1e30
_NO_PRESCRIPTION = 18


@dataclass(frozen=True, slots=True)
class Survey:
    """How one survey is laid out; ``last`` is the last period that was observed.

    ``known`` are columns that were settled before anybody took anything up.
    """

    folder: str
    name: str
    group: str
    known: tuple[str, ...]
    first: int
    last: int

    def read(self, folder: Path) -> Diffusion:
        """Read who took it up when, and the namings, from ego to alter."""
        people = _rows(folder / f"{self.name}.csv")
        place = {self.key(row): number for number, row in enumerate(people)}
        ends = _rows(folder / f"{self.name}_network_edges.csv")
        ties = np.array([[place[row["from"]], place[row["to"]]] for row in ends])
        return diffusion(
            [_number(row["toa"]) for row in people],
            (self.first, self.last),
            group=[row[self.group] for row in people],
            known=[[_number(row[name]) for name in self.known] for row in people],
            ties=ties,
        )

    @property
    def file(self) -> str:
        """Return the file without which nothing can be read."""
        return f"{self.name}.csv"

    def key(self, row: dict[str, str]) -> str:
        """Return the id that the namings use."""
        return str(1000 * int(float(row[self.group])) + int(float(row["id"])))


KFAMILY = Survey("netdiffuser", "kfamily", "village", ("age", "agemar", "educ"), 1, 10)
BRFARMERS = Survey("netdiffuser", "brfarmers", "village", ("age", "school", "land3"), 1946, 1964)
MED_INNOVATIONS = Survey(
    "netdiffuser",
    "medInnovations",
    "city",
    ("proage", "attend", "journ2", "free", "club", "friends", "science", "position"),
    1,
    17,
)


def physicians(folder: Path) -> Diffusion:
    """Read the physicians of all four cities whose month is known, or who never did."""
    every = _rows(folder / "physicians_nodes.csv")
    people = [row for row in every if 0 < _number(row["adoption date"]) <= _NO_PRESCRIPTION]
    place = {row["id"]: number for number, row in enumerate(people)}
    named = {(row["from"], row["to"]) for row in _rows(folder / "physicians_edges.csv")}
    ties = [[place[a], place[b]] for a, b in sorted(named) if a in place and b in place]
    known = ("med_sch_yr", "meetings", "jours", "free_time", "clubs", "friends", "specialty")
    return diffusion(
        [_number(row["adoption date"]) for row in people],
        (1, _NO_PRESCRIPTION - 1),
        group=[row["city"] for row in people],
        known=[[_number(row[name]) for name in known] for row in people],
        ties=np.array(ties),
    )


def diffusion(
    taken: Sequence[float],
    span: tuple[int, int],
    *,
    group: Sequence[str],
    known: Sequence[Sequence[float]],
    ties: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
) -> Diffusion:
    """Return arrays; periods count from the first observed, after the last is never."""
    first, last = span
    period = np.nan_to_num(np.array(taken), nan=last + 1).astype(np.int64) - first + 1
    apart = ties[:, 0] != ties[:, 1]
    return Diffusion(
        period=np.where((period > last - first + 1) | (period < 1), 0, period),
        last=last - first + 1,
        group=np.unique(group, return_inverse=True)[1].reshape(-1),
        known=filled(np.array(known, np.float64)),
        ego=ties[apart, 0],
        alter=ties[apart, 1],
    )


def filled(columns: Floats) -> Floats:
    """Return columns of mean 0 and spread 1; who did not answer is in the middle."""
    said = ~np.isnan(columns)
    often = np.maximum(said.sum(axis=0), 1)
    apart = np.where(said, columns - np.nansum(columns, axis=0) / often, 0.0)
    spread = np.sqrt((apart**2).sum(axis=0) / often)
    return np.asarray(apart / np.where(spread > 0, spread, 1.0))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return float("nan")
    return found if abs(found) < _BEYOND else float("nan")
