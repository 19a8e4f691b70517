"""Which one are you: what people did after talking with you, and after seeing you."""

from typing import Any

from mutuals.claims.verdict import ENOUGH_OUTCOMES
from mutuals.counts import counted
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, share_in_words
from mutuals.sentence import Evidence, Part, Sentence, sureness

# With fewer people talked with, one more or less changes the words.
ENOUGH_TALKED_WITH = 10
_LEAD = "Of the things you took up or spoke of, people went on to do "
_WAYS = (
    ("personal", "after talking with you"),
    ("broadcast", "after only seeing a post"),
    ("neither", "after neither"),
)
# Followed by fewer people than half of the others are.
FEW = 0.5


def answer(here: Village) -> Sentence:
    """Say how often talks with the owner came before what people did."""
    done = here.rows("credit", sort="action", source_id=None)
    ways = {row["way"]: row for row in here.rows("conversion", source_id=here.me)}
    talked = ways.get("personal")
    if len(done) < ENOUGH_OUTCOMES or not talked or talked["people"] < ENOUGH_TALKED_WITH:
        people = talked["people"] if talked else 0
        return nothing(
            "We cannot say yet which one you are. These files tell of "
            f"{counted(len(done), 'thing', 'things')} done, and "
            f"{counted(people, 'person', 'people')} you talked with about one; around "
            f"{ENOUGH_OUTCOMES} things and {ENOUGH_TALKED_WITH} people would be enough to begin."
        )
    most = max(row["upper"] for row in ways.values() if row["exposed"])
    sure = sureness(talked["upper"] - talked["lower"], most) or "a hint"
    parts = (*_followed(here), *_gone_on(ways), *_leaning(ways))
    return Sentence(parts, basis=_basis(here, talked), grade="D", sure=sure)


def _followed(here: Village) -> tuple[Part, ...]:
    found = here.rows("status", person_id=here.me)
    if not found:
        return ()
    followers = found[0]["followers"]
    words = capital(counted(followers, "person follows you", "people follow you"))
    if found[0]["percentile"] < FEW:
        words = "Few people follow you"
    return (Evidence(words, "influence", followers), ". ")


def _gone_on(ways: dict[str, dict[str, Any]]) -> tuple[Part, ...]:
    told = [(ways[way], words) for way, words in _WAYS if way in ways and ways[way]["exposed"]]
    said: list[Part] = []
    for number, (row, words) in enumerate(told):
        joint = " and " if number and number == len(told) - 1 else ", "
        share = Evidence(share_in_words(row["share"]), "influence", row["exposed"])
        said += [joint if number else _LEAD, share, f" {words}"]
    return (*said, ". ")


def _leaning(ways: dict[str, dict[str, Any]]) -> tuple[Part, ...]:
    talked, seen = ways["personal"], ways.get("broadcast")
    if seen and seen["exposed"] and talked["lower"] > seen["upper"]:
        return ("That leans towards mentor more than role model; it does not settle it.",)
    if seen and seen["exposed"] and seen["lower"] > talked["upper"]:
        return ("That leans towards role model more than mentor; it does not settle it.",)
    return ("Which one that makes you, these records do not settle.",)


def _basis(here: Village, talked: dict[str, Any]) -> str:
    mine = [row for row in here.rows("credit", sort="action", source_id=here.me) if row["credit"]]
    doers = {row["person_id"] for row in mine}
    return (
        f"{counted(talked['people'], 'person', 'people')} talked with, "
        f"{counted(talked['exposed'], 'pair', 'pairs')} of a person and a thing; "
        f"{counted(len(mine), 'thing', 'things')} done by "
        f"{counted(len(doers), 'person', 'people')} you had been in contact with before"
    )
