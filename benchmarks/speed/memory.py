"""The memory of the whole process tree while a large made-up mailbox is read.

`python -m benchmarks.speed.memory [GB]`: a mailbox of mails of about 8 kB, written to a
temporary folder, is read into a store; the peak is that of parent and reader together.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measure import run_once

_MAIL = """\
From {n}@example.org Thu Jan  2 10:00:00 2020
From: {who} <{who}@example.org>
To: Me <me@example.org>, Cas <cas{c}@example.org>
Date: Thu, 2 Jan 2020 {h:02}:{m:02}:{s:02} +0100
Subject: Walk {n}
Message-ID: <{n}@example.org>
Content-Type: text/plain; charset="utf-8"

Could you come to walk {n}?

{body}
"""
_LINE = "The hedge along the lane was cut, and the gate hangs straight again.\n"
_LINES = 112
_READ = """
import sys
import mutuals
network = mutuals.open(sys.argv[2])
report = network.read([sys.argv[1]])
assert report.files[0].rejected == 0 and report.stored > 0, report
network.close()
"""


def main() -> None:
    """Print the figures."""
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.mbox"
        many = written(path, int(size * 1e9))
        store = str(Path(folder) / "store.mutuals")
        run = run_once([sys.executable, "-c", _READ, str(path), store])
        rows = [[f"{path.stat().st_size / 1e9:.2f}", many, round(run.cpu), round(run.peak)]]
    print(table(["GB", "mails", "CPU s", "peak MiB of the process tree"], rows))


def written(path: Path, size: int) -> int:
    """Write a mailbox of at least so many bytes; return how many mails it has."""
    many = 0
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < size:
            for _ in range(1000):
                file.write(mail(many))
                many += 1
    return many


def mail(number: int) -> str:
    """Return the mail with a number."""
    minutes, seconds = divmod(number, 60)
    return _MAIL.format(
        n=number,
        who=f"ann{number % 500}",
        c=number % 7000,
        h=minutes // 60 % 24,
        m=minutes % 60,
        s=seconds,
        body=_LINE * _LINES,
    )


if __name__ == "__main__":
    main()
