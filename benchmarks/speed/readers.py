"""How fast archives are read on one core, against what people read them with in Python.

    python -m benchmarks.speed.readers [RECORDS]

The same made-up file for all, in turn, whole processes, CPU seconds, starting Python
and importing included; and a file ten times as long, before which starting counts for
little, with what each further record costs. The reader alone yields records; without
signs it does not look at what is said, which no peer does either; in the sandbox
records are keyed, counted and handed over as rows as well.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
    from mutuals.readers.whatsapp import messages
    conversation.signals = signals.signals = messages.signals = lambda *_, **__: ()
source = Source(sys.argv[1], partial(open, sys.argv[1], "rb"))
print(sum(1 for _ in reader.read(source)))
"""
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = "Could you bring the ladder on Sunday? Thanks, the hedge needs cutting again."
PEOPLE = ("Ann Lee", "Ben Moss", "Cas Rill", "Dee Vale")
TIMES = 10


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


def raced(form: str, many: int, *, is_long: bool) -> tuple[float, dict[str, Run]]:
    """Return a file's MB and all runs, in turn; slow peers read short files only."""
    with TemporaryDirectory() as folder:
        path = CASES[form](Path(folder), many)
        runs = {name: once(code, path, form, more) for name, (code, more) in OURS.items()}
        for peer in PEERS[form]:
            if not (peer.is_slow and is_long):
                runs[peer.name] = once(peer.code, path, peer.about)
        return path.stat().st_size / 1e6, runs


def peers(form: str, many: int, runs: dict[str, Run]) -> Iterator[list[object]]:
    """Yield a row for each peer of a format."""
    for peer in PEERS[form]:
        if peer.name in runs:
            took = runs[peer.name].cpu
            yield [form, f"{many:,}", peer.name, took, *(took / runs[one].cpu for one in OURS)]


def ours(
    form: str, many: int, measured: tuple[float, dict[str, Run]], *, further: dict[str, object]
) -> list[object]:
    """Return our own row for a file."""
    size, runs = measured
    cpu = [runs[one].cpu for one in OURS]
    more = [further.get(one, "-") for one in OURS]
    return [form, f"{many:,}", round(size, 1), *cpu, *more, round(runs["sandbox"].peak)]


def main() -> None:
    """Print the figures."""
    least = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rates: list[list[object]] = []
    rows: list[list[object]] = []
    for form in CASES:
        short, long = raced(form, least, is_long=False), raced(form, TIMES * least, is_long=True)
        more = (TIMES - 1) * least / 1e6
        further = {one: round((long[1][one].cpu - short[1][one].cpu) / more) for one in OURS}
        rates += [
            ours(form, least, short, further={}),
            ours(form, TIMES * least, long, further={**further}),
        ]
        rows += [*peers(form, least, short[1]), *peers(form, TIMES * least, long[1])]
    print("CPU seconds of one run each.\n")
    header = ("ours", "records", "MB", "reader", "without signs", "sandbox and rows")
    each = ("reader, \u00b5s a further record", "without signs, \u00b5s", "sandbox, \u00b5s")
    print(table((*header, *each, "peak MiB, sandbox"), rates))
    print("\nCPU seconds of others, and how many times ours they are:\n")
    ratios = ("/ reader", "/ without signs", "/ sandbox")
    print(table(("file", "records", "read by", "CPU s", *ratios), rows))
    print("\nAsked: 5 times. Nobody but us accounts for every record, bears hostile")
    print("files, keeps to a limit of memory or finds who was addressed in a chat.")


if __name__ == "__main__":
    main()
