"""The things people can take up: whose taste they are, and since when."""

from dataclasses import dataclass

from mutuals.village.dates import day_in, moment
from mutuals.village.dice import Dice

_NAMES = {
    "mill": ("sourdough-starter", "seed-swap", "beehive-share", "market-stall", "cider-press"),
    "choir": ("spring-choir", "ukulele-evening", "record-player", "open-stage", "folk-songbook"),
    "workshop": (
        "bike-repair-course",
        "tool-library",
        "hand-plane",
        "cargo-bike",
        "solder-night",
    ),
    "ferncell": ("notebook-system", "stats-clinic", "swim-club", "fern-garden", "cold-frame"),
    "school": ("code-club", "chess-ladder", "walking-bus", "star-watch", "language-table"),
    "readers": ("novel-night", "poetry-zine", "fountain-pen", "library-card", "letter-writing"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be taken up; people of ``group`` tend to like it."""

    name: str
    group: str
    month: int


def things(dice: Dice) -> tuple[Thing, ...]:
    """Return all things, each with the month in which it came to the village."""
    return tuple(
        Thing(name, group, (place * 9 + dice.whole(0, 8)) if place else dice.whole(0, 3))
        for group, names in _NAMES.items()
        for place, name in enumerate(names)
    )


def first_moment(thing: Thing) -> float:
    """Return the time from which a thing can be had, in epoch seconds."""
    return moment(day_in(thing.month, 0.1), 8).timestamp()
