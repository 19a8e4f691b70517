"""The card on time alone: asked, never inferred, and for nobody's eyes but one's own.

Two axes, never a type: how far being alone is what one would choose, and how much at
ease one is where others look on. The items are two facet scales of the International
Personality Item Pool, which is in the public domain (Goldberg 1999; ipip.ori.org):
gregariousness, counted the other way round, and self-consciousness, likewise. What
behaviour would add has not been validated, so none of it enters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mutuals.engine.private import Private
from mutuals.errors import UsageError
from mutuals.estimators.self_report import Place, place

QUESTION = "solitude"
# Enough of an axis's ten items to say anything.
ENOUGH = 7
CHOICES = (
    "very inaccurate",
    "moderately inaccurate",
    "neither",
    "moderately accurate",
    "very accurate",
)
# Each item with its axis, and whether "very accurate" counts against it.
ITEMS: tuple[tuple[str, str, bool], ...] = (
    ("Love large parties.", "chosen", True),
    ("Am easily intimidated.", "ease", True),
    ("Prefer to be alone.", "chosen", False),
    ("Am not embarrassed easily.", "ease", False),
    ("Talk to a lot of different people at parties.", "chosen", True),
    ("Am afraid that I will do the wrong thing.", "ease", True),
    ("Want to be left alone.", "chosen", False),
    ("Am comfortable in unfamiliar situations.", "ease", False),
    ("Enjoy being part of a group.", "chosen", True),
    ("Find it difficult to approach others.", "ease", True),
    ("Don't like crowded events.", "chosen", False),
    ("Am not bothered by difficult social situations.", "ease", False),
    ("Involve others in what I am doing.", "chosen", True),
    ("Am afraid to draw attention to myself.", "ease", True),
    ("Avoid crowds.", "chosen", False),
    ("Only feel comfortable with friends.", "ease", True),
    ("Love surprise parties.", "chosen", True),
    ("Am able to stand up for myself.", "ease", False),
    ("Seek quiet.", "chosen", False),
    ("Stumble over my words.", "ease", True),
)
MOOD = "These words describe a mood of the answers, not you."
AGAIN = (
    "The answers of another week may lie elsewhere. Give them again in a month or so: only "
    "what moves by more than the region is more than a day's mood."
)
HELP = (
    "If being alone weighs on you, you need not carry it alone. Somebody you trust, a doctor, or "
    "a listening line where you live can be a beginning; in danger, your emergency number."
)
ADULTS = "This card is for people of eighteen or older. Nothing was kept."
_CHOSEN = {
    1: "time alone is mostly what you would choose",
    0: "time alone and company are about equally welcome",
    -1: "company is mostly what you would choose",
}
_EASE = {
    1: "others looking on costs you little",
    0: "others looking on costs you now little, now something",
    -1: "others looking on costs you something",
}


class Keeps(Protocol):
    """A network that keeps private answers."""

    @property
    def private(self) -> Private:
        """What the owner says to nobody but themselves."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """Where the answers lie, in words, and those given before."""

    chosen: Place
    ease: Place
    said_at: datetime
    sentence: str
    help: str
    before: tuple[tuple[datetime, Place, Place], ...]


def answered(network: Keeps, answers: Sequence[int], *, is_adult: bool) -> str:
    """Keep answers from 1 to 5 (0: left out), in the order of ``ITEMS``.

    Returns what to say. Of anybody under eighteen nothing is kept. Raises UsageError
    for other numbers, or too few of them.
    """
    if not is_adult:
        return ADULTS
    if len(answers) != len(ITEMS) or any(not 0 <= one <= len(CHOICES) for one in answers):
        msg = f"the card takes {len(ITEMS)} answers from 1 to 5, or 0 for one left out"
        raise UsageError(msg)
    if any(one.answers < ENOUGH for one in _places(answers)):
        msg = f"too many were left out: each half needs {ENOUGH} of its ten answers"
        raise UsageError(msg)
    network.private.keep(QUESTION, "".join(map(str, answers)))
    return "Kept, for you alone. It can be deleted at any time."


def card(network: Keeps) -> Card | None:
    """Return where the last answers lie; None where none were given."""
    given = network.private.said(QUESTION)
    if not given:
        return None
    *earlier, last = [(one.said_at, *_places([int(x) for x in one.value])) for one in given]
    said_at, chosen, ease = last
    is_heavy = ease.leans < 0 and chosen.leans <= 0
    return Card(
        chosen=chosen,
        ease=ease,
        said_at=said_at,
        sentence=f"By these answers, {_CHOSEN[chosen.leans]}, and {_EASE[ease.leans]}.",
        help=HELP if is_heavy else "",
        before=tuple(earlier),
    )


def forget(network: Keeps) -> str:
    """Delete all answers; say so."""
    many = network.private.forget(QUESTION)
    if not many:
        return "There was no card to delete."
    return "The card is deleted. Nothing else was worked out from it."


def _places(answers: Sequence[int]) -> tuple[Place, Place]:
    found = []
    for axis in ("chosen", "ease"):
        mine = [number for number, one in enumerate(ITEMS) if one[1] == axis]
        turned = [ITEMS[number][2] for number in mine]
        found.append(place([answers[number] for number in mine], turned))
    return found[0], found[1]
