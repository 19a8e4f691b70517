"""The status game: who follows whom, who posts, and who likes it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import permutations

from mutuals.village.dates import NOW, day_in, later, moment
from mutuals.village.dice import Dice
from mutuals.village.events import Follows, Like, Post
from mutuals.village.people import Person
from mutuals.village.plans import LAST, Pair, Plan, pair_of
from mutuals.village.rhythm import happenings, waking_moment
from mutuals.village.roles import (
    CROWD_FOLLOWER,
    INDEPENDENT,
    LUNCH,
    MENTOR,
    OWNER,
    STAR,
    THIN_TIE,
)

_POSTS = {STAR: 7.0, MENTOR: 0.2, INDEPENDENT: 0.4, CROWD_FOLLOWER: 2.5, OWNER: 1.2}
_LUNCH_FOLLOWS, _THIN_FOLLOWS = 8, 20  # months in which their handles became known
_MENTOR_FOLLOWERS = ("gudrunc", "piotr_ab", "minatan", OWNER, "lieslo", CROWD_FOLLOWER)


def follows(
    people: Mapping[str, Person], plans: Mapping[Pair, Plan], dice: Dice
) -> Iterator[Follows]:
    """Yield who follows whom, and since when."""
    for follower, followed in permutations(people, 2):
        is_tied = pair_of(follower, followed) in plans
        is_close = people[follower].group == people[followed].group or is_tied
        if dice.chance(_appeal(follower, followed, 0.4 if is_close else 0.05)):
            yield Follows(_since(follower, followed, dice), follower, followed)


def _appeal(follower: str, followed: str, usual: float) -> float:
    """Return how likely somebody is to follow somebody."""
    pair = {follower, followed}
    if followed == MENTOR:
        return 1.0 if follower in _MENTOR_FOLLOWERS else 0.0
    if (
        follower == CROWD_FOLLOWER
        or pair <= set(LUNCH)
        or pair == {OWNER, THIN_TIE}
        or (followed == STAR and follower != INDEPENDENT)
    ):
        return 1.0
    return usual * (0.2 if follower in {STAR, INDEPENDENT} else 1.0)


def _since(follower: str, followed: str, dice: Dice) -> datetime:
    """Draw when somebody began to follow somebody."""
    at = waking_moment(dice.whole(0, 30) if dice.chance(0.5) else 0, dice)
    if {follower, followed} <= set(LUNCH):
        return moment(day_in(_LUNCH_FOLLOWS, 0.1), at.hour, at.minute)
    if {follower, followed} == {OWNER, THIN_TIE}:
        return moment(day_in(_THIN_FOLLOWS, 0.1), at.hour, at.minute)
    return at


def posts(people: Iterable[str], followings: Iterable[Follows], dice: Dice) -> Iterator[Post]:
    """Yield everybody's posts with the followers of that moment."""
    followers: dict[str, list[Follows]] = {}
    for following in followings:
        followers.setdefault(following.followed, []).append(following)
    for author in people:
        rate = _POSTS.get(author, 1.4 if author in LUNCH else 0.6)
        for month, place in happenings([rate] * LAST, dice):
            at = waking_moment(month, dice)
            audience = tuple(f.follower for f in followers.get(author, ()) if f.at < at)
            if audience:
                yield Post(at, f"post-{author}-{month}-{place}", author, audience)


def likes(written: Iterable[Post], plans: Mapping[Pair, Plan], dice: Dice) -> Iterator[Like]:
    """Yield the likes: plenty for the star, some between those who will meet."""
    for post in written:
        for follower in post.followers:
            is_known = pair_of(post.author, follower) in plans
            at = later(post.at, hours=dice.wait(14.0), seconds=9)
            sort = "share" if dice.chance(0.08) else "like"
            if dice.chance(_warmth(post, follower, is_known=is_known)) and at < NOW:
                yield Like(at, follower, post.key, sort)


def _warmth(post: Post, follower: str, *, is_known: bool) -> float:
    """Return how likely a follower is to like a post."""
    if post.author == STAR:
        return 0.3
    if follower == CROWD_FOLLOWER:
        return 0.4
    if follower == INDEPENDENT:
        return 0.02
    if post.author in LUNCH and follower in LUNCH:
        return 0.35
    return 0.12 if is_known else 0.04
