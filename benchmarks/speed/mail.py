"""100,000 village mails from file to mirror, and Python's own mailbox beside it.

`python -m benchmarks.speed.mail [MAILS]`: the time from an mbox to the mirror, the peak
memory of the whole process tree, and the reading rate against `mailbox` with the same
headers parsed, in turn in the same run. The peer only parses; ours also sandboxes,
keys and accounts for every mail.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measure import alternating, run_once

from mutuals.village import write

PEER = """
import mailbox, sys
from email.utils import getaddresses, parsedate_to_datetime
seen = 0
for message in mailbox.mbox(sys.argv[1]):
    seen += 1
    for name in ("from", "to", "cc"):
        getaddresses(message.get_all(name, []))
    message["message-id"]
    parsedate_to_datetime(message["date"]) if message["date"] else None
print(seen)
"""
READ = """
import sys
from pathlib import Path
from mutuals.sandbox import Request, read
from mutuals.settings import Settings
for event in read(Request((Path(sys.argv[1]),)), Settings()):
    pass
"""
WHOLE = """
import sys
import mutuals
from mutuals.mirror.sentences import mirror_sentences
from mutuals.people.me import likely
network = mutuals.open(sys.argv[2])
network.read([sys.argv[1]])
network.build()
network.confirm_me([one.value for one in likely(network.table("owner"))])
network.build()
mirror_sentences(network)
network.close()
"""


def main() -> None:
    """Print the figures."""
    mails = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        place = Path(folder)
        write(place, mails=mails)
        mbox = place / "owner" / "Mail" / "All mail.mbox"
        size = mbox.stat().st_size / 1e6
        ours, peer = alternating(
            [sys.executable, "-c", READ, str(mbox)], [sys.executable, "-c", PEER, str(mbox)], 3
        )
        whole = run_once([sys.executable, "-c", WHOLE, str(mbox), str(place / "store.mutuals")])
    print(f"{mails:,} mails, {size:.0f} MB.\n")
    rows = [
        ["reading in the sandbox (median of 3)", ours.wall, ours.cpu, round(ours.peak)],
        ["`mailbox` and parsed headers (median of 3)", peer.wall, peer.cpu, round(peer.peak)],
        ["file to mirror (one run)", whole.wall, whole.cpu, round(whole.peak)],
    ]
    print(table(["", "wall s", "CPU s", "peak MiB"], rows))
    rate = f"{peer.wall / ours.wall:.2f} by the clock, {peer.cpu / ours.cpu:.2f} in CPU time"
    print(f"\nReading rate, ours / mailbox: {rate}.")


if __name__ == "__main__":
    main()
