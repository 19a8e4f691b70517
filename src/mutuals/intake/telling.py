"""What reading came to, in words and rows: by kind where the files are many."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from shlex import quote
from typing import Any

from mutuals.counts import number, tally
from mutuals.intake.report import Asked, FileReport
from mutuals.sandbox import Unread

# With more files, those of one kind are told of together.
FEW_FILES = 20
_NAMED = 3
COUNTED = ("seen", "stored", "known", "left_out", "unreadable")
HEADINGS = {
    "seen": "seen",
    "stored": "stored",
    "known": "known",
    "left_out": "left out",
    "unreadable": "not read",
}


def counted(file: FileReport) -> dict[str, Any]:
    """Return what became of one file: seen is the sum of the other counts."""
    names = ("path", "format", "seen", "stored", "known", "rejected", "left_out", "notices")
    row = {name: getattr(file, name) for name in names}
    return row | {"unreadable": file.rejected - file.left_out}


def by_kind(files: Sequence[FileReport]) -> list[dict[str, Any]]:
    """Return a row a format, the one with most records first."""
    found: dict[str, dict[str, Any]] = {}
    for row in map(counted, files):
        kind = found.setdefault(row["format"], {"format": row["format"], "files": 0})
        kind["files"] += 1
        for name in COUNTED:
            kind[name] = kind.get(name, 0) + row[name]
    return sorted(found.values(), key=lambda row: (-row["seen"], row["format"]))


def summed(files: Sequence[FileReport]) -> str:
    """Return what all files came to, in a sentence."""
    rows = [counted(file) for file in files]
    seen, stored, known, left, unreadable = (sum(row[name] for row in rows) for name in COUNTED)
    said = [f"{number(stored)} stored", f"{number(known)} already known"]
    said += [f"{number(left)} left out for a reason"] if left else []
    said += [f"{number(unreadable)} could not be read"]
    why = "; `mutuals rejects` says why." if left or unreadable else "."
    return f"{tally(seen, 'record')} in {tally(len(rows), 'file')}: {', '.join(said)}{why}"


def noticed(files: Iterable[FileReport]) -> list[str]:
    """Return what files have to say of themselves, alike ones together."""
    told: dict[str, list[str]] = {}
    for file in files:
        for notice in file.notices:
            told.setdefault(notice, []).append(file.path)
    return [f"{_places(paths)}: {notice}" for notice, paths in told.items()]


def not_read(unread: Iterable[Unread]) -> list[str]:
    """Return which files were not read and why, alike ones together."""
    told: dict[str, list[str]] = {}
    for one in unread:
        told.setdefault(one.message, []).append(one.path)
    return [
        f"{_places(paths)} {'was' if len(paths) == 1 else 'were'} not read: {message}"
        for message, paths in told.items()
    ]


def waiting(questions: Iterable[Asked]) -> list[str]:
    """Return which files wait for an answer, and what to type."""
    told: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in questions:
        told.setdefault((one.name, one.sentence, one.choices), []).append(one.path)
    lines = []
    for (name, sentence, choices), paths in told.items():
        waits = "waits" if len(paths) == 1 else "wait"
        lines.append(f"{_places(paths)} {waits} for an answer: {sentence}")
        typed = quote(paths[0]) if len(paths) == 1 else "with the same files"
        lines += [f"    mutuals read {typed} --answer {name}={choice}" for choice in choices]
    return lines


def _places(paths: Sequence[str]) -> str:
    if len(paths) == 1:
        return paths[0]
    named = ", ".join(PurePath(one).name for one in paths[:_NAMED])
    more = ", …" if len(paths) > _NAMED else ""
    return f"{number(len(paths))} files ({named}{more})"
