"""The commit ledger: what was committed, written down beside the store.

One JSON line per committed batch, fsynced after the store's own commit. Each line's
hash covers the line before it, so a store that lost its newest batches (a cut
write-ahead log loses them without a word) does not agree with its ledger any more.
"""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One committed batch: how many rows each table held afterwards, and their sums.

    ``sums`` adds up one number per row, so that it is the same for the same rows in any
    order. ``act`` says what was done (read, undo, answer, build).
    """

    batch: int
    act: str
    rows: dict[str, int]
    sums: dict[str, str]
    chain: str = ""

    def after(self, chain: str) -> "Entry":
        """Return the entry as it stands after an entry with that chain hash."""
        content = json.dumps([self.batch, self.act, self.rows, self.sums], sort_keys=True)
        linked = sha256(f"{chain}\n{content}".encode()).hexdigest()
        return Entry(self.batch, self.act, self.rows, self.sums, linked)

    def line(self) -> str:
        """Return the entry as one line of JSON."""
        return json.dumps(asdict(self), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Loss:
    """Batches the ledger remembers and the store has lost."""

    batches: int
    rows: int


def read_ledger(path: Path) -> list[Entry]:
    """Return the ledger's entries; a last line cut short by a crash is left out."""
    if not path.exists():
        return []
    entries = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True):
        # Without its end a line is cut short, even where what is there can be read.
        if not line.endswith("\n"):
            break
        try:
            entries.append(Entry(**json.loads(line)))
        except (ValueError, TypeError):
            break
    return entries


def write_ledger(path: Path, entries: list[Entry]) -> None:
    """Write a whole ledger in the old one's place, all of it or nothing."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.writelines(entry.line() + "\n" for entry in entries)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def append_ledger(path: Path, entry: Entry) -> None:
    """Add an entry and wait until the disk has it."""
    with path.open("a", encoding="utf-8") as file:
        file.write(entry.line() + "\n")
        file.flush()
        os.fsync(file.fileno())


def agree(kept: list[Entry], stored: list[Entry]) -> tuple[list[Entry], Loss | None]:
    """Return the ledger as it should be, and what the store has lost, if anything.

    ``kept`` is the ledger beside the store, ``stored`` the store's own copy. A store
    that is ahead was killed between its commit and the ledger's line: nothing is lost.

    >>> one = Entry(1, "read", {"interaction": 5}, {}).after("")
    >>> two = Entry(2, "read", {"interaction": 9}, {}).after(one.chain)
    >>> agree([one, two], [one])[1]
    Loss(batches=1, rows=4)
    >>> agree([one], [one, two])[1] is None
    True
    """
    known = {entry.chain for entry in stored}
    lost = [entry for entry in kept if entry.chain not in known]
    if not lost:
        return stored, None
    last = stored[-1].rows if stored else {}
    rows = sum(max(0, count - last.get(table, 0)) for table, count in lost[-1].rows.items())
    return stored, Loss(len(lost), rows)
