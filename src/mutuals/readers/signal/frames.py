"""``main.jsonl``, Signal's own plain export: people, chats and messages, one a line.

People are known by their account, and by their number where the export has it; who has
both is one person. A message's identity is its chat, its author and the millisecond it
was sent at, as in Signal itself.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from mutuals.archives.conversation import MOST_MEMBERS, Chat, Conversation
from mutuals.archives.names import full_name, identifier, name
from mutuals.archives.numbers import phone
from mutuals.archives.objects import Object, objects
from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.signal.items import Sides, message, reactions
from mutuals.readers.signal.people import OWNER, account
from mutuals.records import Address, Notice, Record, SamePerson, Source

_SIGNS = re.compile(
    r'\{"(?:version"\s?:\s?"?\d+"?,\s?"backupTimeMs|recipient"\s?:|chat"\s?:|chatItem"\s?:'
    r'|account"\s?:|stickerPack"\s?:)'
)
_TELLING = re.compile(r'"(?:backupTimeMs|recipientId|chatId|avatarColor|profileKey|aci)"\s?:')


class _Known(NamedTuple):
    """A recipient: a person, or a group with its people."""

    address: Address | None
    title: str = ""
    members: tuple[str, ...] = ()
    key: str = ""
    is_group: bool = False


def sureness(text: str) -> float:
    """Return how sure it is that a text begins with an export's lines."""
    first = text.lstrip()[:4000]
    return 0.97 if _SIGNS.match(first) and _TELLING.search(text[:16_000]) else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield messages, calls and reactions, and whose number is whose account."""
    export = _Export(source)
    number = 0
    for one in objects(source.open):
        told = one.value if isinstance(one.value, Mapping) else {}
        if one.problem or not told or "chatItem" in told or export.joins(told):
            number += 1
            yield from export.records(one, number)
    if export.has_unknown_chats:
        yield Notice("Some messages are of chats that the export does not tell of.")


class _Export:
    """The people and chats of an export, which may stand anywhere in it."""

    def __init__(self, source: Source) -> None:
        self._keep_text = source.keep_text
        self._known: dict[str, _Known] = {}
        self._chats: dict[str, str] = {}
        self._open: dict[str, Conversation] = {}
        self._people: dict[str, Address] = {}
        self.has_unknown_chats = False
        for one in objects(source.open):
            if isinstance(one.value, Mapping) and "chatItem" not in one.value:
                self._learn(one.value)

    def _learn(self, told: Mapping[str, object]) -> None:
        recipient, chat = told.get("recipient"), told.get("chat")
        if isinstance(recipient, Mapping):
            known = _recipient(recipient)
            self._known[identifier(recipient.get("id"))] = known
            if known.address is not None:
                self._people[known.address.value] = known.address
        if isinstance(chat, Mapping):
            self._chats[identifier(chat.get("id"))] = identifier(chat.get("recipientId"))

    @cached_property
    def _groups(self) -> list[_Known]:
        return list(
            {(one.title, one.key): one for one in self._known.values() if one.is_group}.values()
        )

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(one.title for one in self._groups)

    @cached_property
    def _own_account(self) -> str:
        """The one account in every group that is no contact's: the owner's."""
        listed = [set(one.members) for one in self._groups if one.members]
        own = set.intersection(*listed) - self._people.keys() if listed else set()
        return own.pop() if len(own) == 1 else ""

    def joins(self, told: Mapping[str, object]) -> bool:
        """Tell whether a line says whose a second address is."""
        recipient = told.get("recipient")
        if not isinstance(recipient, Mapping):
            return False
        contact = recipient.get("contact")
        if isinstance(contact, Mapping):
            return bool(identifier(contact.get("e164")))
        return "self" in recipient and bool(self._own_account)

    def records(self, given: Object, number: int) -> Iterator[Record]:
        """Yield what a line comes to."""
        try:
            yield from self._records(given, number)
        except RefusedError as error:
            yield refused(error.args[0], number, given.offset)

    def _records(self, given: Object, number: int) -> Iterator[Record]:
        if given.problem or not isinstance(given.value, Mapping) or not given.value:
            raise RefusedError(given.problem or "not_an_object")
        if "chatItem" not in given.value:
            yield self._same(given.value["recipient"], number)
            return
        told = given.value["chatItem"]
        if not isinstance(told, Mapping):
            reason = "not_an_object"
            raise RefusedError(reason)
        conversation, sides = self._conversation(told)
        found = conversation.interaction(number, message(told, sides))
        yield found
        yield from reactions(told, found, self._person)

    def _conversation(self, told: Mapping[str, object]) -> tuple[Conversation, Sides]:
        which = identifier(told.get("chatId"))
        recipient = self._known.get(self._chats.get(which, ""))
        self.has_unknown_chats |= recipient is None
        recipient = recipient or _Known(None, which)
        if which not in self._open:
            self._open[which] = Conversation(self._chat(recipient), keep_text=self._keep_text)
        sides = Sides(
            self._person(told.get("authorId")), recipient.address, recipient.address == OWNER
        )
        return self._open[which], sides

    def _chat(self, recipient: _Known) -> Chat:
        if recipient.is_group or recipient.address is None:
            known = (self._people.get(one) for one in recipient.members)
            named = tuple(one for one in known if one is not None)
            title, size = recipient.title, len(recipient.members)
            told = f":{recipient.key}" if self._titles[title] > 1 else ""
            if recipient.is_group:
                named = (OWNER, *named)
            identity = f"group:{title}{told}"
            return Chat("signal", identity, named, is_group=True, title=title, size=size)
        members = (OWNER,) if recipient.address == OWNER else (OWNER, recipient.address)
        pair = "\n".join(sorted(f"{one.scheme}:{one.value}" for one in members))
        return Chat("signal", f"pair:{pair}", members)

    def _same(self, recipient: object, number: int) -> SamePerson:
        told = recipient if isinstance(recipient, Mapping) else {}
        contact = told.get("contact")
        if not isinstance(contact, Mapping):
            own = Address("signal", self._own_account)
            return SamePerson(number, OWNER, own, "the account that is in every group")
        known, digits = _contact(contact), _number(contact)
        if known is None or not digits:
            reason = "nothing_to_join"
            raise RefusedError(reason)
        return SamePerson(
            number, known, Address("phone", digits, known.name), "a contact in Signal"
        )

    def _person(self, which: object) -> Address | None:
        known = self._known.get(identifier(which))
        return known.address if known else None


def _recipient(told: Mapping[str, object]) -> _Known:
    contact, group = told.get("contact"), told.get("group")
    if "self" in told:
        return _Known(OWNER)
    if isinstance(contact, Mapping):
        return _Known(_contact(contact))
    if not isinstance(group, Mapping):
        return _Known(None)
    snapshot = group.get("snapshot")
    inside: Mapping[str, object] = snapshot if isinstance(snapshot, Mapping) else {}
    title = inside.get("title")
    called = name(title.get("title") if isinstance(title, Mapping) else title)
    secret = name(group.get("masterKey"))
    # The group's secret itself is kept nowhere.
    key = blake2b(secret.encode(), digest_size=8).hexdigest()
    return _Known(None, called or key, _members(inside), key, is_group=True)


def _members(inside: Mapping[str, object]) -> tuple[str, ...]:
    given = inside.get("members")
    listed = given[:MOST_MEMBERS] if isinstance(given, list) else []
    found = [account(one.get("userId")) for one in listed if isinstance(one, Mapping)]
    return tuple(dict.fromkeys(one for one in found if one))


def _contact(told: Mapping[str, object]) -> Address | None:
    given = name(told.get("systemGivenName")) or name(told.get("profileGivenName"))
    family = name(told.get("systemFamilyName")) or name(told.get("profileFamilyName"))
    called = full_name(given, family) or name(told.get("username"))
    value = account(told.get("aci")) or _number(told)
    return Address("signal", value, called) if value else None


def _number(told: Mapping[str, object]) -> str:
    written = identifier(told.get("e164"))
    return phone(written if written.startswith("+") else f"+{written}") if written else ""
