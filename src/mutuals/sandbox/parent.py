"""The parent's side: start the child, watch it, and go on without it when it dies."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from mutuals.discover import listed
from mutuals.errors import SandboxError, UnknownReaderError
from mutuals.sandbox.frames import (
    Begun,
    Ended,
    Event,
    Failed,
    Finished,
    Opening,
    Recognised,
    Tick,
    Unread,
    read_frame,
)
from mutuals.sandbox.members import shown_name
from mutuals.settings import Settings

_MIB = 1024**2
_CPU_START = 120
_CPU_PER_MIB = 2
_LAST_WORDS = 5.0
_FEW = 100
# For whoever writes a reader: what the child says on standard error is shown.
SHOWS_STDERR = "MUTUALS_READER_STDERR"


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and how.

    ``paths`` are files (folders are walked by the caller), and what is said of things
    beside them that are none. ``answers`` maps a file, or ``*`` for all, to answers to
    questions readers ask. Of archives only ``members`` are read, where they are named;
    ``import_no`` is that of an import this one goes on with.
    """

    paths: tuple[Path | Unread, ...]
    only_recognise: bool = False
    as_format: str = ""
    keep_text: bool = False
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    import_no: int = 0

    @property
    def files(self) -> list[Path]:
        """Return the paths that are files."""
        return [path for path in self.paths if isinstance(path, Path)]


@dataclass(slots=True)
class _Progress:
    """Where the child is: what is done, and what it is working on."""

    done: list[str] = field(default_factory=list)
    number: int = 1
    opening: str = ""
    current: Begun | None = None
    seen: int = 0
    again: str = ""
    handed_over: int = 0
    step: int = 0
    has_finished: bool = False
    open_files: dict[int, str] = field(default_factory=dict)


def read(request: Request, settings: Settings) -> Iterator[Event]:
    """Yield what the files hold: each is Begun and Ended (or Failed), or Unread.

    A file in which the child died is read again from where it stopped, a few records
    at a time and then one by one, before it is given up. Raises UnknownReaderError for
    a format there is no reader for, and SandboxError where no child can be started.
    """
    if request.as_format and request.as_format not in (formats := listed("mutuals.readers")):
        raise UnknownReaderError(request.as_format, formats)
    progress = _Progress()
    for one in request.paths:
        if isinstance(one, Unread):
            yield replace(one, path=shown_name(one.path))
    while True:
        ending = yield from _one_child(request, settings, progress)
        if ending is None:
            return
        stuck = progress.current
        path = stuck.path if stuck is not None else progress.opening
        if not path or path in progress.done:
            raise SandboxError(ending[1])
        step = _smaller_step(progress, path, ending) if stuck is not None else 0
        if step:
            progress.again, progress.handed_over, progress.step = path, progress.seen, step
        else:
            yield Failed(path, stuck.number if stuck else 0, progress.seen + 1, *ending)
            progress.done.append(path)
        progress.current, progress.opening = None, ""


def _smaller_step(progress: _Progress, path: str, ending: tuple[str, str]) -> int:
    if path != progress.again:
        # Whoever stalls takes long to be found out: that is not done three times.
        return 1 if ending[0] == "too_slow" else _FEW
    return 1 if progress.step == _FEW else 0


_Ending = tuple[str, str] | None


def _one_child(
    request: Request, settings: Settings, progress: _Progress
) -> Generator[Event, None, _Ending]:
    command = [sys.executable, "-P", "-m", "mutuals.sandbox.worker"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(  # noqa: S603  # our own module, no argument from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        stderr=None if SHOWS_STDERR in os.environ else subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            if child.stdin is not None:
                child.stdin.write(_task(request, settings, progress))
                child.stdin.close()
            reason = yield from _listen(child, settings, progress)
        finally:
            if child.poll() is None:
                _end(child)
            child.wait()
    return reason


def _task(request: Request, settings: Settings, progress: _Progress) -> bytes:
    size = sum(map(_size, request.files))
    task = {
        "paths": [str(path) for path in request.files],
        "members": request.members,
        "only_recognise": request.only_recognise,
        "as_format": request.as_format,
        "keep_text": request.keep_text,
        "answers": {name: dict(given) for name, given in request.answers.items()},
        "done": progress.done,
        "again": progress.again,
        "handed_over": progress.handed_over,
        "step": progress.step,
        "record_seconds": settings.record_seconds,
        "memory": settings.reader_memory,
        "cpu_seconds": _CPU_START + _CPU_PER_MIB * size // _MIB,
        "first_number": progress.number,
    }
    return json.dumps(task).encode() + b"\n"


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    # A repository's objects, most of which are in a few files.
    return sum(one.stat().st_size for one in path.glob("objects/pack/*") if one.is_file())


def _listen(
    child: "subprocess.Popen[bytes]", settings: Settings, progress: _Progress
) -> Generator[Event, None, _Ending]:
    pipe = child.stdout
    if pipe is None:
        return None
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while True:
            event = _next(pipe, waiting, settings.reader_stall)
            if event is None:
                return None if progress.has_finished else _why(child)
            if isinstance(event, TimeoutError):
                return "too_slow", "the reader showed no sign of life and was stopped"
            _note(progress, event)
            if not isinstance(event, Opening | Finished):
                yield event


def _next(
    pipe: IO[bytes], waiting: selectors.BaseSelector, stall: float
) -> Event | TimeoutError | None:
    return read_frame(pipe) if waiting.select(stall) else TimeoutError()


def _note(progress: _Progress, event: Event) -> None:
    if isinstance(event, Begun):
        progress.current = event
        progress.seen = progress.handed_over if event.path == progress.again else 0
        progress.number = event.number + 1
        progress.open_files[event.number] = event.path
    elif isinstance(event, Tick):
        progress.seen = event.seen
    elif isinstance(event, Ended):
        progress.done.append(progress.open_files.pop(event.number))
        if progress.current is not None and progress.current.number == event.number:
            progress.current = None
    elif isinstance(event, Opening):
        progress.opening, progress.current = event.path, None
    elif isinstance(event, Finished):
        progress.has_finished = True
    elif isinstance(event, Unread | Recognised):
        progress.done.append(event.path)


def _end(child: "subprocess.Popen[bytes]") -> int:
    # With whatever the reader has started itself.
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.wait()


def _why(child: "subprocess.Popen[bytes]") -> tuple[str, str]:
    try:
        code = child.wait(_LAST_WORDS)
    except subprocess.TimeoutExpired:
        code = _end(child)
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "too_costly", "the reader used more time or memory than it may and was stopped"
    named = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return "reader_died", f"the reader died ({named})"
