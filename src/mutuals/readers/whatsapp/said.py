"""What a record's text amounts to: words, a picture, a call, the phone's own line."""

from typing import NamedTuple

from mutuals.readers.whatsapp import phrases

_FIRST_LINE = 400
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"


class Said(NamedTuple):
    """Kind of interaction, signals of its form, the words, and how long a call took."""

    kind: str
    marks: tuple[str, ...]
    words: str
    seconds: int = 0


def by_phone(text: str) -> Said:
    """Return what a line without a sender is: a call or the phone's own words.

    >>> by_phone("Missed video call").kind
    'call'
    """
    bare = text.lstrip(_MARKS)
    return _call(bare) if phrases.CALL.match(bare) else from_phone(bare)


def from_phone(text: str) -> Said:
    """Return a line the phone wrote about the chat."""
    return Said("system", ("system",), text.lstrip(_MARKS))


def by_person(text: str) -> Said:
    r"""Return what somebody's message is.

    >>> by_person("IMG-1.jpg (file attached)\nOur garden")
    Said(kind='message', marks=('media',), words='Our garden', seconds=0)
    """
    if phrases.is_plain(text):
        return Said("message", (), text.strip(f"{_MARKS} \n"))
    told = phrases.without_edit(text)
    marks = () if told is text else ("edited",)
    first = told[:_FIRST_LINE].partition("\n")[0].rstrip()
    sort = phrases.sort_of(first)
    if sort == "call":
        return _call(told.lstrip(_MARKS))
    if sort:
        marks = (sort, *marks)
    if sort == "deleted":
        told = ""
    elif sort == "media":
        told = _caption(told, first)
    return Said("message", marks, told.strip(f"{_MARKS} \n"))


def _caption(told: str, first: str) -> str:
    file = phrases.attachment(first.lstrip(_MARKS))
    return told.replace(file, "", 1) if file else told[len(first) :]


def _call(text: str) -> Said:
    is_missed = phrases.is_missed(text)
    seconds = 0 if is_missed else phrases.seconds(text)
    return Said("call", ("missed",) if is_missed else (), "", seconds)
