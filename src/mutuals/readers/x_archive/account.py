"""Whose archive it is, and who other people are."""

from collections.abc import Mapping

from mutuals.archives.names import identifier, name
from mutuals.archives.values import ITEM, values
from mutuals.records import Address, Beside

SCHEME = "x"


def owner(beside: Beside) -> Address | None:
    """Return whom ``account.js`` beside a file names, if it is there."""
    stream = beside.open("account.js")
    if stream is None:
        return None
    with stream:
        for value in values(stream, {()}):
            if value.path == (ITEM,):
                return person(inner(value.value, "account"))
    return None


def person(told: Mapping[str, object] | None) -> Address | None:
    """Return the person of an account."""
    if told is None:
        return None
    value = identifier(told.get("accountId"))
    shown = name(told.get("accountDisplayName")) or name(told.get("username"))
    return Address(SCHEME, value, shown) if value else None


def inner(given: object, key: str) -> Mapping[str, object] | None:
    """Return what an item holds under its own name, or the item where it has none.

    >>> inner({"like": {"tweetId": "1"}}, "like"), inner({"id": 1}, "like")
    ({'tweetId': '1'}, {'id': 1})
    """
    if not isinstance(given, Mapping):
        return None
    found = given.get(key, given)
    return found if isinstance(found, Mapping) else None
