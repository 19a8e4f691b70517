"""A channel in CSV: who, when and what, and nothing that names the channel."""

import re
from collections.abc import Iterator
from datetime import datetime

from mutuals.archives.conversation import Chat, Conversation, Members, Message
from mutuals.archives.figures import Dates
from mutuals.archives.names import name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.rows import Row, rows
from mutuals.records import Address, Interaction, Notice, Question, Record, Source

_HEADER = re.compile(rb'"?AuthorID"?,"?Author"?,"?Date"?,"?Content"?,', re.IGNORECASE)
_CHANNEL = re.compile(r"\[(?P<number>\d{5,25})\](?: \[part \d+\])?\.csv$", re.IGNORECASE)
_DIRECT = re.compile(r"^Direct Messages - ", re.IGNORECASE)
_WHO, _CALLED, _WHEN, _SAID = range(4)
_FEWEST_CELLS = 4
_LEAST_OF_A_SERVER = 3
_PAIR = 2


def is_header(start: bytes) -> bool:
    """Tell whether a file begins with the columns of an exported channel."""
    return _HEADER.match(start) is not None


def records(source: Source) -> Iterator[Record]:
    """Yield a channel's messages, or the question in which order its dates are."""
    dates, chat = _survey(source)
    order = dates.order or source.answers.get("day_first", "")
    if not order:
        sentence = f"In dates such as {dates.example}, does the day or the month come first?"
        yield Question("day_first", sentence, ("day", "month"))
        return
    conversation = Conversation(chat, keep_text=source.keep_text)
    without_zone = with_reactions = False
    for number, row in enumerate(_after_header(rows(source.open)), start=1):
        found = _record(row, number, conversation=conversation, day_first=order == "day")
        without_zone |= isinstance(found, Interaction) and dates.has_local
        with_reactions |= any(row.cells[5:6])
        yield found
    if without_zone:
        yield Notice("Dates in this file have no time zone; they are taken as UTC.")
    if with_reactions:
        yield Notice("A CSV file does not say whose its reactions are; they are left out.")


def _survey(source: Source) -> tuple[Dates, Chat]:
    dates, people = Dates(), Members()
    for row in _after_header(rows(source.open)):
        if len(row.cells) >= _FEWEST_CELLS:
            people.add(_person(row))
            dates.add(row.cells[_WHEN])
    called = source.name.replace("\\", "/").rpartition("/")[2]
    found = _CHANNEL.search(called)
    title = name(called[: found.start()] if found else called.rpartition(".")[0])
    members = people.all()
    is_direct = _DIRECT.match(called) is not None
    is_pair = is_direct and len(members) <= _PAIR
    chat = Chat(
        channel="discord",
        identity=f"{'pair' if is_pair else 'group'}:{found['number'] if found else title}",
        members=members,
        is_group=not is_pair,
        title="" if is_pair else title,
        size=0 if is_direct else _LEAST_OF_A_SERVER,
    )
    return dates, chat


def _record(row: Row, number: int, *, conversation: Conversation, day_first: bool) -> Record:
    if row.fault or len(row.cells) < _FEWEST_CELLS:
        return refused(row.fault or "missing_columns", number, row.offset)
    started_at = Dates.moment(row.cells[_WHEN], day_first=day_first)
    sender = _person(row)
    if started_at is None or sender is None:
        return refused("no_date" if started_at is None else "no_sender", number, row.offset)
    said = Message(
        started_at=started_at,
        sender=sender,
        words=words(row.cells[_SAID]),
        marks=("media",) if any(row.cells[4:5]) else (),
        is_local_known=bool(started_at.utcoffset()),
        precision=_precision(row.cells[_WHEN], started_at),
    )
    try:
        return conversation.interaction(number, said)
    except RefusedError as error:
        return refused(error.args[0], number, row.offset)


def _after_header(found: Iterator[Row]) -> Iterator[Row]:
    next(found, None)
    return found


def _person(row: Row) -> Address | None:
    called = name(row.cells[_CALLED]).removesuffix("#0000")
    value = name(row.cells[_WHO]) or called
    return Address("discord", value, called) if value else None


def _precision(written: str, moment: datetime) -> str:
    return "second" if moment.second or written.count(":") > 1 else "minute"
