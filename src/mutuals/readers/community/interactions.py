"""Files of interactions: who reached whom, when, and through what."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells, hashing
from mutuals.readers.community.chunk import Chunk, Context, Faults, accompanying
from mutuals.readers.community.instants import Instants
from mutuals.readers.community.persons import Persons, encode
from mutuals.readers.community.words import signals
from mutuals.records import Record

_ROLES = {"recipients": "to", "cc": "cc", "bcc": "bcc"}
_MEDIA = ("online", "voice", "in_person")
_CHANNEL = "community"
_ONE_IS_KEPT = (
    "Another record has this interaction_id, and other content; only one of them is kept. "
    "Give each its own identifier to keep both."
)
TAKEN = ("id_taken", _ONE_IS_KEPT)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who took part, by code; the others are ordered by row and address."""

    persons: Persons
    sender: np.ndarray
    row: np.ndarray
    other: np.ndarray
    role: np.ndarray
    is_addressed: np.ndarray

    def roles(self) -> pa.Array:
        """Return the others' roles as words."""
        return pa.array(list(_ROLES.values())).take(pa.array(self.role))

    def sizes(self) -> np.ndarray:
        """Return how many others each row has."""
        return np.bincount(self.row, minlength=len(self.sender))

    def field(self) -> pa.Array:
        """Return each row's roles and others as they enter its content key."""
        others = hashing.prefixed(self.persons.names).take(pa.array(self.other))
        each = hashing.joined([hashing.prefixed(self.roles()), others])
        ends = np.concatenate([[0], np.cumsum(self.sizes())]).astype(np.int32)
        return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), each), b"")


@dataclass(frozen=True, slots=True)
class _Means:
    """What passed, and through what."""

    kind: pa.Array
    channel: pa.Array
    medium: pa.Array
    thread: pa.Array
    thing: pa.Array
    text: pa.Array


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses, the participations and the interactions of some rows."""
    faults = Faults(chunk, context)
    started, ended = faults.date("started_at", needed=True), faults.date("ended_at")
    faults.order(started, ended)
    parties = _parties(chunk)
    faults.mark(parties.sender < 0, "no_sender", "The column sender is empty.")
    means = _means(chunk, faults, ended=ended, parties=parties)
    keys, variants = _keys(chunk, parties, means, started=started, ended=ended)
    faults.mark(_is_taken(keys, variants, faults.good), *TAKEN)
    kept = faults.good[parties.row]
    used = [parties.sender[faults.good], parties.other[kept]]
    yield from parties.persons.handles(used, context)
    participations = {
        "interaction_id": keys.take(pa.array(parties.row[kept])),
        "address_id": parties.persons.id_of(parties.other[kept]),
        "role": parties.roles().filter(pa.array(kept)),
    }
    yield from accompanying("participation", participations)
    columns = {"interaction_id": keys, "variant": variants}
    columns |= _times(started, ended) | _contents(chunk, context, parties=parties, means=means)
    yield from faults.finished("interaction", columns)


def _parties(chunk: Chunk) -> _Parties:
    flat = [cells.lists(chunk.column(name)) for name in _ROLES]
    sender = cells.raw_text(chunk.column("sender"))
    persons, codes = encode([sender, *(values for values, _ in flat)])
    row = np.concatenate([rows for _, rows in flat])
    other = np.concatenate(codes[1:])
    role = np.repeat(np.arange(len(flat)), [len(rows) for _, rows in flat])
    is_addressed = np.zeros(len(chunk), bool)
    is_addressed[row[other >= 0]] = True
    kept = (other >= 0) & (other != codes[0][row])
    ordered = _ordered(row[kept], other[kept], role[kept], many=len(persons.ids))
    return _Parties(persons, codes[0], *ordered, is_addressed)


def _ordered(
    row: np.ndarray, other: np.ndarray, role: np.ndarray, *, many: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return these sorted, and each of the ``many`` people once in a row."""
    # One number per (row, person, role): sorting it sorts all three, and of a person's
    # several roles in a row the first is kept.
    packed = np.sort((row * max(1, many) + other) * len(_ROLES) + role)
    who, role = np.divmod(packed, len(_ROLES))
    first = np.diff(who, prepend=-1) != 0
    row, other = np.divmod(who[first], max(1, many))
    return row, other, role[first]


