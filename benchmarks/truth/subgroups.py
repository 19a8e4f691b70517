"""Who stands with whom: badges at two conferences, a hospital and a school.

    python -m benchmarks.truth.subgroups [DATA]

At a moment a group is everybody linked by contact. The program's own rule divides the
people present from contact on earlier days alone, and from contact until an hour
before; random groups of the same sizes stand beside it. Intervals are of 95 %, hours
drawn again. DATA (or MUTUALS_DATA) is the folder of corpora.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.findings import pair_f1
from numpy.typing import NDArray

from mutuals.graph.merging import MEAN_SIZE, merged

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[3] / "shared" / "data"))
# File, and the pair F1 asked for; None: random and .05.
SETS: dict[str, tuple[str, float | None]] = {
    "SFHH conference": ("SFHH_tij.dat", 0.45),
    "Hypertext 2009": ("ht2009_contact_list.dat", 0.45),
    "hospital": ("hospital_lyon_contacts.dat", None),
    "high school 2012": ("highschool_2012.csv", 0.65),
}
HORIZONS = ("earlier days", "until an hour before")
TEN, SMALL = 10, 4
FEWEST, MOST = 6, 40
# Moments nearer to each other show the same groups; a longer silence is a night.
APART, NIGHT, HOUR = 300, 4 * 3600, 3600
DRAWS, REPLICATES = 20, 2000

Pair = tuple[int, int]
Moments = dict[int, list[Pair]]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guessed:
    """One moment: when, how many people and groups, and how well they were guessed."""

    at: int
    people: int
    observed: int
    said: int
    alone: float
    f1: float
    chance: float


@dataclass(slots=True)
class Before:
    """Moments of contact of each two people so far."""

    pairs: Counter[Pair] = field(default_factory=Counter)

    def closeness(self, people: Sequence[int]) -> Numbers:
        """Return ln(1 + moments in contact) of every two of them."""
        found = np.zeros((len(people), len(people)))
        for row, one in enumerate(people):
            for column, other in enumerate(people[:row]):
                found[row, column] = found[column, row] = self.pairs[other, one]
        return np.log1p(found)


def main() -> None:
    """Guess every set's groups and print how it went."""
    data = (Path(sys.argv[1]) if len(sys.argv) > 1 else DATA) / "sociopatterns"
    rng = np.random.default_rng(1)
    sizes, guesses = [], []
    for name, (file, wanted) in SETS.items():
        if not (data / file).exists():
            print(f"{name}: {file} is not there.\n")
            continue
        moments = load(data / file)
        sizes.append([name, *sized(moments, rng)])
        for horizon in HORIZONS:
            found = list(guess(moments, horizon, rng))
            guesses.append([name, horizon, len(found), *judged(found, wanted, rng)])
    header = ["set", "moments with ten", "groups of ten", "of ten, 3 or 4", "groups of at most 4"]
    print("What was seen:\n")
    print(table(header, sizes))
    print(
        f"\nGroups guessed among {FEWEST} to {MOST} people present, one for every {MEAN_SIZE}, a "
        "size chosen with these sets in view (pair F1 by contact that came before):\n"
    )
    header = ["set", "contact", "moments", "ours", "random groups", "ours less random"]
    header += ["asked for", "number within one", "left alone", "said of ten"]
    print(table(header, guesses))


