"""The insurance study's households, sessions and named friends, as arrays.

Ids are written as 33310279 in one file and 99.0 in another: both become whole numbers.
99, a missing id and "name is missing" are no such friend. Some named friends are in no
row of the survey and yet have a session: whether they count is the reader's choice.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mutuals.estimators.design_based import Flags, Floats, Ids

KNOWN = ("male", "age", "agpop", "ricearea_2010", "literacy")
_NOBODY = {"", "99"}


@dataclass(frozen=True, slots=True)
class Households:
    """One entry per household of the survey, and of what friends each names.

    ``second`` is the round (no: first), ``told`` whether others' take-up was disclosed,
    ``ego`` and ``alter`` the namings that lead to a household, ``named`` how many
    friends with an id each household names, ``elsewhere`` how many of those are in no
    row of the survey but marked as in an intensive first-round session; ``sessions``
    counts the namings in no row that are marked as in any session.
    """

    took: Floats
    intensive: Flags
    second: Flags
    told: Flags
    hamlet: Ids
    village: Ids
    known: Floats
    ego: Ids
    alter: Ids
    named: Floats
    elsewhere: Floats
    sessions: int

    @property
    def drawn(self) -> Flags:
        """Return who was in an intensive session of the first round."""
        return self.intensive & ~self.second

    @property
    def friends_drawn(self) -> Floats:
        """Return how many of each household's friends in the survey were drawn."""
        got = self.drawn[self.alter].astype(np.float64)
        return np.bincount(self.ego, got, self.took.size).astype(np.float64)


def households(folder: Path) -> Households:
    """Read the survey and the network."""
    people = _rows(folder / "0422survey.csv")
    place = {_whole(row["id"]): number for number, row in enumerate(people)}
    links = [row for row in _rows(folder / "0422allinforawnet.csv") if _whole(row["id"]) in place]
    named = [row for row in links if _whole(row["network_id"]) not in _NOBODY]
    inside = [row for row in named if _whole(row["network_id"]) in place]
    away = [row for row in named if _whole(row["network_id"]) not in place]
    marked = [row for row in away if (row["delay"], row["intensive"]) == ("0.0", "1.0")]
    known = np.array([[_number(row[name]) for name in KNOWN] for row in people])
    return Households(
        took=np.array([float(row["takeup_survey"]) for row in people]),
        intensive=_flag(people, "intensive"),
        second=_flag(people, "delay"),
        told=~_flag(people, "info_none"),
        hamlet=_numbered(people, "address"),
        village=_numbered(people, "village"),
        known=np.where(np.isnan(known), np.nanmean(known, axis=0), known),
        ego=np.array([place[_whole(row["id"])] for row in inside]),
        alter=np.array([place[_whole(row["network_id"])] for row in inside]),
        named=_counted(named, place),
        elsewhere=_counted(marked, place),
        sessions=sum(bool(row["delay"]) for row in away),
    )


def _counted(links: list[dict[str, str]], place: dict[str, int]) -> Floats:
    egos = [place[_whole(row["id"])] for row in links]
    return np.bincount(egos, minlength=len(place)).astype(np.float64)


def _flag(rows: list[dict[str, str]], name: str) -> Flags:
    return np.array([float(row[name]) > 0 for row in rows])


def _numbered(rows: list[dict[str, str]], name: str) -> Ids:
    return np.unique([row[name] for row in rows], return_inverse=True)[1].reshape(-1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _whole(text: str) -> str:
    return str(int(float(text))) if text else ""


def _number(text: str) -> float:
    return float(text) if text else float("nan")
