"""The child: find each file's format, read it, and say what it holds.

Started by ``parent`` with one line of JSON on standard input; frames go to standard
output. It may not write files, and its memory and CPU time are limited.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO

from mutuals.records import Notice, Question, Record, Reject, Source
from mutuals.sandbox.containers import inside, is_archive, members
from mutuals.sandbox.frames import (
    Begun,
    Ended,
    Event,
    Finished,
    Opening,
    Recognised,
    Tick,
    Told,
    Unread,
    write_frames,
)
from mutuals.sandbox.looks import SURE, called, known_as, looked_at, place, readers, unrecognised
from mutuals.sandbox.members import Member, shown_name
from mutuals.sandbox.preview import Preview
from mutuals.sandbox.rows import RowBuffer
from mutuals.sandbox.several import AT_ONCE, sentence_of, several
from mutuals.sandbox.tally import Tally
from mutuals.sandbox.task import Task
from mutuals.sandbox.watch import Watch
from mutuals.sparing import spare

_FLUSH = 5_000
_TICK_SECONDS = 1.0
# How many records are handed over in small steps where a file is read again.
_CAREFUL = 10_000
_NOTHING = -1
_BETWEEN_SEARCHES = 50_000
# After that, files are recognised and no more looked into.
_PREVIEW_SECONDS = 30.0


class Worker:
    """Reads the files of one task, in order."""

    def __init__(self, task: Task, pipe: IO[bytes]) -> None:
        self._task = task
        self._done = set(task.done)
        self._near = _with_what_holds_them(task.members)
        self._pipe = pipe
        self._buffer = RowBuffer(keep_text=task.keep_text)
        self._ended: list[Event] = []
        self._said_at = time.monotonic()
        self._number = task.first_number
        self._place = ("", "")
        self._partly = 0
        self._handed_over = _NOTHING
        self._watch = Watch(task.record_seconds)
        self._readers = readers(self._say)
        self._until = time.monotonic() + _PREVIEW_SECONDS

    def run(self) -> None:
        """Read everything; every file is one Begun and one Ended, or one Unread."""
        for path in self._task.paths:
            if shown_name(path) in self._done:
                continue
            self._say(Opening(shown_name(path)))
            self._place = place(Path(path))
            self._several(members(Path(path)))
        self._flush()
        self._say(Finished())

    def _several(self, found: Iterable[Member | Unread]) -> None:
        for one in found:
            if one.path not in self._done and (one.path in self._near or not self._near):
                self._one(one)

    def _one(self, member: Member | Unread) -> None:
        if isinstance(member, Unread):
            self._say(member)
            return
        # A crash while it is looked at must not be put down to the member before it.
        self._say(Opening(member.path))
        try:
            member, head = looked_at(member)
        except Exception as error:  # noqa: BLE001  # any decoder's error refuses the file
            self._say(Unread(member.path, "damaged_file", sentence_of(error)))
            return
        if is_archive(head):
            # Before readers see it: what it holds unpacked may look like their format.
            self._several(inside(member, head))
            return
        name, confidence = self._task.as_format, float(bool(head))
        if not name:
            member, head, name, confidence = known_as(self._readers, (member, head), self._place)
        if confidence < SURE:
            # It goes out with what is said next: of very many the pipe is in the way.
            write_frames(self._pipe, [unrecognised(member, head)], is_last=False)
        elif self._task.only_recognise:
            self._preview(member, name, confidence)
        else:
            self._read(member, name, confidence)

    def _preview(self, member: Member, name: str, confidence: float) -> None:
        reader, preview, is_whole = self._readers[name], Preview(), True
        if time.monotonic() < self._until:
            records = chain.from_iterable(self._records(name, member, preview.tally))
            is_whole = all(preview.take(one) for one in records)
        found = preview.found(is_whole=is_whole and time.monotonic() < self._until)
        self._say(Recognised(member.path, name, confidence, member.size, reader.WHAT, found))

    def _read(self, member: Member, name: str, confidence: float) -> None:
        number = self._number
        self._number += 1
        again = member.path == self._task.again
        self._handed_over = self._task.handed_over if again else _NOTHING
        self._say(Begun(member.path, name, confidence, number, member.size))
        tally, has_asked = Tally(), False
        for record in chain.from_iterable(self._records(name, member, tally)):
            if isinstance(record, Notice | Question):
                has_asked |= isinstance(record, Question)
                self._ended.append(_told(member.path, number, record))
            else:
                self._take(number, record, tally)
        if not tally.seen and not has_asked:
            notice, reject = _nothing(self._task.as_format)
            self._ended.append(_told(member.path, number, notice))
            if reject:
                self._take(number, reject, tally)
        self._ended.append(Ended(number, tally.seen, tally.rejected))
        if self._buffer.count >= _FLUSH or number == self._partly:
            self._flush()

    def _take(self, number: int, record: Record, tally: Tally) -> None:
        before = tally.seen, tally.rejected
        is_new, enough = tally.count(record), _FLUSH
        if self._handed_over != _NOTHING:
            # Rows that only describe records can come twice; records cannot.
            if tally.seen <= self._handed_over and getattr(record, "seen", True):
                return
            if self._handed_over >= tally.seen - _CAREFUL:
                enough = self._task.step
        if enough == 1:
            self._add(number, record, tally)
            self._hand_over(Tick(number, tally.seen, tally.rejected))
            return
        late = time.monotonic() - self._said_at > _TICK_SECONDS
        if is_new and (late or self._buffer.count >= enough):
            # Between two records: what one record came to stays together.
            self._hand_over(Tick(number, *before))
        self._add(number, record, tally)

    def _add(self, number: int, record: Record, tally: Tally) -> None:
        try:
            self._buffer.add(number, record)
        except (TypeError, OverflowError, AttributeError):
            tally.rejected += not isinstance(record, Reject)
            refused = Reject(tally.last, "unstorable", "it holds a value no table can hold")
            self._buffer.add(number, refused)

    def _hand_over(self, tick: Tick) -> None:
        self._partly = tick.number
        self._ended.append(tick)
        self._flush()

    def _records(self, name: str, member: Member, tally: Tally) -> Iterator[list[Record]]:
        source = _source(member, self._place, self._task)
        # Where one of them may kill, none waits for another.
        most = AT_ONCE if self._handed_over == _NOTHING else 1
        return several(partial(self._readers[name].read, source), tally, self._watch, most=most)

    def _flush(self) -> None:
        write_frames(self._pipe, [*self._buffer.flush(), *self._ended])
        self._ended = []
        self._said_at = time.monotonic()

    def _say(self, event: Event) -> None:
        write_frames(self._pipe, [event])
        self._said_at = time.monotonic()


def _with_what_holds_them(members: list[str]) -> set[str]:
    found = set(members)
    for one in members:
        parts = one.split("/")
        found.update("/".join(parts[:at]) for at in range(1, len(parts)))
    return found


def _source(member: Member, above: tuple[str, str], task: Task) -> Source:
    return Source(
        name=called(member, above),
        open=member.open,
        size=member.size,
        beside=member.beside,
        keep_text=task.keep_text,
        answers=task.answers.get(member.path, task.answers.get("*", {})),
    )


def _told(path: str, number: int, record: Notice | Question) -> Told:
    if isinstance(record, Notice):
        return Told(path, number, record.sentence)
    return Told(path, number, record.sentence, record.name, record.choices)


def _nothing(as_format: str) -> tuple[Notice, Reject | None]:
    if not as_format:
        return Notice("It holds no records."), None
    said = f"Nothing in it reads as {as_format}."
    return Notice(said), Reject(0, "nothing_found", said)


def _limit(task: Task) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (task.memory, task.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (task.cpu_seconds, task.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))


def main() -> None:
    """Read one task from standard input and work it off."""
    task = Task(**json.loads(sys.stdin.readline()))
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 20)
    # What a library prints must not get into the frames.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os.close(quiet)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spare()
    # Before writing is forbidden: what Python has compiled is kept for the next time.
    worker = Worker(task, pipe)
    _limit(task)
    # Records make few cycles, and looking for them takes a twentieth of the time.
    gc.set_threshold(_BETWEEN_SEARCHES, 20, 100)
    try:
        worker.run()
    finally:
        # Only reading is forbidden to write; what measures the tests may, afterwards.
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


if __name__ == "__main__":
    main()
