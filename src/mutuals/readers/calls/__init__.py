"""Calls, texts and picture messages as the app SMS Backup & Restore saves them."""

import re
from collections.abc import Iterator

from mutuals.archives.lines import text_of
from mutuals.readers.calls.elements import Tag, tags
from mutuals.readers.calls.entries import Entry, UnusableError, interaction
from mutuals.records import Notice, Record, Reject, Source

WHAT = "a phone's log of calls and messages"

_ROOT = re.compile(r"<(?:smses|calls)\b", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:sms|mms|call)\s[^<]{0,4000}?\b(?:address|number|date)=", re.IGNORECASE)
_KINDS = frozenset({"sms", "mms", "call"})
_ROOTS = frozenset({"smses", "calls"})
_MOST_INSIDE = 1000
_REASONS = {
    "no_date": "This entry has no date.",
    "date_out_of_range": "The date lies before 1970 or in the future.",
    "no_person": "This message does not say with whom.",
    "draft": "It is a draft, which nobody was sent.",
    "bad_type": "It does not say whether it was sent or received.",
    "cut_off": "The file ends within this entry.",
    "too_long": "This entry is longer than 32 MB, or never ends.",
    "declares": "The file declares entities of its own; nothing is read from here on.",
}


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is such a backup."""
    del name
    text = text_of(head)
    if not _ROOT.search(text):
        return 0.0
    return 0.97 if _ENTRY.search(text) else 0.7


def read(source: Source) -> Iterator[Record]:
    """Yield each call and message, or the reason why it is none."""
    log = _Log(keep_text=source.keep_text)
    with source.open() as stream:
        for tag in tags(stream):
            yield from log.take(tag)
    yield from log.rest()


class _Log:
    """The entries so far; a picture message is open until its end or the next."""

    def __init__(self, *, keep_text: bool) -> None:
        self._keep_text = keep_text
        self._number = 0
        self._stated = ""
        self._open: Entry | None = None

    def take(self, tag: Tag) -> Iterator[Record]:
        if tag.name in _ROOTS:
            self._stated = self._stated or tag.attributes.get("count", "")
        is_new = bool(tag.problem) or tag.name in _KINDS
        if self._open and (is_new or tag.name == "/mms"):
            yield _record(self._open, keep_text=self._keep_text)
            self._open = None
        if is_new:
            yield from self._begin(tag)
        elif self._open:
            _add(self._open, tag)

    def _begin(self, tag: Tag) -> Iterator[Record]:
        self._number += 1
        entry = Entry(self._number, tag.offset, tag.name, tag.attributes, [], [])
        if tag.problem:
            yield Reject(self._number, tag.problem, _REASONS[tag.problem], tag.offset)
        elif tag.name == "mms" and not tag.is_closed:
            self._open = entry
        else:
            yield _record(entry, keep_text=self._keep_text)

    def rest(self) -> Iterator[Record]:
        if self._open:
            yield Reject(self._open.number, "cut_off", _REASONS["cut_off"], self._open.offset)
        if self._stated.isdecimal() and self._stated != str(self._number):
            yield Notice(
                f"The file says that it holds {self._stated[:20]} entries; "
                f"{self._number} were found."
            )


def _add(entry: Entry, tag: Tag) -> None:
    """Take what stands within a picture message: who takes part, and its words."""
    if tag.name == "addr" and len(entry.people) < _MOST_INSIDE:
        entry.people.append((tag.attributes.get("address", ""), tag.attributes.get("type", "")))
    elif tag.name == "part" and tag.attributes.get("ct") == "text/plain":
        said = tag.attributes.get("text", "")
        if said != "null" and len(entry.texts) < _MOST_INSIDE:
            entry.texts.append(said)


def _record(entry: Entry, *, keep_text: bool) -> Record:
    try:
        return interaction(entry, keep_text=keep_text)
    except UnusableError as refusal:
        return Reject(entry.number, str(refusal), _REASONS[str(refusal)], entry.offset)
