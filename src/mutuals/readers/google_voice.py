"""Google Voice's part of a Takeout: texts, calls and voicemails as web pages.

What a page is its markup says, whatever its language: the names of classes, the labels'
addresses, moments and lengths in ISO 8601. People go by their numbers; which are the
owner's must stand in ``Phones.vcf`` above, as a page alone could name anybody's. A
conversation comes in many pages, which merge; where only the owner has spoken, the
file's name tells to whom.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import NamedTuple

from mutuals.archives.cells import MOST, Cell, cells
from mutuals.archives.conversation import Chat, Conversation, Members, Message
from mutuals.archives.moments import from_iso, is_possible
from mutuals.archives.names import name, plain, words
from mutuals.archives.numbers import phone
from mutuals.archives.refusals import RefusedError, refused
from mutuals.records import Address, Beside, Interaction, Participation, Record, SamePerson, Source
from mutuals.signals import signals

WHAT = "calls and texts of Google Voice"

# Whose account it is; pages of calls do not say.
OWNER = Address("google_owner", "owner of the archive")
_TALK = re.compile(rb'class="hChatLog')
_CALL = re.compile(rb"class=[\"']haudio[\"'].{0,4000}class=[\"']contributor ", re.DOTALL)
_SAYS = b'<div class="message">'
_HEAD = 1 << 20
# The account's own numbers, as a card above the pages.
_PHONES = ("../Phones.vcf", "Phones.vcf")
_NUMBER = re.compile(r"^(?:item\d{1,3}\.)?TEL[^:\r\n]{0,200}:([^\r\n]{1,40})", re.MULTILINE)
_AT = re.compile(r'<abbr class="(?:dt|published)" title="([^"]{1,40})"')
_WHO = re.compile(r'href="tel:([^"]{0,80})"[^<>]{0,80}>\s{0,9}<(span|abbr) class="fn"[^<>]{0,200}>')
_NAME = re.compile(r"[^<>]{0,400}")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<br ?/?>")
_SPOKEN = '<span class="full-text">'
_TOOK = re.compile(
    r'<abbr class="duration" title="P?T?(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?"'
)
_LABEL = re.compile(r'google\.com/voice#(\w{1,20})"')
# What Google writes where a picture was sent or came without a word.
_PLACEHOLDERS = frozenset({"MMS Sent", "MMS Received"})
_FILE = re.compile(r"(?P<who>.{1,200}?) - (?:\w{1,30} - )?\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ")


class _Person(NamedTuple):
    """Somebody a page names; the owner is written otherwise than others."""

    address: Address | None
    is_owner: bool


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of Google Voice's pages."""
    if b"<html" not in head[:2000]:
        return 0.0
    return 0.97 if _TALK.search(head) or _CALL.search(head) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield the texts of a conversation, or the one call a page is about."""
    with source.open() as stream:
        head = stream.read(_HEAD)
    if _TALK.search(head[: 1 << 16]):
        yield from _texts(source, head)
    else:
        yield _call(head.decode("utf-8", "replace"), keep_text=source.keep_text)


def _texts(source: Source, head: bytes) -> Iterator[Record]:
    above = head.partition(_SAYS)[0].decode("utf-8", "replace")
    conversation = Conversation(_chat(source, above), keep_text=source.keep_text)
    own = _own_numbers(source.beside)
    with source.open() as stream:
        for number, cell in enumerate(cells(stream, _SAYS), start=1):
            try:
                found = conversation.interaction(number, _message(cell.markup))
            except RefusedError as error:
                yield refused(error.args[0], number, cell.offset)
                continue
            yield found
            yield from _own(cell, number, own)


def _own_numbers(beside: Beside) -> set[str]:
    """Return the numbers the account's own list names.

    A page may say of any number that it is the owner's; alone it proves nothing.
    """
    found: set[str] = set()
    for place in _PHONES:
        stream = beside.open(place)
        if stream is not None:
            with stream:
                told = stream.read(_HEAD).decode("utf-8", "replace")
            found |= {phone(one) for one in _NUMBER.findall(told)} - {""}
    return found


def _own(cell: Cell, number: int, own: set[str]) -> Iterator[SamePerson]:
    """Yield the number that is the owner's, once a page."""
    who = _first(cell.markup)
    if who.is_owner and who.address is not None and who.address.value in own:
        own.discard(who.address.value)
        yield SamePerson(number, OWNER, who.address, "the account's own number")


