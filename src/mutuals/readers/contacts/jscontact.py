"""Cards as JSContact (RFC 9553): one card, or a list of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from mutuals.archives.names import full_name, plain, words
from mutuals.archives.values import Path, values
from mutuals.readers.contacts.card import Card, Gathered

_CARD = re.compile(rb'"@type"\s{0,40}:\s{0,40}"(?:Card|CardGroup|jscard|ContactCard)"')
_MANY = 250
_BEGINS = b"\xef\xbb\xbf \t\r\n"
_PARTS = ("given", "given2", "surname", "surname2")
_OLD_PARTS = {"personal": "given", "additional": "given2"}


def is_head(head: bytes) -> bool:
    """Tell whether a file begins like cards."""
    begins = head.lstrip(_BEGINS)
    return begins.startswith((b"{", b"[")) and _CARD.search(head[:4000]) is not None


def cards(opened: Callable[[], BinaryIO]) -> Iterator[Card]:
    """Yield each card; what is no object is told as broken."""
    with opened() as stream:
        is_list = stream.read(1024).lstrip(_BEGINS).startswith(b"[")
    entered: frozenset[Path] = frozenset({()}) if is_list else frozenset()
    number = 0
    with opened() as stream:
        for value in values(stream, entered):
            if value.is_begun:
                continue
            number += 1
            card = Card(number, value.offset)
            if value.problem:
                yield card._replace(fault="cut_off" if value.problem == "cut_off" else "bad_card")
            elif isinstance(value.value, Mapping):
                yield _card(card, value.value)
            else:
                yield card._replace(fault="bad_card")


def _card(card: Card, told: Mapping[str, object]) -> Card:
    if told.get("kind") == "group" or told.get("@type") == "CardGroup" or told.get("members"):
        return card._replace(fault="group_card")
    gathered = Gathered()
    for one in _each(told.get("emails")):
        gathered.add("mail", words(one.get("address") or one.get("email")), _labels(one))
    for one in _each(told.get("phones")):
        gathered.add("phone", words(one.get("number") or one.get("phone")), _labels(one))
    for key in ("onlineServices", "online", "links"):
        for one in _each(told.get(key)):
            gathered.add("linkedin", words(one.get("uri") or one.get("resource")))
    return card._replace(
        name=_name(told),
        handles=gathered.handles(),
        unkept=gathered.unkept,
        fixed=gathered.fixed(),
    )


def _name(told: Mapping[str, object]) -> str:
    name = told.get("name")
    about = name if isinstance(name, Mapping) else {}
    whole = plain(words(about.get("full") or told.get("fullName")))
    given = about.get("components", name)
    parts: dict[str, str] = {}
    for one in _each(given):
        kind = words(one.get("kind") or one.get("type"))
        parts.setdefault(_OLD_PARTS.get(kind, kind), words(one.get("value")))
    return whole or full_name(*(parts.get(one, "") for one in _PARTS))


def _each(given: object) -> Iterator[Mapping[str, object]]:
    found = list(given.values()) if isinstance(given, Mapping) else given
    for one in found[:_MANY] if isinstance(found, list) else ():
        if isinstance(one, Mapping):
            yield one


def _labels(told: Mapping[str, object]) -> str:
    """Return what a number or an address is for, in words."""
    said = [words(told.get("label"))]
    for key in ("contexts", "features"):
        given = told.get(key)
        if isinstance(given, Mapping):
            said += [one for one, is_so in given.items() if is_so]
    # A private address is one's own; a private number may be carried.
    return " ".join(said).replace("mobile", "cell").replace("private", "")
