"""Who is who: numbers where an export has them, names where it has no more."""

import base64
import binascii
import re
from collections.abc import Iterable
from uuid import UUID

from mutuals.archives.conversation import Chat
from mutuals.archives.names import plain
from mutuals.records import Address, Source

OWNER = Address("signal_owner", "owner of the archive")
_ME = "Me"
_NOBODY = frozenset({"", "No-Sender", "None"})
_ACI_BYTES = 16
_PAIR = 2
# Files whose own name says nothing of the chat; their folder's does.
_PLAIN = frozenset({"chat", "index", "data"})
_NUMBERED = re.compile(r" \(_id\d{1,12}\)$")
_ENDING = re.compile(r"\.(?:txt|md|json|jsonl)$", re.IGNORECASE)


def person(written: str) -> Address | None:
    """Return whose name a text export gives; ``None`` where it gives nobody's.

    >>> person("Me").scheme, person(" Ann  Lee ").value, person("No-Sender")
    ('signal_owner', 'Ann Lee', None)
    """
    name = plain(written)
    if name == _ME:
        return OWNER
    return None if name in _NOBODY else Address("signal", name, name)


def account(written: object) -> str:
    """Return an account's number, which a plain export writes in base64.

    >>> account("AAAAAAAAQACAAAAAAAAAAQ==")
    '00000000-0000-4000-8000-000000000001'
    """
    if not isinstance(written, str):
        return ""
    try:
        raw = base64.b64decode(written[:64], validate=True)
    except (binascii.Error, ValueError):
        return ""
    return str(UUID(bytes=raw)) if len(raw) == _ACI_BYTES else ""


def chat_of(source: Source, senders: Iterable[Address]) -> Chat:
    """Return the chat a text file is: of two, if its name is the other one's."""
    title = _title(source)
    members = list(dict.fromkeys(senders))
    others = [one for one in members if one != OWNER]
    named = person(title)
    if (len(others) <= 1 and OWNER in members) or not others:
        is_pair = not others or not title or title == others[0].value
    else:
        is_pair = len(others) <= _PAIR and OWNER not in members and _is_one_of(title, others)
    if is_pair and len(members) < _PAIR:
        known = [one for one in (OWNER, named) if one and one not in members]
        members += known[: _PAIR - len(members)]
    pair = "\n".join(sorted(f"{one.scheme}:{one.value}" for one in members))
    identity = pair if is_pair else title or pair
    return Chat(
        channel="signal",
        identity=f"{'pair' if is_pair else 'group'}:{identity}",
        members=tuple(members),
        is_group=not is_pair,
        title="" if is_pair else title,
    )


def _is_one_of(title: str, others: list[Address]) -> bool:
    return not title or any(title == one.value for one in others)


def _title(source: Source) -> str:
    """Return what a chat is called, where its file or folder tells."""
    parts = source.name.replace("\\", "/").split("/")
    stem = _ENDING.sub("", parts[-1])
    if _NUMBERED.search(stem):
        return plain(_NUMBERED.sub("", stem))
    if stem.casefold() not in _PLAIN:
        return ""
    return plain(source.beside.folder or (parts[-2] if len(parts) > 1 else ""))
