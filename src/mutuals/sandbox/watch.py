"""Ends a record that takes too long, by an alarm that rings a few times a second.

An alarm set anew for each record would be two calls of the system a record, which take
longer than reading many a record does.
"""

import signal
from types import FrameType

_RINGS = 4


class Watch:
    """Raises TimeoutError in whoever is waited for longer than ``seconds``.

    The alarm rings all the time; how many times it still may is what is set. It is
    noticed between two steps of Python, at most a quarter of ``seconds`` late.
    """

    def __init__(self, seconds: float) -> None:
        self._left = 0
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, seconds / _RINGS, seconds / _RINGS)

    def begin(self, times: int = 1) -> None:
        """Wait for a record, so many times as long as for most."""
        self._left = times * _RINGS + 1

    def end(self) -> None:
        """Wait no more."""
        self._left = 0

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self._left:
            self._left -= 1
            if not self._left:
                raise TimeoutError
