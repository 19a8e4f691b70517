"""Rice insurance given out by lot: effects on households, and through their friends.

    python -m benchmarks.published.cai2015_insurance

Cai, de Janvry and Sadoulet 2015. Households were drawn into sessions of two rounds,
each simple or intensive. By the lot: an intensive session of the first round against a
simple one, and for households of the second round who were told nothing of others'
take-up, all named friends in intensive first-round sessions against none. Their own
lots are held fixed; those of all others are drawn again within the hamlet.

Beside it stand the study's regression, and what would be said without the lot.
"""

from dataclasses import dataclass

import numpy as np
from benchmarks.markdown import table
from benchmarks.published.cai_survey import Households, households
from benchmarks.published.expected import folder, judged

from mutuals.estimators.design_based import (
    Effect,
    Flags,
    Floats,
    Ids,
    Lot,
    Observed,
    direct_effect,
    network_effect,
)

SEED = 5
_WIDE = 1.645


@dataclass(frozen=True, slots=True)
class Line:
    """A regression's slope with its standard error, over so many households."""

    value: float
    error: float
    people: int

    @property
    def words(self) -> str:
        """Return the slope with its 90 % interval."""
        low, high = (self.value + wide * self.error for wide in (-_WIDE, _WIDE))
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}]"


def regression(seen: Households, share: Floats, among: Flags) -> Line:
    """Regress take-up on a share, own session, covariates and villages.

    Errors are clustered by hamlet.
    """
    beside = np.column_stack([seen.intensive, seen.known])[among]
    villages = np.unique(seen.village[among], return_inverse=True)[1].reshape(-1)
    full = np.column_stack([share[among], beside, np.eye(int(villages.max()) + 1)[villages]])
    took = seen.took[among]
    weights = np.linalg.lstsq(full, took, rcond=None)[0]
    scores = full * (took - full @ weights)[:, None]
    bread = np.linalg.pinv(full.T @ full)
    by_hamlet = _summed(scores, seen.hamlet[among])
    meat = by_hamlet.T @ by_hamlet
    error = float(np.sqrt((bread @ meat @ bread)[0, 0]))
    return Line(float(weights[0]), error, int(among.sum()))


def _summed(rows: Floats, place: Ids) -> Floats:
    found = np.zeros((int(place.max()) + 1, rows.shape[1]))
    np.add.at(found, place, rows)
    return found


def by_lot(seen: Households) -> tuple[Effect, Effect, Effect]:
    """Return the effect of one's own session, that through friends, and friends' own.

    The last is what all friends in intensive sessions do to the share of friends who
    took insurance up in the first round.
    """
    rng = np.random.default_rng(SEED)
    own = Lot.of(seen.drawn, seen.hamlet, moved=~seen.second)
    direct = direct_effect(own, Observed(seen.took, beside=seen.known), rng=rng)
    among = focal(seen)
    lot = Lot.of(seen.drawn, seen.hamlet, moved=~among)
    beside = np.column_stack([seen.intensive, seen.known])
    found = [direct] + [
        network_effect(lot, Observed(one, beside, among), (seen.ego, seen.alter), rng=rng)
        for one in (seen.took, friends_took(seen))
    ]
    direct, network, first = found
    if direct is None or network is None or first is None:
        message = "the study has too few households for the lot to tell anything"
        raise ValueError(message)
    return direct, network, first


def focal(seen: Households) -> Flags:
    """Return the second round's households who were told nothing."""
    return seen.second & ~seen.told & (seen.named > 0)


def friends_took(seen: Households) -> Floats:
    """Return the share of each one's friends who took it up in the first round."""
    took = np.bincount(seen.ego, (seen.took * ~seen.second)[seen.alter], seen.took.size)
    size = np.bincount(seen.ego, minlength=seen.took.size)
    return np.asarray(took / np.maximum(size, 1))


def main() -> None:
    """Estimate in every way and print."""
    seen = households(folder("cai2015_insurance", "0422survey.csv"))
    direct, network, first = by_lot(seen)
    among = focal(seen)
    named = np.maximum(seen.named, 1)
    inside = np.maximum(np.bincount(seen.ego, minlength=seen.took.size), 1)
    whole = regression(seen, (seen.friends_drawn + seen.elsewhere) / named, among)
    surveyed = regression(seen, seen.friends_drawn / named, among)
    known = regression(seen, seen.friends_drawn / inside, among & (inside > 0))
    watched = regression(seen, friends_took(seen), among)
    rows = [
        ["by lot: own intensive session", _words(direct), direct.people, f"{direct.p_value:.3f}"],
        ["by lot: all friends against none", _words(network), network.people, _p(network)],
        ["regression: of all named friends, as published", whole.words, whole.people, "-"],
        ["the same, only friends in the survey marked", surveyed.words, surveyed.people, "-"],
        ["regression: of the named friends in the survey", known.words, known.people, "-"],
        ["observed only: on friends' own take-up", watched.words, watched.people, "-"],
    ]
    print(table(["take-up, as a share", "value [90 %]", "households", "p, no effect"], rows))
    _show_elsewhere(seen, among)
    _show_watched(network, first, watched)
    print(
        judged(
            "cai2015_insurance",
            {
                "regression": whole.value,
                "direct": direct.value,
                "network": network.value,
                "network_lower": network.lower,
            },
        )
    )


def _show_elsewhere(seen: Households, among: Flags) -> None:
    some = among & (seen.elsewhere > 0)
    print(
        f"\n{seen.sessions} namings lead to friends with a session who are in no row of the "
        f"survey; {seen.elsewhere.sum():.0f} of these are marked as intensive and of the first "
        f"round, and without them the published slope is gone. {some.sum()} of the "
        f"{among.sum()} households looked at have such a friend, and {seen.took[some].mean():.0%} "
        f"of them took insurance up, of the others {seen.took[among & ~some].mean():.0%}. "
        "No lot is on record for those friends, so that by the lot they count for nothing.\n"
    )


def _show_watched(network: Effect, first: Effect, watched: Line) -> None:
    through = network.value / first.value
    print(
        f"Friends in intensive sessions take it up more often by {_words(first)}; were all of "
        f"the effect through friends' own take-up, that would be worth {through:.2f}. Without "
        f"the lot one would have said {watched.value:.2f}: off by {watched.value - through:+.2f}.\n"
    )


def _words(one: Effect) -> str:
    return f"{one.value:.3f} [{one.lower:.3f}, {one.upper:.3f}]"


def _p(one: Effect) -> str:
    return f"{one.p_value:.3f}"


if __name__ == "__main__":
    main()