def load(path: Path) -> Moments:
    """Return the pairs in contact at each moment, in order of time."""
    moments: defaultdict[int, set[Pair]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line:
            at, one, other = (int(word) for word in line.split()[:3])
            moments[at].add((min(one, other), max(one, other)))
    return {at: sorted(moments[at]) for at in sorted(moments)}


def standing(pairs: Sequence[Pair]) -> list[list[int]]:
    """Return the groups that pairs in contact make.

    >>> standing([(1, 2), (2, 3), (5, 6)])
    [[1, 2, 3], [5, 6]]
    """
    group: dict[int, set[int]] = {}
    for one, other in pairs:
        whole = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(whole, whole)
    return sorted(sorted(one) for one in {id(one): one for one in group.values()}.values())


def guess(moments: Moments, horizon: str, rng: np.random.Generator) -> Iterator[Guessed]:
    """Yield every moment's guess from what came before it."""
    before, waiting = Before(), list(moments)
    night = _nights(waiting)
    fed, last = 0, -APART
    for at in waiting:
        limit = night[at] if horizon == HORIZONS[0] else at - HOUR
        while waiting[fed] < limit:
            before.pairs.update(moments[waiting[fed]])
            fed += 1
        groups = standing(moments[at])
        people = sorted(one for group in groups for one in group)
        if before.pairs and FEWEST <= len(people) <= MOST and at - last >= APART:
            last = at
            said = merged(before.closeness(people)).tolist()
            yield _guessed(at, groups, said, rng=rng)


def _guessed(
    at: int, groups: list[list[int]], said: list[int], *, rng: np.random.Generator
) -> Guessed:
    of = {one: number for number, group in enumerate(groups) for one in group}
    true = [of[one] for one in sorted(of)]
    chance = np.mean([pair_f1(true, rng.permutation(said).tolist()) for _ in range(DRAWS)])
    alone = sum(1 for number in said if said.count(number) == 1) / len(said)
    f1 = pair_f1(true, said)
    return Guessed(at, len(said), len(groups), max(said) + 1, alone, f1, float(chance))


def _nights(times: Sequence[int]) -> dict[int, int]:
    """Return for each moment when its day began."""
    began, previous, found = times[0], times[0], {}
    for at in times:
        began = at if at - previous > NIGHT else began
        found[at] = began
        previous = at
    return found


def sized(moments: Moments, rng: np.random.Generator) -> list[object]:
    """Return how many groups ten people made, and how small groups are."""
    ten: list[tuple[int, float]] = []
    small: list[tuple[int, float]] = []
    for at, pairs in moments.items():
        groups = [len(one) for one in standing(pairs)]
        small += [(at, float(size <= SMALL)) for size in groups]
        if sum(groups) == TEN:
            ten.append((at, float(len(groups))))
    few = [(at, float(count in {3, 4})) for at, count in ten]
    return [len(ten), *(spread(one, rng) for one in (ten, few, small))]


def judged(
    found: Sequence[Guessed], wanted: float | None, rng: np.random.Generator
) -> list[object]:
    """Return the figures of one row."""
    chance = float(np.mean([one.chance for one in found]))
    asked = wanted if wanted is not None else chance + 0.05
    ours = float(np.mean([one.f1 for one in found]))
    near = np.mean([abs(one.said - one.observed) <= 1 for one in found])
    ten = [one.said for one in found if one.people == TEN]
    return [
        spread([(one.at, one.f1) for one in found], rng),
        f"{chance:.3f}",
        spread([(one.at, one.f1 - one.chance) for one in found], rng),
        f"{asked:.2f}, {'reached' if ours >= asked else 'missed'}",
        f"{near:.2f}",
        f"{np.mean([one.alone for one in found]):.2f}",
        f"{np.mean(ten):.1f}" if ten else "-",
    ]


def spread(values: Sequence[tuple[int, float]], rng: np.random.Generator) -> str:
    """Return a mean with its interval; what falls in one hour is drawn together."""
    hours = np.unique([at // HOUR for at, _ in values], return_inverse=True)[1]
    sums = np.bincount(hours, [value for _, value in values])
    counts = np.bincount(hours)
    drawn = rng.multinomial(counts.size, np.full(counts.size, 1 / counts.size), size=REPLICATES)
    lower, upper = np.quantile((drawn @ sums) / (drawn @ counts), (0.025, 0.975))
    return f"{sums.sum() / counts.sum():.3f} [{lower:.3f}, {upper:.3f}]"


if __name__ == "__main__":
    main()
