"""A store that is shared while it is read, and held alone only while it is changed.

Any number of processes may read one store at a time, as long as none changes it: the
page stays open while commands read. Whoever changes it lets go, takes it alone, and
shares it again afterwards.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from mutuals.engine.store import Store
from mutuals.errors import NeedsWorkError, StoreHeldError

# For so long, in seconds, it is tried to get what others hold for a moment only: a page
# that nobody looks at lets go after two or three.
PATIENCE, _STEP = 6.0, 0.1
# After so many it is said that it waits.
_SOON = 0.5


class Opening(Protocol):
    """Opens a store."""

    def __call__(self, *, is_shared: bool) -> Store:
        """Return it, shared with others or alone."""
        ...


@dataclass(slots=True)
class Held:
    """One store of this process; ``opening`` opens it, shared or alone.

    With ``is_shared`` it is taken alone only in ``alone``; else all the time.
    ``opened`` counts how often it was taken: in between others may have changed it.
    ``waiting`` is told, once, that others have to let go first.
    """

    opening: Opening
    is_shared: bool
    waiting: Callable[[str], None] = lambda _: None
    opened: int = field(default=0, init=False)
    _store: Store | None = field(default=None, init=False)

    @property
    def store(self) -> Store:
        """Return the store as it is held now. Raises StoreHeldError."""
        if self._store is None:
            alone = partial(self.opening, is_shared=False)
            self._store = self._patiently(self._shared if self.is_shared else alone)
            self.opened += 1
        return self._store

    @contextmanager
    def alone(self) -> Iterator[Store]:
        """Let the block change the store. Raises StoreHeldError where others read."""
        if not self.store.is_shared:
            yield self.store
            return
        self.close()
        self._store = self._patiently(partial(self.opening, is_shared=False))
        self.opened += 1
        try:
            yield self._store
        finally:
            self.close()

    def close(self) -> None:
        """Let the store go."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _shared(self) -> Store:
        try:
            return self.opening(is_shared=True)
        except NeedsWorkError:
            # A store that is new, or was left in the middle of something.
            self.opening(is_shared=False).close()
            return self.opening(is_shared=True)

    def _patiently(self, opened: Callable[[], Store]) -> Store:
        until = time.monotonic() + PATIENCE
        is_told = False
        while True:
            try:
                return opened()
            except StoreHeldError as error:
                # Whoever changes it may take hours; whoever reads lets go when at rest.
                is_brief = error.is_shared or self.is_shared
                if not is_brief or time.monotonic() >= until:
                    raise
                if not is_told and time.monotonic() >= until - PATIENCE + _SOON:
                    self.waiting(f"Waiting until {error.holder} lets go of {error.path} ...")
                    is_told = True
                time.sleep(_STEP)
