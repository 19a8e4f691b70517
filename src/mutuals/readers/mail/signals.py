"""Single words that say what a message is and does, from its headers and its text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from mutuals.readers.mail.headers import Fields
from mutuals.signals import signals

# Answers and forwards name the first message's subject after these.
_PREFIX = re.compile(
    r"(?:\s*(?:re|fwd?|aw|wg|tr|rv|enc|doorst|antw|i|r)\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE
)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i)\s*:", re.IGNORECASE)
_FORWARDS = ("\n---------- Forwarded message", "Begin forwarded message:")
_AUTOMATIC = (b"x-autoreply", b"x-autorespond", b"x-auto-response-suppress")
# Headers that say so; people's own programs write none of them.
_TELLING = frozenset(
    {
        *(b"precedence", b"list-id", b"list-post", b"x-mailing-list", b"list-unsubscribe"),
        *(b"auto-submitted", b"return-path"),
        *_AUTOMATIC,
    }
)
_NO_REPLY = re.compile(
    r"(?:.*[.+_-])?(?:no|not|dont|donot|do[._-]not)[._-]?reply|mailer-daemon|postmaster"
    r"|bounces?(?:[.+_-].*)?",
    re.DOTALL,
)
_MACHINES = frozenset({"list", "bulk", "auto"})


class Said(NamedTuple):
    """A message's words: its subject, its first text, and what of it is new."""

    subject: str
    text: str
    new: str
    has_invitation: bool = False


def header_signals(found: Fields) -> list[str]:
    """Return what the headers say: list, bulk, auto."""
    signals: list[str] = []
    if _TELLING.isdisjoint(found):
        return signals
    precedence = found.get(b"precedence", b"").lower()
    is_list = precedence.startswith(b"list")
    if (
        b"list-id" in found
        or b"list-post" in found
        or b"x-mailing-list" in found
        or (is_list and b"list-unsubscribe" in found)
    ):
        signals.append("list")
    if is_list or precedence.startswith((b"bulk", b"junk")) or b"list-unsubscribe" in found:
        signals.append("bulk")
    if _is_automatic(found, precedence):
        signals.append("auto")
    return signals


def is_no_reply(value: str) -> bool:
    """Tell whether nobody reads what is sent to an address.

    >>> is_no_reply("no-reply@example.org"), is_no_reply("ann@example.org")
    (True, False)
    """
    return _NO_REPLY.fullmatch(value.partition("@")[0][:64]) is not None


def has_invitation(found: Fields, body: bytes) -> bool:
    """Tell whether a message carries a calendar entry."""
    kind = found.get(b"content-type", b"").lower()
    return (
        b"text/calendar" in kind
        or (kind.startswith(b"multipart") and b"text/calendar" in body)
        or b"calendarmessage" in found.get(b"content-class", b"").lower()
    )


def text_signals(said: Said, people: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what a person's words do and are about; ``people`` are no topics.

    >>> text_signals(Said("Fwd: Lunch", "", "Could you two talk?"))
    ('lang:en', 'asks', 'question', 'topic:lunch', 'forward')
    """
    found = signals(said.new, subject=_PREFIX.sub("", said.subject), people=people)
    is_forward = _FORWARDED.match(said.subject) or any(mark in said.text for mark in _FORWARDS)
    return (*found, "forward") if is_forward else found


def is_by_person(signals: list[str]) -> bool:
    """Tell whether the words are worth looking at: not a list's or a machine's."""
    return _MACHINES.isdisjoint(signals)


def _is_automatic(found: Fields, precedence: bytes) -> bool:
    submitted = found.get(b"auto-submitted", b"no").lower()
    return (
        not submitted.startswith(b"no")
        or precedence.startswith((b"auto", b"vacation"))
        or found.get(b"return-path") == b"<>"
        or any(name in found for name in _AUTOMATIC)
    )
