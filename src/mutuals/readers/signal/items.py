"""One message of Signal's own export: what it is, and who did what."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from mutuals.archives.conversation import MOST_RECIPIENTS, Message
from mutuals.archives.moments import from_epoch
from mutuals.archives.names import identifier, words
from mutuals.archives.refusals import RefusedError
from mutuals.readers.signal.people import OWNER, account
from mutuals.records import Address, Interaction, Reaction

_SAID = ("standardMessage", "directStoryReplyMessage", "contactMessage", "stickerMessage", "poll")
_SEEN_ONCE = ("viewOnceMessage", "paymentNotification", "giftBadge")
_LONGEST_CALL = 7 * 86_400


class Sides(NamedTuple):
    """Who wrote a message, whom the chat is with, and whether with nobody else."""

    author: Address | None
    other: Address | None
    is_own: bool


def message(told: Mapping[str, object], sides: Sides) -> Message:
    """Return what a chat's item says; RefusedError where it cannot be read."""
    sent = identifier(told.get("dateSent"))
    started_at = from_epoch(int(sent), is_milli=True) if sent.isdecimal() else None
    if started_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    kind = next((one for one in (*_SAID, *_SEEN_ONCE) if one in told), "")
    update = _inside(told, "updateMessage")
    call = _inside(update, "individualCall") or _inside(update, "groupCall")
    sender = sides.author
    if call:
        return _call(call, Message(started_at, sender, is_local_known=False), sides)
    marks = ["deleted"] if "remoteDeletedMessage" in told else [] if kind else ["system"]
    if kind and sender is None:
        reason = "no_sender"
        raise RefusedError(reason)
    inside = _inside(told, kind)
    if kind in {"stickerMessage", "viewOnceMessage"} or inside.get("attachments"):
        marks.append("media")
    if told.get("revisions"):
        marks.append("edited")
    said = "entry" if sides.is_own else "message"
    return Message(
        started_at=started_at,
        sender=sender,
        words=_words(inside),
        kind=said if kind else "system",
        marks=tuple(marks),
        identity=f"{sender.value if sender else ''} {sent}",
        is_local_known=False,
        mentions=tuple(_mentions(inside)),
    )


def reactions(
    told: Mapping[str, object], to: Interaction, person: Callable[[object], Address | None]
) -> Iterator[Reaction]:
    """Yield who reacted to a message, and when."""
    kind = next((one for one in _SAID if one in told), "")
    given = _inside(told, kind).get("reactions")
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        actor = person(one.get("authorId")) if isinstance(one, Mapping) else None
        if actor is not None:
            sent = identifier(one.get("sentTimestamp"))
            moment = from_epoch(int(sent), is_milli=True) if sent.isdecimal() else None
            reacted_at = max(moment, to.started_at) if moment else to.started_at
            yield Reaction(to.record_no, actor, to.key, reacted_at)


def _call(call: Mapping[str, object], begun: Message, sides: Sides) -> Message:
    ended = identifier(call.get("endedCallTimestamp"))
    began = identifier(call.get("startedCallTimestamp"))
    took = (int(ended) - int(began)) // 1000 if ended.isdecimal() and began.isdecimal() else 0
    took = took if 0 < took <= _LONGEST_CALL else 0
    state = identifier(call.get("state"))
    is_taken = state in {"ACCEPTED", "JOINED", "OUTGOING_RING"} or took > 0
    outgoing = call.get("direction") == "OUTGOING"
    sender = OWNER if outgoing else begun.sender if begun.sender != OWNER else sides.other
    return Message(
        started_at=begun.started_at,
        sender=sender,
        kind="call",
        marks=() if is_taken else ("missed",),
        identity=f"call {identifier(call.get('callId')) or begun.started_at.isoformat()}",
        ended_at=begun.started_at + timedelta(seconds=took) if took else None,
        is_local_known=False,
    )


def _words(inside: Mapping[str, object]) -> str:
    reply = _inside(inside, "textReply")
    text = _inside(inside, "text") or _inside(reply, "text")
    return words(text.get("body")) or words(inside.get("question"))


def _mentions(inside: Mapping[str, object]) -> Iterator[Address]:
    given = _inside(inside, "text").get("bodyRanges")
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        who = account(one.get("mentionAci")) if isinstance(one, Mapping) else ""
        if who:
            yield Address("signal", who)


def _inside(told: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = told.get(key)
    return found if isinstance(found, Mapping) else {}
