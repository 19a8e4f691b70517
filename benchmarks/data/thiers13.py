"""Turn a school's face-to-face contacts and friendship survey into community files.

    python benchmarks/data/thiers13.py OUTDIR

writes interactions.csv, people.csv and ties.csv. A row of the study says that two
badges faced each other during the 20 seconds before a time; rows of a pair that follow
each other without a gap are one spell.
"""

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

STEP = 20
DATA = Path(__file__).parents[3] / "shared" / "data"
Spell = tuple[int, int, str, str]


def main(out: Path) -> None:
    """Write the files and say how many rows were read and written."""
    folder = Path(os.environ.get("MUTUALS_DATA", DATA)) / "thiers13"
    contacts = _rows(folder / "High-School_data_2013.csv")
    pupils = _rows(folder / "metadata_2013.txt")
    friends = _rows(folder / "Friendship-network_data_2013.csv")
    found = [
        [first, last, one, other, "in_person", "badge"]
        for first, last, one, other in sorted(spells(contacts))
    ]
    out.mkdir(parents=True, exist_ok=True)
    header = ["started_at", "ended_at", "sender", "recipients", "medium", "channel"]
    _write(out / "interactions.csv", header, found)
    named = [[person, group, gender] for person, group, gender in pupils]
    _write(out / "people.csv", ["person", "group", "gender"], named)
    ties = [[ego, alter, "friend"] for ego, alter in friends]
    _write(out / "ties.csv", ["ego", "alter", "relation"], ties)
    print(f"contact rows read: {len(contacts)}")
    print(f"  merged into the spell before: {len(contacts) - len(found)}")
    print(f"interactions written: {len(found)}")
    print(f"people read and written: {len(pupils)}")
    print(f"ties read and written: {len(friends)}")


def spells(contacts: Iterable[list[str]]) -> Iterator[Spell]:
    """Yield the start and the end of each unbroken spell of each pair.

    >>> list(spells([["40", "2", "1"], ["60", "1", "2"], ["100", "1", "2"]]))
    [(20, 60, '1', '2'), (80, 100, '1', '2')]
    """
    times: dict[tuple[str, str], list[int]] = {}
    for at, one, other, *_ in contacts:
        times.setdefault((min(one, other), max(one, other)), []).append(int(at))
    for (one, other), found in times.items():
        ends = sorted(set(found))
        breaks = [k for k, (a, b) in enumerate(pairwise(ends), start=1) if b - a > STEP]
        for start, stop in pairwise([0, *breaks, len(ends)]):
            yield ends[start] - STEP, ends[stop - 1], one, other


def _rows(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line]


def _write(path: Path, header: list[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
