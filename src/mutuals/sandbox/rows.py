"""Turn records into rows of the base tables, many at a time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa

from mutuals.keys import content_key, number_key, text_key
from mutuals.records import Address, Follow, Interaction, Outcome, Reaction, Reject, SamePerson
from mutuals.records import Rows as Columns
from mutuals.sandbox.frames import Rows
from mutuals.sandbox.taking_part import Parts, TakingPart
from mutuals.schemas import SCHEMAS

_MINUTE = 60
_HOUR = 3600
_DAY = 86400
_PLANNED = 1 << 62
_ANSWERS = frozenset({"attendee", "organizer", "declined"})
_MONDAY = 3  # the first of January 1970 was a Thursday


class RowBuffer:
    """Rows waiting to be sent; handles and aliases are sent once per child."""

    def __init__(self, *, keep_text: bool) -> None:
        self._keep_text = keep_text
        self._ids: dict[tuple[str, str], int] = {}
        self._named: set[tuple[int, str]] = set()
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._columns: list[Rows] = []
        self._taking_part = TakingPart(self._address)
        self.count = 0

    def add(self, number: int, record: object) -> None:
        """Take one record of the file with that number.

        Raises TypeError or OverflowError for a value its table cannot hold, and then
        takes nothing of it but its addresses.
        """
        self.count += 1
        if isinstance(record, Interaction):
            self._interaction(number, record)
        elif isinstance(record, Reject):
            row = (number, record.record_no, record.byte_offset, record.reason, record.message)
            self._put("reject", row)
        elif isinstance(record, Columns):
            self._take(number, record)
        else:
            self._social(number, record)

    def flush(self) -> list[Rows]:
        """Return everything waiting as batches, and start anew."""
        made = [
            Rows(table, _batch(table, zip(*rows, strict=True)))
            for table, rows in self._rows.items()
        ]
        if (parts := self._taking_part.taken())[0]:
            made.append(Rows("participation", _batch("participation", parts)))
        made += self._columns
        self._rows, self._columns, self.count = {}, [], 0
        return made

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        types = tuple(map(type, row))
        if types not in _FITTING[table]:
            for value, (kind, _) in zip(row, _HOLDS[table], strict=True):
                if value is not None and not isinstance(value, kind):
                    raise TypeError(table)
            _FITTING[table].add(types)
        for at, limit in _LIMITED[table]:
            value = row[at]
            if value is not None and not -limit <= value < limit:
                raise OverflowError(table)
        self._rows.setdefault(table, []).append(row)

    def _take(self, number: int, given: Columns) -> None:
        schema = SCHEMAS[given.table]
        batch = given.batch
        numbers = pa.repeat(pa.scalar(number, pa.int32()), batch.num_rows)
        columns = [
            numbers if name == "source_id" else batch.column(name).cast(schema.field(name).type)
            for name in schema.names
        ]
        self._columns.append(Rows(given.table, pa.RecordBatch.from_arrays(columns, schema=schema)))
        self.count += given.seen

    def _address(self, number: int, address: Address) -> int:
        key = (address.scheme, address.value)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = number_key(key)
            self._put("handle", (found, address.scheme, address.value, number))
        if address.name and (found, address.name) not in self._named:
            self._named.add((found, address.name))
            self._put("alias", (found, address.name, number))
        return found

    def _interaction(self, number: int, one: Interaction) -> None:
        sender = None if one.sender is None else self._address(number, one.sender)
        parts = self._taking_part.parts(number, one.participations)
        audience = one.audience_size
        if audience is None:
            audience = len(parts.addressed - {sender})
        text = one.text if self._keep_text and one.text else None
        content = (*_when(one), *_what(one, sender, audience))
        # A record is the same whether its text is kept or not.
        without = (*content, None)
        if one.key:
            key, variant = content_key(one.key), text_key(repr(without)) >> 1
            # A copy that saw the meeting happen counts before one that only planned it.
            variant += _PLANNED if "planned" in one.signals else 0
        else:
            stated = [str(value) for value in without]
            both = zip(parts.addresses, parts.roles, strict=True)
            everyone = (f"{address}/{role}" for address, role in both)
            key, variant = content_key((*stated, *everyone)), 0
        self._put("interaction", (key, variant, *content, text, number, one.record_no))
        self._taking_part.add(number, key, parts)
        if one.stated_at is not None:
            self._answers(number, parts, key, stated=_epoch(one.stated_at))

    def _answers(self, number: int, parts: Parts, key: bytes, *, stated: int) -> None:
        for address, role in zip(parts.addresses, parts.roles, strict=True):
            if role in _ANSWERS:
                self._put("attendance", (key, address, role, stated, number))

    def _social(self, number: int, record: object) -> None:
        if isinstance(record, Follow):
            pair = (self._address(number, record.follower), self._address(number, record.followed))
            since = None if record.since_at is None else _micro(record.since_at)
            key = content_key(map(str, pair))
            self._put("follow", (key, *pair, since, number, record.record_no))
        elif isinstance(record, Reaction):
            self._reaction(number, record)
        elif isinstance(record, Outcome):
            self._outcome(number, record)
        elif isinstance(record, SamePerson):
            one, other = record.address, record.other
            pair = (self._address(number, one), self._address(number, other))
            low, high = sorted(pair)
            self._put("same_person", (low, high, record.reason, number, record.record_no))

    def _reaction(self, number: int, one: Reaction) -> None:
        actor = self._address(number, one.actor)
        about = content_key(one.interaction_key)
        key = content_key((str(actor), about.hex(), str(_epoch(one.reacted_at)), one.sort))
        moment = (_micro(one.reacted_at), _epoch(one.reacted_at))
        self._put("reaction", (key, actor, about, *moment, one.sort, number, one.record_no))

    def _outcome(self, number: int, one: Outcome) -> None:
        person = self._address(number, one.person)
        giver = None if one.attributed_to is None else self._address(number, one.attributed_to)
        micro = None if one.happened_at is None else _micro(one.happened_at)
        epoch = None if one.happened_at is None else _epoch(one.happened_at)
        content = (person, one.thing, micro, epoch, one.precision, one.sort, giver, one.value)
        key = content_key(one.key or map(str, content))
        self._put("outcome", (key, *content, number, one.record_no))


def _held(kind: pa.DataType) -> tuple[type | tuple[type, ...], int]:
    if pa.types.is_integer(kind):
        return int, 1 << (kind.bit_width - 1)
    if pa.types.is_timestamp(kind):
        return int, 1 << 63
    if pa.types.is_floating(kind):
        return (int, float), 0
    if pa.types.is_boolean(kind):
        return bool, 0
    return (str if pa.types.is_string(kind) else bytes), 0


# What each column of a base table can hold: a type and, for numbers, a limit.
_HOLDS = {table: [_held(field.type) for field in schema] for table, schema in SCHEMAS.items()}

# Numbers that are worked out here, from what is within bounds; others need a look.
_WITHIN = frozenset(
    {
        *("variant", "address_id", "other_id", "sender_id", "thread_id", "follower_id"),
        *("followed_id", "actor_id", "person_id", "source_id", "started_at", "ended_at"),
        *("started", "utc_offset", "local_hour", "local_weekday", "seconds", "stated"),
    }
)

# The types that rows of a table had so far and that fit: nearly all rows have the same.
_FITTING: dict[str, set[tuple[type, ...]]] = {table: set() for table in SCHEMAS}
_LIMITED = {
    table: [
        (at, limit)
        for at, (name, (_, limit)) in enumerate(zip(SCHEMAS[table].names, held, strict=True))
        if limit and name not in _WITHIN
    ]
    for table, held in _HOLDS.items()
}


def _batch(table: str, columns: Iterable[Sequence[Any]]) -> pa.RecordBatch:
    schema = SCHEMAS[table]
    arrays = [_array(list(one), field.type) for one, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        # The same bits; a cast would load all of Arrow's functions first.
        return pa.array(values, pa.int64()).view(kind)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        # Half a surrogate pair cannot be stored; readers should have replaced it.
        return pa.array([_whole(value) for value in values], kind)


def _whole(value: str | None) -> str | None:
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")


def _when(one: Interaction) -> tuple[Any, ...]:
    micro, ahead = _micro_and_offset(one.started_at)
    started = micro // 1_000_000
    ended = None if one.ended_at is None else _micro(one.ended_at)
    offset = ahead if one.is_local_known else None
    local = started + (offset or 0) * _MINUTE
    seconds = None if ended is None else ended // 1_000_000 - started
    hour, weekday = local % _DAY // _HOUR, (local // _DAY + _MONDAY) % 7
    return micro, ended, offset, one.precision, started, seconds, hour, weekday


def _what(one: Interaction, sender: int | None, audience: int) -> tuple[Any, ...]:
    thread = _thread(one.channel, one.thread) if one.thread else None
    signals = f" {' '.join(sorted(set(one.signals)))} " if one.signals else ""
    kinds = (one.kind, one.channel, one.medium)
    return (*kinds, sender, thread, audience, one.length, signals, one.title, one.thing)


# Of a conversation's messages most come one after the other.
@lru_cache(maxsize=4096)
def _thread(channel: str, named: str) -> int:
    return number_key(("thread", channel, named))


def _epoch(moment: datetime) -> int:
    return _micro(moment) // 1_000_000


def _micro(moment: datetime) -> int:
    return _micro_and_offset(moment)[0]


def _micro_and_offset(moment: datetime) -> tuple[int, int | None]:
    """Return microseconds since 1970 and the minutes that local time is ahead."""
    clock = moment.hour * _HOUR + moment.minute * _MINUTE + moment.second
    local = (moment.toordinal() - _FIRST_DAY) * _DAY + clock
    offset = moment.utcoffset()
    if not offset:
        return local * 1_000_000 + moment.microsecond, None if offset is None else 0
    ahead = offset.days * _DAY + offset.seconds
    micro = (local - ahead) * 1_000_000 + moment.microsecond - offset.microseconds
    return micro, ahead // _MINUTE


_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
