"""Lists of circles and gatherings for every surface: rows, headings, one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mutuals.counts import number, tally
from mutuals.people.find import names
from mutuals.records import Tables

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """Rows to list, the headings of their columns, and what they come to."""

    rows: list[Row]
    columns: Mapping[str, str]
    sentence: str


def steadiness(stability: float | None) -> str:
    """Return how often somebody was found in a circle again, of ten times.

    >>> steadiness(1.0), steadiness(0.83), steadiness(None)
    ('every time', '8 times in 10', '')
    """
    if stability is None:
        return ""
    times = round(10 * stability)
    return "every time" if times == 10 else f"{times} times in 10"  # noqa: PLR2004  # ten times


def gatherings(tables: Tables) -> View:
    """Return how every gathering divides, the latest first."""
    rows = tables.table("division").to_pylist()
    rows.sort(key=lambda row: (row["started_at"], row["gathering_id"]), reverse=True)
    told = sum(row["groups"] is not None for row in rows)
    for row in rows:
        low, high = row["lower"], row["upper"]
        row["usual"] = "" if low is None else f"{low}" if low == high else f"{low} to {high}"
        row["called"] = row["title"] or f"a gathering of {number(row['people'])}"
    columns = {"started_at": "when", "called": "what", "people": "people", "groups": "groups"}
    columns |= {"usual": "usual", "basis": "by"}
    held = tally(len(rows), "gathering")
    sentence = f"{held} of 3 to 40 people; {number(told)} could be divided into groups."
    return View(rows, columns, sentence)


def recurring(tables: Tables) -> View:
    """Return recurring gatherings, who called them together, what contact did after."""
    rows = tables.table("recurring").to_pylist()
    name = names(tables)
    moved = {row["series_id"]: row for row in tables.table("recurring_moved").to_pylist()}
    for row in rows:
        after = moved.get(row["series_id"], {})
        row["convener"] = name.get(row["convener_id"], "")
        row["contact"] = after.get("verdict", "not enough records")
        row |= {one: after.get(one) for one in ("ratio", "lower", "upper", "pairs")}
        if row["ratio"] is not None:
            row["contact"] += f", {row['lower']:.1f} to {row['upper']:.1f} times"
    rows.sort(key=lambda row: (row["first_at"], row["series_id"]), reverse=True)
    columns = {"title": "what", "gatherings": "times", "people": "people"}
    columns |= {"convener": "called together by", "contact": "contact after"}
    sentence = (
        f"{tally(len(rows), 'recurring gathering')}. Contact is that among those who came, outside "
        "of it, against the same people's other ties; it need not have come of the gathering."
    )
    return View(rows, columns, sentence)


def conveners(tables: Tables) -> View:
    """Return who brings people together, most people first."""
    rows = tables.table("convener").to_pylist()
    name = names(tables)
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
    rows.sort(key=lambda row: (-row["people"], row["name"], row["person_id"]))
    columns = {"name": "who", "gatherings": "invited to", "calls": "called together"}
    columns |= {"people": "people who came", "new_pairs": "pairs who met there first"}
    return View(rows, columns, f"{tally(len(rows), 'person', 'people')} brought others together.")


def own(tables: Tables) -> View:
    """Return the circles of the owner's own people, the larger share of time first."""
    rows = tables.table("own_circle").to_pylist()
    name = names(tables)
    whole: dict[int, float] = {}
    for row in rows:
        row["name"] = name.get(row["person_id"], "")
        row["steady"] = steadiness(row["stability"])
        whole[row["circle_id"]] = whole.get(row["circle_id"], 0.0) + row["strength"]
    rows.sort(key=lambda row: (-round(whole[row["circle_id"]], 9), row["circle_id"], row["name"]))
    columns = {"label": "circle", "name": "who", "steady": "found again"}
    return View(rows, columns, f"Your people fall into {tally(len(whole), 'circle')}.")


VIEWS = {"gatherings": gatherings, "recurring": recurring, "conveners": conveners, "own": own}
