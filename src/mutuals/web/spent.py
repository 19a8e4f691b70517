"""The owner's last twelve months of hours: by channel, by circle, in own words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from mutuals.counts import number
from mutuals.mirror.words import share_in_words
from mutuals.records import Cut
from mutuals.sentence import Evidence, Sentence
from mutuals.web.around import circle_names
from mutuals.web.evidence import Piece, Proof, called
from mutuals.web.shell.months import Hours, Quiet, quiet_hours
from mutuals.web.shell.pictures import Bands, Range, about, bands_on_axis, between
from mutuals.web.shell.strips import Split, split
from mutuals.web.world import MONTHS, Row, World, day

WEEKS: Final = 52.0
MOST: Final = 8
LABELS: Final = 12
SORTS: Final = (("meaningful", "ink2"), ("mindless", "nob"), ("unsaid", "nobw"))
Sums = Mapping[object, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Words:
    """The owner's own split of the hours, and the labels it was learned from."""

    sentence: Sentence
    split: Split
    evidence: tuple[Proof, ...]


def by_channel(world: World) -> Bands | None:
    """Return hours a week by channel."""
    found = _summed(_year(world, "channel_hours"), lambda row: row["channel"], _mode)
    names = {one: called(str(one)) for one in found}
    return _bands("Hours a week by channel, last twelve months", found, names)


def by_circle(world: World) -> Bands | None:
    """Return hours a week by circle; people of no circle together."""
    rows = _year(world, "circle_hours")
    found = _summed(rows, lambda row: row["circle_id"], _alone)
    ids = tuple(one for one in found if one is not None)
    labels = {row["circle_id"]: row["label"] for row in world.rows("circle", circle_id=ids)}
    named = circle_names({one: str(label) for one, label in labels.items()})
    names: dict[object, str] = {None: "In no circle"}
    names |= {one: named[one] for one in named}
    return _bands("Hours a week by circle, last twelve months", found, names)


def _year(world: World, table: str) -> list[Row]:
    least = ("month", f"{world.now.year - 1}-{world.now.month + 1:02d}")
    if world.now.month == 12:  # noqa: PLR2004  # December's year begins in January
        least = ("month", f"{world.now.year}-01")
    return world.cut(table, Cut(equal=(("ego_id", world.me),), least=least))


def _mode(row: Row) -> float:
    return float(row["minutes"]) if row["mode"] == "one_on_one" else 0.0


def _alone(row: Row) -> float:
    return float(row["minutes"] * (row["one_on_one"] or 0.0))


