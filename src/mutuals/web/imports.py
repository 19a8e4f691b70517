"""Files dropped on the page: waiting, recognised, kept, and what became of them."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from mutuals.errors import MutualsError, UsageError
from mutuals.intake import ReadReport, parts, summary
from mutuals.network import Network
from mutuals.people import me
from mutuals.people import what as kinds
from mutuals.stages.correct import correct
from mutuals.web.inbox import placed, size, waiting_in
from mutuals.web.world import Shelf

LOG = logging.getLogger(__name__)
# What the page that asks who is one person shows.
WHO: Final = ("match", "address", "namesake", "contradiction", "look_alike", "counterpart")


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or some members of an archive, and what is said of it.

    ``format`` is empty where it is not known.
    """

    name: str
    format: str
    confidence: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that waits to be kept."""

    upload_id: str
    name: str
    size: int
    say: str
    parts: tuple[Part, ...]

    def unnamed(self) -> "Dropped":
        """Return it without what may name somebody: files' names and who is in them."""
        parts = tuple(
            Part("a file", one.format, one.confidence, one.format or "it would not be read")
            for one in self.parts
        )
        return replace(self, name="a file", parts=parts)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file: seen = stored + known + rejected."""

    name: str
    format: str
    seen: int
    stored: int
    known: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A question a file asks before it can be read."""

    upload_id: str
    file: str
    name: str
    sentence: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import is: idle, reading, building, done or failed."""

    state: str = "idle"
    files: tuple[Line, ...] = ()
    questions: tuple[Choice, ...] = ()
    unread: tuple[Part, ...] = ()
    tables: int = 0
    message: str = ""


@dataclass(slots=True)
class Imports:
    """One import at a time, in a thread of its own."""

    network: Network
    shelf: Shelf
    inbox: Path
    waiting: dict[str, Dropped] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)
    thread: threading.Thread | None = None

    def place(self, name: str, into: str = "") -> tuple[str, Path]:
        """Return an id and the path a dropped file is written to; see ``inbox``."""
        return placed(self.inbox, name, into)

    def recognise(self, upload_id: str) -> Dropped:
        """Look what a dropped file is; nothing of it is stored."""
        path = waiting_in(self.inbox, upload_id)
        found = parts(self.network.recognise([path]))
        shown = tuple(
            Part(_inside(one.path, path), one.format, one.confidence, one.sentence) for one in found
        )
        dropped = Dropped(upload_id, path.name, size(path), summary(found), shown)
        self.waiting[upload_id] = dropped
        return dropped

    def discard(self, upload_id: str) -> None:
        """Let a dropped file go."""
        shutil.rmtree(waiting_in(self.inbox, upload_id).parent)
        self.waiting.pop(upload_id, None)

    def keep(self, upload_ids: Iterable[str], answers: Mapping[str, str]) -> None:
        """Begin to read dropped files into the store."""
        if self.is_running():
            msg = "another import is still running; wait until it is done"
            raise UsageError(msg)
        paths = {waiting_in(self.inbox, one): one for one in upload_ids}
        self.progress = Progress("reading")
        self.thread = threading.Thread(target=self._run, args=(paths, answers), daemon=True)
        self.thread.start()

    def undo(self) -> str:
        """Take the last import back and work everything out again."""
        with self._changing():
            sentence = self.network.undo()
            if sentence:
                self.network.build()
        return sentence

    def empty(self) -> None:
        """Take every import back, one by one, and work everything out again."""
        with self._changing():
            while self.network.undo():
                pass
            self.network.build()

    def confirm(self, addresses: Iterable[str]) -> None:
        """Remember which addresses are the owner's, and work everything out again."""
        with self._changing():
            self.network.confirm_me(addresses)
            self.network.build()

    def correct(self, question: str, *, who: str, value: str) -> str:
        """Remember the owner's word on a person, and work everything out again."""
        with self._changing():
            if question == kinds.QUESTION:
                sentence = kinds.say_kind(self.network, who, value)
            elif question == me.QUESTION:
                sentence = me.say_me(self.network, who, value)
            else:
                sentence = correct(self.network, question, who=who, value=value)
            self.network.build()
        return sentence

    def say_who(self, say: Callable[[Network], str]) -> str:
        """Remember a word on who is one person, and work out only who is who.

        All else waits until a page asks for it, and nobody for all else at each answer.
        """
        with self._changing():
            sentence = say(self.network)
            self.network.build(tables=WHO)
        return sentence

    def is_running(self) -> bool:
        """Return whether an import is at work."""
        # once it says it is done it writes nothing more, though its thread may live
        at_work = self.progress.state in {"reading", "building"}
        return at_work and self.thread is not None and self.thread.is_alive()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the store for one change, and let pages look at it anew afterwards.

        Refused during an import: what is taken back then is what it still writes.
        """
        with self.shelf.lock:
            if self.is_running():
                msg = "an import is still running; wait until it is done"
                raise UsageError(msg)
            with self.network.alone():
                yield
        self.shelf.forget()

    def _run(self, paths: Mapping[Path, str], answers: Mapping[str, str]) -> None:
        try:
            with self.shelf.lock, self.network.alone():
                self._read(paths, answers)
            self.shelf.forget()
        except MutualsError as error:
            self.progress = replace(self.progress, state="failed", message=str(error))
        except Exception as error:  # noqa: BLE001  # the page must say that it stopped
            LOG.error("import ended with %s", type(error).__name__)  # noqa: TRY400  # its words may hold a name
            message = "Reading stopped. What was read before is kept and safe."
            self.progress = replace(self.progress, state="failed", message=message)

    def _read(self, paths: Mapping[Path, str], answers: Mapping[str, str]) -> None:
        options = {"answers": {"*": dict(answers)}} if answers else {}

        def tell(report: ReadReport) -> None:
            self.progress = _told(report, paths)
            self._breathe()

        tell(self.network.read(list(paths), options=options, progress=tell))
        asking = {one.upload_id for one in self.progress.questions}
        for path, upload_id in paths.items():
            if upload_id not in asking:
                shutil.rmtree(path.parent, ignore_errors=True)
                self.waiting.pop(upload_id, None)
        self.progress = replace(self.progress, state="building")

        def count(_: object) -> None:
            self.progress = replace(self.progress, tables=self.progress.tables + 1)
            self._breathe()

        self.network.build(progress=count)
        self.progress = replace(self.progress, state="done")

    def _breathe(self) -> None:
        """Let a page that waits for the store have its turn."""
        self.shelf.lock.release()
        time.sleep(0)
        self.shelf.lock.acquire()


def _told(report: ReadReport, paths: Mapping[Path, str]) -> Progress:
    files = tuple(
        Line(
            name=_short(one.path, paths),
            **{
                key: value
                for key, value in asdict(one).items()
                if key in {"format", "seen", "stored", "known", "rejected"}
            },
        )
        for one in report.files
    )
    questions = tuple(
        Choice(
            _upload_of(one.path, paths),
            _short(one.path, paths),
            one.name,
            one.sentence,
            one.choices,
        )
        for one in report.questions
    )
    unread = tuple(Part(_short(one.path, paths), "", 0.0, one.message) for one in report.unread)
    return Progress("reading", files, questions, unread)


def _short(path: str, paths: Mapping[Path, str]) -> str:
    for whole in paths:
        if path.startswith(str(whole)):
            return whole.name + path[len(str(whole)) :]
    return PurePath(path).name


def _upload_of(path: str, paths: Mapping[Path, str]) -> str:
    return next((one for whole, one in paths.items() if path.startswith(str(whole))), "")


def _inside(path: str, whole: Path) -> str:
    return whole.name + path.removeprefix(str(whole)) if path.startswith(str(whole)) else path
