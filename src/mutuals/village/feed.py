"""The status game: who follows whom, who posts, and who likes it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from mutuals.village.dates import NOW, day_in, later, moment
from mutuals.village.dice import Dice
from mutuals.village.events import Follows, Like, Post
from mutuals.village.people import Person
from mutuals.village.plans import LAST, Pair, Plan, pair_of
from mutuals.village.roles import (
    CROWD_FOLLOWER,
    INDEPENDENT,
    LUNCH,
    MENTOR,
    OWNER,
    STAR,
    THIN_TIE,
)
from mutuals.village.talk import hour_of

_POSTS = {STAR: 7.0, MENTOR: 0.2, INDEPENDENT: 0.4, CROWD_FOLLOWER: 2.5, OWNER: 1.2}
_MENTOR_FOLLOWERS = ("gudrunc", "piotr_ab", "minatan", OWNER, "lieslo", CROWD_FOLLOWER)


def follows(
    people: Mapping[str, Person], plans: Mapping[Pair, Plan], dice: Dice
) -> Iterator[Follows]:
    """Yield who follows whom, and since when."""
    for follower in people:
        for followed in people:
            if follower == followed:
                continue
            plan = plans.get(pair_of(follower, followed))
            is_close = people[follower].group == people[followed].group or plan is not None
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
    month = dice.whole(0, 30) if dice.chance(0.5) else 0
    if {follower, followed} <= set(LUNCH):
        month = 8
    elif THIN_TIE in {follower, followed} and OWNER in {follower, followed}:
        month = 20
    return moment(day_in(month, 0.05), *hour_of(dice))


def posts(people: Iterable[str], followings: Iterable[Follows], dice: Dice) -> Iterator[Post]:
    """Yield everybody's posts with the followers of that moment."""
    followers: dict[str, list[Follows]] = {}
    for following in followings:
        followers.setdefault(following.followed, []).append(following)
    for author in people:
        rate = _POSTS.get(author, 1.4 if author in LUNCH else 0.6)
        for month in range(LAST):
            for place in range(dice.count(rate)):
                at = moment(day_in(month, dice.share()), *hour_of(dice))
                audience = tuple(f.follower for f in followers.get(author, ()) if f.at < at)
                if audience and at < NOW:
                    yield Post(at, f"post-{author}-{month}-{place}", author, audience)


def likes(written: Iterable[Post], plans: Mapping[Pair, Plan], dice: Dice) -> Iterator[Like]:
    """Yield the likes: plenty for the star, and between those who will share a table."""
    for post in written:
        for follower in post.followers:
            plan = plans.get(pair_of(post.author, follower))
            if dice.chance(_warmth(post, follower, is_known=plan is not None)):
                at = later(post.at, hours=dice.wait(14.0), seconds=9)
                if at < NOW:
                    sort = "share" if dice.chance(0.08) else "like"
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
