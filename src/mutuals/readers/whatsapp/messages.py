"""A chat's entries as interactions and rejects."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from mutuals.archives.entries import Entry
from mutuals.readers.whatsapp.calendars import HIJRA
from mutuals.readers.whatsapp.cast import Cast, is_by_phone, split
from mutuals.readers.whatsapp.header import Header, day, moment
from mutuals.readers.whatsapp.names import address
from mutuals.readers.whatsapp.said import Said, by_person, by_phone, from_phone
from mutuals.records import Address, Interaction, Participation, Record, Reject
from mutuals.signals import signals

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_RECIPIENTS = 256
_REMEMBERED = 20_000

_REASONS = {
    "no_header": "Text stands before the first line that begins with a date.",
    "bad_date": "There is no such date or time of day.",
    "date_out_of_range": "The date is before 1970 or lies in the future.",
    "moon_calendar": "The date counts from the hijra; set the phone to the Gregorian "
    "calendar and export the chat again.",
}


def records(
    entries: Iterable[Entry[Header]], cast: Cast, *, order: str, keep_text: bool
) -> Iterator[Record]:
    """Yield one record for every entry, in the file's order."""
    chat = _Chat(cast, order, keep_text=keep_text)
    for number, entry in enumerate(entries, start=1):
        yield chat.record(entry, number)


class _Voice(NamedTuple):
    """Whom a name stands for, whether they are of the chat, and whom they reach."""

    address: Address | None
    is_member: bool
    reached: tuple[Participation, ...]


_NOBODY = _Voice(None, is_member=False, reached=())


class _Chat:
    """What has to be remembered from one record to the next."""

    def __init__(self, cast: Cast, order: str, *, keep_text: bool) -> None:
        self._cast = cast
        self._order = order
        self._keep_text = keep_text
        self._latest = datetime.now(tz=UTC) + timedelta(days=2)
        self._thread = f"{'group' if cast.is_group else 'pair'}:{cast.identity}"
        self._audience = max(len(cast.members) - 1, 1)
        self._members = frozenset(cast.members)
        self._days: dict[tuple[str, str, str], date | None] = {}
        self._voices: dict[str, _Voice] = {}
        role = "member" if cast.is_group else "to"
        self._first = tuple(
            Participation(one, role) for one in cast.members[: _MOST_RECIPIENTS + 1]
        )
        self._recipients: dict[Address, tuple[Participation, ...] | None] = {
            one.address: None for one in self._first
        }
        self._seen: dict[tuple[str, ...], int] = {}

    def record(self, entry: Entry[Header], number: int) -> Record:
        """Return what an entry is, or why it cannot be read."""
        header = entry.header
        if header is None:
            return _reject("no_header", entry, number)
        started_at = self._moment(header)
        if started_at is None:
            return _reject("bad_date", entry, number)
        if not _EARLIEST <= started_at <= self._latest:
            is_moon = started_at.year in HIJRA
            return _reject("moon_calendar" if is_moon else "date_out_of_range", entry, number)
        by, said = self._understood(entry.text, number)
        return self._interaction(entry, number, started_at=started_at, by=by, said=said)

    def _understood(self, text: str, number: int) -> tuple[_Voice, Said]:
        name, text = split(text)
        if name is None:
            said = by_phone(text)
            return self._heard(self._cast.contact if said.kind == "call" else None), said
        voice = self._voice(name)
        if voice.address is None:
            return voice, by_phone(text)
        if not self._cast.is_crowded and not voice.is_member:
            return _NOBODY, from_phone(text)
        if is_by_phone(text, number):
            return voice, from_phone(text)
        return voice, by_person(text)

    def _interaction(
        self,
        entry: Entry[Header],
        number: int,
        *,
        started_at: datetime,
        by: _Voice,
        said: Said,
    ) -> Interaction:
        sender, is_system = by.address, said.kind == "system"
        return Interaction(
            record_no=number,
            started_at=started_at,
            channel="whatsapp",
            sender=sender,
            participations=() if is_system else by.reached,
            kind=said.kind,
            medium="voice" if said.kind == "call" else "online",
            ended_at=started_at + timedelta(seconds=said.seconds) if said.seconds else None,
            is_local_known=False,
            precision="second" if entry.header and entry.header.has_seconds else "minute",
            thread=self._thread,
            key=self._key(sender, started_at, said),
            audience_size=0 if is_system else self._audience,
            length=len(said.words) + entry.length - len(entry.text),
            signals=said.marks if is_system else (*said.marks, *signals(said.words)),
            title=self._cast.title,
            text=said.words if self._keep_text else "",
        )

    def _moment(self, header: Header) -> datetime | None:
        if header.date not in self._days:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            self._days[header.date] = day(
                header.date, self._order, is_buddhist=self._cast.is_buddhist
            )
        on = self._days[header.date]
        return None if on is None or header.clock is None else moment(on, header.clock)

    def _voice(self, name: str) -> _Voice:
        if name not in self._voices:
            if len(self._voices) >= _REMEMBERED:
                self._voices.clear()
            self._voices[name] = self._heard(address(name))
        return self._voices[name]

    def _heard(self, sender: Address | None) -> _Voice:
        if sender is None:
            return _NOBODY
        return _Voice(sender, sender in self._members, self._recipients_of(sender))

    def _recipients_of(self, sender: Address) -> tuple[Participation, ...]:
        if sender not in self._recipients:
            return self._first[:_MOST_RECIPIENTS]
        found = self._recipients[sender]
        if found is None:
            others = (one for one in self._first if one.address != sender)
            found = self._recipients[sender] = tuple(islice(others, _MOST_RECIPIENTS))
        return found

    def _key(self, sender: Address | None, started_at: datetime, said: Said) -> tuple[str, ...]:
        """Return a key without members or title: a longer export of a chat merges.

        Equal messages of one sender at one time are told apart by counting them.
        """
        told = "\n".join((said.kind, *said.marks, said.words))
        key = (
            "whatsapp",
            self._thread,
            f"{sender.scheme}:{sender.value}" if sender else "",
            str(int(started_at.timestamp())),
            blake2b(told.encode(), digest_size=16).hexdigest(),
        )
        before = self._seen.get(key, 0)
        self._seen[key] = before + 1
        if len(self._seen) > _REMEMBERED:
            self._seen = dict(islice(self._seen.items(), _REMEMBERED // 2, None))
        return (*key, str(before))


def _reject(reason: str, entry: Entry[Header], number: int) -> Reject:
    return Reject(number, reason, _REASONS[reason], entry.offset)
