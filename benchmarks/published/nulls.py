"""Studies in which ties must show nothing, and faults that must make that check fail.

Contagion is planted on the real ties: the physicians' months are drawn anew so that
colleagues move each other. And the ties are spoiled: only those to colleagues who were
sooner are kept, as one does who asks adopters whom they heard it from. The check has to
fail for both.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from benchmarks.markdown import table
from benchmarks.published.diffusions import estimated, figures, show
from benchmarks.published.expected import missed

from mutuals.estimators.diffusion import NEVER, Diffusion, Floats, Ids, shares
from mutuals.estimators.share_hazard import ShareHazard

WORLDS = 5
MOVED, BASE = 2.5, -3.0


def planted(seen: Diffusion, rng: np.random.Generator) -> Diffusion:
    """Draw the periods anew: everybody's odds rise with the share of their ties."""
    period: Ids = np.zeros_like(seen.period)
    for now in range(1, seen.last + 1):
        share: Floats = shares(replace(seen, period=period))[:, now]
        takes = rng.random(period.size) < 1.0 / (1.0 + np.exp(-BASE - MOVED * share))
        period = np.where((period == NEVER) & takes, now, period)
    return replace(seen, period=period)


def foreseeing(seen: Diffusion) -> Diffusion:
    """Spoil the ties: everybody 'names' only those who were sooner than they were."""
    when = np.where(seen.period == NEVER, seen.last + 1, seen.period)
    sooner = when[seen.alter] < when[seen.ego]
    return replace(seen, ego=seen.ego[sooner], alter=seen.alter[sooner])


def faults(study: str, seen: Diffusion) -> Iterator[tuple[str, int, int]]:
    """Yield each fault, in how many worlds the check failed, and of how many."""
    rng = np.random.default_rng(11)
    worlds = [planted(seen, rng) for _ in range(WORLDS)]
    yield "contagion planted on the same ties", _failed(study, worlds), WORLDS
    yield "only ties to those who were sooner are kept", _failed(study, [foreseeing(seen)]), 1


def _failed(study: str, worlds: list[Diffusion]) -> int:
    return sum(bool(missed(study, figures(estimated(one)))) for one in worlds)


def show_null(study: str, seen: Diffusion) -> ShareHazard:
    """Print the study, then what its check says of planted faults."""
    found = estimated(seen)
    show(study, seen, found)
    rows = [[what, f"{failed} of {of}"] for what, failed, of in faults(study, seen)]
    print("\nPlanted faults, for which the check above has to fail:\n")
    print(table(["fault", "the check fails"], rows))
    return found
