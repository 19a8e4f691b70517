"""The status game, kept apart: it is never added to anything."""

from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import counted, number_in_words
from mutuals.sentence import Evidence, Part, Sentence

# Under half a thing in all, nothing is left after rounding.
NOTHING = 0.5


def standing(here: Village) -> Sentence:
    """Say how many follow and like the owner, and what came after posts."""
    found = here.rows("status", person_id=here.me)
    if not found or not (found[0]["followers"] or found[0]["likes"]):
        return nothing("These files hold nobody who follows you or likes what you post.")
    row = found[0]
    followers = Evidence(
        counted(row["followers"], "person follows", "people follow"), "influence", row["followers"]
    )
    likes = Evidence(counted(row["likes"], "like", "likes"), "influence", row["likes"])
    parts: list[Part] = [followers, " you, and your posts got ", likes, ". ", _after_posts(here)]
    text = str(followers.text)
    parts[0] = Evidence(text[:1].upper() + text[1:], followers.link, followers.records)
    basis = f"{row['followers']} follows and {row['likes']} likes; never added to anything else"
    return Sentence(tuple(parts), basis=basis, grade="D", sure="clear")


def _after_posts(here: Village) -> str:
    found = here.rows("influence", person_id=here.me)
    total = found[0]["broadcast"] if found else 0.0
    if total < NOTHING:
        return "We found nothing in these files that people did after a post of yours."
    things = counted(max(1, round(total)), "thing", "things")
    if round(total) > 1:
        things = f"about {number_in_words(round(total))} things"
    return f"A post of yours came before {things} others did, which does not say it was the reason."
