"""The next window's class of contact in three archives: ordinal, Markov, no change.

    python -m benchmarks.truth.next_stage [REPLICATES]

No archive holds planted stages by month, so the classes are what contact there was:
none, little, some or much, by days with contact in the window (see CLASSES). Every pair
seen so far is asked about, in every window. The windows asked about come after three
fifths of all days with contact had passed, and before 95 %; every way learns again
after each fourth window, from the twelve before. The ordinal model has the memories
that stages have (fast, middle and slow), the silence, and the class before. "No
change" gives every class the same chance to stay, and the rest in proportion; Markov-1
has a chance for each class after each. Differences in log-loss with 90 % intervals,
persons drawn again.
"""

import sys
from dataclasses import dataclass

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.streams import between, days_of, stream
from numpy.typing import NDArray

from mutuals.estimators.known_pairs import Days, seen_before
from mutuals.estimators.ordinal import blank, ordinal, probabilities
from mutuals.estimators.persistence import COLUMNS
from mutuals.estimators.skill import between as interval

CASES = (
    ("Enron", 30),
    ("Reality calls", 30),
    ("Enron", 7),
    ("Reality calls", 7),
    ("CollegeMsg", 7),
)
# Days with contact from which a window has little, some, much.
CLASSES = {30: (1, 3, 7), 7: (1, 2, 4)}
TRAINED, TESTED = 0.60, 0.95
LESSONS, AGAIN = 12, 4
REPLICATES = 40
WAYS = ("ordinal", "Markov-1", "no change")
MEMORIES = ("memory_7", "memory_30", "memory_120", "silence")
Floats = NDArray[np.float64]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs at the start of windows: what was known, the class before and after."""

    pair: Ids
    columns: Floats
    before: Ids
    after: Ids


def main() -> None:
    """Print every case."""
    replicates = int(sys.argv[1]) if sys.argv[1:] else REPLICATES
    rows = []
    for name, window in CASES:
        days = days_of(stream(name))
        pair, losses = follow(days, window)
        said = figures(days, (pair, losses), replicates)
        rows.append([f"{name}, {window} days", pair.size, *said])
    print(table(["archive", "asked", *WAYS, "ordinal less Markov-1"], rows))


def follow(days: Days, window: int) -> tuple[Ids, dict[str, Floats]]:
    """Return the pairs asked about and each way's loss."""
    trained, tested = between(days, (TRAINED, TESTED))
    pairs, losses = [], []
    for moment in range(trained, tested - window + 1, window * AGAIN):
        first = max(moment - window * LESSONS, int(days.day.min()) + window)
        last = min(moment + window * AGAIN, tested - window + 1)
        lessons = ask(days, range(first, moment, window), window)
        test = ask(days, range(moment, last, window), window)
        told = tell(lessons, test, len(CLASSES[window]) + 1)
        place = np.arange(test.after.size)
        pairs.append(test.pair)
        losses.append([-np.log(told[way][place, test.after]) for way in WAYS])
    whole = np.concatenate([np.stack(one) for one in losses], axis=1)
    return np.concatenate(pairs), dict(zip(WAYS, whole, strict=True))


def ask(days: Days, moments: range, window: int) -> Asked:
    """Return every pair seen so far, at every moment."""
    parts = []
    for moment in moments:
        seen = seen_before(days, moment)
        chosen = [COLUMNS.index(name) - 1 for name in MEMORIES]
        before, after = (
            _classes(days, start, window)[seen.pair] for start in (moment - window, moment)
        )
        was = before[:, None] == np.arange(1, len(CLASSES[window]) + 1)
        columns = np.hstack([seen.columns[:, chosen], was])
        parts.append((seen.pair, columns, before, after))
    return Asked(*(np.concatenate(one) for one in zip(*parts, strict=True)))


def tell(lessons: Asked, test: Asked, classes: int) -> dict[str, Floats]:
    """Return each way's chances of every class."""
    counts = np.ones((classes, classes))
    np.add.at(counts, (lessons.before, lessons.after), 1)
    stay = np.trace(counts) / counts.sum()
    share = np.bincount(lessons.after, minlength=classes) + 1.0
    same = np.where(np.eye(classes) > 0, 0.0, share)
    same = (1.0 - stay) * same / same.sum(axis=1, keepdims=True) + stay * np.eye(classes)
    model = ordinal(lessons.columns, lessons.after, prior=blank(classes, lessons.columns.shape[1]))
    return {
        "ordinal": np.maximum(probabilities(model, test.columns), 1e-6),
        "Markov-1": (counts / counts.sum(axis=1, keepdims=True))[test.before],
        "no change": same[test.before],
    }


def figures(days: Days, asked: tuple[Ids, dict[str, Floats]], replicates: int) -> list[str]:
    """Return each way's log-loss, and how much less ours is than Markov's."""
    rng = np.random.default_rng(1)
    people = int(max(days.low.max(), days.high.max())) + 1
    pair, losses = asked
    gain = losses["ordinal"] - losses["Markov-1"]
    again = []
    for _ in range(replicates):
        often = rng.poisson(1.0, people)
        weight = often[days.low[pair]] * often[days.high[pair]]
        again.append(float(weight @ gain / weight.sum()))
    span = interval(again, float(gain.mean()))
    said = f"{span.value:.3f} [{span.lower:.3f}, {span.upper:.3f}]"
    return [*(f"{losses[way].mean():.3f}" for way in WAYS), said]


def _classes(days: Days, start: int, window: int) -> Ids:
    inside = (days.day >= start) & (days.day < start + window)
    count = np.bincount(days.pair[inside], minlength=days.low.size)
    return np.searchsorted(CLASSES[window], count, side="right")


if __name__ == "__main__":
    main()
