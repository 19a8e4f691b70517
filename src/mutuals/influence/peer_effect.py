"""One row per thing studied, and one for all together: what personal contact moved.

Empty where fewer than a hundred first actions can be studied. In the row for all,
``thing`` is null, and only there do the columns from ``without_taste`` on have values:
they tell how the total was come to, and what it survived.

thing: the thing; null for all together.
scale: hazard: the values are numbers of things done because of personal contact.
naive: by a hazard without habits, calendar, groups and taste.
adjusted: with all of these, weighed with the estimate among those who took things up.
lower: lower bound of its 90 % interval; 0 where nothing is proven, and where earlier
    behaviours do not tell what people like: all may be shared taste then.
upper: upper bound.
placebo_mean: the same where everybody, as a source, has the history of another of the
    group; no influence can be in it.
placebo_z: how far that is above zero, in standard errors.
grade: grade of the evidence, A to D.
adoptions: first actions studied.
people: people studied.
lower_50: lower bound of the 50 % interval.
upper_50: upper bound.
lower_95: lower bound of the 95 % interval, which holds 0 where nothing is proven.
upper_95: upper bound.
without_taste: the total without what earlier behaviour tells.
half_priors: with half of the earlier behaviours.
hazard: with all of them.
redrawn_error: standard error of that where all is fitted anew with persons weighed
    anew; null where there are too many exposures for it. The bounds hold chance and
    what models may be off by as well.
extrapolated: as if there were twice as many.
swap: by whom, among people met, those who took things up had met.
swap_wide: the same in stretches of time twice as long.
zero_z: that estimate's test of no influence at all.
identified: share of those reached of whom the swap tells anything.
ratio: naive over adjusted.
rewired_z: placebo: ties drawn anew within groups.
priors: earlier behaviours per person.
prior_gain: z of what they tell of persons they were not learned from.
decay_days: for how long contact works.
since_days: for how long a thing is worth telling.
is_on_edge: whether these are at the end of what was tried.
shrinkage: how alike persons are (high: they differ by chance only).
e_value: how many times as likely a hidden cause must make both contact and action, to
    explain the lower bound away (VanderWeele and Ding 2017); 1 where that is 0.
broadcast_lower: things done because of posts and mass messages, lower bound (no taste).
broadcast_upper: upper bound. No better than grade C.
left_out: actions that were not studied: again, too rare, out of sight, or
    done before anybody was told of anything.
are_ranked: whether persons can be told apart by their totals.
reasons: what stands against a better grade, in words, with semicolons between.
"""

import numpy as np
import pyarrow as pa

from mutuals.estimators.peer_effect import PeerEffect
from mutuals.influence.fitted import Fitted, fitted, shares
from mutuals.influence.studied import Records

_TEXT, _WHOLE, _FLAG = pa.string(), pa.int64(), pa.bool_()
_COLUMNS = {
    "thing": _TEXT,
    "scale": _TEXT,
    **dict.fromkeys(("naive", "adjusted", "lower", "upper"), pa.float64()),
    **dict.fromkeys(("placebo_mean", "placebo_z"), pa.float64()),
    "grade": _TEXT,
    **dict.fromkeys(("adoptions", "people"), _WHOLE),
    **dict.fromkeys(("lower_50", "upper_50", "lower_95", "upper_95"), pa.float64()),
    **dict.fromkeys(("without_taste", "half_priors", "hazard", "extrapolated"), pa.float64()),
    "redrawn_error": pa.float64(),
    **dict.fromkeys(("swap", "swap_wide", "zero_z", "identified", "ratio"), pa.float64()),
    "rewired_z": pa.float64(),
    "priors": _WHOLE,
    **dict.fromkeys(("prior_gain", "decay_days", "since_days"), pa.float64()),
    "is_on_edge": _FLAG,
    **dict.fromkeys(("shrinkage", "e_value", "broadcast_lower"), pa.float64()),
    "broadcast_upper": pa.float64(),
    "left_out": _WHOLE,
    "are_ranked": _FLAG,
    "reasons": _TEXT,
}
SCHEMA = pa.schema(list(_COLUMNS.items()))
SCALE = "hazard"


