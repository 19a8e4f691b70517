"""What happens in the village: the typed events that every file is written from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, chat message or public reply. ``intent`` says what its words do."""

    at: datetime
    key: str
    sender: str
    to: tuple[str, ...]
    channel: str = "mail"
    intent: str = "chat"
    subject: str = ""
    thread: str = ""
    reply_to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    thing: str = ""
    about: str = ""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody it went to."""
        return self.to + self.cc + self.bcc


@dataclass(frozen=True, slots=True)
class Meeting:
    """People together, or on a call. ``series`` names what it is one occurrence of.

    ``answers`` pairs with ``guests``; those who declined were not there.
    """

    at: datetime
    until: datetime
    key: str
    host: str
    guests: tuple[str, ...]
    title: str
    place: str = ""
    medium: str = "in_person"
    series: str = ""
    answers: tuple[str, ...] = ()
    is_cancelled: bool = False
    room: str = ""

    @property
    def present(self) -> tuple[str, ...]:
        """Those who came apart from the host."""
        if not self.answers:
            return self.guests
        pairs = zip(self.guests, self.answers, strict=True)
        return tuple(guest for guest, answer in pairs if answer != "DECLINED")


@dataclass(frozen=True, slots=True)
class Nearness:
    """A few people talking among themselves for some minutes in one place."""

    at: datetime
    until: datetime
    key: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """Something said to everybody who follows."""

    at: datetime
    key: str
    author: str
    followers: tuple[str, ...]
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Like:
    """A like or share of a post."""

    at: datetime
    actor: str
    post: str
    sort: str = "like"


@dataclass(frozen=True, slots=True)
class Follows:
    """Somebody starts to follow somebody."""

    at: datetime
    follower: str
    followed: str


@dataclass(frozen=True, slots=True)
class TookUp:
    """Somebody takes a thing up. ``cause`` and ``source`` go into the truth only."""

    at: datetime
    key: str
    person: str
    thing: str
    sort: str = "action"
    attributed_to: str = ""
    value: int = 0
    cause: str = "taste"
    source: str = ""


Event = Message | Meeting | Nearness | Post | Like | Follows | TookUp