def _chat(source: Source, above: str) -> Chat:
    listed = [one.address for one in _people(above) if not one.is_owner]
    is_group = 'class="participants"' in above
    people = Members(listed)
    if not is_group:
        with source.open() as stream:
            for cell in cells(stream, _SAYS):
                who = _first(cell.markup)
                people.add(None if who.is_owner else who.address)
        if not people.all():
            people.add(_by_file(source.name))
    others = sorted(one.value for one in people.all())
    people.add(OWNER)
    return Chat(
        channel="sms",
        identity=f"{'group' if is_group else 'pair'}:{' '.join(others)}",
        members=people.all(),
        is_group=is_group,
    )


def _message(markup: str) -> Message:
    who, started_at = _first(markup), _moment(markup)
    by = OWNER if who.is_owner else who.address
    if started_at is None or by is None:
        raise RefusedError("no_date" if started_at is None else "no_sender")
    said, _, rest = markup.partition("<q>")[2].partition("</q>")
    text = _text(said)
    has_media = "<img" in rest or "<a " in rest.partition('class="tags"')[0] or "<audio" in rest
    return Message(
        started_at=started_at,
        sender=by,
        words="" if has_media and text in _PLACEHOLDERS else text,
        marks=("media",) if has_media else (),
    )


def _call(page: str, *, keep_text: bool) -> Record:
    started_at = _moment(page)
    if started_at is None or not is_possible(started_at):
        return refused("date_out_of_range" if started_at else "no_date", 1, 0)
    other = _first(page).address
    labels = frozenset(_LABEL.findall(page))
    is_placed, is_spoken = "placed" in labels, "voicemail" in labels
    said = _text(page.partition(_SPOKEN)[2].partition("</span>")[0]) if is_spoken else ""
    seconds = _seconds(page)
    is_missed = not is_spoken and ("missed" in labels or not seconds)
    sender, receiver = (OWNER, other) if is_placed else (other, OWNER)
    thread = other.value if other else ""
    kind = "placed" if is_placed else "voicemail" if is_spoken else "received"
    return Interaction(
        record_no=1,
        started_at=started_at,
        channel="phone",
        sender=sender,
        participations=(Participation(receiver, "to"),) if receiver else (),
        kind="message" if is_spoken else "call",
        medium="voice",
        ended_at=None if is_missed or not seconds else started_at + timedelta(seconds=seconds),
        thread=thread,
        key=("phone", "google", thread, kind, started_at.isoformat()),
        length=len(said) if is_spoken else None,
        signals=("missed",) if is_missed else signals(said) if said else (),
        text=said if keep_text else "",
    )


def _first(markup: str) -> _Person:
    return next(_people(markup[:MOST]), _Person(None, is_owner=False))


def _people(markup: str) -> Iterator[_Person]:
    for found in _WHO.finditer(markup):
        called = _NAME.match(markup, found.end())
        shown = plain(unescape(called[0])) if called else ""
        number = unescape(found[1])
        # Others stand in a span; the owner's "Me", in any language, in an abbreviation.
        yield _Person(_address(number, shown), is_owner=found[2] == "abbr")


def _address(number: str, shown: str) -> Address | None:
    value = phone(number)
    shown = "" if value and phone(shown) == value else shown
    if value:
        return Address("phone", value, shown)
    # A short number of a service, or a name alone.
    written = name(number) or shown
    return Address("sms", written, shown) if written else None


def _by_file(file_name: str) -> Address | None:
    found = _FILE.match(file_name.rpartition("/")[2])
    who = plain(found["who"]) if found else ""
    return _address(who if phone(who) else "", who) if who else None


def _moment(markup: str) -> datetime | None:
    found = _AT.search(markup)
    at = from_iso(found[1]) if found else None
    return at if at is not None and at.tzinfo is not None else None


def _seconds(page: str) -> int:
    found = _TOOK.search(page)
    hours, minutes, seconds = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
    return min(hours * 3600 + minutes * 60 + seconds, 7 * 86_400)


def _text(markup: str) -> str:
    return words(unescape(_TAG.sub("", _BREAK.sub("\n", markup)))).strip()
