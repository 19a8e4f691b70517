"""The mirror of a whole community: who is followed, and whose talks came before.

Nobody is named as followed too much or too little: a community sees groups only.
"""

from typing import Any

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE
from mutuals.counts import counted, number, tally
from mutuals.influence.named_words import sentence
from mutuals.influence.words import FEWEST_CHANCES, less_followed
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, share_in_words
from mutuals.sentence import Evidence, Sentence


def moves_unseen(here: Village) -> Sentence:
    """Say how much of what came after talks is theirs whom few follow.

    Where there are no talks and people were asked whom they know, say that.
    """
    done = len(here.rows("credit", sort="action", source_id=None))
    people = _people(here)
    if done < ENOUGH_OUTCOMES or len(people) < ENOUGH_PEOPLE:
        if asked := sorted(here.rows("named_effect"), key=lambda row: bool(row["untold"])):
            return sentence(asked[0])
        return nothing(
            "We cannot say yet who comes before what people do here. These files hold "
            f"{counted(done, 'thing', 'things')} done on a known day; around {ENOUGH_OUTCOMES} "
            f"things and {ENOUGH_PEOPLE} people would give a first band."
        )
    found = less_followed({row["person_id"]: row for row in people}, people)
    if found is None:
        return nothing("Few and much followed people are too few here to hold side by side.")
    many, share = found
    placed = sum(row["exposures"] >= FEWEST_CHANCES for row in people)
    grade = max(row.get("grade", "D") for row in people)
    words = {"C": "moved together with talks", "D": "came after talks"}.get(grade, "talks moved")
    parts = (
        "Of what ",
        words,
        " here, ",
        Evidence(share_in_words(share), "influence", sum(row["outcomes"] or 0 for row in people)),
        " was with the ",
        Evidence(counted(many, "person", "people"), "influence", many),
        f" whom fewest follow, of {number(placed)} who are set side by side.",
    )
    seen = f"{tally(done, 'thing')} done, {tally(len(people), 'person', 'people')}"
    basis = f"{seen}; nobody is named in a community's view"
    return Sentence(parts, basis=basis, grade=grade, sure="a hint")


def followed_by_many(here: Village) -> Sentence:
    """Say how many talks with others came before more than the most followed one's."""
    people = [row for row in _people(here) if row["followers"]]
    if not people:
        return nothing("These files hold nobody who follows anybody.")
    chosen = max(people, key=lambda row: (row["followers"], -row["person_id"]))
    basis = f"follows of {tally(len(people), 'person', 'people')}; never added to anything else"
    more = sum(row["personal"] > chosen["personal"] for row in people)
    before = "nobody" if not more else counted(more, "other person", "other people")
    followers = counted(chosen["followers"], "person follows", "people follow")
    most = Evidence(capital(followers), "influence", chosen["followers"])
    if not any(row["personal"] for row in people):
        # with nothing done on record, that nobody's talks came before more says nothing
        return Sentence((most, " whoever is followed most here."), basis=basis, grade="")
    parts = (
        most,
        " whoever is followed most here; talks with ",
        Evidence(before, "influence", more),
        " came before more of what people did.",
    )
    return Sentence(parts, basis=basis, grade="D")


def _people(here: Village) -> list[dict[str, Any]]:
    status = {row["person_id"]: row for row in here.rows("status")}
    rows = here.rows("influence")
    return [row | status[row["person_id"]] for row in rows if row["person_id"] in status]
