"""Do people take something up sooner the more of those they name have? Bounded, graded.

A hazard in whole periods: the log-odds that somebody who has not yet taken it up does
so in a period, on the share of the people they name who had by the period before. The
same share is fitted alone, with a term for every period, and with groups and what is
known of people; then with the named people shuffled within the group, which keeps
everybody's number of ties and of namings: what is left above those is of the ties and
not of the group (why calendar time must be there: Van den Bulte and Lilien 2001,
American Journal of Sociology 106; the form: Allison 1982, Sociological Methodology 13).

Nothing here takes taste out, so the grade is C at best: moved together with.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mutuals.estimators.diffusion import NEVER, Diffusion, Floats, Ids, shares
from mutuals.estimators.logistic import chance, fit
from mutuals.estimators.risk_ratio import e_value_of
from mutuals.estimators.skill import ranking

REWIRED = 200
_WIDE = 1.645
_FEWEST = 100
_RIDGE = 1e-3
# Log-odds hardly ever reach twice this, which keeps them finite where everybody follows
# (a weak prior: Gelman and others 2008, Annals of Applied Statistics 2).
_USUAL = 2.5
_FOLDS = 25
_RARE = 0.15
_SAME = 1e-10


@dataclass(frozen=True, slots=True)
class Slope:
    """A log-odds with its standard error."""

    value: float
    error: float

    @property
    def band(self) -> tuple[float, float]:
        """Return the 90 % interval."""
        return self.value - _WIDE * self.error, self.value + _WIDE * self.error


@dataclass(frozen=True, slots=True)
class Rewired:
    """The same slope on shuffled ties: its mean, spread, and how far ours is above."""

    mean: float
    spread: float
    z: float


@dataclass(frozen=True, slots=True)
class Foretold:
    """How well groups left out are foretold, without and with the share.

    Mean log-loss per person and period (less is better), and the chance to rank a yes
    above a no. Not a number where there is but one group.
    """

    loss_without: float
    loss_with: float
    ranking_without: float
    ranking_with: float


@dataclass(frozen=True, slots=True)
class ShareHazard:
    """Every estimate of one diffusion, beside each other.

    ``centred`` is ``adjusted`` less what rewired ties give, with the wider of the two
    errors. ``recent`` is what ties who took it up in the period just before add to
    those of longer ago; ``coming`` is the slope on those who will in the period after,
    which cannot have moved anybody. ``e_value``: how strongly (as a ratio of risks) a
    hidden cause must go with both to explain the lower bound away; 1 if it is zero.
    """

    rows: int
    adoptions: int
    naive: Slope
    calendar: Slope
    adjusted: Slope
    rewired: Rewired
    centred: Slope
    returned: Slope
    one_way: Slope
    returned_more: Slope
    recent: Slope
    coming: Slope
    foretold: Foretold
    e_value: float
    grade: str

    @property
    def is_null(self) -> bool:
        """Return whether ties show nothing beyond rewired ones."""
        return self.centred.band[0] <= 0.0 or self.rewired.z < _WIDE


def share_hazard(
    seen: Diffusion, *, rng: np.random.Generator, rewired: int = REWIRED
) -> ShareHazard:
    """Estimate how adoption goes with the share of named people who adopted before.

    Raises
    ------
    ValueError
        There is no person and period, or no naming, to learn from.
    """
    rows = _Rows.of(seen)
    if not rows.yes.size or not seen.ego.size:
        message = "no person and period, or no tie, to learn from"
        raise ValueError(message)
    whole = rows.whole()
    before = shares(seen)[rows.at]
    adjusted = _slopes(before, whole, rows.yes)[0]
    placebo = _rewired(seen, rows, adjusted.value, rng=rng, draws=rewired)
    centred = Slope(adjusted.value - placebo.mean, max(adjusted.error, placebo.spread))
    returned = _returned(seen, rows, whole)
    timed = _slopes(_timed(seen)[rows.at], whole, rows.yes)
    return ShareHazard(
        rows=rows.yes.size,
        adoptions=int(rows.yes.sum()),
        naive=_slopes(before, rows.nothing(), rows.yes)[0],
        calendar=_slopes(before, rows.calendar(), rows.yes)[0],
        adjusted=adjusted,
        rewired=placebo,
        centred=centred,
        returned=returned[0],
        one_way=returned[1],
        returned_more=returned[2],
        recent=timed[1],
        coming=timed[2],
        foretold=_foretold(before, rows),
        e_value=e_value(centred.band[0], float(rows.yes.mean())),
        grade="C" if rows.yes.sum() >= _FEWEST else "D",
    )


def e_value(lower: float, share: float) -> float:
    """Return the E-value of a log-odds' lower bound (VanderWeele and Ding 2017).

    Where more than 15 % of rows are a yes, odds exaggerate risks: their root is taken.

    >>> round(e_value(0.405, 0.05), 2)
    2.36
    """
    if lower <= 0:
        return 1.0
    ratio = float(np.exp(lower if share < _RARE else lower / 2.0))
    return e_value_of(ratio)


@dataclass(frozen=True, slots=True)
class _Rows:
    """One row per person and period in which they could still take it up."""

    at: tuple[Ids, Ids]
    yes: Floats
    group: Ids
    known: Floats

    @classmethod
    def of(cls, seen: Diffusion) -> "_Rows":
        until = np.where(seen.period == NEVER, seen.last, np.minimum(seen.period, seen.last))
        person = np.repeat(np.arange(seen.period.size), until)
        first = np.repeat(np.cumsum(until) - until, until)
        now = np.arange(person.size) - first + 1
        return cls(
            at=(person, now),
            yes=(seen.period[person] == now).astype(np.float64),
            group=seen.group[person],
            known=seen.known[person],
        )

    def nothing(self) -> Floats:
        """Return no column at all."""
        return np.zeros((self.yes.size, 0))

    def calendar(self) -> Floats:
        """Return a column for every period but the first."""
        return _each(self.at[1])

    def anywhere(self) -> Floats:
        """Return what can be known of a group never seen."""
        return np.column_stack([self.calendar(), self.known])

    def whole(self) -> Floats:
        """Return calendar, groups and what is known of people."""
        return np.column_stack([self.anywhere(), _each(self.group)])


def _each(value: Ids) -> Floats:
    every = np.unique(value)[1:]
    return np.asarray(value[:, None] == every[None, :], np.float64)


def _slopes(asked: Floats, beside: Floats, yes: Floats) -> list[Slope]:
    """Return the slopes of the columns asked for, with others beside them."""
    columns = asked[:, None] if asked.ndim == 1 else asked
    rows, many = np.column_stack([columns, beside]), columns.shape[1]
    usual = np.zeros(rows.shape[1] + 1)
    usual[1 : many + 1] = _USUAL**-2
    scale = np.maximum(columns.var(axis=0), _SAME)
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[:many] = usual[1 : many + 1] / scale
    model = fit(rows, yes, ridge=ridge)
    likely = model.chance(rows)
    full = np.column_stack([np.ones(yes.size), rows])
    bend = (full * (likely * (1.0 - likely))[:, None]).T @ full + np.diag(usual)
    spread = np.linalg.pinv(bend, hermitian=True)
    errors = np.sqrt(np.maximum(np.diag(spread)[1:], 0.0))
    return [Slope(float(model.weights[k]), float(errors[k])) for k in range(many)]


def _rewired(
    seen: Diffusion, rows: _Rows, value: float, *, rng: np.random.Generator, draws: int
) -> Rewired:
    """Return the slope on shuffled ties, each by one step from no slope at all."""
    beside = rows.whole()
    likely = fit(beside, rows.yes, ridge=_RIDGE).chance(beside)
    root = np.sqrt(likely * (1.0 - likely))
    full = np.column_stack([np.ones(rows.yes.size), beside]) * root[:, None]
    axes = np.linalg.svd(full, full_matrices=False)
    kept = axes.U[:, _SAME * axes.S[0] < axes.S]
    left = (rows.yes - likely) / np.maximum(root, 1e-9)
    found = []
    for _ in range(draws):
        share = shares(seen.rewired(rng))[rows.at] * root
        apart = share - kept @ (kept.T @ share)
        found.append(float(apart @ left) / max(float(apart @ apart), 1e-9))
    mean, spread = float(np.mean(found)), max(float(np.std(found)), 1e-9)
    return Rewired(mean, spread, (value - mean) / spread)


def _returned(seen: Diffusion, rows: _Rows, whole: Floats) -> tuple[Slope, Slope, Slope]:
    """Return the slopes on returned and one-way ties, and the first less the second.

    The difference is the slope on returned ties beside all of them: shares of returned
    and of one-way ties add up to the whole. How many of a person's ties are returned is
    in the model, as who is named back may take things up sooner anyway.
    """
    both, people = seen.reciprocal(), seen.period.size
    parts = np.stack([shares(seen, among)[rows.at] for among in (both, ~both)], axis=1)
    size = np.bincount(seen.ego, minlength=people)
    often = np.bincount(seen.ego, both, people) / np.maximum(size, 1)
    beside = np.column_stack([whole, often[rows.at[0]], (size > 0)[rows.at[0]]])
    each = _slopes(parts, beside, rows.yes)
    sums = np.stack([parts[:, 0], parts.sum(axis=1)], axis=1)
    return each[0], each[1], _slopes(sums, beside, rows.yes)[0]


def _timed(seen: Diffusion) -> Floats:
    return np.stack([shares(seen), shares(seen, since=1), shares(seen, since=-1)], axis=2)


def _foretold(before: Floats, rows: _Rows) -> Foretold:
    plain, full = rows.anywhere(), np.column_stack([before, rows.anywhere()])
    told = np.zeros((2, rows.yes.size))
    fold = np.unique(rows.group, return_inverse=True)[1].reshape(-1) % _FOLDS
    if not fold.any():
        return Foretold(*[float("nan")] * 4)
    for left_out in range(int(fold.max()) + 1):
        out = fold == left_out
        for row, columns in zip(told, (plain, full), strict=True):
            row[out] = fit(columns[~out], rows.yes[~out]).logit(columns[out])
    losses = [_loss(rows.yes, one) for one in told]
    ranks = [ranking(rows.yes, one) for one in told]
    return Foretold(losses[0], losses[1], ranks[0], ranks[1])


def _loss(yes: Floats, logit: ArrayLike) -> float:
    sure = np.clip(np.where(yes > 0, chance(logit), 1.0 - chance(logit)), 1e-12, 1.0)
    return float(-np.log(sure).mean())
