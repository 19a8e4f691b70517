"""Three archives of who contacted whom and when: Enron, CollegeMsg, Reality Mining."""

import csv
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.known_pairs import Days

DATA = Path(__file__).parents[3] / "shared" / "data"
DAY = 86_400
# Mails dated before the first real one carry a broken clock's date.
FIRST_MAIL = "1998-11-13"
Rows = NDArray[np.int64]


def stream(name: str) -> Rows:
    """Return one row per contact: who, with whom, when (epoch seconds)."""
    folder = Path(os.environ.get("MUTUALS_DATA", DATA))
    if not folder.is_dir():
        sys.exit(f"no such folder: {folder}; say where the data is in MUTUALS_DATA")
    if name == "Enron":
        return _enron(folder / "enron_igraph" / "edges.csv")
    files = {
        "CollegeMsg": "collegemsg/CollegeMsg.txt",
        "Reality calls": "reality_mining_calls/reality.txt",
    }
    rows: Rows = np.loadtxt(folder / files[name], dtype=np.int64)[:, :3]
    return np.asarray(rows[rows[:, 0] != rows[:, 1]])


def days_of(rows: Rows) -> Days:
    """Return the days with contact of every pair."""
    people, place = np.unique(rows[:, :2], return_inverse=True)
    ends = place.reshape(-1, 2)
    code = ends.min(axis=1) * people.size + ends.max(axis=1)
    pairs, pair = np.unique(code, return_inverse=True)
    spans = int(rows[:, 2].max()) // DAY + 1
    keys, where = np.unique(pair * spans + rows[:, 2] // DAY, return_inverse=True)
    last = np.zeros(keys.size)
    np.maximum.at(last, where, rows[:, 2] / DAY)
    is_low = ends[:, 0] < ends[:, 1]
    return Days(
        pair=keys // spans,
        day=keys % spans,
        last=last,
        by_low=np.bincount(where[is_low], minlength=keys.size) > 0,
        by_high=np.bincount(where[~is_low], minlength=keys.size) > 0,
        low=pairs // people.size,
        high=pairs % people.size,
    )


def between(days: Days, share: tuple[float, float]) -> tuple[int, int]:
    """Return the days by which these shares of all contact days had happened."""
    order = np.sort(days.day)
    early, late = (order[int(one * (order.size - 1))] for one in share)
    return int(early), int(late)


def _enron(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        rows = {
            (int(row["from"]), int(row["to"]), _seconds(row["Time"]))
            for row in csv.DictReader(file)
            if row["Reciptype"] != "bcc" and row["from"] != row["to"] and row["Time"] >= FIRST_MAIL
        }
    return np.array(sorted(rows), np.int64)


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
