"""What readers yield, and the base tables these records become.

A reader turns one archive file into records. The sandbox turns records into rows of
the base tables below; every other table is worked out from these.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import BinaryIO, Protocol, TypeVar, dataclass_transform

import pyarrow as pa

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[_Record]) -> type[_Record]:
    """Make a class a record that nobody may change, as type checkers see to.

    That Python itself sees to it as well costs a tenth of the time of reading: such a
    class sets each of its values by a call. For what is made once a message.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@frozen
class Address:
    """A handle as an archive writes it: its scheme and its value.

    Schemes are mail, phone, whatsapp, id and so on.

    Readers normalise ``value`` (mail in lower case, phone in E.164 where it can be
    told); community files keep it unchanged under the scheme ``id``.
    """

    scheme: str
    value: str
    name: str = ""


@frozen
class Participation:
    """One address's part in an interaction.

    ``role`` is to, cc, bcc, attendee, organizer, mention, member or delivered (the
    mailbox a mail was put into: a hint at who the owner is, never a contact).
    """

    address: Address
    role: str


@frozen
class Interaction:
    """One message, call, meeting, proximity spell or post.

    ``started_at`` and ``ended_at`` carry a time zone; ``is_local_known`` is false
    where the file gives no offset and UTC stands in. ``key`` names what makes two
    copies the same interaction (a Message-ID and what it must agree with); empty means
    the whole content. ``audience_size`` is the number of people addressed apart from
    the sender; ``None`` counts the participations. What was looked at without a word is
    of the kind ``view``: its sender is who looked, its end when they stopped, if known,
    and whoever made it a ``mention``. ``signals`` are single words such
    as auto, list, bulk, asks, thanks, introduces, offers, declines, question, tag:x,
    link:example.org. ``text`` is dropped unless the user asked to keep it.
    ``stated_at`` is when a calendar last changed what it says of the guests.
    """

    record_no: int
    started_at: datetime
    channel: str
    sender: Address | None
    participations: tuple[Participation, ...] = ()
    kind: str = "message"
    medium: str = "online"
    ended_at: datetime | None = None
    is_local_known: bool = True
    precision: str = "second"
    thread: str = ""
    key: tuple[str, ...] = ()
    audience_size: int | None = None
    length: int | None = None
    signals: tuple[str, ...] = ()
    title: str = ""
    thing: str = ""
    text: str = ""
    stated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """One person follows another; part of the status game, never of a tie."""

    record_no: int
    follower: Address
    followed: Address
    since_at: datetime | None = None


@frozen
class Reaction:
    """A like, share or endorsement of the interaction with that key."""

    record_no: int
    actor: Address
    interaction_key: tuple[str, ...]
    reacted_at: datetime
    sort: str = "like"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A person took a thing up. ``sort`` is attention or action."""

    record_no: int
    person: Address
    thing: str
    happened_at: datetime | None
    sort: str = "action"
    attributed_to: Address | None = None
    value: float | None = None
    precision: str = "second"
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SamePerson:
    """The archive itself says that two addresses are one person (a verified pair)."""

    record_no: int
    address: Address
    other: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Need:
    """A line the user stated: somebody needs, or offers, something."""

    person: Address
    sort: str
    text: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The user's answer to a question Mutuals asked (such as: is this you?)."""

    question: str
    subject: str
    value: str
    said_at: datetime


# Why a record that was read well is left out: it is nobody's doing, or joins nothing.
# For any other reason it could not be read.
LEFT_OUT = frozenset(
    {
        "cancelled",
        "no_occurrence",
        "nothing_to_join",
        "no_address",
        "group_card",
        "draft",
        "own_record",
        "not_a_meeting",
        "not_watched",
        "advertisement",
    }
)


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be read, or was left out: where, and why.

    ``reason`` is a short code in words (no_date, bad_line, too_many_recipients, ...);
    ``message`` says it in a sentence and quotes nothing from the record.
    """

    record_no: int
    reason: str
    message: str
    byte_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth saying that costs no record (a cap, a skipped part)."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """The reader cannot go on without an answer; nothing of the file is stored yet."""

    name: str
    sentence: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A columnar reader's batch: rows of a base table, already in its schema.

    ``seen`` counts the records of the file that these rows stand for.
    """

    table: str
    batch: pa.RecordBatch
    seen: int = 0


Record = Interaction | Follow | Reaction | Outcome | SamePerson | Reject | Notice | Question | Rows


def _nothing(_name: str) -> BinaryIO | None:
    return None


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies around a file: its folder's name, and other files by their name.

    ``open`` takes a name as seen from the file's folder, such as ``../users.json``, and
    gives ``None`` where there is no such file.
    """

    folder: str = ""
    open: Callable[[str], BinaryIO | None] = _nothing


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one member of an archive, as a reader sees it.

    ``open`` returns a new binary stream, positioned at the start. It can seek where
    ``is_seekable`` says so. ``size`` is in bytes, or ``None`` where it is not known
    before reading. ``answers`` holds the user's answers to a ``Question``. ``beside``
    is for formats that say in one file who is meant in another.
    """

    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    is_seekable: bool = True
    keep_text: bool = False
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    beside: Beside = field(default_factory=Beside)


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows and columns of a table are wanted; all of them, unless it is said.

    ``equal`` names columns and their value: one, ``None`` for null, or a tuple any of
    whose values will do. ``least`` is a column and its smallest value, ``holds`` a
    column and words it contains, whatever their case. ``order`` is as in ``pyarrow``:
    columns with ascending or descending; ``most``, how many rows at most.
    ``is_counted`` asks for their number instead: one row with the column ``many``.
    """

    equal: tuple[tuple[str, object], ...] = ()
    least: tuple[str, object] | None = None
    holds: tuple[str, str] | None = None
    columns: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    most: int | None = None
    is_counted: bool = False


class Tables(Protocol):
    """Anything that has tables by name; ``Network`` is one."""

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        ...
