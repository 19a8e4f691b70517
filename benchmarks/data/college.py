"""Turn the private messages of a college's network into a community file.

    python benchmarks/data/college.py OUTDIR

writes interactions.csv, one row per message.
"""

import csv
import os
import sys
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared" / "data"


def main(out: Path) -> None:
    """Write the file and say how many rows were read and written."""
    folder = Path(os.environ.get("MUTUALS_DATA", DATA)) / "collegemsg"
    rows = (folder / "CollegeMsg.txt").read_text(encoding="utf-8").splitlines()
    messages = [row.split() for row in rows]
    out.mkdir(parents=True, exist_ok=True)
    with (out / "interactions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["started_at", "sender", "recipients", "channel"])
        writer.writerows([at, sender, to, "college"] for sender, to, at in messages)
    print(f"rows read: {len(rows)}")
    print(f"interactions written: {len(messages)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
