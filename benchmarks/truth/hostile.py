"""Hostile files and bombs through the real command: what each costs and what is lost.

    python -m benchmarks.truth.hostile [DATA]

Thresholds, written before the run: no reader dies, no file is silent for 10 s, no
process tree needs 1 GB, every record is stored, known or rejected; a bomb costs at most
2 s and 300 MB more than an empty mail does. DATA (or MUTUALS_DATA) is the folder of
corpora.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import bombs
from benchmarks.markdown import table
from benchmarks.measure import tree_memory

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[3] / "shared" / "data"))
DEATHS = ("reader_died", "too_slow", "too_costly", "reader_failed", "unstorable")
MOST_MIB, BOMB_SECONDS, BOMB_MIB = 1024.0, 2.0, 300.0
# Bad files are no failure of the program: it says so with 65.
FINE = (0, 65)
PLAIN = b"From: ann@example.org\nTo: bo@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n\nHi\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading by the command: its end, what it said, seconds and MiB it took."""

    code: int
    files: list[dict[str, int]]
    deaths: int
    cpu: float
    wall: float
    peak: float

    def total(self, column: str) -> int:
        """Return a count over all files."""
        return sum(int(one[column]) for one in self.files)

    @property
    def unaccounted(self) -> int:
        """Records seen and neither stored, known nor rejected."""
        return self.total("seen") - sum(map(self.total, ("stored", "known", "rejected")))


def reading(path: Path, store: Path) -> Reading:
    """Read a file or folder into a new store by the command line."""
    command = [sys.executable, "-m", "mutuals", "--store", str(store), "--json"]
    before, began = os.times(), time.perf_counter()
    said, peak = store.with_suffix(".json"), 0.0
    with (
        said.open("wb") as out,
        subprocess.Popen(  # noqa: S603  ours
            [*command, "read", "--yes", str(path)], stdout=out, stderr=subprocess.DEVNULL
        ) as process,
    ):
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.02)
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    files = json.loads(said.read_bytes() or b"{}").get("files", [])
    return Reading(
        process.returncode, files, _deaths(command), cpu, time.perf_counter() - began, peak
    )


def _deaths(command: list[str]) -> int:
    """Count the rejects that say a reader came to an end before its time."""
    listed = subprocess.run(  # noqa: S603  ours
        [*command, "table", "reject", "--format", "json"], capture_output=True, check=False
    )
    rows = json.loads(listed.stdout or b"[]") if listed.returncode == 0 else []
    return sum(1 for row in rows if row["reason"] in DEATHS)


def main() -> None:
    """Print what the corpora and the bombs came to."""
    data = Path(sys.argv[1]) if sys.argv[1:] else DATA
    with TemporaryDirectory() as folder:
        top = Path(folder)
        if (data / "hostile").is_dir():
            _corpora(data / "hostile", top)
        _bombs(top)


def _corpora(hostile: Path, top: Path) -> None:
    rows = []
    for number, corpus in enumerate(sorted(one for one in hostile.iterdir() if one.is_dir())):
        one = reading(corpus, top / f"corpus{number}.mutuals")
        counts = [one.total(column) for column in ("seen", "stored", "known", "rejected")]
        ends = "yes" if one.code in FINE else f"no: {one.code}"
        rows.append(
            [
                corpus.name,
                len(one.files),
                *counts,
                one.unaccounted,
                one.deaths,
                ends,
                one.cpu,
                one.peak,
                "yes" if one.peak <= MOST_MIB else "no",
            ]
        )
    header = ("corpus", "files read", "seen", "stored", "known", "rejected", "unaccounted")
    print(table((*header, "readers died", "ends well", "CPU s", "peak MiB", "under 1 GB"), rows))


def _bombs(top: Path) -> None:
    (top / "plain.eml").write_bytes(PLAIN)
    plain = reading(top / "plain.eml", top / "plain.mutuals")
    rows = []
    for number, (what, path) in enumerate(bombs.written(top / "bombs").items()):
        one = reading(path, top / f"bomb{number}.mutuals")
        seconds, more = one.cpu - plain.cpu, one.peak - plain.peak
        held = one.code in FINE and seconds <= BOMB_SECONDS and more <= BOMB_MIB
        held = held and not one.deaths and not one.unaccounted
        kept = f"{one.total('stored')} / {one.total('rejected')}"
        rows.append([what, kept, one.deaths, seconds, more, "yes" if held else "no"])
    print(
        f"\nAn empty mail takes {plain.cpu:.1f} s of CPU and {plain.peak:.0f} MiB; beyond that:\n"
    )
    header = ("bomb", "stored / rejected", "readers died", "CPU s", "MiB", "within 2 s and 300 MB")
    print(table(header, rows))


if __name__ == "__main__":
    main()
