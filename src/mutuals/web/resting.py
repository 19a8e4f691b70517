"""The page lets go of the store while nobody looks, so that commands can work it out.

A page left open in the browser would otherwise refuse every command that has something
to work out, such as after two names were said to be one person.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Final

from mutuals.network import Network
from mutuals.web.imports import Imports
from mutuals.web.world import Shelf

# Seconds without a request after which nobody looks.
QUIET: Final = 2.0


@dataclass(slots=True)
class Resting:
    """Whether the store is let go of, and what it held when it was."""

    network: Network
    shelf: Shelf
    imports: Imports
    asked_at: float = field(default_factory=time.monotonic)
    held: tuple[object, ...] | None = None

    def wake(self) -> None:
        """Take the store again; what was read of it is forgotten if others changed it.

        Raises StoreHeldError while another process changes it.
        """
        self.asked_at = time.monotonic()
        if self.held is None:
            # an import holds the lock, and how far it is can be asked all the same
            return
        with self.shelf.lock:
            before, self.held = self.held, None
            if self.network.mark() != before:
                self.shelf.forget()

    def rest(self, quiet: float = 0.0) -> None:
        """Let the store go until it is asked for again, unless something is at work.

        Nor if somebody asked within the last ``quiet`` seconds.
        """
        with self.shelf.lock:
            if self.imports.is_running():
                return
            before = self.held
            # Said first and looked at after, as ``wake`` does the other way round: of
            # two at once, one sees the other.
            self.held = self.network.mark() if before is None else before
            if time.monotonic() - self.asked_at < quiet:
                self.held = before
            else:
                self.network.close()

    def watch(self, ended: threading.Event) -> None:
        """Rest whenever nobody has looked for a while, until it has ended."""
        while not ended.wait(QUIET / 2):
            self.rest(QUIET)
