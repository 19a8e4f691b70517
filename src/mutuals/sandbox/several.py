"""A reader's records, a few at a time and each within its time.

The same step done to many in a row takes a fifth less than two steps in turn: what the
processor needs for it stays near.
"""

import time
from collections.abc import Callable, Iterator

from mutuals.archives.values import WorthlessError
from mutuals.records import Record, Reject, Rows
from mutuals.sandbox.limits import TooLargeError
from mutuals.sandbox.tally import Tally
from mutuals.sandbox.watch import Watch

AT_ONCE = 64
_WAITS = 0.1
# A columnar batch stands for many records, and a first record for a look at the file.
_BATCH_FACTOR = 30
# What ends a file early, beside a fault of its reader.
_ENDS: dict[type[Exception], str] = {
    TimeoutError: "too_slow",
    TooLargeError: "too_large",
    WorthlessError: "worthless",
}


def several(
    read: Callable[[], Iterator[Record]], tally: Tally, watch: Watch, *, most: int
) -> Iterator[list[Record]]:
    """Yield at most so many records at a time, none of which waits long for another.

    Where the reader fails, the rest of the file is one reject, numbered after what
    ``tally`` has counted by then.
    """
    times, waiting, until = _BATCH_FACTOR, list[Record](), time.monotonic() + _WAITS
    try:
        found = read()
        while True:
            watch.begin(times)
            record = next(found, None)
            watch.end()
            if record is None:
                break
            waiting.append(record)
            times = _BATCH_FACTOR if isinstance(record, Rows) else 1
            if times > 1 or len(waiting) >= most or time.monotonic() > until:
                yield waiting
                waiting, until = [], time.monotonic() + _WAITS
    except Exception as error:  # noqa: BLE001  # the rest of this file is one reject
        watch.end()
        yield waiting
        waiting = [
            Reject(tally.last + 1, _ENDS.get(type(error), "reader_failed"), sentence_of(error))
        ]
    yield waiting


def sentence_of(error: BaseException) -> str:
    """Say what ended a file; not in the error's words, which may quote the record."""
    if isinstance(error, TimeoutError):
        return "one record took too long to read"
    if isinstance(error, MemoryError):
        return "it needs more memory than a reader may use"
    if isinstance(error, TooLargeError | WorthlessError):
        return str(error)
    return f"reading stopped ({type(error).__name__})"