def _summed(rows: list[Row], key: Callable[[Row], object], alone: Callable[[Row], float]) -> Sums:
    found: dict[object, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        for name in ("minutes", "lower", "upper"):
            found[key(row)][name] += row[name]
        found[key(row)]["alone"] += alone(row)
    return found


def _bands(label: str, found: Sums, names: Mapping[object, str]) -> Bands | None:
    kept = sorted(found, key=lambda one: (-found[one]["minutes"], str(one)))[:MOST]
    ranges = [
        Range(
            label=names.get(one, "a circle"),
            note=f"{share_in_words(found[one]['alone'] / found[one]['minutes'])} one-on-one",
            kind="per",
            middle=found[one]["minutes"] / 60 / WEEKS,
            lower=found[one]["lower"] / 60 / WEEKS,
            upper=found[one]["upper"] / 60 / WEEKS,
        )
        for one in kept
        if found[one]["minutes"] > 0
    ]
    said = "; ".join(f"{one.label} {between(one.lower, one.upper)}" for one in ranges)
    return bands_on_axis(f"{label}: {said}", ranges) if ranges else None


def own_words(world: World) -> Words | None:
    """Return the split of the hours by the owner's own labels, once there are any."""
    labels = [row for row in world.rows("meaning", ego_id=world.me) if row["sort"] != "unsaid"]
    if not labels:
        return None
    spent: Counter[str] = Counter()
    for row in _year(world, "hours"):
        spent[row["sort"]] += row["minutes"]
    total = sum(spent.values()) or 1
    parts = [
        (name.capitalize(), share_in_words(spent[name] / total), kind, spent[name] / total)
        for name, kind in SORTS
        if spent[name]
    ]
    label = "Your time in your own words: " + ", ".join(
        f"{one} {note}" for one, note, _, _ in parts
    )
    taught = [row for row in labels if row["basis"] != "learned"]
    many = Evidence(f"{number(len(labels))} people", "#labels", len(labels))
    words = f" carry a word of yours, {number(len(taught))} as you said and the rest learned."
    basis = f"{number(len(taught))} labels of yours; the last twelve months"
    said = Sentence((many, words), basis=basis, sure="a fair guess")
    return Words(said, split(label, parts), (_labels(world, labels),))


def _labels(world: World, rows: list[Row]) -> Proof:
    rows.sort(key=lambda row: world.name(row["alter_id"]).casefold())
    pieces = tuple(
        Piece(
            at=world.now.date().isoformat(),
            date=day(world.now),
            by=row["sort"].capitalize(),
            words=(world.who(row["alter_id"]), f": {_how(row)}"),
            title="",
            place="",
        )
        for row in rows[:LABELS]
    )
    return Proof("labels", "Whose time you call what", pieces, len(rows))


def _how(row: Row) -> str:
    if row["lower"] is None or row["basis"] != "learned":
        return "you said so"
    low, high = (about(10 * row[one]) for one in ("lower", "upper"))
    return f"learned; meaningful in {low} to {high} of ten such cases"


@dataclass(frozen=True, slots=True)
class Unspoken:
    """How long was spent on looking without a word, and by month where it is known."""

    sentence: Sentence
    months: Hours | None


def unspoken(world: World) -> Unspoken | None:
    """Return how long was spent on looking without a word, as far as files tell.

    Months are drawn where files hold what was looked at: likes alone are too few.
    """
    rows = world.cut("passive", Cut(equal=(("person_id", world.me),)))
    year = [row for row in rows if row["month"] >= f"{world.now.year - 1}-{world.now.month:02d}"]
    acts = sum(row["reactions"] + row["views"] for row in year)
    if not acts:
        return None
    low, high = (_time(sum(row[one] for row in year)) for one in ("lower", "upper"))
    words = f"Between about {low} and {high} of the year went into looking on without a word."
    basis = f"{number(acts)} likes and views; scrolling that leaves no record is not in it"
    said = Sentence((words,), basis=basis, sure="a hint")
    return Unspoken(said, _quiet(rows) if any(row["views"] for row in rows) else None)


def _quiet(rows: list[Row]) -> Hours:
    known = {row["month"]: row for row in rows}
    nothing = {"minutes": 0.0, "lower": 0.0, "upper": 0.0}
    months = [
        Quiet(month_name(key), *(float(found[one]) for one in nothing))
        for key in months_between(min(known), max(known))
        for found in [known.get(key, nothing)]
    ]
    last = months[-24:]
    low, high = (sum(getattr(one, end) for one in last) / 60 for end in ("lower", "upper"))
    label = (
        f"Hours without a word per month, {last[0].month} to {last[-1].month}: "
        f"between {about(low)} and {about(high)} in all"
    )
    return quiet_hours(label, months)


def month_name(key: str) -> str:
    """Return a month as it is read.

    >>> month_name("2024-03")
    'Mar 2024'
    """
    return f"{MONTHS[int(key[5:7]) - 1]} {key[:4]}"


def months_between(first: str, last: str) -> list[str]:
    """Return every month from one to another.

    >>> months_between("2023-12", "2024-02")
    ['2023-12', '2024-01', '2024-02']
    """
    start, end = (int(key[:4]) * 12 + int(key[5:7]) - 1 for key in (first, last))
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in range(start, end + 1)]


def _time(minutes: float) -> str:
    hour = 60
    return f"{minutes:.0f} minutes" if minutes < hour else f"{about(minutes / hour)} hours"
