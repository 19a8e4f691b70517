"""Read a mail file: every message becomes one interaction or one reject."""

import time
from collections.abc import Iterator
from email.errors import MessageError
from typing import BinaryIO

from mutuals.readers.mail.addresses import RECIPIENT_LIMIT
from mutuals.readers.mail.drafts import is_draft_name
from mutuals.readers.mail.headers import trimmed
from mutuals.readers.mail.mbox import Piece, is_separator, single, split
from mutuals.readers.mail.message import Reading, interaction
from mutuals.readers.mail.refusals import BAD_MESSAGE, REASONS, TOO_DEEP, TOO_LARGE, UnusableError
from mutuals.readers.mail.ruled import counted, divided, rule_of
from mutuals.records import Interaction, Notice, Record, Reject, Source

_HEAD = 1 << 16
_TOLERATED_SECONDS = 2 * 86400


def read(source: Source) -> Iterator[Record]:
    """Yield each message of the file, or the reason why it is no interaction."""
    reading = Reading(
        int(time.time()) + _TOLERATED_SECONDS,
        keep_text=source.keep_text,
        is_draft=is_draft_name(source.name),
    )
    crowded = 0
    with source.open() as stream:
        for number, piece in enumerate(_pieces(stream), start=1):
            record = _record(number, piece, reading)
            if isinstance(record, Interaction) and (record.audience_size or 0) > RECIPIENT_LIMIT:
                crowded += 1
            yield record
    if crowded:
        yield Notice(
            f"{crowded} messages went to more than {RECIPIENT_LIMIT} recipients; the others "
            "were counted and not kept."
        )


def _pieces(stream: BinaryIO) -> Iterator[Piece]:
    read_bytes = stream.read(_HEAD)
    head = trimmed(read_bytes)
    offset = len(read_bytes) - len(head)
    if head.startswith(b"From ") and is_separator(head, 0, is_after_blank=True):
        yield from split(stream, offset, head)
    elif (rule := rule_of(head)) is not None:
        stream.seek(offset)
        yield from divided(stream, offset, rule)
    elif (told := counted(head)) is not None:
        begins, length = told
        piece = single(stream, offset + begins, head[begins:])
        yield piece._replace(content=piece.content[:length])
    elif read_bytes:
        yield single(stream, offset, head)


def _record(number: int, piece: Piece, reading: Reading) -> Record:
    try:
        return interaction(number, piece, reading)
    except UnusableError as refusal:
        reason = str(refusal)
    except RecursionError:
        reason = TOO_DEEP
    except MemoryError:
        reason = TOO_LARGE
    except (ValueError, LookupError, TypeError, AttributeError, MessageError, OverflowError):
        # Whatever a library stumbles over in one message must not cost the others.
        reason = BAD_MESSAGE
    return Reject(number, reason, REASONS[reason], piece.offset)
