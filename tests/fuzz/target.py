"""Throw bytes at one reader, led by which of its lines they reach.

    python tests/fuzz/target.py FORMAT [LIBFUZZER OPTIONS] [FOLDERS OF INPUTS]

Whatever the bytes are, a reader yields records that its tables can hold, or rejects;
it raises nothing, ends within seconds and stays within its memory (libFuzzer's -timeout
and -rss_limit_mb). An input that breaks this is written where -artifact_prefix says:
mend the reader and keep the input in ``tests/fuzz/found/FORMAT``.
"""

import io
import sys
from collections.abc import Callable
from itertools import islice
from pkgutil import walk_packages
from types import ModuleType

import atheris

MOST_RECORDS = 20_000


def target(format_name: str) -> Callable[[bytes], None]:
    """Return what libFuzzer calls: the first byte chooses a name and what is kept."""
    with atheris.instrument_imports(include=["mutuals.readers", "mutuals.archives"]):
        reader = _imported(format_name)
    from tests.fuzz.seeds import file_names  # noqa: PLC0415  # it imports the readers

    from mutuals.records import Notice, Question, Source  # noqa: PLC0415  # after its readers
    from mutuals.sandbox.rows import RowBuffer  # noqa: PLC0415  # as above

    called = file_names(format_name)

    def once(data: bytes) -> None:
        choice, content = (data[0], data[1:]) if data else (0, b"")
        name = called[(choice >> 1) % len(called)]
        sure = reader.recognizes(name, content[: 1 << 16])
        assert 0.0 <= sure <= 1.0, sure
        keeps = bool(choice & 1)
        source = Source(name, lambda: io.BytesIO(content), len(content), keep_text=keeps)
        buffer = RowBuffer(keep_text=keeps)
        for record in islice(reader.read(source), MOST_RECORDS):
            if not isinstance(record, Notice | Question):
                buffer.add(0, record)
        buffer.flush()

    return once


def _imported(format_name: str) -> ModuleType:
    # A dotted name is a module elsewhere: one that is broken on purpose.
    package = format_name if "." in format_name else f"mutuals.readers.{format_name}"
    __import__(package)
    reader: ModuleType = sys.modules[package]
    for one in walk_packages(getattr(reader, "__path__", []), f"{package}."):
        __import__(one.name)
    return reader


def main() -> None:
    """Hand over to libFuzzer."""
    once = target(sys.argv[1])
    atheris.Setup([sys.argv[0], *sys.argv[2:]], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
