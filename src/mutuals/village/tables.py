"""Writes the community forms: the whole village's view, and the owner's part of it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from mutuals.village.events import Meeting, Message, Nearness, Post
from mutuals.village.people import Person, vouched
from mutuals.village.plans import pair_of
from mutuals.village.roles import FIVE_ADDRESSES, LUNCH, OWNER
from mutuals.village.story import Story
from mutuals.village.talk import CHATS

Row = Sequence[object]
INTERACTIONS = (
    "started_at",
    "sender",
    "recipients",
    "ended_at",
    "channel",
    "medium",
    "thread_id",
    "thing",
    "interaction_id",
)
FOLLOWS = ("follower", "followed", "since")
REACTIONS = ("actor", "interaction_id", "reacted_at", "sort")
OUTCOMES = ("person", "thing", "happened_at", "sort", "attributed_to", "value", "outcome_id")
PEOPLE = ("person", "name", "addresses", "group", "role")


def write_community(folder: Path, story: Story) -> dict[str, int]:
    """Write everybody's records; return the rows of each file."""
    happened = [
        *(_message(message) for message in story.messages),
        *(_meeting(meeting) for meeting in story.meetings if _took_place(meeting)),
        *(_near(near) for near in story.nearness),
        *(_post(post) for post in story.posts),
    ]
    everybody = set(story.people)
    people = ((person, _addresses(person)) for person in story.people.values())
    return {
        "interactions.csv": _write(folder / "interactions.csv", INTERACTIONS, _ordered(happened)),
        "people.csv": _write(folder / "people.csv", PEOPLE, _people(people)),
        **_write_social(folder, story, everybody),
    }


def write_owner_side(folder: Path, story: Story) -> dict[str, int]:
    """Write what the owner's own feed shows; return the rows of each file."""
    seen = in_view(story)
    feed = [
        *(_post(post) for post in story.posts if post.author in seen),
        *(
            _message(message)
            for message in story.messages
            if message.channel == "reply" and OWNER in {message.sender, *message.recipients}
        ),
    ]
    people = ((person, _with_chat(person)) for person in story.people.values())
    known = ((person, addresses) for person, addresses in people if person.handle in seen)
    return {
        "people.csv": _write(folder / "people.csv", PEOPLE, _people(known)),
        "posts.csv": _write(folder / "posts.csv", INTERACTIONS, _ordered(feed)),
        **_write_social(folder, story, seen),
    }


def in_view(story: Story) -> set[str]:
    """Return the people the owner follows or knows, and the owner."""
    followed = {f.followed for f in story.follows if f.follower == OWNER}
    known = {handle for handle in story.people if pair_of(OWNER, handle) in story.plans}
    return {OWNER} | followed | known


def _write_social(folder: Path, story: Story, seen: set[str]) -> dict[str, int]:
    posts = {post.key for post in story.posts if post.author in seen}
    return {
        "follows.csv": _write(
            folder / "follows.csv",
            FOLLOWS,
            ((f.follower, f.followed, _iso(f.at)) for f in story.follows if f.followed in seen),
        ),
        "reactions.csv": _write(
            folder / "reactions.csv",
            REACTIONS,
            (
                (like.actor, like.post, _iso(like.at), like.sort)
                for like in story.likes
                if like.post in posts
            ),
        ),
        "outcomes.csv": _write(
            folder / "outcomes.csv",
            OUTCOMES,
            (
                (t.person, t.thing, _iso(t.at), t.sort, t.attributed_to, t.value or "", t.key)
                for t in story.taken
                if t.person in seen
            ),
        ),
    }


def _people(people: Iterable[tuple[Person, tuple[str, ...]]]) -> Iterable[Row]:
    for person, addresses in people:
        yield person.handle, person.name, ";".join(addresses), person.group, person.role


def _addresses(person: Person) -> tuple[str, ...]:
    """Return the addresses the file vouches for: not all where there are five."""
    return (*vouched(person), person.phone)


def _with_chat(person: Person) -> tuple[str, ...]:
    """Return the addresses the owner can vouch for, the name in a chat among them."""
    is_chatting = person.handle in CHATS + LUNCH and person.handle != FIVE_ADDRESSES
    return (*_addresses(person), *([f"whatsapp:{person.chat_name}"] if is_chatting else []))


def _took_place(meeting: Meeting) -> bool:
    return not meeting.is_cancelled and bool(meeting.present)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _message(m: Message) -> Row:
    who = ";".join(m.recipients)
    return (_iso(m.at), m.sender, who, "", m.channel, "online", m.thread, m.thing, m.key)


def _meeting(m: Meeting) -> Row:
    who = ";".join(m.present)
    until = _iso(m.until)
    return (_iso(m.at), m.host, who, until, "meeting", m.medium, m.series, "", m.key)


def _near(n: Nearness) -> Row:
    first, *others = n.people
    until = _iso(n.until)
    return (_iso(n.at), first, ";".join(others), until, "proximity", "in_person", "", "", n.key)


def _post(p: Post) -> Row:
    who = ";".join(p.followers)
    return (_iso(p.at), p.author, who, "", "post", "online", "", p.thing, p.key)


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (datetime.fromisoformat(str(row[0])), str(row[-1])))


def _write(path: Path, header: Row, rows: Iterable[Row]) -> int:
    """Write one file; return its number of rows."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            number += 1
    return number
