"""The conversation a file holds: whom ``group_info.json`` names, and who writes."""

from collections.abc import Collection, Mapping

from mutuals.archives.conversation import MOST_MEMBERS, Chat, Members
from mutuals.archives.names import mail, name
from mutuals.archives.values import ITEM, Path, values
from mutuals.records import Address, Beside, Source

_PAIR = 2
_DIRECT = "DM "


def person(told: object) -> Address | None:
    """Return whom Google names: by mail, else by name.

    >>> person({"name": "Ann Lee", "email": "Ann@example.org"}).value
    'ann@example.org'
    """
    if not isinstance(told, Mapping):
        return None
    shown, address = name(told.get("name")), mail(name(told.get("email")))
    if address:
        return Address("mail", address, shown)
    return Address("google", shown, shown) if shown else None


def chat_of(source: Source, entered: Collection[Path]) -> tuple[Chat, bool]:
    """Return a file's conversation, and whether a list beside it says who is in it."""
    title, members = _listed(source.beside)
    is_listed = bool(members.all())
    with source.open() as stream:
        for value in values(stream, entered):
            if value.path == ("messages", ITEM) and isinstance(value.value, Mapping):
                members.add(person(value.value.get("creator")))
    people = members.all()
    folder = source.beside.folder
    is_pair = len(people) <= _PAIR and (folder.startswith(_DIRECT) or not folder or not title)
    pair = "\n".join(sorted(one.value for one in people))
    chat = Chat(
        channel="google_chat",
        identity=f"{'pair' if is_pair else 'group'}:{folder or pair}",
        members=people,
        is_group=not is_pair,
        title="" if is_pair else title,
    )
    return chat, is_listed


def _listed(beside: Beside) -> tuple[str, Members]:
    members = Members()
    stream = beside.open("group_info.json")
    if stream is None:
        return "", members
    with stream:
        told = {value.path: value.value for value in values(stream, {()})}
    listed = told.get(("members",))
    for one in listed[:MOST_MEMBERS] if isinstance(listed, list) else ():
        members.add(person(one))
    return name(told.get(("name",))), members
