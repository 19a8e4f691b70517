"""Which new ties form: who, of those one step further, is met in what is hidden."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mutuals.estimators.logistic import fit
from mutuals.validation.cases import OURS, Cases, Flags, Hidden, Ids, Lack, Numbers, fewer
from mutuals.validation.standings import Met

ASKED = "Which new ties form"
RULE = (
    "common contacts weighed by how few they know, how recent their ties are and how active "
    "both are, learned from the time before"
)
PLAIN_RULE = (
    "common contacts weighed by how few they know: too few ties were new before to learn more from"
)
# Steps over somebody in between that are walked: so many people's next ties are asked.
STEPS = 2_000_000
_FEWEST = 20
# Pairs that had newly met before. From some forty, seven weights learned mere chance:
# in made-up villages 65 of 100 right where they were learned, 47 or less afterwards.
ENOUGH = 100


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | Lack:
    """Return pairs that know somebody in common and never met, and whether they did.

    Ours is learned at the moment as long before as time is hidden: from what was known
    then, and what came of it.
    """
    start = hidden.day - hidden.window
    earlier, between = hidden.seen.before(start), hidden.seen.since(start)
    lesson = _Asked.of(earlier, between, rng)
    now = _Asked.of(hidden.seen, hidden.coming, rng)
    if lack := Lack.of("ties that were new before, to learn from", lesson.came, _FEWEST):
        return lack
    if not now.came.size:
        return Lack("everybody who knows somebody in common has met")
    plain = _plainly(hidden, now)
    if lesson.pairs < ENOUGH:
        ways = {OURS: plain["Adamic-Adar"], **plain}
        return Cases(now.came, ways, (now.ego,), PLAIN_RULE)
    often = np.where(lesson.came, 1.0, lesson.weight)
    rows = _features(earlier, lesson, day=start, window=hidden.window)
    model = fit(rows, lesson.came, counted=often)
    told = model.chance(_features(hidden.seen, now, day=hidden.day, window=hidden.window))
    ways = {OURS: told, **plain}
    return Cases(now.came, ways, (now.ego,), RULE, told=told if now.weight == 1 else None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Pairs, whether they met, and how many others each that did not stands for."""

    ego: Ids
    alter: Ids
    came: Flags
    weight: float

    @property
    def pairs(self) -> int:
        """Return how many pairs met, each counted once."""
        ends = np.sort(np.stack([self.ego, self.alter])[:, self.came], axis=0)
        return int(np.unique(ends, axis=1).shape[1])

    @classmethod
    def of(cls, seen: Met, later: Met, rng: np.random.Generator) -> "_Asked":
        """Ask people in contact lately about whom those they met have met, not they."""
        ties, egos = seen.ties(), _lately(seen)
        size = np.asarray(ties.sum(axis=1)).reshape(-1)
        steps = np.cumsum((ties @ size)[egos := rng.permutation(egos)])
        egos = egos[steps <= max(STEPS, steps[0] if steps.size else 0)]
        reach = (ties[egos] @ ties).tocoo()
        ego, alter = egos[reach.row], reach.col.astype(np.int64)
        free = ~seen.has(ego, alter) & (ego != alter)
        ego, alter = ego[free], alter[free]
        came = later.has(ego, alter)
        kept, weight = fewer(came, rng)
        return cls(ego[kept], alter[kept], came[kept], weight)


def _lately(seen: Met) -> Ids:
    """Return who was in contact in the later half of the days with contact."""
    if not seen.day.size:
        return np.zeros(0, np.int64)
    later = seen.since(int(np.median(seen.day)))
    return np.unique(np.concatenate([later.low, later.high]))


def _features(seen: Met, asked: _Asked, *, day: int, window: int) -> Numbers:
    ties = seen.ties()
    size = np.asarray(ties.sum(axis=1)).reshape(-1)
    lately = seen.decayed(day, max(window / 2.0, 1.0))
    busy = np.asarray(lately.sum(axis=1)).reshape(-1)
    walk = (sparse.diags_array(1.0 / np.maximum(busy, 1e-9)) @ lately).tocsr()
    there = _through(walk, walk, (asked.ego, asked.alter))
    back = _through(walk, walk, (asked.alter, asked.ego))
    rare = _through(ties, _by(ties, _rare(size)), (asked.ego, asked.alter))
    ends = [np.log1p(of[one]) for of in (busy, size) for one in (asked.ego, asked.alter)]
    return np.column_stack([np.log1p(rare), np.log(1e-6 + there), np.log(1e-6 + back), *ends])


def _plainly(hidden: Hidden, asked: _Asked) -> dict[str, Numbers]:
    standing, ties, pair = hidden.standings, hidden.seen.ties(), (asked.ego, asked.alter)
    ego, alter = pair
    recent = np.minimum(standing.last[ego], standing.last[alter])
    busy = standing.days[ego] * standing.days[alter]
    return {
        "common contacts": _through(ties, ties, pair),
        "Adamic-Adar": _through(ties, _by(ties, _rare(standing.contacts)), pair),
        "recency": recent,
        "frequency": busy,
        "recency x frequency": busy / (1.0 + hidden.day - recent),
        "most followers": standing.followers[ego] + standing.followers[alter],
        "most contacts": standing.contacts[ego] * standing.contacts[alter],
        "PageRank": standing.pagerank[ego] * standing.pagerank[alter],
    }


def _rare(size: Numbers) -> Numbers:
    return np.asarray(1.0 / np.log(np.maximum(size, 2.0)))


def _by(ties: "sparse.csr_array", weight: Numbers) -> "sparse.csr_array":
    return (sparse.diags_array(weight) @ ties).tocsr()


def _through(
    first: "sparse.csr_array", second: "sparse.csr_array", pairs: tuple[Ids, Ids]
) -> Numbers:
    """Return the sum over whoever is between, for each pair."""
    egos, place = np.unique(pairs[0], return_inverse=True)
    found = (first[egos] @ second).tocsr()
    return np.asarray(found[place.reshape(-1), pairs[1]], np.float64).reshape(-1)
