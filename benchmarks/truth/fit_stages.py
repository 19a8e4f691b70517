"""Fit the stages' numbers on made-up villages, other ones than they are tested on.

    python -m benchmarks.truth.fit_stages [SEED ...]

prints ``CUTS`` and ``WEIGHTS`` of mutuals/stages/nearing_numbers.py. A lesson is a
period of four weeks with contact and the stage planted then; it counts once for every
four weeks until the next, four times at most. The owner's few files count tenfold, or
they would drown in the community's.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from benchmarks.truth.stages import STAGES
from benchmarks.truth.views import View, view
from numpy.typing import NDArray

from mutuals.estimators.nearing import COLUMNS, PERIOD, Periods, periods
from mutuals.estimators.ordinal import blank, ordinal
from mutuals.stages.course import ways_of
from mutuals.ties.alive import DAY
from mutuals.village import write

SEEDS = (1, 2, 3, 4)
OWNER_COUNTS = 10
LONGEST = 4
STRENGTH = 100.0
Lesson = tuple[NDArray[np.float64], NDArray[np.int64]]
Planted = dict[tuple[int, int, str], int]


def main() -> None:
    """Print the numbers."""
    seeds = [int(one) for one in sys.argv[1:]] or SEEDS
    lessons = [one for seed in seeds for one in of_village(seed)]
    columns, stage = (np.concatenate(one) for one in zip(*lessons, strict=True))
    found = ordinal(columns, stage, prior=blank(3, len(COLUMNS)), strength=STRENGTH)
    print(f"CUTS = ({found.cuts[0]:.3f}, {found.cuts[1]:.3f})")
    print("WEIGHTS = {")
    for name, weight in zip(COLUMNS, found.weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print("}")


def of_village(seed: int) -> list[Lesson]:
    """Return the lessons of one village, from its owner's files and the community's."""
    lessons = []
    with TemporaryDirectory() as folder:
        place = write(Path(folder), seed=seed)
        for side in ("owner", "community"):
            with view(place, side, seed) as seen:
                lessons += taught(seen)
    return lessons


def taught(seen: View) -> list[Lesson]:
    """Return both ends' lessons from one side's files."""
    (clock,) = seen.rows("clock")
    ways = ways_of(seen.network.table("contact_day"), clock["as_of"])
    told = periods(ways.talk, clock["as_of"] / DAY)
    often = _often(told, clock["as_of"] / DAY) * (OWNER_COUNTS if seen.side == "owner" else 1)
    month = ways.last[told.row].astype("datetime64[s]").astype("datetime64[M]").astype(str)
    planted = _planted(seen)
    ends = [ways.people[one[told.row]].tolist() for one in (ways.talk.low, ways.talk.high)]
    lessons = []
    for side in (0, 1):
        keys = zip(ends[side], ends[1 - side], month.tolist(), strict=True)
        stage = np.array([planted.get(key, 0) for key in keys])
        kept = (stage > 0) & told.have_both_begun
        rows = np.repeat(np.flatnonzero(kept), often[kept])
        lessons.append((told.columns[side][rows], stage[rows] - 1))
    return lessons


def _often(told: Periods, now: float) -> NDArray[np.int64]:
    following = np.where(np.append(told.start[1:], True), now, np.append(told.end[1:], now))
    return np.clip(np.round((following - told.end) / PERIOD), 1, LONGEST).astype(np.int64)


def _planted(seen: View) -> Planted:
    person = {handle: one for one, handle in seen.handle_of.items()}
    owner = seen.truth["me"]["handle"]
    return {
        (person[ego], person[alter], month): STAGES.index(stage)
        for ego, alter, month, stage, _ in seen.truth["stages"]
        if ego in person and alter in person and (seen.side == "community" or ego == owner)
    }


if __name__ == "__main__":
    main()
