"""How fast archives are read on one core, against what people read them with in Python.

`python -m benchmarks.speed.readers [RECORDS]`: the same made-up file for both, in turn,
whole processes, CPU seconds. The reader alone yields records; in the sandbox they are
keyed, counted and handed over as rows as well, which no peer does. Peers: `mailbox`
with parsed headers, `whatstk`, and for JSON what people do, `json.load` and `pandas`.
What starting Python and importing costs is in every figure.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measure import alternating, run_once
from benchmarks.speed.mail import PEER as MAILBOX
from benchmarks.speed.mail import READ

from mutuals.village import write

ALONE = """
import sys
from functools import partial
from importlib import import_module
from mutuals.records import Source
reader = import_module(f"mutuals.readers.{sys.argv[2]}")
source = Source(sys.argv[1], partial(open, sys.argv[1], "rb"))
print(sum(1 for _ in reader.read(source)))
"""
WHATSTK = """
import sys
from whatstk import WhatsAppChat
print(len(WhatsAppChat.from_source(sys.argv[1], hformat="%d/%m/%Y, %H:%M - %name:").df))
"""
PANDAS = """
import json, sys
import pandas as pd
with open(sys.argv[1], encoding="utf-8") as file:
    told = json.load(file)
frame = pd.json_normalize(told if isinstance(told, list) else told["messages"])
when = {"whole": "date_unixtime", "day": "ts", "channel": "timestamp"}[sys.argv[2]]
numbers = when != "timestamp"
column = pd.to_numeric(frame[when]) if numbers else frame[when]
frame[when] = pd.to_datetime(column, unit="s" if numbers else None, utc=True)
print(len(frame))
"""
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = "Could you bring the ladder on Sunday? Thanks, the hedge needs cutting again."
PEOPLE = ("Ann Lee", "Ben Moss", "Cas Rill", "Dee Vale")
RUNS = 3


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


CASES: tuple[tuple[str, Callable[[Path, int], Path], str, str, str], ...] = (
    ("mail", mail, "`mailbox`", MAILBOX, ""),
    ("whatsapp", whatsapp, "`whatstk`", WHATSTK, ""),
    ("telegram", telegram, "`json` and `pandas`", PANDAS, "whole"),
    ("slack", slack, "`json` and `pandas`", PANDAS, "day"),
    ("discord", discord, "`json` and `pandas`", PANDAS, "channel"),
)


def main() -> None:
    """Print the figures."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows = []
    for form, made, peer_name, peer_code, peer_form in CASES:
        with TemporaryDirectory() as folder:
            path = made(Path(folder), many)
            size = path.stat().st_size / 1e6
            peer_command = [sys.executable, "-c", peer_code, str(path), peer_form]
            alone, peer = alternating(
                [sys.executable, "-c", ALONE, str(path), form], peer_command, RUNS
            )
            whole = run_once([sys.executable, "-c", READ, str(path)])
        rate = many / alone.cpu / 1000
        ratios = peer.cpu / alone.cpu, peer.cpu / whole.cpu
        cells = (alone.cpu, whole.cpu, peer_name, peer.cpu, *ratios, whole.peak, peer.peak)
        rows.append([form, round(size, 1), round(rate, 1), *cells])
    print(f"{many:,} records each.\n")
    header = ["reader", "MB", "1000 records/s", "reader CPU s", "sandbox and rows CPU s", "peer"]
    header += ["peer CPU s", "peer / reader", "peer / sandbox", "peak MiB", "peer's peak MiB"]
    print(table(header, rows))


if __name__ == "__main__":
    main()
