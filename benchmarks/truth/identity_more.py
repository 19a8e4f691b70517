"""What one more mail costs, where who is who is known already."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.truth.towns import TABLES, Town

_MAIL = """From ann Thu Sep 24 10:00:00 2026
From: {sender}
To: owner@quillby.example
Date: Thu, 24 Sep 2026 10:00:00 +0000
Message-ID: <one-more@town.example>
Subject: Thursday

See you there, then.
"""


def one_more(read: Town) -> list[tuple[str, str]]:
    """Read one more mail from somebody known; return the CPU time of telling again."""
    network = read.network
    sender = next(value for scheme, value in read.handles.values() if scheme == "mail")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "more.mbox"
        path.write_text(_MAIL.format(sender=sender), encoding="utf-8")
        network.read([path], me=[])
    began = time.process_time()
    made = network.build(tables=TABLES)
    seconds = time.process_time() - began
    ran = [one for one in made if not one.was_current]
    network.undo()
    network.build(tables=TABLES)
    return [
        ("CPU s of telling who is who, the first time", f"{read.seconds:.2f}"),
        ("after one more mail", f"{seconds:.2f}"),
        ("tables made again, of all", f"{len(ran)} of {len(made)}"),
    ]
