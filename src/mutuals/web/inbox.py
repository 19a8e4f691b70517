"""Where dropped files wait until they are kept, each in a folder of its own."""

import secrets
import unicodedata
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from mutuals.errors import UsageError

LONGEST_NAME: Final = 120
GONE: Final = "that file is not waiting here any more; drop it again"


def placed(inbox: Path, name: str, into: str) -> tuple[str, Path]:
    """Return an id and the path a dropped file is written to.

    ``name`` may have folders in front; ``into`` is the id of what it was dropped with,
    so that the files of a folder stay together. Raises UsageError if that has gone.
    """
    if into and not _is_known(inbox, into):
        raise UsageError(GONE)
    upload_id = into or secrets.token_hex(8)
    steps = [one for one in PurePosixPath(name).parts if one not in {"/", "..", "."}]
    path = inbox.joinpath(upload_id, *map(safe_name, steps or [name]))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return upload_id, path


def waiting_in(inbox: Path, upload_id: str) -> Path:
    """Return the file or folder that was dropped. Raises UsageError if it has gone."""
    is_known = _is_known(inbox, upload_id)
    found = next((inbox / upload_id).iterdir(), None) if is_known else None
    if found is None:
        raise UsageError(GONE)
    return found


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
