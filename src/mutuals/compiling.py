"""How kernels are compiled, and where they are kept compiled from then on.

A kernel is kept together with the functions that it calls, so a change to one of those
must be seen as well: kernels are kept in a folder named after all the sources of the
package that they are part of. They call none of another package.
"""

import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from inspect import getfile
from pathlib import Path
from typing import Any, TypeVar

from numba import config as numba_settings
from numba import njit  # noqa: TID251  here it is
from platformdirs import user_cache_path

# A division by zero is no branch to an exception.
_PLAIN: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
# And who holds an array is not counted as it is handed on, for all of them are the
# caller's: that would double the time.
_ARRAYS_ARE_GIVEN: dict[str, Any] = {**_PLAIN, "_nrt": False}
Result = TypeVar("Result")


def kernel(function: Callable[..., Result]) -> Callable[..., Result]:
    """Compile a function that makes no arrays, and works without Python's lock."""
    return _compiled(function, _ARRAYS_ARE_GIVEN)


def inlined(function: Callable[..., Result]) -> Callable[..., Result]:
    """Compile a function into the kernels that call it."""
    return _compiled(function, {**_ARRAYS_ARE_GIVEN, "forceinline": True})


def making(function: Callable[..., Result]) -> Callable[..., Result]:
    """Compile a function that makes arrays of its own."""
    return _compiled(function, _PLAIN)


def _compiled(function: Callable[..., Result], options: dict[str, Any]) -> Callable[..., Result]:
    sources = Path(getfile(function)).parent
    folder = kept_in(os.environ.get("NUMBA_CACHE_DIR"), sources)
    config: Any = numba_settings  # it is filled while it runs
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder or "")
    try:
        compiled: Callable[..., Result] = njit(cache=folder is not None, **options)(function)
    finally:
        # other packages' kernels stay where they were
        config.CACHE_DIR = before
    return compiled


@cache
def kept_in(named: str | None, sources: Path) -> Path | None:
    """Return the folder for what these sources compile to, or None where none can be.

    It lies in the folder ``named``, else in the one for what can be made anew.
    """
    content = blake2b(digest_size=8)
    for file in sorted(sources.glob("*.py")):
        content.update(file.read_bytes())
    above = Path(named) if named else user_cache_path("mutuals") / "kernels"
    folder = above / content.hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
