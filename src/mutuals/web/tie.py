"""What the tables say of one tie: how close, how lively, and how it came there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mutuals.counts import number
from mutuals.mirror.fading import CLOSE_DAYS
from mutuals.sentence import Evidence, Sentence, sureness
from mutuals.stages.correct import VALUES
from mutuals.web.evidence import Piece, pieces
from mutuals.web.world import Row, World, day

BEFORE: Final = 3
SAID: Final = "you said"
START: Final = {"stage": "They are", "time": "That time is"}
STAGES: Final = ("avatar", "acquaintance", "budding friend", "friend")
KINDS: Final = {
    "colleague": "Colleagues as well: most of the contact falls into office hours.",
    "both": "Colleagues as well: a part of the contact falls into office hours.",
}
UNSEEN: Final = "We cannot say yet how close you are: too few weeks of the last year are seen."
NEARLY_ALL: Final = "nearly all"
MOST: Final = 99.5


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on the tie, its topic, and the signs for and against it."""

    topic: str
    sentence: Sentence
    signs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of stage, what led to it, and the contact just before."""

    date: str
    words: str
    evidence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner may say of a tie, where it goes, and whether it is said."""

    words: str
    post: str
    is_said: bool = False


def choices(world: World, other: int, stage: Row) -> tuple[Choice, ...]:
    """Return what the owner may put right about a tie."""
    wanted = {"ego_id": world.me, "alter_id": other}
    meaning = next(iter(world.rows("meaning", **wanted)), {})
    said = {
        "stage": stage.get("stage") if stage.get("is_corrected") else None,
        "time": meaning.get("sort") if meaning.get("basis") == SAID else None,
    }
    found = [
        Choice(f"{START[question]} {_named(value)}", f"/person/{other}/{question}/{value}", is_said)
        for question, values in VALUES.items()
        for value in values
        for is_said in [said[question] == value]
    ]
    back = [
        Choice(f"Let the records decide on the {question}", f"/person/{other}/{question}/none")
        for question, value in said.items()
        if value
    ]
    return tuple(found + back)


def _named(value: str) -> str:
    words = value.replace("_", " ")
    return words if words.startswith("m") else f"{_article(words)}{words}"


def told(world: World, other: int, contacts: int) -> tuple[Told, ...]:
    """Return how close and how lively the owner's tie with somebody is."""
    wanted = {"ego_id": world.me, "alter_id": other}
    found = [next(iter(world.rows(name, **wanted)), None) for name in ("closeness", "weather")]
    close, weather = found
    alive = next(iter(world.rows("alive", **wanted)), None)
    said = [
        _close(close, contacts) if close else None,
        _weather(weather, contacts) if weather else None,
        _alive(alive) if alive else None,
    ]
    return tuple(one for one in said if one is not None)


def _close(row: Row, contacts: int) -> Told:
    signs = tuple(
        (direction.strip(), words.strip())
        for sign in str(row["evidence"] or "").split(";")
        for direction, colon, words in [sign.partition(":")]
        if colon
    )
    if row["closeness"] is None:
        return Told("closeness", Sentence((), missing=UNSEEN))
    low, high = _of_ten(row["lower"]), _of_ten(row["upper"])
    span = low if low == high else f"{low} to {high}"
    if row["sure"] == "not enough records":
        missing = (
            f"We cannot say yet whether you would name them a friend: {span} of ten ties like it"
        )
        return Told("closeness", Sentence((), missing=f"{missing} are friendships."), signs)
    many = Evidence(f"{span} are named friendships", "#evidence", contacts)
    return Told(
        "closeness",
        Sentence(
            ("Of ten ties that look like this one, ", many, "."),
            basis="how time was shared out in the last 52 weeks",
            grade=row["grade"] if row["grade"] in {"B", "C", "D"} else "",
            sure=row["sure"],
        ),
        signs,
    )


def _of_ten(share: float) -> str:
    return f"{10 * share:.0f}"


def _weather(row: Row, contacts: int) -> Told:
    if row["weather"] == "not enough records":
        missing = f"We cannot say yet whether this tie warms or cools: too few {CLOSE_DAYS}."
        return Told("weather", Sentence((), missing=missing))
    days = Evidence(f"{number(row['recent'])} of the last 90 days", "#evidence", contacts)
    usual = f"; {number(row['usual'])} would be usual between the two of you."
    sure = "a fair guess"
    if row["lower"] is not None:
        sure = sureness(row["upper"] - row["lower"], 3.0) or "a hint"
    basis = f"{CLOSE_DAYS} in the last 90, against up to a year before"
    words = ("Contact alone or in small company on ", days, usual)
    return Told("weather", Sentence(words, basis=basis, sure=sure))


def _alive(row: Row) -> Told:
    if row["alive"] is None:
        missing = "We cannot say yet whether contact goes on: it was seen on a single day."
        return Told("alive", Sentence((), missing=missing))
    low, high = _hundred(row["lower"]), _hundred(row["upper"])
    span = low if low == high else f"{low} to {high}"
    span = f"at least {low}" if high == NEARLY_ALL and low != high else span
    words = f"Of a hundred such ties, {span} are in contact again within 90 days."
    basis = f"{number(row['days'])} days with contact so far; fitted on {row['grade']}"
    sure = sureness(row["upper"] - row["lower"], 1.0) or "a hint"
    return Told("alive", Sentence((words,), basis=basis, sure=sure))


def _hundred(share: float) -> str:
    return NEARLY_ALL if share * 100 > MOST else f"{100 * share:.0f}"


def changes(world: World, history: Sequence[Row], contacts: Sequence[Row]) -> tuple[Change, ...]:
    """Return each change of stage with the latest contact before it."""
    return tuple(
        Change(
            date=day(row["happened_at"]),
            words=_words(row),
            evidence=_just_before(world, contacts, row["happened_at"]),
        )
        for row in history
    )


def _words(row: Row) -> str:
    stage = str(row["to_stage"]).replace("_", " ")
    after = row.get("preceded_by")
    came = f", after {_article(str(after))}{after}" if after else ""
    return f"{stage}: {row['trigger']}{came}"


def _article(words: str) -> str:
    if words == "shared work":
        return ""
    return "an " if words[0] in "aeiou" else "a "


def _just_before(world: World, contacts: Sequence[Row], at: datetime) -> tuple[Piece, ...]:
    until = int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    known = [row for row in contacts if row["started"] <= until]
    return pieces(world, known, BEFORE)


def by_records(world: World, other: int, stage: Row) -> str:
    """Return what the records alone would say, where the owner has put it right."""
    if not stage.get("is_corrected"):
        return ""
    rows = [
        row for row in world.rows("course", ego_id=world.me, alter_id=other) if row["rank"] >= 0
    ]
    last = max(rows, key=lambda row: row["number"], default=None)
    alone = STAGES[last["rank"]] if last else "nothing"
    return f"You say so; the records alone would say {alone}."
