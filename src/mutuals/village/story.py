"""The village's story: everything that happens, in one list, and what was planted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from mutuals.village.dates import NOW
from mutuals.village.dice import Dice
from mutuals.village.events import Event, Follows, Like, Meeting, Message, Nearness, Post, TookUp
from mutuals.village.feed import follows, likes, posts
from mutuals.village.gatherings import all_meetings, party_talk
from mutuals.village.people import Person, cast
from mutuals.village.plans import Pair, Plan, draw
from mutuals.village.planted import (
    first_word,
    introduced_results,
    introduction_messages,
    requests,
    table_chat,
    the_need,
    three_at_a_table,
)
from mutuals.village.talk import conversations, meetings_of_two, round_mails
from mutuals.village.things import Thing, things
from mutuals.village.uptake import Spread


@dataclass(frozen=True, slots=True)
class Story:
    """What happened. Events are in order of time."""

    seed: int
    people: Mapping[str, Person]
    plans: Mapping[Pair, Plan]
    things: tuple[Thing, ...]
    messages: tuple[Message, ...]
    meetings: tuple[Meeting, ...]
    nearness: tuple[Nearness, ...]
    posts: tuple[Post, ...]
    likes: tuple[Like, ...]
    follows: tuple[Follows, ...]
    taken: tuple[TookUp, ...]


def tell(seed: int) -> Story:
    """Let the four years happen, as this seed has them."""
    dice = Dice(seed)
    people = cast(dice)
    plans = draw(people, dice)
    groups = _groups(people)
    drawn = things(dice)
    followings = tuple(follows(people, plans, dice))
    meetings = chain(
        all_meetings(groups, dice), meetings_of_two(plans.values(), dice), three_at_a_table()
    )
    told: list[Event] = [
        *conversations(plans.values(), dice),
        *round_mails(groups, plans, dice),
        *_planted(dice),
        *posts(people, followings, dice),
    ]
    spread = Spread(people, drawn, dice)
    lived = list(spread.run(sorted((e for e in told if e.at < NOW), key=_when)))
    written = tuple(event for event in lived if isinstance(event, Post))
    sent = [event for event in lived if isinstance(event, Message)]
    return Story(
        seed=seed,
        people=people,
        plans=plans,
        things=drawn,
        messages=tuple(sorted([*sent, *requests()], key=_when)),
        meetings=tuple(sorted((m for m in meetings if m.at < NOW), key=_when)),
        nearness=tuple(sorted(party_talk(dice), key=_when)),
        posts=written,
        likes=tuple(sorted(likes(written, plans, dice), key=lambda like: (like.at, like.actor))),
        follows=tuple(sorted(followings, key=lambda f: (f.at, f.follower, f.followed))),
        taken=tuple(sorted(chain(spread.taken, introduced_results()), key=_when)),
    )


def _when(event: Event) -> tuple[float, str]:
    return event.at.timestamp(), getattr(event, "key", "")


def _groups(people: Mapping[str, Person]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for person in people.values():
        groups.setdefault(person.group, []).append(person.handle)
    return groups


def _planted(dice: Dice) -> Iterator[Message]:
    yield from introduction_messages(dice)
    yield from the_need()
    yield from first_word(dice)
    yield from table_chat(dice)
