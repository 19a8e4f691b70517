"""A reader that misbehaves on demand: each line of a file says what to do."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mutuals.records import Address, Interaction, Notice, Record, Source

MAGIC = b"PLANTED\n"
DEADLY_LOOK = b"PLANTED deadly"
ODD_LOOK = b"PLANTED odd"


def recognizes(_name: str, head: bytes) -> float:
    """Recognise a planted file; die or raise over two sorts of them."""
    if head.startswith(DEADLY_LOOK):
        os.kill(os.getpid(), signal.SIGSEGV)
    if head.startswith(ODD_LOOK):
        raise ZeroDivisionError
    return 1.0 if head.startswith(MAGIC) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield one interaction a line, or do what the line says."""
    number = 0
    with source.open() as stream:
        stream.readline()
        for line in stream:
            order, _, argument = line.decode().strip().partition(" ")
            for _ in range(int(argument) if order == "say" else 1):
                number += 1
                yield from _DEEDS[order](number, argument)


def _said(number: int, _argument: str = "") -> Iterator[Record]:
    yield _interaction(number)


def _interaction(number: int, *, title: str = "", length: int = 1) -> Interaction:
    return Interaction(
        record_no=number,
        started_at=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        channel="planted",
        sender=Address("id", f"ann {number % 7}"),
        title=title or f"{number}",
        length=length,
    )


def _memory(_number: int, _argument: str) -> Iterator[Record]:
    held = []
    while True:
        held.append(bytes(256 << 20))
        yield Notice(f"{len(held)} times")


def _spin(_number: int, _argument: str) -> Iterator[Record]:
    while time.monotonic() > 0:
        pass
    yield Notice("never said")


def _deaf(_number: int, _argument: str) -> Iterator[Record]:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(1000)
    yield Notice("never said")


def _exit(_number: int, argument: str) -> Iterator[Record]:
    os._exit(int(argument))
    yield Notice("never said")


def _crash(_number: int, _argument: str) -> Iterator[Record]:
    ctypes.string_at(0)
    yield Notice("never said")


def _write(number: int, argument: str) -> Iterator[Record]:
    Path(argument).write_text("written by a reader", encoding="utf-8")
    yield _interaction(number)


def _print(number: int, argument: str) -> Iterator[Record]:
    sys.stdout.write(argument * 1000)
    sys.stdout.flush()
    os.write(1, b"straight to the descriptor")
    yield _interaction(number)


def _surrogate(number: int, _argument: str) -> Iterator[Record]:
    yield _interaction(number, title="half \ud83d here")


def _raise(_number: int, argument: str) -> Iterator[Record]:
    if argument:
        raise ValueError(argument)
    yield Notice("never said")


def _huge(number: int, _argument: str) -> Iterator[Record]:
    yield _interaction(number, length=1 << 40)


def _shapeless(number: int, _argument: str) -> Iterator[Record]:
    yield Interaction(number, "yesterday", "planted", None)  # type: ignore[arg-type]  # on purpose


def _twice(number: int, _argument: str) -> Iterator[Record]:
    yield _interaction(number, title="first part")
    yield _interaction(number, title="second part")


_DEEDS: dict[str, Callable[[int, str], Iterator[Record]]] = {
    "say": _said,
    "memory": _memory,
    "spin": _spin,
    "deaf": _deaf,
    "exit": _exit,
    "crash": _crash,
    "write": _write,
    "print": _print,
    "surrogate": _surrogate,
    "raise": _raise,
    "huge": _huge,
    "shapeless": _shapeless,
    "twice": _twice,
}
