"""Who is who: ``user123``, or a name where the export gives no number."""

from collections.abc import Mapping

from mutuals.archives.names import identifier, name
from mutuals.archives.persons import known
from mutuals.archives.refusals import RefusedError
from mutuals.records import Address, SamePerson

SCHEME = "telegram"
_NOBODY = {"", "0"}
# Before 2021 a number told in its upper half whether it is a person's or a group's.
_HALF = 32
_OLD = {1: "user", 2: "channel"}


def user(number: object) -> str:
    """Return a user's identifier; older exports give the number alone.

    >>> user(123), user("user123"), user("channel9"), user(None)
    ('user123', 'user123', 'channel9', '')
    """
    found = identifier(number)
    if found in _NOBODY:
        return ""
    return f"user{found}" if found.isdecimal() else found


def bare(number: int) -> str:
    """Return the number of a message's sender, or of its chat, as it is written today.

    >>> bare(123), bare((1 << 32) + 123), bare((2 << 32) + 9)
    ('123', '123', 'channel9')
    """
    kind = _OLD.get(number >> _HALF, "") if number > 0 else ""
    own = str(number & ((1 << _HALF) - 1)) if kind else str(number)
    return f"channel{own}" if kind == "channel" else own


def sender(message: Mapping[str, object]) -> Address | None:
    """Return who a message is from, or who did what a system line says."""
    is_service = message.get("type") == "service"
    who, called = ("actor_id", "actor") if is_service else ("from_id", "from")
    return known(_someone, message.get(who), message.get(called))


def _someone(who: object, called: object) -> Address | None:
    shown = name(called)
    value = user(bare(who) if isinstance(who, int) else who) or shown
    return Address(SCHEME, value, shown) if value else None


def contact(number: str, title: str) -> tuple[Address, ...]:
    """Return whom a one-to-one chat is with."""
    value = user(number) or title
    return (Address(SCHEME, value, title),) if value else ()


def joined(entry: object, number: int) -> SamePerson:
    """Return a contact's number in the phone book and in Telegram as one person.

    Raises RefusedError where one of the two is missing.
    """
    if not isinstance(entry, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    called = f"{name(entry.get('first_name'))} {name(entry.get('last_name'))}".strip()
    phone = "".join(one for one in name(entry.get("phone_number")) if one.isdecimal())
    who = user(entry.get("user_id"))
    if not who or not phone:
        reason = "nothing_to_join"
        raise RefusedError(reason)
    phone = phone.removeprefix("00")
    digits = "".join(str(int(one)) for one in phone)
    return SamePerson(
        record_no=number,
        address=Address(SCHEME, who, called),
        other=Address("phone", f"+{digits}", called),
        reason="a contact in Telegram",
    )