def peer_effect(
    adoption: pa.Table,
    origin: pa.Table,
    telling: pa.Table,
    *,
    belonging: pa.Table,
    behaviour: pa.Table,
) -> pa.Table:
    """Estimate what personal contact moved, for all things and for each."""
    found = fitted(Records(adoption, origin, telling, belonging, behaviour))
    if found is None:
        return SCHEMA.empty_table()
    rows = [_pooled(found), *_things(found)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _pooled(found: Fitted) -> dict[str, object]:
    effect, study = found.effect, found.studied.study
    evidence, totals, band = effect.evidence, effect.totals, effect.band
    return {
        "scale": SCALE,
        "naive": totals.naive,
        "adjusted": effect.total,
        "lower": band.most[0],
        "upper": band.most[1],
        "placebo_mean": evidence.permuted.total,
        "placebo_z": evidence.permuted.z,
        "grade": effect.grade,
        "adoptions": evidence.adoptions,
        "people": int(study.adoptions.people),
        "lower_50": band.half[0],
        "upper_50": band.half[1],
        "lower_95": band.nearly_all[0],
        "upper_95": band.nearly_all[1],
        "ratio": totals.naive / effect.total if effect.total > 0 else None,
        "left_out": found.studied.left_out,
        **_ways(effect),
        **_survived(effect),
    }


def _ways(effect: PeerEffect) -> dict[str, object]:
    totals = effect.totals
    return {
        "without_taste": totals.without_taste,
        "half_priors": totals.half_priors,
        "hazard": totals.hazard,
        "redrawn_error": effect.redrawn,
        "extrapolated": totals.extrapolated,
        "swap": totals.swap,
        "swap_wide": totals.swap_wide,
        "broadcast_lower": effect.broadcast[0],
        "broadcast_upper": effect.broadcast[1],
    }


def _survived(effect: PeerEffect) -> dict[str, object]:
    evidence = effect.evidence
    return {
        "zero_z": evidence.zero,
        "identified": evidence.identified,
        "rewired_z": evidence.rewired.z,
        "priors": evidence.priors,
        "prior_gain": evidence.gain,
        "decay_days": evidence.kernel.kernel.decay,
        "since_days": evidence.kernel.kernel.since,
        "is_on_edge": evidence.kernel.on_edge,
        "shrinkage": effect.hazard.personal.shape,
        "e_value": evidence.e_value,
        "are_ranked": effect.person.are_ranked,
        "reasons": "; ".join(effect.verdict.reasons),
    }


def _things(found: Fitted) -> list[dict[str, object]]:
    """Return each thing's part of the total; its bounds are as wide as the total's."""
    effect, taken = found.effect, found.studied.study.adoptions
    told = shares(effect)
    thing = taken.thing[told.event]
    share = np.bincount(thing, told.personal, taken.things)
    # of several who may have moved somebody to it, one did
    moved = np.bincount(told.event, told.personal, taken.thing.size)
    chance = np.bincount(taken.thing, moved * (1.0 - moved), taken.things)
    common = effect.error / max(effect.total, 1e-9)
    wide = 1.645 * np.sqrt(chance + (common * share) ** 2)
    seen = found.studied.study.seen
    often = np.bincount(taken.thing[seen], minlength=taken.things)
    return [
        {
            "thing": name,
            "scale": SCALE,
            "adjusted": float(share[place]),
            "lower": float(max(share[place] - wide[place], 0.0)) if effect.band.most[0] else 0.0,
            "upper": float(min(share[place] + wide[place], often[place])),
            "grade": max(effect.grade, "C"),
            "adoptions": int(often[place]),
        }
        for place, name in enumerate(found.studied.things)
    ]
