"""What a long calculation may take, who hears how far it is, and who may end it."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass


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
