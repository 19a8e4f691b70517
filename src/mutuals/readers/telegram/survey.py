"""The chats of an export and who writes in them, before anything is yielded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mutuals.archives.conversation import Chat, Members
from mutuals.archives.names import identifier, name
from mutuals.archives.values import ITEM, Path, Value
from mutuals.readers.telegram.people import bare, contact, sender, user
from mutuals.records import Address

_LISTS = ("chats", "left_chats")
CHATS: frozenset[Path] = frozenset({(), *((one, "list", ITEM) for one in _LISTS)})
CONTACTS: Path = ("contacts", "list", ITEM)
ENTERED: frozenset[Path] = frozenset(
    {
        *CHATS,
        *((*path, "messages") for path in CHATS),
        *((one,) for one in (*_LISTS, "contacts")),
        *((one, "list") for one in (*_LISTS, "contacts")),
    }
)
_PAIR = 2


@dataclass(slots=True)
class Surveyed:
    """What has been seen of a chat: its own lines, its people, how old it is."""

    told: dict[str, object] = field(default_factory=dict)
    members: Members = field(default_factory=Members)
    is_old: bool = False

    def add(self, message: object) -> None:
        """Take note of a message's sender."""
        if isinstance(message, dict):
            self.members.add(sender(message))
            self.is_old |= isinstance(message.get("from_id"), int)

    def chat(self, owner: Address | None) -> Chat:
        """Return the chat this came to."""
        sort, title = name(self.told.get("type")), name(self.told.get("name"))
        number = self._number
        members = self.members
        is_pair = sort in {"personal_chat", "bot_chat"}
        if is_pair:
            members = Members([*members.all(), *contact(number, title)])
        people = members.all()
        is_pair |= not sort and len(people) <= _PAIR
        if is_pair and owner is not None and len(people) < _PAIR:
            members.add(owner)
        people = members.all()
        pair = "\n".join(sorted(one.value for one in people)) if is_pair else title
        return Chat(
            channel="telegram",
            identity=f"{'pair' if is_pair else 'group'}:{number or pair}",
            members=people,
            is_group=not is_pair,
            title="" if is_pair else title,
            is_open=sort.endswith("_channel"),
        )

    @property
    def _number(self) -> str:
        given = self.told.get("id")
        # Today people have numbers as large as those that once told of groups.
        if self.is_old and isinstance(given, int):
            return bare(given).removeprefix("channel")
        return identifier(given)

    @property
    def is_own(self) -> bool:
        """Whether only the owner writes here, to keep it."""
        return self.told.get("type") == "saved_messages"

    @property
    def machine(self) -> str:
        """The bot a chat is with."""
        is_bot = self.told.get("type") == "bot_chat"
        return user(self._number) if is_bot else ""


@dataclass(slots=True)
class Survey:
    """The chats of a file in their order, and whose file it is."""

    chats: list[Surveyed] = field(default_factory=list)
    owner: Address | None = None


def survey(parts: Iterable[Value]) -> Survey:
    """Return the chats of a file after a look at every message."""
    found = Survey()
    for value in parts:
        if value.is_begun:
            if value.path in CHATS:
                found.chats.append(Surveyed())
        elif found.chats:
            _take(value, found)
    return found


def _take(value: Value, found: Survey) -> None:
    path = value.path
    if path[-2:] == ("messages", ITEM):
        found.chats[-1].add(value.value)
    elif path == ("personal_information",) and isinstance(value.value, dict):
        told = value.value
        called = f"{name(told.get('first_name'))} {name(told.get('last_name'))}".strip()
        if who := user(told.get("user_id")):
            found.owner = Address("telegram", who, called)
    elif path[:-1] in CHATS and path[-1:] in {("name",), ("type",), ("id",)}:
        found.chats[-1].told[path[-1]] = value.value
