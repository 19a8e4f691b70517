"""Who takes up what, and why: taste, a person, the crowd, or a post."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import heapify, heappop, heappush

from mutuals.village.dates import NOW, later
from mutuals.village.dice import Dice
from mutuals.village.events import Event, Message, Post, TookUp
from mutuals.village.people import Person
from mutuals.village.roles import CROWD_FOLLOWER, INDEPENDENT, MENTOR, OWNER, PROTEGES, STAR
from mutuals.village.things import Thing, first_moment

_DAY = 86_400.0
_END = NOW.timestamp()
_FRESH = 200 * _DAY
_CROWD = 5
_SAME_TASTE, _OTHER_TASTE = 0.008, 0.0009  # a month
_MONTH = 30.4 * _DAY
_INDEPENDENT_TASTE = {True: 0.2, False: 0.005}  # by whether it is their kind of thing

# A planned uptake: when, who, what, sort, cause, source. It sorts by time.
Planned = tuple[float, str, str, str, str, str]


class Spread:
    """Goes through the village's messages and posts in order of time.

    People tell others what they have taken up; whether those do the same depends on
    who told them. Taste, the crowd and posts do the rest.
    """

    def __init__(self, people: Mapping[str, Person], things: Iterable[Thing], dice: Dice) -> None:
        self.taken: list[TookUp] = []
        self._people = people
        self._dice = dice
        self._things = {thing.name: thing for thing in things}
        self._has: dict[str, dict[str, float]] = {handle: {} for handle in people}
        self._done: set[tuple[str, str, str]] = set()
        self._told: set[tuple[str, str, str]] = set()
        self._count = dict.fromkeys(self._things, 0)
        self._waiting: list[Planned] = [*self._by_taste(), *self._leaders()]
        heapify(self._waiting)

    def run(self, events: Iterable[Event]) -> Iterator[Event]:
        """Yield the events in their order, some of them now about a thing."""
        for event in events:
            self._settle(event.at.timestamp())
            if isinstance(event, Message):
                yield self._talk(event)
            elif isinstance(event, Post):
                yield self._post(event)
            else:
                yield event
        self._settle(_END)

    def _by_taste(self) -> Iterator[Planned]:
        """Yield what people take up by themselves: their kind of thing, mostly."""
        for handle, person in self._people.items():
            for thing in self._things.values():
                is_own = thing.group == person.group
                rate = _SAME_TASTE if is_own else _OTHER_TASTE
                if handle == INDEPENDENT:
                    rate = _INDEPENDENT_TASTE[is_own]
                at = first_moment(thing) + self._dice.wait(_MONTH / rate)
                if at < _END:
                    yield (at, handle, thing.name, "action", "taste", "")

    def _leaders(self) -> Iterator[Planned]:
        """Yield what the mentor and the star take up early."""
        for place, thing in enumerate(self._things.values()):
            at = first_moment(thing) + self._dice.whole(4, 30) * _DAY
            if place % 5 in {0, 1, 3}:
                yield (at, MENTOR, thing.name, "action", "taste", "")
            if place % 3 == 0:
                yield (at, STAR, thing.name, "action", "taste", "")

    def _settle(self, now: float) -> None:
        """Let everything planned up to now happen."""
        while self._waiting and self._waiting[0][0] <= now:
            at, person, thing, sort, cause, source = heappop(self._waiting)
            if thing in self._has[person] or (person, thing, sort) in self._done:
                continue
            self._done.add((person, thing, sort))
            if sort == "action":
                self._has[person][thing] = at
                self._count[thing] += 1
                self._crowd(at, thing)
            self._record((at, person, thing, sort, cause, source))

    def _record(self, planned: Planned) -> None:
        at, person, thing, sort, cause, source = planned
        remembers = cause == "personal" and self._dice.chance(0.25)
        self.taken.append(
            TookUp(
                at=later(NOW, seconds=int(at - _END)),
                key=f"took-{person}-{thing}-{sort}",
                person=person,
                thing=thing,
                sort=sort,
                attributed_to=source if remembers else "",
                cause=cause,
                source=source,
            )
        )

    def _crowd(self, now: float, thing: str) -> None:
        """Let those who do what many do follow, once it is many."""
        if self._count[thing] == _CROWD:
            for handle in self._people:
                pull = 0.95 if handle == CROWD_FOLLOWER else 0.025
                if handle != INDEPENDENT and self._dice.chance(pull):
                    at = now + self._dice.whole(3, 30) * _DAY
                    self._plan((at, handle, thing, "action", "crowd", ""))

    def _plan(self, planned: Planned) -> None:
        if planned[0] < _END:
            heappush(self._waiting, planned)

    def _topic(self, teller: str, now: float, listener: str) -> str:
        """Choose something the teller has and the listener, as yet, has not."""
        news = [
            name
            for name, at in self._has[teller].items()
            if now - at < _FRESH
            and name not in self._has[listener]
            and (teller, listener, name) not in self._told
        ]
        return self._dice.pick(news) if news else ""

    def _talk(self, message: Message) -> Message:
        teller, listener = message.sender, message.to[0]
        is_open = len(message.recipients) == 1 and message.intent in {"chat", "news"}
        mentors = teller == MENTOR and listener in PROTEGES
        if not is_open or not self._dice.chance(0.7 if mentors else 0.16):
            return message
        now = message.at.timestamp()
        thing = self._topic(teller, now, listener)
        if not thing:
            return message
        self._told.add((teller, listener, thing))
        if self._dice.chance(_pull(teller, listener, is_mentoring=mentors)):
            at = now + self._dice.whole(2, 24) * _DAY + self._dice.whole(0, 40_000)
            self._plan((at, listener, thing, "action", "personal", teller))
        return replace(message, thing=thing, intent="tells")

    def _post(self, post: Post) -> Post:
        now = post.at.timestamp()
        own = [name for name, at in self._has[post.author].items() if now - at < _FRESH]
        if not own or not self._dice.chance(0.85 if post.author == STAR else 0.5):
            return post
        thing = self._dice.pick(own)
        for follower in post.followers:
            if follower != INDEPENDENT and self._dice.chance(0.0004):
                at = now + self._dice.whole(1, 20) * _DAY
                self._plan((at, follower, thing, "action", "broadcast", post.author))
            elif post.author == STAR and self._dice.chance(0.005):
                at = now + self._dice.whole(60, 80_000)
                self._plan((at, follower, thing, "attention", "broadcast", post.author))
        return replace(post, thing=thing)


def _pull(teller: str, listener: str, *, is_mentoring: bool) -> float:
    """Return the probability that being told by somebody leads to taking it up."""
    if listener == INDEPENDENT or teller in {STAR, CROWD_FOLLOWER}:
        return 0.0
    if is_mentoring:
        return 0.65 if listener == OWNER else 0.5
    return 0.07
