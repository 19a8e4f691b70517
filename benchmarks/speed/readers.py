"""How fast archives are read on one core, against what people read them with in Python.

    python -m benchmarks.speed.readers [RECORDS]

The same made-up file for all, in turn, whole processes, CPU seconds, starting Python
and importing included. The reader alone yields records; without signs it does not look
at what is said, which no peer does either; in the sandbox records are keyed, counted
and handed over as rows as well.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measure import Run, run_once
from benchmarks.speed.mail import READ
from benchmarks.speed.reading_peers import PEERS, Peer

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


def raced(form: str, path: Path) -> tuple[dict[str, list[Run]], dict[Peer, list[Run]]]:
    """Run all in turn, slow peers once."""
    ours: dict[str, list[Run]] = {name: [] for name in OURS}
    theirs: dict[Peer, list[Run]] = {peer: [] for peer in PEERS[form]}
    for number in range(RUNS):
        for name, (code, more) in OURS.items():
            ours[name].append(once(code, path, form, more))
        for peer, runs in theirs.items():
            if number == 0 or not peer.is_slow:
                runs.append(once(peer.code, path, peer.about))
    return ours, theirs


def cpu(runs: list[Run]) -> float:
    """Return the median of CPU seconds."""
    return median(one.cpu for one in runs)


def main() -> None:
    """Print the figures."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rates, rows = [], []
    for form, made in CASES.items():
        with TemporaryDirectory() as folder:
            path = made(Path(folder), many)
            size = path.stat().st_size / 1e6
            ours, theirs = raced(form, path)
        took = {name: cpu(runs) for name, runs in ours.items()}
        peak = round(max(one.peak for one in ours["sandbox"]))
        rate = round(many / took["reader"] / 1000, 1)
        rates.append([form, round(size, 1), *took.values(), rate, peak])
        for peer, runs in theirs.items():
            ratios = (cpu(runs) / one for one in took.values())
            rows.append([form, peer.name, cpu(runs), *ratios, round(max(r.peak for r in runs))])
    print(f"{many:,} records each; runs of each, of which the median counts: {RUNS}.\n")
    header = ("ours", "MB", "reader", "without signs", "sandbox and rows", "1000 records/s")
    print(table((*header, "peak MiB, sandbox"), rates))
    print("\nCPU seconds of others, and how many times ours they are:\n")
    header = ("file", "read by", "CPU s", "/ reader", "/ without signs", "/ sandbox")
    print(table((*header, "peak MiB"), rows))
    print("\nAsked: 5 times. Nobody but us accounts for every record, bears hostile")
    print("files, keeps to a limit of memory or finds who was addressed in a chat.")


if __name__ == "__main__":
    main()
