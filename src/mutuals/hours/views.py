"""The owner's hours by month, channel, circle, or what passed without a word."""

from collections.abc import Callable, Mapping
from statistics import quantiles
from typing import Any

from mutuals.counts import number, tally
from mutuals.people.find import names
from mutuals.records import Cut, Tables
from mutuals.sentence import Sentence

Row = dict[str, Any]
WEEKS_A_MONTH = 52 / 12
FEWEST = 8
# Rows to list, and the headings of their columns.
View = tuple[list[Row], Mapping[str, str]]


def spread(tables: Tables) -> Sentence:
    """Say how a community's people's hours spread; nobody is named."""
    cut = Cut(columns=("ego_id", "month", "minutes"))
    rows = tables.table("hours_share", cut).to_pylist()
    months = {row["month"] for row in rows}
    people: dict[int, float] = {}
    for row in rows:
        people[row["ego_id"]] = people.get(row["ego_id"], 0.0) + row["minutes"]
    if len(people) < FEWEST:
        return Sentence((), missing="Too few people here spend time that could be counted.")
    weeks = 60 * len(months) * WEEKS_A_MONTH
    low, middle, high = (one / weeks for one in quantiles(people.values(), n=4))
    words = (
        f"People here spend about {middle:.1f} hours a week with one another, as far as these "
        f"records tell; half of them between {low:.1f} and {high:.1f}."
    )
    seen = f"{number(len(people))} people, {tally(len(months), 'month')}"
    basis = f"{seen}; message lengths and meeting times"
    return Sentence((words,), basis=basis, sure="a fair guess")


def by_month(tables: Tables, person_id: int | None) -> View:
    """Return each month: one-on-one, in groups, to audiences, and passive beside it."""
    rows = _of(tables, "hours_share", ("ego_id", person_id))
    for row in rows:
        row["hours"] = row["minutes"] / 60
        row |= {f"{one}_said": _share(row[one]) for one in ("grouped", "broadcast")}
        bounds = "" if row["lower"] is None else f"{100 * row['lower']:.0f} to "
        row["alone_said"] = bounds + _share(row["upper"])
        low, high = (row[f"passive_{end}"] / 60 for end in ("lower", "upper"))
        row["passive_said"] = f"{low:.1f} to {high:.1f}" if row["passive"] else ""
    columns = {"month": "month", "hours": "hours", "alone_said": "one-on-one"}
    columns |= {"grouped_said": "in groups", "broadcast_said": "broadcast"}
    return rows, columns | {"passive_said": "hours passive"}


def by_channel(tables: Tables, person_id: int | None) -> View:
    """Return minutes by month, channel and mode."""
    rows = _of(tables, "channel_hours", ("ego_id", person_id))
    for row in rows:
        row["about"] = _about(row)
    return rows, {"month": "month", "channel": "by", "mode": "how", "about": "minutes"}


def by_circle(tables: Tables, person_id: int | None) -> View:
    """Return minutes by month and circle; people of no circle together."""
    rows = _of(tables, "circle_hours", ("ego_id", person_id))
    label = {row["circle_id"]: row["label"] for row in tables.table("circle").to_pylist()}
    for row in rows:
        row |= {"circle": label.get(row["circle_id"], "no circle"), "about": _about(row)}
    return rows, {"month": "month", "circle": "circle", "people": "people", "about": "minutes"}


def passive(tables: Tables, person_id: int | None) -> View:
    """Return what was taken in without a word to anybody, by month."""
    rows = _of(tables, "passive", ("person_id", person_id))
    for row in rows:
        row["about"] = _about(row)
    columns = {"month": "month", "reactions": "reactions", "views": "views", "about": "minutes"}
    return rows, columns


def by_meaning(tables: Tables, person_id: int | None) -> View:
    """Return what the owner calls meaningful or mindless, and what that taught."""
    rows = _of(tables, "meaning", ("ego_id", person_id))
    name = names(tables)
    for row in rows:
        row["name"] = name.get(row["alter_id"], "")
    rows.sort(key=lambda row: (row["sort"], row["name"], row["alter_id"]))
    return rows, {"name": "who", "sort": "time", "probability": "chance", "basis": "by"}


VIEWS: dict[str, Callable[[Tables, int | None], View]] = {
    "month": by_month,
    "channel": by_channel,
    "circle": by_circle,
    "passive": passive,
    "meaning": by_meaning,
}


def _of(tables: Tables, table: str, whose: tuple[str, int | None]) -> list[Row]:
    column, person_id = whose
    cut = None if person_id is None else Cut(equal=(whose,))
    rows: list[Row] = tables.table(table, cut).to_pylist()
    keys = ("month", column, "channel", "mode", "circle_id")
    return sorted(rows, key=lambda row: tuple(str(row.get(key)) for key in keys))


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _about(row: Row) -> str:
    return f"{row['lower']:.0f} to {row['upper']:.0f}"
