"""``users.json``: who is behind an identifier."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

from mutuals.archives.names import identifier, name
from mutuals.archives.refusals import refused
from mutuals.archives.values import ITEM, Value, values
from mutuals.records import Address, Beside, Record, SamePerson, Source

_MOST_BYTES = 1 << 26
# An organisation of several workspaces has a list of its own.
_LISTS = ("users", "org_users")


def records(source: Source) -> Iterator[Record]:
    """Yield each user with a mail address as one person with that address."""
    number = 0
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.problem or value.path == (ITEM,):
                number += 1
                yield user(value, number)


def called(told: Mapping[str, object]) -> str:
    """Return the name somebody goes by, from a profile or a user."""
    return name(told.get("real_name")) or name(told.get("display_name")) or name(told.get("name"))


def names(beside: Beside) -> Mapping[str, str]:
    """Return the names the lists above a channel's folder give, by identifier."""
    found: Mapping[str, str] = {}
    for listed in _LISTS:
        stream = beside.open(f"../{listed}.json")
        if stream is not None:
            with stream:
                told = _names(stream.read(_MOST_BYTES))
            found = {**told, **found} if found else told
    return found


# An export has the same list beside each of its thousands of days.
@lru_cache(maxsize=4)
def _names(raw: bytes) -> Mapping[str, str]:
    found = {}
    for value in values(BytesIO(raw), {()}):
        told = value.value
        if value.path == (ITEM,) and isinstance(told, Mapping):
            given = told.get("profile")
            profile = given if isinstance(given, Mapping) else {}
            found[identifier(told.get("id"))] = called(profile) or called(told)
    return MappingProxyType(found)


def user(value: Value, number: int) -> Record:
    """Return a user as one person with their mail address, or why not."""
    told = value.value
    if value.problem or not isinstance(told, Mapping):
        return refused(value.problem or "not_an_object", number, value.offset)
    given = told.get("profile")
    profile: Mapping[str, object] = given if isinstance(given, Mapping) else {}
    who, shown = identifier(told.get("id")), called(profile) or called(told)
    mail = name(profile.get("email")).lower()
    if not who or "@" not in mail:
        return refused("nothing_to_join" if who else "no_address", number, value.offset)
    return SamePerson(
        record_no=number,
        address=Address("slack", who, shown),
        other=Address("mail", mail, shown),
        reason="a profile in Slack",
    )
