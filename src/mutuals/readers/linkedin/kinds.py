"""A row of each kind of file as records.

Messages, invitations and recommendations are interactions. A connection is two people
who may see each other's posts: both follow, and nothing is said of a tie. Endorsements
and reactions are clicks; they belong to the status game.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from mutuals.archives.moments import is_possible
from mutuals.archives.names import full_name, mail, plain
from mutuals.archives.numbers import phone
from mutuals.archives.profiles import linkedin
from mutuals.readers.linkedin.dates import moment
from mutuals.readers.linkedin.layout import Layout
from mutuals.readers.linkedin.people import OWNER, person, several
from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Participation,
    Reaction,
    Record,
    SamePerson,
)
from mutuals.signals import signals

_CHANNEL = "linkedin"


NO_PERSON, NO_LINK, NO_DATE, DRAFT = "no_person", "no_link", "no_date", "draft"
BAD_DATE, DATE_OUT_OF_RANGE = "bad_date", "date_out_of_range"


class UnusableError(ValueError):
    """A row that is no record; its text is the reason."""


class Given(NamedTuple):
    """A row, and what holds for its whole file."""

    number: int
    cells: tuple[str, ...]
    layout: Layout
    is_given: bool
    keep_text: bool

    def cell(self, name: str) -> str:
        """Return the cell below a heading, or nothing."""
        return self.layout.cell(self.cells, name)


def records(given: Given) -> Iterator[Record]:
    """Yield what a row comes to, or raise ``UnusableError``."""
    yield from _KINDS[given.layout.kind](given)


def _connection(given: Given) -> Iterator[Record]:
    url, address = given.cell("url"), given.cell("email address")
    name = full_name(given.cell("first name"), given.cell("last name"))
    who = _known(person(name, url, address))
    when = moment(given.cell("connected on"))
    since = when if when and is_possible(when) else None
    yield Follow(given.number, OWNER, who, since)
    yield Follow(given.number, who, OWNER, since)
    if who.scheme == "linkedin" and mail(address):
        other = Address("mail", mail(address), who.name)
        yield SamePerson(given.number, who, other, "linkedin connection")


def _message(given: Given) -> Iterator[Record]:
    if given.cell("is message draft").casefold() in {"yes", "true", "1"}:
        raise UnusableError(DRAFT)
    sender = person(given.cell("from"), given.cell("sender profile url"))
    receivers = several(given.cell("to"), given.cell("recipient profile urls"))
    if sender is None and not receivers:
        raise UnusableError(NO_PERSON)
    folder = given.cell("folder").casefold()
    marks = ("bulk",) if "spam" in folder or "sponsored" in _title(given) else ()
    yield _interaction(
        given,
        "date",
        pair=(sender, receivers),
        said=f"{given.cell('subject')}\n\n{given.cell('content')}".strip(),
        told=(plain(given.cell("conversation id")) or _between(sender, receivers), marks),
    )


def _between(sender: Address | None, receivers: tuple[Address, ...]) -> str:
    """Return what stands for a conversation where the file gives it no name."""
    everybody = {one.value for one in (sender, *receivers) if one}
    return " ".join(sorted(everybody))


def _title(given: Given) -> str:
    return f"{given.cell('conversation title')} {given.cell('folder')}".casefold()


def _invitation(given: Given) -> Iterator[Record]:
    inviter_url, invitee_url = given.cell("inviterprofileurl"), given.cell("inviteeprofileurl")
    sender = _known(person(given.cell("from"), inviter_url))
    receiver = _known(person(given.cell("to"), invitee_url))
    is_sent = given.cell("direction").casefold() == "outgoing"
    said = given.cell("message")
    marks = ("invites",) if said else ("invites", "auto")
    told = (f"{sender.value} {receiver.value}", marks)
    yield _interaction(given, "sent at", pair=(sender, (receiver,)), said=said, told=told)
    if linkedin(inviter_url if is_sent else invitee_url) and given.cell("direction"):
        own = sender if is_sent else receiver
        yield SamePerson(given.number, own, OWNER, "linkedin invitation")


def _recommendation(given: Given) -> Iterator[Record]:
    who = _known(person(full_name(given.cell("first name"), given.cell("last name"))))
    pair = (OWNER, (who,)) if given.is_given else (who, (OWNER,))
    told = (f"recommendation {who.value}", ("recommends",))
    yield _interaction(given, "creation date", pair=pair, said=given.cell("text"), told=told)


def _endorsement(given: Given) -> Iterator[Record]:
    is_given = given.layout.kind == "endorsements_given"
    who = "endorsee" if is_given else "endorser"
    name = full_name(given.cell(f"{who} first name"), given.cell(f"{who} last name"))
    other = _known(person(name, given.cell(f"{who} public url")))
    actor, about = (OWNER, other) if is_given else (other, OWNER)
    key = (_CHANNEL, "skill", about.value, plain(given.cell("skill name")))
    yield Reaction(given.number, actor, key, _when(given, "endorsement date"), "endorsement")


def _reaction(given: Given) -> Iterator[Record]:
    link = plain(given.cell("link"), 500)
    if not link:
        raise UnusableError(NO_LINK)
    sort = plain(given.cell("type"), 40).casefold() or "like"
    yield Reaction(given.number, OWNER, (_CHANNEL, link), _when(given, "date"), sort)


def _interaction(
    given: Given,
    date: str,
    *,
    pair: tuple[Address | None, tuple[Address, ...]],
    said: str,
    told: tuple[str, tuple[str, ...]],
) -> Interaction:
    when, (sender, receivers), (thread, marks) = _when(given, date), pair, told
    told_by = f"{sender.scheme}:{sender.value}" if sender else ""
    shown = blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
    has_clock = ":" in given.cell(date)
    return Interaction(
        given.number,
        when,
        _CHANNEL,
        sender,
        tuple(Participation(one, "to") for one in receivers if one != sender),
        is_local_known=False,
        precision=("second" if given.cell(date).count(":") > 1 else "minute")
        if has_clock
        else "day",
        thread=thread,
        key=(_CHANNEL, thread, told_by, str(int(when.timestamp())), shown),
        length=len(said),
        signals=(*marks, *(() if "bulk" in marks else signals(said))),
        title=plain(given.cell("conversation title")),
        text=said if given.keep_text else "",
    )


def _when(given: Given, column: str) -> datetime:
    written = given.cell(column)
    when = moment(written)
    if when is None:
        raise UnusableError(BAD_DATE if written else NO_DATE)
    if not is_possible(when):
        raise UnusableError(DATE_OUT_OF_RANGE)
    return when


def _known(found: Address | None) -> Address:
    if found is None:
        raise UnusableError(NO_PERSON)
    return found


def _share(given: Given) -> Iterator[Record]:
    link = plain(given.cell("sharelink"), 500)
    if not link:
        raise UnusableError(NO_LINK)
    said = given.cell("sharecommentary")
    told = (link, ("link",) if given.cell("sharedurl") else ())
    post = _interaction(given, "date", pair=(OWNER, ()), said=said, told=told)
    yield replace(post, kind="post", audience_size=0, key=(_CHANNEL, link))


def _comment(given: Given) -> Iterator[Record]:
    link = plain(given.cell("link"), 500)
    if not link:
        raise UnusableError(NO_LINK)
    yield Reaction(given.number, OWNER, (_CHANNEL, link), _when(given, "date"), "comment")


def _followed(given: Given) -> Iterator[Record]:
    when = moment(given.cell("date"))
    who = _known(person(given.cell("fullname")))
    yield Follow(given.number, OWNER, who, when if when and is_possible(when) else None)


def _mail(given: Given) -> Iterator[Record]:
    found = mail(given.cell("email address"))
    if not found:
        raise UnusableError(NO_PERSON)
    yield SamePerson(given.number, OWNER, Address("mail", found), "linkedin account")


def _phone(given: Given) -> Iterator[Record]:
    found = phone(given.cell("number"))
    if not found:
        raise UnusableError(NO_PERSON)
    yield SamePerson(given.number, OWNER, Address("phone", found), "linkedin account")


_KINDS: dict[str, Callable[[Given], Iterator[Record]]] = {
    "connections": _connection,
    "messages": _message,
    "old_messages": _message,
    "shares": _share,
    "comments": _comment,
    "follows": _followed,
    "mails": _mail,
    "phones": _phone,
    "invitations": _invitation,
    "recommendations": _recommendation,
    "endorsements_received": _endorsement,
    "endorsements_given": _endorsement,
    "reactions": _reaction,
}
