"""Single words that say what a message is and does, from its headers and its text."""

import re
import unicodedata
from typing import NamedTuple

from mutuals.archives.names import plain
from mutuals.readers.mail.headers import Fields
from mutuals.readers.mail.phrases import PHRASES, TRIGGERS

SCAN_LIMIT = 1 << 14
_EACH_LIMIT = 5
_WORD_LIMIT = 253

_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128))
_LETTERS += b" " * 128
_LINK = re.compile(r"https?://(?:www\.)?([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&/#])#([^\W\d_]\w{1,39})(?!\w)")
_ASKED = re.compile(r"[^\W\d_][)\"']?\?(?=[\s)\"']|$)")
_MEET = re.compile(r"\b[^\W\d_]{2,40},\s+meet\s+[A-Z]")
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i)\s*:", re.IGNORECASE)
_FORWARDS = ("\n---------- Forwarded message", "Begin forwarded message:")
_AUTOMATIC = (b"x-autoreply", b"x-autorespond", b"x-auto-response-suppress")
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
    signals = []
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


def text_signals(said: Said) -> list[str]:
    """Return what a person's words do: asks, thanks, introduces, names, and the like.

    >>> text_signals(Said("Lunch", "", "Ann, meet Bob. Could you two talk?"))
    ['asks', 'introduces', 'question']
    """
    new = said.new[:SCAN_LIMIT]
    found = _phrased(f"{said.subject}\n{new}")
    if "?" in new and _ASKED.search(new):
        found.add("question")
    if _FORWARDED.match(said.subject) or any(mark in said.text for mark in _FORWARDS):
        found.add("forward")
    if "<>" in said.subject or (" meet " in new and _MEET.search(new)):
        found.add("introduces")
    listed = sorted(found)
    if "://" in new:
        listed += _several("link:", _LINK, new)
    if "#" in new:
        listed += _several("tag:", _TAG, new)
    return listed


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


def _phrased(text: str) -> set[str]:
    if not text.isascii():
        # Accents and typographic apostrophes go, so that one list of phrases serves.
        text = unicodedata.normalize("NFKD", text)
    words = text.encode("ascii", "ignore").translate(_LETTERS, b"'").split()
    hits = TRIGGERS.intersection(words)
    if not hits:
        return set()
    joined = b" %b " % b" ".join(words)
    return {signal for hit in hits for phrase, signal in PHRASES[hit] if phrase in joined}


def _several(prefix: str, pattern: re.Pattern[str], text: str) -> list[str]:
    found: dict[str, None] = {}
    for one in pattern.finditer(text):
        found[prefix + plain(one[1].lower(), _WORD_LIMIT)] = None
        if len(found) == _EACH_LIMIT:
            break
    return list(found)
