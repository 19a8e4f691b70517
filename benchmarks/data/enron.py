"""Turn the Enron mail of igraph's data package into community files.

    python benchmarks/data/enron.py OUTDIR

writes interactions.csv and people.csv. Rows of blind copies repeat the copies, and rows
repeat once per topic: both are dropped, as are rows from somebody to themselves and
those dated before the first real mail. Rows of one sender and second are one mail.
"""

import csv
import os
import sys
from collections import Counter
from pathlib import Path

FIRST = "1998-11-13"
DATA = Path(__file__).parents[3] / "shared" / "data"
Mails = dict[tuple[str, str], dict[str, list[str]]]


def main(out: Path) -> None:
    """Write the files and say what became of each row."""
    folder = Path(os.environ.get("MUTUALS_DATA", DATA)) / "enron_igraph"
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    counts: Counter[str] = Counter()
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        mails = gather(csv.DictReader(file), counts)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "interactions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["started_at", "sender", "recipients", "cc", "channel"])
        for (at, sender), roles in mails.items():
            listed = [";".join(nodes[one]["Email"] for one in roles[role]) for role in roles]
            writer.writerow([at, nodes[sender]["Email"], *listed, "mail"])
    with (out / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "name", "role"])
        writer.writerows([one["Email"], one["Name"], one["Note"]] for one in nodes.values())
    print(f"rows read: {counts.total()}")
    for reason, rows in sorted(counts.items()):
        print(f"  {reason}: {rows}")
    print(f"interactions written: {len(mails)}")
    print(f"people written: {len(nodes)}")


def gather(rows: "csv.DictReader[str]", counts: Counter[str]) -> Mails:
    """Return each mail's recipients by role, in the order of time and sender."""
    mails: Mails = {}
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = (row["Time"], row["from"], row["to"], row["Reciptype"])
        fate = _fate(key, is_repeated=key in seen)
        counts[fate] += 1
        seen.add(key)
        if fate == "kept":
            roles = mails.setdefault(key[:2], {"to": [], "cc": []})
            roles[row["Reciptype"]].append(row["to"])
    return dict(sorted(mails.items()))


def _fate(key: tuple[str, str, str, str], *, is_repeated: bool) -> str:
    at, sender, recipient, role = key
    if at < FIRST:
        return "dropped, impossible date"
    if sender == recipient:
        return "dropped, to oneself"
    if role == "bcc":
        return "dropped, blind copy that repeats a copy"
    return "dropped, repeated for another topic" if is_repeated else "kept"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
