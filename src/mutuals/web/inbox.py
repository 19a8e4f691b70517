"""Where dropped files wait until they are kept, each in a folder of its own."""

import secrets
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from mutuals.errors import UsageError

LONGEST_NAME: Final = 120
GONE: Final = "that file is not waiting here any more; drop it again"


def placed(inbox: Path, name: str, into: str) -> tuple[str, Path]:
    """Return an id and the path of an empty file that a dropped file is written to.

    ``name`` may have folders in front; ``into`` is the id of what it was dropped with,
    so that the files of a folder stay together. Raises UsageError if that has gone.
    """
    if into and not _is_known(inbox, into):
        raise UsageError(GONE)
    upload_id = into or secrets.token_hex(8)
    steps = [one for one in PurePosixPath(name).parts if one not in {"/", "..", "."}]
    *folders, last = map(safe_name, steps or [name])
    place = inbox / upload_id
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in folders:
        place = next(one for one in _named(place, folder) if not one.is_file())
        place.mkdir(mode=0o700, exist_ok=True)
    return upload_id, next(one for one in _named(place, last) if _is_taken(one))


def _named(place: Path, name: str) -> Iterator[Path]:
    """Yield what a file may be called where another's safe name is the same."""
    yield place / name
    stem, suffix = Path(name).stem, Path(name).suffix
    for copy in count(2):
        yield place / f"{stem} ({copy}){suffix}"


def _is_taken(path: Path) -> bool:
    """Tell whether a file of that name could be made, and make it."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


def waiting_in(inbox: Path, upload_id: str) -> Path:
    """Return the file or folder that was dropped. Raises UsageError if it has gone."""
    is_known = _is_known(inbox, upload_id)
    found = [*(inbox / upload_id).iterdir()] if is_known else []
    if not found:
        raise UsageError(GONE)
    return found[0] if len(found) == 1 else inbox / upload_id


def size(path: Path) -> int:
    """Return how many bytes a file, or a folder's files, have."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(one.stat().st_size for one in files if one.is_file())


def safe_name(name: str) -> str:
    """Return a file's own name without folders and control characters.

    >>> safe_name("../../etc/passwd"), safe_name("..")
    ('passwd', 'file')
    """
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    short = kept.encode("utf-8", "ignore")[-LONGEST_NAME:].decode("utf-8", "ignore")
    return short if short.strip(". ") else "file"


def _is_known(inbox: Path, upload_id: str) -> bool:
    return upload_id.isalnum() and (inbox / upload_id).is_dir()
