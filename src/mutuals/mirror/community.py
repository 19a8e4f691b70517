"""The mirror of a whole community: who is followed, and whose talks came before."""

from typing import Any

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, counted
from mutuals.sentence import Evidence, Sentence, sureness

# Followed by fewer than half of the others.
FEW = 0.5


def moves_unseen(here: Village) -> Sentence:
    """Name somebody few follow whose talks came before much of what others did."""
    done = len(here.rows("credit", sort="action", source_id=None))
    people = _people(here)
    if done < ENOUGH_OUTCOMES or len(people) < ENOUGH_PEOPLE:
        return nothing(
            "We cannot say yet who comes before what people do here. These files hold "
            f"{counted(done, 'thing', 'things')} done; around {ENOUGH_OUTCOMES} things and "
            f"{ENOUGH_PEOPLE} people would give a first band."
        )
    unseen = [row for row in people if row["percentile"] < FEW and row["personal"] > 0]
    if not unseen:
        return nothing("Nobody here who is followed by few had talks that came before things done.")
    chosen = max(unseen, key=lambda row: (row["personal"], -row["person_id"]))
    followers = counted(chosen["followers"], "person follows", "people follow")
    things = counted(max(1, round(chosen["personal"])), "thing", "things")
    parts = (
        here.who(chosen["person_id"]),
        " is not much followed: ",
        Evidence(followers, "influence", chosen["followers"]),
        " them. Yet talks with them came before ",
        Evidence(f"about {things}", f"person/{chosen['person_id']}", chosen["outcomes"]),
        " others did.",
    )
    most = max(row["personal_upper"] for row in people)
    sure = sureness(chosen["personal_upper"] - chosen["personal_lower"], most) or "a hint"
    basis = f"{done} things done, {len(people)} people; order in time only, in equal parts"
    return Sentence(parts, basis=basis, grade="D", sure=sure)


def followed_by_many(here: Village) -> Sentence:
    """Name the most followed person, and say what came after talks with them."""
    people = [row for row in _people(here) if row["followers"]]
    if not people:
        return nothing("These files hold nobody who follows anybody.")
    chosen = max(people, key=lambda row: (row["followers"], -row["person_id"]))
    more = sum(row["personal"] > chosen["personal"] for row in people)
    before = "nobody" if not more else counted(more, "other person", "other people")
    followers = counted(chosen["followers"], "person follows", "people follow")
    parts = (
        Evidence(capital(followers), "influence", chosen["followers"]),
        " ",
        here.who(chosen["person_id"]),
        ", more than anybody else; talks with ",
        Evidence(before, "influence", more),
        " came before more of what people did.",
    )
    basis = f"follows of {len(people)} people; never added to anything else"
    return Sentence(parts, basis=basis, grade="D")


def _people(here: Village) -> list[dict[str, Any]]:
    status = {row["person_id"]: row for row in here.rows("status")}
    rows = here.rows("influence")
    return [row | status[row["person_id"]] for row in rows if row["person_id"] in status]
