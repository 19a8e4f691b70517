"""What a person's capacity comes to, in sentences and rows that every surface shows."""

from statistics import quantiles
from typing import Any

import pyarrow as pa

from mutuals.counts import number, tally
from mutuals.people.find import names
from mutuals.records import Cut, Tables
from mutuals.sentence import Sentence

Row = dict[str, Any]
# Of fewer people no spread is told.
FEWEST = 8
# After so many days without any contact somebody's records have ended.
_SILENT = 180
VERDICTS = {
    "holds": "keep as many as they close",
    "grows": "have more and more",
    "shrinks": "have fewer and fewer",
    "not enough records": "cannot be told yet",
}
OFTEN = {
    "weekly": "nearly every week",
    "monthly": "about monthly",
    "half_yearly": "twice a year",
    "yearly": "once a year",
}
LAYERS = ("weekly", "monthly", "half_yearly", "yearly")
_NO_BALANCE = (
    "We cannot say yet how many ties {whose} time holds: that takes six months of records and ten "
    "ties opened or closed."
)
_NO_SHAPE = (
    "We cannot say yet whether {whose} way of sharing time out stays: that takes two half years "
    "with five people each."
)
_TABLES = ("capacity_balance", "signature_distance", "signature_displaced", "capacity_layer")


def spread(tables: Tables) -> tuple[Sentence, dict[str, int]] | None:
    """Say how many ties people have open at once, and count how that changes.

    Nobody is named; None where too few people can be told.
    """
    cut = Cut(columns=("usual", "verdict"))
    found = tables.table("capacity_balance", cut).to_pylist()
    rows = [row for row in found if row["usual"] is not None]
    if len(rows) < FEWEST:
        return None
    low, middle, high = quantiles((row["usual"] for row in rows), n=4)
    words = (
        f"People in these records have about {middle:.0f} ties open at once; half of them between "
        f"{low:.0f} and {high:.0f}."
    )
    basis = f"{number(len(rows))} people with ties both ways; automata apart"
    told = {name: sum(row["verdict"] == name for row in rows) for name in VERDICTS}
    return Sentence((words,), basis=basis, sure="a fair guess"), told


def holding(tables: Tables, person_id: int) -> dict[str, list[Row]]:
    """Return what the tables hold about one person, by table."""
    mine = Cut(equal=(("person_id", person_id),))
    found = {name: tables.table(name, mine).to_pylist() for name in ("capacity", *_TABLES)}
    found["capacity"].sort(key=lambda row: row["month"])
    found["signature_displaced"].sort(key=lambda row: (row["half"], row["newcomer_id"]))
    found["capacity_layer"].sort(key=lambda row: LAYERS.index(row["layer"]))
    return found


def sentences(tables: Tables, person_id: int, *, called: str = "") -> list[Sentence]:
    """Say how many ties are open, whether sharing stays alike, and who got less.

    ``called`` is the person's name; without one it is the owner who is spoken to.
    """
    found = holding(tables, person_id)
    whose = f"{called}'s" if called else "your"
    balance = next(iter(found["capacity_balance"]), None)
    shape = next(iter(found["signature_distance"]), None)
    balance, ended = _while_seen(tables, person_id, balance, months=found["capacity"])
    said = [_balance(balance, called, whose, ended=ended), _shape(shape, whose)]
    name = names(tables)
    return said + [_displaced(row, name, called) for row in found["signature_displaced"]]


def _while_seen(
    tables: Tables, person_id: int, balance: Row | None, *, months: list[Row]
) -> tuple[Row | None, str]:
    """Return a balance over the months in which somebody is seen, and when that ended.

    Long after somebody's last contact nothing is open, which says that the records end.
    """
    mine = Cut(equal=(("person_id", person_id),))
    last = _first(tables.table("person", mine), "last_at")
    now = _first(tables.table("clock"), "as_of_at")
    if balance is None or last is None or now is None or (now - last).days <= _SILENT:
        return balance, ""
    kept = [row["open"] for row in months if row["is_whole"] and row["month"] <= f"{last:%Y-%m}"]
    if not kept:
        return balance, ""
    usual = sum(kept) / len(kept)
    ends = {"usual": usual, "lowest": min(kept), "highest": max(kept)}
    return {**balance, **ends}, f"{last:%B %Y}"


def _first(rows: pa.Table, name: str) -> Any:  # noqa: ANN401  # whatever the column holds
    found: list[Row] = rows.to_pylist()
    return found[0].get(name) if found else None


def _balance(row: Row | None, called: str, whose: str, *, ended: str) -> Sentence:
    if row is None or row["verdict"] == "not enough records":
        return Sentence((), missing=_NO_BALANCE.format(whose=whose))
    who, have = (called, "has") if called else ("You", "have")
    have = "had" if ended else have
    until = f" until the records of it end in {ended}" if ended else ""
    words = (
        f"{who} {have} about {tally(round(row['usual']), 'tie')} open at once, "
        f"{number(row['lowest'])} to {number(row['highest'])} from month to month{until}; "
    )
    change = sorted(abs(12 * row[name]) for name in ("lower", "upper"))
    words += {
        "holds": "as many open as close.",
        "grows": f"{number(change[0])} to {number(change[1])} a year have been added.",
        "shrinks": f"{number(change[0])} to {number(change[1])} a year have been lost.",
    }[row["verdict"]]
    basis = (
        f"the {number(row['months'])} months in which openings and closings can both be seen: "
        f"{tally(row['opened'], 'tie')} opened and {number(row['closed'])} closed in them"
    )
    return Sentence((words,), basis=basis, sure="a fair guess")


def _shape(row: Row | None, whose: str) -> Sentence:
    if row is None:
        return Sentence((), missing=_NO_SHAPE.format(whose=whose))
    basis = f"{tally(row['comparisons'], 'half year')} beside the one before"
    words = f"From one half year to the next, {whose} way of sharing time out differs by "
    words += f"{100 * row['own']:.0f} in a hundred"
    if row["closer"] is None:
        return Sentence((words + "; others are not seen whole here.",), basis=basis, sure="a hint")
    words += f", from others' by {100 * row['others']:.0f}"
    if row["verdict"] == "keeps its shape":
        return Sentence((words + ": it keeps its shape.",), basis=basis, sure="a fair guess")
    if row["verdict"] == "changes":
        return Sentence((words + ": it changes.",), basis=basis, sure="a fair guess")
    return Sentence((words + ": too little to tell it from others'.",), basis=basis, sure="a hint")


def _displaced(row: Row, name: dict[int, str], called: str) -> Sentence:
    who = f"{called} spent" if called else "you spent"
    low, high = sorted(abs(row[one]) for one in ("lower", "upper"))
    came, less = (name.get(row[one], "somebody") for one in ("newcomer_id", "alter_id"))
    words = f"In the half year {came} came, {who} {_span(low, high)} a week less with {less}."
    basis = "two half years side by side; it need not have come of it"
    return Sentence((words,), basis=basis, sure="a hint")


def _span(low: float, high: float) -> str:
    if high < 1.0:
        return "under a minute"
    if number(low) == "0":
        return f"up to {tally(round(high), 'minute')}"
    return f"{number(low)} to {number(high)} minutes"
