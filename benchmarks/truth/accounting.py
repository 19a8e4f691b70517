"""Real archives through the whole program: every record accounted for.

    python -m benchmarks.truth.accounting [DATA]

Seen must be what a counter that is not the reader counts; stored, known and rejected
must come to seen; reading again must add nothing; and reading the files in reverse
order must come to the same content. DATA (or MUTUALS_DATA) is the folder of corpora.
"""

import contextlib
import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import college, enron, thiers13
from benchmarks.markdown import table
from benchmarks.truth.counting import count

import mutuals
from mutuals.intake import ReadReport, walk

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[3] / "shared" / "data"))
# Sample chats that ask are right with one of the two; the count is the same.
ANSWERS = {"*": {"day_first": "day"}}
HASH_SHOWN = 12


@dataclass(slots=True)
class Account:
    """What became of a corpus."""

    name: str
    form: str = ""
    files: int = 0
    counted: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    again: int = 0
    by_form: dict[str, list[int]] = field(default_factory=dict)
    hashes: tuple[str, str, str] = ("", "", "")
    differing: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    uncounted: list[str] = field(default_factory=list)

    def row(self) -> list[object]:
        """Return the corpus as a row of the table."""
        sums = [self.totals[one] for one in ("seen", "stored", "known", "rejected")]
        unaccounted = sums[0] - sum(sums[1:])
        return [self.name, self.form, self.files, self.counted, *sums, unaccounted]

    def rows(self) -> list[list[object]]:
        """Return a row for each format: files, records, and what became of them."""
        return [
            [self.name, form, *numbers, numbers[1] - sum(numbers[3:])]
            for form, numbers in sorted(self.by_form.items())
        ]


def main() -> None:
    """Account for every corpus that is there and print the tables."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    with TemporaryDirectory() as folder:
        place = Path(folder)
        exports = sorted((data / "exports").glob("*"))
        found = {one.name: one for one in exports if one.is_dir()} | dict(_converted(data, place))
        accounts = [
            account(name, path, place / f"store {number}")
            for number, (name, path) in enumerate(found.items())
            if path.exists()
        ]
    show(accounts)


def account(name: str, path: Path, place: Path) -> Account:
    """Read a corpus, read it again, and read it in reverse order into another store."""
    place.mkdir()
    paths = [one for one in walk([path]) if isinstance(one, Path)]
    made = Account(name)
    with _opened(place / "forward") as network:
        _tally(made, network.read(paths, options={"answers": ANSWERS}), path)
        reasons = network.table("reject").column("reason").to_pylist()
        made.reasons.update(reasons)
        first = network.content_hash()
        made.again = network.read(paths, options={"answers": ANSWERS}).stored
        second = network.content_hash()
    with _opened(place / "backward") as network:
        network.read(paths[::-1], options={"answers": ANSWERS})
        made.hashes = first, second, network.content_hash()
    return made


def show(accounts: Sequence[Account]) -> None:
    """Print what became of each corpus."""
    header = ["corpus", "format", "files", "records", "seen", "stored", "merged", "rejected"]
    print("Records by a counter of its own, and what became of them:\n")
    rows = [row for one in accounts for row in one.rows()]
    print(table([*header, "unaccounted"], rows))
    many, unaccounted = (sum(abs(int(str(row[at]))) for row in rows) for at in (3, -1))
    print(f"\n{many:,} records counted in {len(accounts)} corpora, {unaccounted} unaccounted.")
    reasons = Counter[str]()
    for one in accounts:
        reasons.update(one.reasons)
    listed = (f"{reason} {number}" for reason, number in reasons.most_common())
    print(f"\nRejected, by reason: {', '.join(listed)}.")
    print("\nThe content hash after reading, reading again, and reading in reverse order:\n")
    hashes = [
        [one.name, one.again, *(each[:HASH_SHOWN] for each in one.hashes), _same(one)]
        for one in accounts
    ]
    header = ["corpus", "added again", "first", "again", "reversed", "all the same"]
    print(table(header, hashes))
    for one in accounts:
        if one.differing:
            print(f"\n{one.name}, seen differs from counted: {'; '.join(one.differing)}.")
        if one.uncounted:
            print(f"\n{one.name}, files only their reader counts: {'; '.join(one.uncounted)}.")
        if one.unread:
            print(f"\n{one.name}, files not read: {'; '.join(one.unread)}.")


def _same(one: Account) -> str:
    return "yes" if len(set(one.hashes)) == 1 else "no"


def _tally(made: Account, report: ReadReport, root: Path) -> None:
    made.form = ", ".join(sorted({one.format for one in report.files}))
    made.files = len(report.files)
    for one in report.files:
        found = count(Path(one.path), one.format)
        counted = one.seen if found is None else found
        if found is None:
            made.uncounted.append(_short(one.path, root))
        made.counted += counted
        became = {key: getattr(one, key) for key in ("seen", "stored", "known", "rejected")}
        made.totals.update(became)
        sums = made.by_form.setdefault(one.format, [0] * 6)
        for at, number in enumerate((1, counted, *became.values())):
            sums[at] += number
        if counted != one.seen:
            made.differing.append(f"{_short(one.path, root)} ({counted} counted, {one.seen} seen)")
    names = [(_short(one.path, root), one.reason) for one in report.unread]
    names += [(_short(one.path, root), "asks") for one in report.questions]
    made.unread = [f"{name} ({reason})" for name, reason in names]


def _short(path: str, root: Path) -> str:
    return str(Path(path).relative_to(root if root.is_dir() else root.parent))


def _converted(data: Path, place: Path) -> Iterable[tuple[str, Path]]:
    made = []
    for name, folder, convert in (
        ("Enron", "enron_igraph", enron.main),
        ("CollegeMsg", "collegemsg", college.main),
        ("thiers13", "thiers13", thiers13.main),
    ):
        if (data / folder).exists():
            with contextlib.redirect_stdout(io.StringIO()):
                convert(place / name)
            made.append((name, place / name))
    return made


@contextlib.contextmanager
def _opened(store: Path) -> Iterator[mutuals.Network]:
    network = mutuals.open(store)
    try:
        yield network
    finally:
        network.close()


if __name__ == "__main__":
    main()
