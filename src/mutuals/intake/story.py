"""What became of every file that was read, from its first import to now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from mutuals.intake.report import NOT_READ
from mutuals.records import LEFT_OUT, Cut, Tables

_MOST_REASONS = 5
# Where records of a file may stand, and when they say they happened.
_DATED = (("interaction", "started_at"), ("reaction", "reacted_at"), ("outcome", "happened_at"))


@dataclass(frozen=True, slots=True)
class Story:
    """One file: what it is, when it was read, and what became of its records.

    ``first`` and ``last`` are the days of the records it was the first to bring;
    ``why`` says why others were rejected, and ``standing`` how it stands, in words.
    """

    path: str
    format: str
    imports: int
    seen: int
    stored: int
    known: int
    rejected: int
    is_complete: bool
    first: date | None
    last: date | None
    why: str
    standing: str


def stories(tables: Tables) -> list[Story]:
    """Return the story of every file in the store, by path."""
    by_path: dict[str, list[dict[str, object]]] = {}
    for row in sorted(tables.table("source").to_pylist(), key=lambda row: row["source_id"]):
        by_path.setdefault(row["path"], []).append(row)
    spans = _spans(tables)
    reasons: dict[int, Counter[str]] = {}
    rejects = tables.table("reject", Cut(columns=("source_id", "reason")))
    for row in rejects.to_pylist():
        reasons.setdefault(row["source_id"], Counter())[row["reason"]] += 1
    return [
        _story(path, rows, spans=spans, reasons=reasons) for path, rows in sorted(by_path.items())
    ]


def _story(
    path: str,
    rows: list[dict[str, object]],
    *,
    spans: dict[int, tuple[date, date]],
    reasons: dict[int, Counter[str]],
) -> Story:
    latest = rows[-1]
    numbers = [int(str(row["source_id"])) for row in rows]
    known = [spans[one] for one in numbers if one in spans]
    why = Counter[str]()
    for one in numbers:
        why.update(reasons.get(one, Counter()))
    listed = [f"{reason.replace('_', ' ')} {many}" for reason, many in why.most_common()]
    left_out = sum(many for reason, many in why.items() if reason in LEFT_OUT)
    counts = {key: int(str(latest[key])) for key in ("seen", "stored", "known", "rejected")}
    return Story(
        path=path,
        format=str(latest["format"]),
        imports=len(rows),
        **counts,
        is_complete=bool(latest["is_complete"]),
        first=min(first for first, _ in known) if known else None,
        last=max(last for _, last in known) if known else None,
        why=", ".join(listed[:_MOST_REASONS]),
        standing=_standing(counts, left_out, is_complete=bool(latest["is_complete"]))
        if not str(latest["format"]).startswith(NOT_READ)
        else "was not read",
    )


def _standing(counts: dict[str, int], left_out: int, *, is_complete: bool) -> str:
    unread = max(counts["rejected"] - left_out, 0)
    accounted = counts["stored"] + counts["known"] + counts["rejected"]
    left = f", {left_out} left out" if left_out else ""
    said = (
        ("not read to its end; read it again to go on", not is_complete),
        ("not every record is accounted for", counts["seen"] != accounted),
        ("holds no records", counts["seen"] == 0),
        ("nothing in it could be read", unread == counts["seen"]),
        ("read in part", unread > 0),
    )
    return next((words for words, is_so in said if is_so), f"read in full{left}")


def _spans(tables: Tables) -> dict[int, tuple[date, date]]:
    found: dict[int, tuple[date, date]] = {}
    for name, column in _DATED:
        rows = tables.table(name, Cut(columns=("source_id", column)))
        grouped = pa.TableGroupBy(rows, "source_id").aggregate([(column, "min"), (column, "max")])
        for row in grouped.to_pylist():
            first, last = row[f"{column}_min"], row[f"{column}_max"]
            if first is None:
                continue
            before = found.get(row["source_id"], (first.date(), last.date()))
            span = min(before[0], first.date()), max(before[1], last.date())
            found[row["source_id"]] = span
    return found
