"""How fast archives are read on one core, against what people read them with in Python.

    python -m benchmarks.speed.readers [RECORDS]

The same made-up file for all, in turn, whole processes, CPU seconds, starting Python
and importing included; and, from a file four times as long, what each further record
costs, which is what counts for long files. The reader alone yields records; without
signs it does not look at what is said, which no peer does either; in the sandbox
records are keyed, counted and handed over as rows as well.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measure import Run, run_once
from benchmarks.speed.mail import READ
from benchmarks.speed.reading_peers import PEERS

from mutuals.village import write

ALONE = """
import sys
from functools import partial
from importlib import import_module
from mutuals.records import Source
reader = import_module(f"mutuals.readers.{sys.argv[2]}")
if sys.argv[3:]:
    from mutuals.archives import conversation
    from mutuals.readers.mail import signals
    conversation.signals = signals.signals = lambda *_, **__: ()
source = Source(sys.argv[1], partial(open, sys.argv[1], "rb"))
print(sum(1 for _ in reader.read(source)))
"""
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = "Could you bring the ladder on Sunday? Thanks, the hedge needs cutting again."
PEOPLE = ("Ann Lee", "Ben Moss", "Cas Rill", "Dee Vale")
RUNS = 1
TIMES = 4


def moment(number: int) -> datetime:
    """Return when a made-up message was said."""
    return BEGUN + timedelta(minutes=7 * number)


def whatsapp(place: Path, many: int) -> Path:
    """Write a WhatsApp chat."""
    path = place / "WhatsApp Chat with Walks.txt"
    with path.open("w", encoding="utf-8") as file:
        for at in range(many):
            file.write(f"{moment(at):%d/%m/%Y, %H:%M} - {PEOPLE[at % 4]}: {WORDS} {at}\n")
    return path


def telegram(place: Path, many: int) -> Path:
    """Write a Telegram export of one group."""
    said = [
        {
            "id": at,
            "type": "message",
            "date": f"{moment(at):%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int(moment(at).timestamp())),
            "from": PEOPLE[at % 4],
            "from_id": f"user{at % 4}",
            "text": f"{WORDS} {at}",
        }
        for at in range(many)
    ]
    told = {"name": "Walks", "type": "private_group", "id": 7, "messages": said}
    return _json(place / "result.json", told)


def slack(place: Path, many: int) -> Path:
    """Write a day of a Slack channel."""
    said = [
        {
            "type": "message",
            "user": f"U{at % 4}AAAAAA",
            "text": f"{WORDS} {at}",
            "ts": f"{int(moment(at).timestamp())}.{at % 1_000_000:06}",
        }
        for at in range(many)
    ]
    (place / "walks").mkdir()
    return _json(place / "walks" / "2020-01-01.json", said)


def discord(place: Path, many: int) -> Path:
    """Write a channel of Discord."""
    said = [
        {
            "id": str(at),
            "type": "Default",
            "timestamp": moment(at).isoformat(),
            "content": f"{WORDS} {at}",
            "author": {"id": str(at % 4), "name": PEOPLE[at % 4], "isBot": False},
            "attachments": [],
            "reactions": [],
            "mentions": [],
        }
        for at in range(many)
    ]
    channel = {"id": "9", "type": "GuildTextChat", "name": "walks"}
    told = {"guild": {"id": "5", "name": "Village"}, "channel": channel, "messages": said}
    return _json(place / "Village - walks [9].json", told)


def mail(place: Path, many: int) -> Path:
    """Write the village's mailbox."""
    write(place, mails=many)
    return place / "owner" / "Mail" / "All mail.mbox"


def _json(path: Path, told: object) -> Path:
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


CASES: dict[str, Callable[[Path, int], Path]] = {
    "mail": mail,
    "whatsapp": whatsapp,
    "telegram": telegram,
    "slack": slack,
    "discord": discord,
}
# What is told of our own runs, and how they are asked for.
OURS = {"reader": (ALONE, ""), "no signs": (ALONE, "bare"), "sandbox": (READ, "")}


def once(code: str, path: Path, *more: str) -> Run:
    """Run a program on a file."""
    return run_once([sys.executable, "-c", code, str(path), *filter(None, more)])


def raced(form: str, path: Path, *, is_long: bool) -> dict[str, list[Run]]:
    """Run all in turn, slow peers once and on short files only."""
    runs: dict[str, list[Run]] = {}
    for number in range(RUNS):
        for name, (code, more) in OURS.items():
            runs.setdefault(name, []).append(once(code, path, form, more))
        for peer in PEERS[form]:
            if not peer.is_slow or (number == 0 and not is_long):
                runs.setdefault(peer.name, []).append(once(peer.code, path, peer.about))
    return runs


def cpu(runs: list[Run]) -> float:
    """Return the median of CPU seconds."""
    return median(one.cpu for one in runs)


def measured(form: str, many: int) -> tuple[float, dict[str, list[Run]], dict[str, float]]:
    """Return a short file's size, its runs, and CPU ms per further record."""
    with TemporaryDirectory() as folder:
        short = CASES[form](Path(folder), many)
        size, runs = short.stat().st_size / 1e6, raced(form, short, is_long=False)
    with TemporaryDirectory() as folder:
        longer = raced(form, CASES[form](Path(folder), TIMES * many), is_long=True)
    more = (TIMES - 1) * many / 1000
    further = {name: (cpu(longer[name]) - cpu(runs[name])) / more for name in longer}
    return size, runs, further


def ours(runs: dict[str, list[Run]], further: dict[str, float]) -> Iterator[object]:
    """Yield our own figures."""
    yield from (cpu(runs[name]) for name in OURS)
    yield from (round(1000 * further[name]) for name in OURS)
    yield round(max(one.peak for one in runs["sandbox"]))


def peers(
    form: str, runs: dict[str, list[Run]], further: dict[str, float]
) -> Iterator[list[object]]:
    """Yield a row for each peer of a format."""
    for peer in PEERS[form]:
        took = cpu(runs[peer.name])
        ratios = (took / cpu(runs[name]) for name in OURS)
        later: list[object] = [
            further[peer.name] / further[one] for one in OURS if peer.name in further
        ]
        yield [form, peer.name, took, *ratios, *(later or ["-"] * len(OURS))]


def main() -> None:
    """Print the figures."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rates: list[list[object]] = []
    rows: list[list[object]] = []
    for form in CASES:
        size, runs, further = measured(form, many)
        rates.append([form, round(size, 1), *ours(runs, further)])
        rows += peers(form, runs, further)
    print(f"{many:,} records each; runs of each, of which the median counts: {RUNS}.\n")
    header = ("ours", "MB", "reader", "without signs", "sandbox and rows")
    more = ("reader, \u00b5s a further record", "without signs, \u00b5s", "sandbox, \u00b5s")
    print(table((*header, *more, "peak MiB, sandbox"), rates))
    print("\nCPU seconds of others, and how many times ours they are:\n")
    each = ("/ reader", "/ without signs", "/ sandbox")
    print(table(("file", "read by", "CPU s", *each, *(f"further {one}" for one in each)), rows))
    print("\nAsked: 5 times. Nobody but us accounts for every record, bears hostile")
    print("files, keeps to a limit of memory or finds who was addressed in a chat.")


if __name__ == "__main__":
    main()
