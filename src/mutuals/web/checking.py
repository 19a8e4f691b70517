"""One validation at a time, in a thread of its own, that can be stopped."""

import logging
import threading
from dataclasses import dataclass, field

import pyarrow as pa

from mutuals.errors import MutualsError, UsageError
from mutuals.records import Cut
from mutuals.validation import Validation, validate
from mutuals.web.world import Shelf

LOG = logging.getLogger(__name__)
_NOTE = "checking"


class _StoppedError(Exception):
    """Somebody asked it to stop."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The store, read by one thread at a time; nothing of it is kept in memory."""

    shelf: Shelf

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        with self.shelf.lock:
            return self.shelf.source.table(name, cut)


@dataclass(slots=True)
class Checking:
    """Where it is: idle, running, done, stopped or failed; and what was found."""

    shelf: Shelf
    state: str = "idle"
    what: str = ""
    message: str = ""
    found: Validation | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> "Checking":
        """Return itself; when records change it stops, and what was found goes."""
        with self.shelf.lock:
            is_same = self.shelf.noted.get(_NOTE, False)
            self.shelf.noted[_NOTE] = True
        with self._lock:
            if not is_same and self.state == "running":
                self._stop.set()
            elif not is_same:
                self.state, self.what, self.message, self.found = "idle", "", "", None
        return self

    def start(self, share: float) -> None:
        """Begin to hide the last share of time."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                msg = "it is still running; stop it first"
                raise UsageError(msg)
            self.state, self.what, self.message, self.found = "running", "", "", None
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, args=(share,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop it; nothing is left behind."""
        self._stop.set()
        self.wait()

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._thread is not None:
            self._thread.join()

    def _tell(self, what: str) -> None:
        self.what = what
        if self._stop.is_set():
            raise _StoppedError

    def _run(self, share: float) -> None:
        try:
            self.found = validate(_Read(self.shelf), share=share, tell=self._tell)
            self.state = "done"
        except _StoppedError:
            self.state = "stopped"
        except MutualsError as error:
            self.state, self.message = "failed", str(error)
        except Exception as error:  # noqa: BLE001  # the page must say that it stopped
            LOG.error("validation ended with %s", type(error).__name__)  # noqa: TRY400  # its words may hold a name
            self.state, self.message = "failed", "It ended early. Your records are untouched."
