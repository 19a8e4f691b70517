"""The phone's own sentences in an export, in the languages we know them in.

What the phone wrote itself often begins with a left-to-right mark; the words decide
what it is. A sentence in a language not listed stays a message or a system line, and
is never lost.
"""

import re

from mutuals.readers.whatsapp.words import either, pattern

NOTICE = pattern("phone", "notice")
GROUP = pattern("phone", "group")
CALL = pattern("phone", "call")
_OTHER = pattern("phone", "other")
_DELETED = pattern("phone", "deleted")
_MISSED = pattern("phone", "missed")
_POLL = pattern("phone", "poll")
_LOCATION = pattern("phone", "location")

_OPENING = '["\u201c\u201e\u00ab\u300c]'
_TITLE = rf'.{{0,40}}?{_OPENING}(?P<title>[^"\u201c\u201d\u00bb\u300d]{{1,100}})'
CREATED = re.compile(either("phone", "created") + _TITLE, re.IGNORECASE)
RENAMED = re.compile(either("phone", "renamed") + _TITLE, re.IGNORECASE)
_SPAN = re.compile(
    rf"(?P<hours>\d{{1,2}})\s?{either('phone', 'hours')}|"
    rf"(?P<minutes>\d{{1,3}})\s?{either('phone', 'minutes')}|"
    rf"(?P<seconds>\d{{1,3}})\s?{either('phone', 'seconds')}",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"<[^<>\n]{3,80}>\.?$")
_ATTACHED = re.compile(r"[^\n/]{1,120}\.\w{2,5} \([^()\n]{3,40}\)$")
# A document that was left out: its name, its pages, and the phone's own words.
_LEFT_OUT = re.compile(r"[^\n/]{1,120}\.\w{2,5} (?:\u2022 [^\n]{1,24} )?\u200e[^\n<>\u200e]{3,40}$")
_EDITED = re.compile(
    rf"[\u200e\u200f ]{{0,3}}<[^<>:\n]{{0,50}}{either('phone', 'edited')}[^<>\n]{{0,10}}>\.?$",
    re.IGNORECASE,
)
_SORTS_BY_PHONE = (("call", CALL), ("poll", _POLL))
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_HEAD = 400
_LONGEST_PLACEHOLDER = 60
_LONGEST_DELETED = 120


def is_system(text: str) -> bool:
    """Tell whether words attributed to somebody are the phone's own, about the chat."""
    head = text[:_HEAD]
    return bool(NOTICE.search(head) or GROUP.search(head) or _OTHER.search(head))


def is_generated(text: str) -> bool:
    """Tell whether a text begins with the mark the phone puts before its own words."""
    return text[:1] in {"\u200e", "\u200f"}


def is_plain(text: str) -> bool:
    """Tell at a glance whether a text can only be words, as nearly all are."""
    return (
        "<" not in text
        and ")" not in text
        and "://" not in text
        and "\u200e" not in text
        and not is_generated(text)
        and not (len(text) <= _LONGEST_DELETED and _DELETED.match(text.lstrip(_MARKS)))
    )


def sort_of(first: str) -> str:
    """Return what a message's first line is if not words: call, deleted, poll, ...

    >>> sort_of("<Media omitted>")
    'media'
    >>> sort_of("Missed the train")
    ''
    """
    mine = is_generated(first)
    first = first.lstrip(_MARKS)
    if mine:
        for sort, known in _SORTS_BY_PHONE:
            if known.match(first):
                return sort
    if len(first) <= _LONGEST_DELETED and _DELETED.match(first):
        return "deleted"
    if "://" in first and _LOCATION.match(first):
        return "location"
    is_media = attachment(first) or (mine and len(first) <= _LONGEST_PLACEHOLDER)
    return "media" if is_media else ""


def attachment(first: str) -> str:
    """Return the part of a line that stands for a picture or another file."""
    match = None
    if first.endswith((">", ">.")):
        match = _PLACEHOLDER.search(first, max(0, len(first) - 200))
        if match and match.start() and first[match.start() - 1] not in _MARKS:
            match = None
    elif first.endswith(")"):
        match = _ATTACHED.match(first)
    elif "\u200e" in first:
        match = _LEFT_OUT.match(first)
    return match[0] if match else ""


def without_edit(text: str) -> str:
    """Return a text without the closing mark that it was edited."""
    if not text.endswith((">", ">.")):
        return text
    match = _EDITED.search(text, max(0, len(text) - 80))
    return text[: match.start()] if match else text


def is_missed(text: str) -> bool:
    """Tell whether a call was not answered."""
    return _MISSED.search(text[:_HEAD]) is not None


def seconds(text: str) -> int:
    """Return how long a call took.

    >>> seconds("Video call, 1 hr 5 min")
    3900
    """
    total = 0
    for match in _SPAN.finditer(text[:_HEAD]):
        total += int(match["hours"] or 0) * 3600
        total += int(match["minutes"] or 0) * 60
        total += int(match["seconds"] or 0)
    return total
