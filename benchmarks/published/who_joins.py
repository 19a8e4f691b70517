"""Who joins next: what is known of everybody at each joining, and every way's score."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from benchmarks.published.android import Split
from scipy import sparse

from mutuals.estimators.cascades import Cascades, Floats, Followed, Ids, followed, pull
from mutuals.estimators.logistic import Logistic, fit

OURS = "ours"
PLAIN = (
    *("most recent", "first", "random exposed", "how many ties joined"),
    *("joins often", "joined lately", "ties"),
)
_OTHERS = 40
_LOGGED = ("how many ties joined", "joins often", "ties")
_NEVER = 1e9
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One joining: who could have joined, who did, features and plain scores by row."""

    cascade: int
    candidate: Ids
    joined: int
    features: Floats
    plain: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier cascades taught: sources, who joined what, who joined together."""

    model: Followed
    earlier: Cascades
    together: "sparse.csr_array"

    @classmethod
    def of(cls, earlier: Cascades) -> "Known":
        """Learn from cascades."""
        ones = np.ones(earlier.person.size)
        shape = (earlier.size, earlier.people)
        table = sparse.csr_array((ones, (earlier.cascade, earlier.person)), shape=shape)
        return cls(followed(earlier), earlier, (table.T @ table).tocsr())


def moments(known: Known, seen: Cascades) -> Iterator[Moment]:
    """Yield each joining by somebody tied to one who joined, in the order of time.

    Candidates are tied to somebody who joined and have not joined. Whoever joins is
    known from then on, in whatever cascade.
    """
    often = np.bincount(known.earlier.person, minlength=seen.people).astype(np.float64)
    last = np.full(seen.people, -_NEVER)
    np.maximum.at(last, known.earlier.person, known.earlier.at)
    for place in np.argsort(seen.at, kind="stable").tolist():
        joined = np.arange(seen.start[seen.cascade[place]], place)
        person = int(seen.person[place])
        if joined.size and seen.ties[[person]][:, seen.person[joined]].nnz:
            yield _moment(known, seen, joined, state=(person, often, last))
        often[person] += 1.0
        last[person] = seen.at[place]


def _moment(
    known: Known, seen: Cascades, joined: Ids, *, state: tuple[int, Floats, Floats]
) -> Moment:
    person, often, last = state
    there = seen.person[joined]
    tied = np.asarray(seen.ties[:, there].sum(axis=1)).reshape(-1)
    tied[there] = 0.0
    who = np.flatnonzero(tied > 0)
    now = float(seen.at[joined[-1]])
    plain = {
        **_by_order(seen.ties[who][:, there]),
        "random exposed": np.zeros(who.size),
        "how many ties joined": tied[who],
        "joins often": often[who],
        "joined lately": -np.maximum(now - last[who], 0.0) / _DAY,
        "ties": np.asarray(seen.ties[who].sum(axis=1)).reshape(-1),
    }
    rows = [
        *(plain[way] for way in _LOGGED),
        np.asarray(seen.ties[who][:, there] @ 0.5 ** (np.arange(joined.size)[::-1] / 3.0)),
        np.asarray(known.together[who][:, there].sum(axis=1)).reshape(-1),
        1e6 * pull(known.model, seen, joined, now=now)[who],
    ]
    features = np.column_stack([*map(np.log1p, rows), -np.log1p(-plain["joined lately"])])
    at = int(np.searchsorted(who, person))
    return Moment(int(seen.cascade[joined[0]]), who, at, features, plain)


def _by_order(near: "sparse.csr_array") -> dict[str, Floats]:
    """Return the place of the last, and of the first, to join of those tied."""
    order = np.arange(1.0, near.shape[1] + 1)
    ways = {"most recent": order, "first": order[::-1]}
    return {
        way: np.asarray(near.multiply(one).max(axis=1).toarray()).reshape(-1)
        for way, one in ways.items()
    }


def lesson(parts: Split, rng: np.random.Generator) -> Logistic:
    """Learn what tells the next from others: some of the others at each joining."""
    rows, said = [], []
    for one in moments(Known.of(parts.learned), parts.tested):
        others = rng.permutation(one.candidate.size)[:_OTHERS]
        kept = np.concatenate([[one.joined], others[others != one.joined]])
        rows.append(one.features[kept])
        said.append(np.arange(kept.size) == 0)
    return fit(np.concatenate(rows), np.concatenate(said))


def reciprocal(score: Floats, joined: int) -> float:
    """Return one over the rank of who joined; equal scores share theirs.

    >>> reciprocal(np.array([3.0, 1.0, 1.0]), 0)
    1.0
    """
    above = int((score > score[joined]).sum())
    equal = int((score == score[joined]).sum())
    return float(np.mean(1.0 / np.arange(above + 1, above + equal + 1)))
