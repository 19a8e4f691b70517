"""What a message's Markdown says: its own words, and what exporters put around them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from mutuals.archives.conversation import Message
from mutuals.archives.names import words
from mutuals.readers.signal.people import person
from mutuals.records import Address

_REACTIONS = re.compile(r"\n\(- (?P<all>[^\n]{1,4000}) -\)[ ]{0,4}(?=\n|\Z)")
_REACTED = re.compile(r"(?P<who>[^:,][^:]{0,119}): [^,\s]{1,40}(?:, |\Z)")
_STICKER = re.compile(r"(?:\A|\n)\(\( [^\n]{1,40} \)\)(?=\n|\Z)")
_ATTACHED = re.compile(r"!?\[[^\[\]\n]{0,400}\]\(\.{1,2}/[^()\n]{1,400}\)[ ]{0,2}")
_QUOTED = re.compile(r"^> ?.*$\n?", re.MULTILINE)
_CALL = re.compile(
    r"(?P<how>Incoming|Outgoing|Missed)(?: (?:voice|video))? call"
    r"(?: \([a-z ]{0,40}(?:, (?:(?P<minutes>\d{1,5})m )?(?P<seconds>\d{1,5})s)?\))?"
)
_DELETED = "(This message was deleted)"
_LONGEST_CALL = 7 * 86_400


def message(
    text: str,
    started_at: datetime,
    *,
    sender: Address,
    is_media: bool = False,
    precision: str = "second",
) -> Message:
    r"""Return a message, or a call where the words are those of a call.

    >>> ann, noon = Address("signal", "Ann"), datetime(2024, 1, 1)
    >>> message("> Ten?\n\nAt eleven\n(- Ben: +1 -)", noon, sender=ann).words
    'At eleven'
    """
    text = text.strip()
    if text == _DELETED:
        return Message(started_at, sender, kind="system", marks=("deleted",))
    call = _CALL.fullmatch(text)
    if call:
        return _call(call, started_at, sender)
    told = _QUOTED.sub("", _REACTIONS.sub("", text))
    own = _ATTACHED.sub("", _STICKER.sub("", told))
    return Message(
        started_at=started_at,
        sender=sender,
        words=words(own.strip()),
        marks=("media",) if is_media or own != told else (),
        precision=precision,
    )


def reacted(text: str) -> Iterator[Address]:
    r"""Yield who reacted to a message, once each.

    >>> [one.value for one in reacted("Yes\n(- Ann Lee: x, Ben: y -)")]
    ['Ann Lee', 'Ben']
    """
    found = _REACTIONS.search(text)
    if found:
        named = (person(one["who"]) for one in _REACTED.finditer(found["all"]))
        yield from dict.fromkeys(one for one in named if one)


def _call(call: re.Match[str], started_at: datetime, sender: Address) -> Message:
    seconds = int(call["minutes"] or 0) * 60 + int(call["seconds"] or 0)
    took = seconds if seconds <= _LONGEST_CALL else 0
    return Message(
        started_at=started_at,
        sender=sender,
        kind="call",
        marks=() if took else ("missed",),
        ended_at=started_at + timedelta(seconds=took) if took else None,
    )
