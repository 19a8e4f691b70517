"""Imports killed at random moments, and write-ahead logs cut at random places.

    python -m benchmarks.truth.crash [KILLS [CUTS]]

Every kill is SIGKILL to the importing process, in a store of its own. Nothing that was
acknowledged may be missing, store and commit ledger must agree, and reading the file
again must come to the content of an import that nobody disturbed. A cut log must be
noticed and named, or have cost nothing.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.markdown import table

import mutuals
from mutuals.errors import StoreError
from mutuals.village import write

KILLS, CUTS = 100, 30
# A commit after every file: many to be killed between and within.
PIECES = 60
IMPORT = """
import sys
import mutuals
from mutuals.settings import Settings
network = mutuals.open(sys.argv[1], Settings(batch=1))
print(flush=True)
network.read([sys.argv[2]])
print(flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A place of its own, what is imported there, and the content it must come to."""

    place: Path
    mails: Path
    wanted: str


def main() -> None:
    """Kill and cut, and print what came of it."""
    given = [int(one) for one in sys.argv[1:]]
    kills, cuts = (*given, *(KILLS, CUTS)[len(given) :])
    chance = random.Random(1)  # noqa: S311  moments, no secrets
    with TemporaryDirectory() as folder:
        place = Path(folder)
        write(place / "village")
        mails = place / "mails"
        _split(place / "village" / "owner" / "Mail" / "All mail.mbox", mails)
        whole = place / "whole"
        seconds = median(_undisturbed(whole / str(number), mails) for number in range(3))
        wanted = _content(whole / "0")
        found: Counter[str] = Counter()
        for number in range(kills):
            trial = Trial(place / f"kill {number}", mails, wanted)
            found.update(_killed(trial, chance.uniform(0, seconds * 1.05)))
        print(f"{kills} imports of {seconds:.1f} s killed:\n")
        print(table(["what", "times"], sorted(found.items())))
        found = Counter()
        for number in range(cuts):
            found.update(_cut(Trial(place / f"cut {number}", mails, wanted), chance))
        print(f"\n{cuts} write-ahead logs cut:\n")
        print(table(["what", "times"], sorted(found.items())))


def _split(mailbox: Path, folder: Path) -> None:
    folder.mkdir()
    messages = re.split(rb"(?m)^(?=From [^\n]*\d{4}$)", mailbox.read_bytes())
    for number in range(PIECES):
        (folder / f"{number}.mbox").write_bytes(b"".join(messages[number::PIECES]))


def _undisturbed(store: Path, mails: Path) -> float:
    store.parent.mkdir(exist_ok=True)
    with _importing(store, mails) as process:
        began = time.perf_counter()
        _line(process)
        return time.perf_counter() - began


def _killed(trial: Trial, at: float) -> Iterator[str]:
    """Yield what was found after one kill."""
    trial.place.mkdir()
    store = trial.place / "network"
    with _importing(store, trial.mails):
        time.sleep(at)
    acknowledged = _acknowledged(store)
    yield f"killed {'between' if acknowledged else 'before any'} commits"
    network = mutuals.open(store)
    try:
        yield "lost something acknowledged" if network.loss else "nothing acknowledged lost"
        yield "store and ledger agree" if not network.check(read_data=True) else "disagree"
        kept = sum(source["stored"] for source in network.table("source").to_pylist())
        yield "holds less than acknowledged" if kept < acknowledged else "holds what it said"
    finally:
        network.close()
    yield _converges(store, trial)
    shutil.rmtree(trial.place)


def _cut(trial: Trial, chance: random.Random) -> Iterator[str]:
    """Yield what was found after one cut."""
    trial.place.mkdir()
    store = trial.place / "network"
    with _importing(store, trial.mails) as process:
        _line(process)
    log = store.with_name("network.wal")
    size = log.stat().st_size if log.exists() else 0
    if not size:
        yield "there was no log to cut"
        return
    os.truncate(log, chance.randrange(size))
    try:
        network = mutuals.open(store)
    except StoreError as error:
        yield f"refused: {type(error).__name__}"
        return
    said = network.loss
    network.close()
    if said:
        yield "noticed and named"
        yield f"after it, {_converges(store, trial)}"
    else:
        yield "cost nothing" if _content(store) == trial.wanted else "LOST IN SILENCE"
    shutil.rmtree(trial.place)


def _converges(store: Path, trial: Trial) -> str:
    network = mutuals.open(store)
    try:
        network.read([trial.mails])
        is_same = network.content_hash() == trial.wanted and not network.check(read_data=True)
    finally:
        network.close()
    return "read again, same content" if is_same else "READ AGAIN, OTHER CONTENT"


def _content(store: Path) -> str:
    network = mutuals.open(store)
    try:
        return network.content_hash()
    finally:
        network.close()


def _acknowledged(store: Path) -> int:
    """Return how many interactions the ledger beside the store says are committed."""
    ledger = store.with_name(store.name + ".ledger")
    lines = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
    return int(json.loads(lines[-1])["rows"].get("interaction", 0)) if lines else 0


@contextmanager
def _importing(store: Path, mails: Path) -> Iterator["subprocess.Popen[str]"]:
    """Import in a process of its own, which the end of the block kills."""
    with subprocess.Popen(  # noqa: S603  our own script
        [sys.executable, "-c", IMPORT, str(store), str(mails)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        _line(process)
        yield process
        process.send_signal(signal.SIGKILL)


def _line(process: "subprocess.Popen[str]") -> None:
    if process.stdout is None or not process.stdout.readline():
        sys.exit("the import ended by itself")


if __name__ == "__main__":
    main()