def _means(chunk: Chunk, faults: Faults, *, ended: Instants, parties: _Parties) -> _Means:
    medium = faults.word("medium", _MEDIA)
    channel = chunk.text("channel")
    channel = pc.if_else(pa.array(cells.is_blank(channel)), _CHANNEL, channel)
    is_near = pc.and_(pc.equal(medium, "in_person"), pa.array(ended.is_known))
    is_post = pc.or_(pa.array(~parties.is_addressed), pc.equal(channel, "post"))
    kind = pc.if_else(is_post, "post", "message")
    kind = pc.if_else(pc.equal(medium, "voice"), "call", kind)
    kind = pc.if_else(is_near, "proximity", kind)
    texts = [chunk.text(name) for name in ("thread_id", "thing", "text")]
    return _Means(kind, channel, medium, *texts)


def _keys(
    chunk: Chunk, parties: _Parties, means: _Means, *, started: Instants, ended: Instants
) -> tuple[pa.Array, pa.Array]:
    """Return the keys, and a number of the content where the key is the file's own.

    Without ``interaction_id`` the key covers everything, so that two rows that are the
    same in all columns are the same interaction.
    """
    fields = [
        *("interaction", started.digits(), started.offsets(), started.precisions()),
        *(ended.digits(), ended.precisions(), parties.persons.name_of(parties.sender)),
        *(means.kind, means.channel, means.medium, means.thread, means.thing, means.text),
    ]
    whole = hashing.joined([*(hashing.prefixed(one) for one in fields), parties.field()])
    none = pa.repeat(pa.scalar(0, pa.int64()), len(chunk))
    if not chunk.has("interaction_id"):
        return hashing.keys_of(whole), none
    given = chunk.text("interaction_id")
    is_given = pa.array(~cells.is_blank(given))
    own = hashing.joined([hashing.prefixed("id"), hashing.prefixed(given)])
    keys = hashing.keys_of(pc.if_else(is_given, own, whole))
    return keys, pc.if_else(is_given, pa.array(hashing.numbers_of(whole)), none)


def _is_taken(keys: pa.Array, variants: pa.Array, good: np.ndarray) -> np.ndarray:
    """Tell which rows have the identifier of an earlier one with other content."""
    variant = np.asarray(variants)
    rows = np.flatnonzero(good & (variant != 0))
    taken = np.zeros(len(good), bool)
    if len(rows):
        whole = np.frombuffer(keys.buffers()[1], "V16")[keys.offset :][rows]
        _, first, place = np.unique(whole, return_index=True, return_inverse=True)
        taken[rows] = variant[rows] != variant[rows][first][place.reshape(-1)]
    return taken


def _times(started: Instants, ended: Instants) -> dict[str, pa.Array]:
    return {
        "started_at": started.at(),
        "ended_at": ended.at(),
        "utc_offset": started.offsets(),
        "precision": started.precisions(),
        "started": started.seconds(),
        "seconds": _lengths(started, ended),
        "local_hour": started.local_hours(),
        "local_weekday": started.local_weekdays(),
    }


def _lengths(started: Instants, ended: Instants) -> pa.Array:
    """Return how long each lasted, null where its end is no more than a day."""
    is_told = pa.array(ended.is_exact & started.is_exact)
    return pc.if_else(is_told, pc.subtract(ended.seconds(), started.seconds()), None)


def _contents(
    chunk: Chunk, context: Context, *, parties: _Parties, means: _Means
) -> dict[str, pa.Array]:
    blank = pa.repeat("", len(chunk))
    has_text = chunk.has("text")
    length = pc.utf8_length(means.text) if has_text else pa.nulls(len(chunk), pa.int32())
    return {
        "kind": means.kind,
        "channel": means.channel,
        "medium": means.medium,
        "sender_id": parties.persons.id_of(parties.sender),
        "thread_id": _threads(means),
        "audience_size": pa.array(parties.sizes()),
        "length": length,
        "signals": signals(means.text) if has_text else blank,
        "title": blank,
        "thing": means.thing,
        "text": means.text if context.keep_text else pa.nulls(len(chunk), pa.string()),
    }


def _threads(means: _Means) -> pa.Array:
    """Return the threads' numbers; the same name in two channels is two threads."""
    named = hashing.joined([hashing.prefixed(one) for one in (means.channel, means.thread)])
    encoded = named.dictionary_encode()
    whole = hashing.joined([hashing.prefixed("thread"), encoded.dictionary])
    numbers = pa.array(hashing.numbers_of(whole), pa.int64()).take(encoded.indices)
    return pc.if_else(pc.equal(means.thread, ""), None, numbers)
