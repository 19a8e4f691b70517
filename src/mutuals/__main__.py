"""Start the command line, and say how it ended by an exit code."""

import json
import os
import sys
from collections.abc import Callable

from mutuals.cli import hoisted
from mutuals.errors import (
    AmbiguousPersonError,
    InputError,
    MutualsError,
    NoStoreError,
    NotAStoreError,
    StoreFullError,
    StoreHeldError,
    StoreUnwritableError,
    UnknownPersonError,
    UnwritableError,
    UsageError,
)
from mutuals.sparing import is_all_ours, spare

# The first that fits; see contract.md for what each code means.
_EXITS: tuple[tuple[type[BaseException], int], ...] = (
    (UnknownPersonError, 1),
    (AmbiguousPersonError, 2),
    (UsageError, 2),
    (InputError, 65),
    (UnwritableError, 73),
    (NoStoreError, 65),
    (NotAStoreError, 65),
    (StoreUnwritableError, 73),
    (StoreFullError, 74),
    (StoreHeldError, 75),
    (MutualsError, 70),
    (KeyboardInterrupt, 130),
)


def main() -> None:
    """Run one command."""
    from mutuals.cli import command_line  # noqa: PLC0415  # after the version is answered

    if is_all_ours():
        spare()
    app = command_line()
    try:
        _ran(lambda: app(hoisted(sys.argv[1:]), standalone_mode=True))
    except (MutualsError, KeyboardInterrupt) as error:
        if str(error):
            sys.stderr.write(f"mutuals: {error}\n")
        if "--json" in sys.argv[1:] and isinstance(error, MutualsError):
            sys.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
        code = next(code for kind, code in _EXITS if isinstance(error, kind))
        raise SystemExit(code) from error
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _ran(app: Callable[[], object]) -> None:
    """Run the command line, and let everything out before its end is judged."""
    try:
        app()
    except SystemExit as ended:
        # The library's own word for a reader of our output that has gone is 1.
        if isinstance(ended.__context__, BrokenPipeError):
            raise BrokenPipeError from None
        raise
    finally:
        sys.stdout.flush()


if __name__ == "__main__":
    main()
