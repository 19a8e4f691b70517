"""jCard: vCards as JSON, one alone or a list of them."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from mutuals.archives.names import full_name
from mutuals.archives.values import Value, values
from mutuals.readers.contacts.card import Card, Gathered

_CARD = "vcard"
_SCHEMES = {"email": "mail", "tel": "phone", "url": "linkedin", "impp": "linkedin"}
_NAMES = ("fn", "n", "nickname", "org")
_FEWEST, _VALUE = 4, 3
_MOST_PROPERTIES = 10_000


def cards(opened: Callable[[], BinaryIO]) -> Iterator[Card]:
    """Yield the cards of a file in its order."""
    number, is_named = 0, False
    with opened() as stream:
        for one in values(stream, {()}):
            if one.is_begun:
                continue
            if one.value == _CARD and not one.problem:
                is_named = True
                continue
            number += 1
            properties = one.value if is_named else _inner(one)
            yield _card(number, one, properties)
            is_named = False


def _inner(one: Value) -> object:
    """Return what a card in a list holds, ``None`` for what is no card."""
    inside = one.value
    if isinstance(inside, list) and len(inside) > 1 and inside[0] == _CARD:
        return inside[1]
    return None


def _card(number: int, one: Value, properties: object) -> Card:
    if not isinstance(properties, list):
        return Card(number, one.offset, fault=_fault(one.problem))
    found, names, is_group = Gathered(), dict[str, str](), False
    for each in properties[:_MOST_PROPERTIES]:
        if not isinstance(each, list) or len(each) < _FEWEST or not isinstance(each[0], str):
            continue
        name, parameters, value = each[0].lower(), each[1], each[_VALUE]
        if name in _NAMES:
            names.setdefault(name, _name(name, value))
        elif name in _SCHEMES:
            found.add(_SCHEMES[name], _text(value), str(parameters)[:1000])
        elif name == "kind":
            is_group |= _text(value).lower() == "group"
    called = next((names[key] for key in _NAMES if names.get(key)), "")
    fault = "group_card" if is_group else ""
    told = Card(number, one.offset, called, found.handles(), found.unkept, fault)
    return told._replace(fixed=found.fixed())


def _fault(problem: str) -> str:
    return problem if problem in {"cut_off", "too_deep"} else "bad_card"


def _name(name: str, value: object) -> str:
    if not isinstance(value, list):
        return full_name(_text(value))
    parts = [_text(part) for part in value[:3]]
    return full_name(*([*parts[1:], *parts[:1]] if name == "n" else parts))


def _text(value: object) -> str:
    if isinstance(value, list):
        value = " ".join(one for one in value[:10] if isinstance(one, str))
    return value[:4000] if isinstance(value, str) else ""
