"""Git's history: who wrote what, with whom, who looked at it and who took it in.

A repository (the folder ``.git``, or a bare one), a bundle or a pack comes as a stream
of its commits, read without starting git; what ``git log`` printed is read as well. A
commit is its author's. Who is named by ``Reviewed-by`` and the like has given the
author time: that is contact of theirs with the author, and so is taking a change in.
People go by their mail. Which files a commit touched is kept, of a repository or from
what ``git log`` lists; not of merges, of sweeps over more than fifty files, nor of a
bundle or a pack. A repository is known by its first commit, which clones and forks
share; of a text, that is the oldest one listed.
"""

import re
from collections.abc import Iterator

from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.git import batch, log
from mutuals.readers.git.commit import Commit, interactions
from mutuals.records import Notice, Record, Source

WHAT = "a git history"
_UNREAD = {
    "sha256": "Its commits go by SHA-256, not read yet: give what git log prints.",
    "reftable": "Its branches stand in a reftable, not read yet: give what git log prints.",
    "untold": "Its lists of files are more than is kept of a zip: of some commits it is not told "
    "which files they touched. Unpack it, and give the folder.",
}

_BATCH = re.compile(rb"[0-9a-f]{40,64} (?:commit \d{1,9}|missing|damaged|sha256|reftable)\n")
_LOG = re.compile(rb"(?:\xef\xbb\xbf)?commit [0-9a-f]{7,64}(?: [^\r\n]{0,400})?\r?\n")
_NEXT = re.compile(rb"(?:Merge: [^\n]*\n|tree [0-9a-f]{40,64}\n|parent [0-9a-f]{40,64}\n){0,99}")


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is a history."""
    if _BATCH.match(head):
        return 0.97
    found = _LOG.match(head)
    if found is None:
        return 0.0
    rest = head[found.end() :]
    after = rest[_NEXT.match(rest).end() :]  # type: ignore[union-attr]  # it can match nothing
    return 0.97 if after.startswith((b"Author:", b"author ")) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield each commit, and what others did for it."""
    with source.open() as stream:
        is_batch = _BATCH.match(stream.read(200)) is not None
    commits = batch.commits(source.open) if is_batch else log.commits(source.open)
    number = missing = 0
    for commit in commits:
        if commit.problem == "missing":
            missing += 1
            continue
        if commit.problem in _UNREAD:
            yield Notice(_UNREAD[commit.problem])
            continue
        number += 1
        yield from _records(commit, number, keep_text=source.keep_text)
    if missing:
        yield Notice(f"{missing} earlier commits are not in this copy, which is a shallow one.")


def _records(commit: Commit, number: int, *, keep_text: bool) -> Iterator[Record]:
    try:
        yield from interactions(commit, number, keep_text=keep_text)
    except RefusedError as error:
        yield refused(error.args[0], number, commit.offset)
