"""What a survey's ties show of who took something up: the table all studies share."""

import numpy as np
from benchmarks.markdown import table
from benchmarks.published.expected import judged

from mutuals.estimators.diffusion import Diffusion
from mutuals.estimators.share_hazard import ShareHazard, Slope, share_hazard

SEED = 5
VERB = {"C": "moved together with", "D": "came before"}


def estimated(seen: Diffusion) -> ShareHazard:
    """Estimate with the seed that all studies share."""
    return share_hazard(seen, rng=np.random.default_rng(SEED))


def figures(found: ShareHazard) -> dict[str, float]:
    """Return what is held against what was expected."""
    lower, upper = found.recent.band
    return {
        "naive": found.naive.value,
        "adjusted": found.adjusted.value,
        "placebo_z": found.rewired.z,
        "lower": found.centred.band[0],
        "lagged": float(lower <= 0.0 <= upper),
    }


def show(study: str, seen: Diffusion, found: ShareHazard) -> None:
    """Print one study's estimates, and which of them are what was expected."""
    people, groups = seen.period.size, np.unique(seen.group).size
    print(
        f"{people:,} people in {groups} groups name {seen.ego.size:,}; "
        f"{found.adoptions:,} took it up in {seen.last} periods.\n"
    )
    print(table(["log-odds, all named people against none", "value [90 %]"], _rows(found)))
    told = found.foretold
    print(
        f"\nRewired ties: mean {found.rewired.mean:.2f}, spread {found.rewired.spread:.2f}, "
        f"z {found.rewired.z:.1f}. E-value of the lower bound {found.e_value:.2f}. Groups left "
        f"out: log-loss {told.loss_without:.4f} without ties, {told.loss_with:.4f} with "
        f"(gain {told.loss_without - told.loss_with:+.4f}); "
        f"AUC {told.ranking_without:.3f}, {told.ranking_with:.3f}.\n"
    )
    print(f"**Grade {found.grade}: {verdict(found)}**\n")
    print(judged(study, figures(found)))


def verdict(found: ShareHazard) -> str:
    """Return the sentence, its verb by the grade."""
    if found.is_null:
        return "no sign that people moved together with those they name."
    return f"people {VERB[found.grade]} those they name; what moved them is not shown."


def _rows(found: ShareHazard) -> list[list[object]]:
    named: list[tuple[str, Slope]] = [
        ("nothing else", found.naive),
        ("with calendar time", found.calendar),
        ("with calendar time, group and covariates", found.adjusted),
        ("the same, less what rewired ties give", found.centred),
        ("returned ties", found.returned),
        ("one-way ties", found.one_way),
        ("returned less one-way", found.returned_more),
        ("who took it up the period before, beyond who had earlier", found.recent),
        ("who will the period after, which moves nobody", found.coming),
    ]
    return [
        [name, f"{one.value:.2f} [{one.band[0]:.2f}, {one.band[1]:.2f}]"] for name, one in named
    ]
