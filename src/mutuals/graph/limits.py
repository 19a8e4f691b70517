"""What a long calculation may take, who hears how far it is, and who may end it."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# Steps of a kernel between two looks at whether to go on: some tenths of a second.
_SHARE = 1 << 22


@dataclass(frozen=True, slots=True)
class Limits:
    """Where to stop short of what was asked for.

    ``sets`` of one of the two samples, ``seconds`` and bytes of ``memory`` bound the
    choice of seeds. ``progress`` hears how many sets of a round, or simulated runs, are
    done, and of how many. ``stopped`` is asked several times a second; when it says so,
    the work ends in ``CancelledError``.
    """

    sets: int = 1 << 25
    seconds: float = 60.0
    memory: int = 4 << 30
    progress: Callable[[int, int], None] = lambda _done, _of: None
    stopped: Callable[[], bool] = lambda: False

    def rest(self) -> None:
        """Raise ``CancelledError`` where the work is to end."""
        if self.stopped():
            raise CancelledError


# Whoever is not asked to end.
ENDLESS = Limits()


def shares(steps: NDArray[np.float64], limits: Limits) -> Iterator[tuple[int, int]]:
    """Divide items, given how many steps each takes, into spans of some work each.

    Before each span it is asked whether to go on, after it progress is told.

    >>> [*shares(np.array([3e6, 3e6, 1.0, 1e7, 1.0]), ENDLESS)]
    [(0, 2), (2, 4), (4, 5)]
    """
    done = np.cumsum(steps)
    whole = done[-1] if done.size else 0
    inner = np.searchsorted(done, np.arange(_SHARE, whole, _SHARE)) + 1
    for first, last in pairwise(np.unique([0, *inner, done.size]).tolist()):
        limits.rest()
        yield first, last
        limits.progress(last, done.size)


def check_run(model: str, steps: int | None, threads: int) -> None:
    """Raise ``ValueError`` for what no calculation can be run with."""
    if model not in {"ic", "lt"}:
        message = f"model must be 'ic' or 'lt', not {model!r}"
        raise ValueError(message)
    if steps is not None and steps < 1:
        message = f"steps must be 1 or more, not {steps}"
        raise ValueError(message)
    if threads < 1:
        message = f"threads must be 1 or more, not {threads}"
        raise ValueError(message)
