"""One message of a thread: who says what, when, and what it is."""

from collections.abc import Mapping
from datetime import timedelta

from mutuals.archives.conversation import Message
from mutuals.archives.moments import from_epoch
from mutuals.archives.names import words
from mutuals.archives.refusals import RefusedError
from mutuals.readers.meta.names import mended, person

_MEDIA = ("photos", "videos", "audio_files", "gifs", "files", "sticker", "media")
_LONGEST_CALL = 7 * 86400
_JOINING = frozenset({"Subscribe", "Unsubscribe"})


def message(told: object, channel: str) -> Message:
    """Return what a record says; RefusedError where it cannot be read."""
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at = from_epoch(told.get("timestamp_ms", told.get("timestamp")), is_milli=True)
    sender = person(told.get("sender_name", told.get("senderName")), channel)
    if started_at is None or sender is None:
        reason = "no_date" if started_at is None else "no_sender"
        raise RefusedError(reason)
    if told.get("type") in _JOINING:
        return Message(started_at, sender, kind="system", marks=("system",), is_local_known=False)
    took = told.get("call_duration")
    if told.get("type") == "Call" or isinstance(took, int):
        seconds = took if isinstance(took, int) and 0 < took <= _LONGEST_CALL else 0
        return Message(
            started_at=started_at,
            sender=sender,
            kind="call",
            marks=() if seconds else ("missed",),
            ended_at=started_at + timedelta(seconds=seconds) if seconds else None,
            is_local_known=False,
        )
    return Message(
        started_at=started_at,
        sender=sender,
        words=_words(told),
        marks=tuple(_marks(told)),
        is_local_known=False,
    )


def _words(told: Mapping[str, object]) -> str:
    said = mended(told.get("content", told.get("text")))
    share = told.get("share")
    link = words(share.get("link")) if isinstance(share, Mapping) else ""
    return f"{said}\n{link}".strip() if link not in said else said


def _marks(told: Mapping[str, object]) -> list[str]:
    marks = ["media"] if any(told.get(one) for one in _MEDIA) else []
    if told.get("is_unsent") or told.get("isUnsent"):
        marks.append("deleted")
    return marks
