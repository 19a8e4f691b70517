"""The status game, kept apart: it is never added to anything."""

from mutuals.counts import counted, number_in_words, tally
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital
from mutuals.sentence import Evidence, Part, Sentence

# Under half a thing in all, nothing is left after rounding.
NOTHING = 0.5
_UNLIKED = "no like of a post of yours is named here. "


def standing(here: Village) -> Sentence:
    """Say how many follow and like the owner, and what came after posts."""
    found = here.rows("status", person_id=here.me)
    if not found or not (found[0]["followers"] or found[0]["likes"]):
        return nothing("These files hold nobody who follows you or likes what you post.")
    row = found[0]
    likes = Evidence(counted(row["likes"], "like", "likes"), "influence", row["likes"])
    liked = ("your posts got ", likes, ". ") if row["likes"] else (_UNLIKED,)
    parts = (*_followed(row["followers"]), *liked, _after_posts(here))
    seen = f"{tally(row['followers'], 'follow')} and {tally(row['likes'], 'like')}"
    return Sentence(parts, basis=f"{seen}; never added to anything else", grade="D", sure="clear")


def _followed(followers: int) -> tuple[Part, ...]:
    """Say who follows: files that list nobody do not say that there is nobody."""
    if not followers:
        return (Evidence("Nobody", "influence", 0), " is named here as following you; ")
    many = capital(counted(followers, "person follows", "people follow"))
    return (Evidence(many, "influence", followers), " you, and ")


def _after_posts(here: Village) -> str:
    found = here.rows("influence", person_id=here.me)
    total = found[0]["broadcast"] if found else 0.0
    if total < NOTHING:
        return "We found nothing in these files that people did after a post of yours."
    things = counted(max(1, round(total)), "thing", "things")
    if round(total) > 1:
        things = f"about {number_in_words(round(total))} things"
    return f"A post of yours came before {things} others did, which does not say it was the reason."
