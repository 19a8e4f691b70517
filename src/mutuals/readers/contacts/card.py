"""One person of an address book, and what of it is theirs alone."""

from typing import NamedTuple

from mutuals.archives.names import mail
from mutuals.archives.numbers import phone
from mutuals.archives.profiles import linkedin

MOST_ADDRESSES = 200
# Whoever answers or reads these need not be the person the card is about.
_OTHERS = (
    "fax",
    "pager",
    "assist",
    "main",
    "callback",
    "radio",
    "telex",
    "ttd",
    "manager",
    "zentrale",
    "company",
)
# Lines at home and at work are answered by whoever is there, unless carried about.
_PLACES = (
    *("home", "work", "business", "office", "landline", "festnetz", "privat", "gesch", "arbeit"),
    *("domicile", "maison", "travail", "bureau", "casa", "fijo", "trabajo", "fisso", "ufficio"),
    *("lavoro", "thuis", "werk", "fixo", "trabalho"),
)
_CARRIED = ("cell", "mobil", "handy", "iphone", "portable", "movil", "m\u00f3vil", "telem")

Handle = tuple[str, str]


class Card(NamedTuple):
    """A card's name, the handles it lists, and why it cannot be read, if it cannot.

    ``unkept`` counts handles that are somebody else's or beyond the limit; ``fixed``
    are the numbers the card says belong to a place.
    """

    number: int
    offset: int
    name: str = ""
    handles: tuple[Handle, ...] = ()
    unkept: int = 0
    fault: str = ""
    fixed: frozenset[Handle] = frozenset()


class Gathered:
    """The handles of one card, each once, mail first."""

    def __init__(self) -> None:
        self._found: dict[Handle, bool] = {}
        self.unkept = 0

    def add(self, scheme: str, value: str, labels: str = "") -> None:
        """Take one handle as it is written; ``labels`` say what it is for."""
        labels = labels.casefold()
        if scheme == "phone" and any(word in labels for word in _OTHERS):
            self.unkept += bool(value.strip())
            return
        known = _KINDS[scheme](value)
        is_fixed = scheme == "phone" and _is_fixed(labels)
        if not known or (scheme, known) in self._found:
            return
        if len(self._found) >= MOST_ADDRESSES:
            self.unkept += 1
        else:
            self._found[scheme, known] = is_fixed

    def handles(self) -> tuple[Handle, ...]:
        """Return the handles, those first that most archives know people by."""
        order = list(_KINDS)
        return tuple(sorted(self._found, key=lambda one: (order.index(one[0]), self._found[one])))

    def fixed(self) -> frozenset[Handle]:
        """Return the numbers that belong to a place."""
        return frozenset(one for one, is_fixed in self._found.items() if is_fixed)


def _is_fixed(labels: str) -> bool:
    is_carried = any(word in labels for word in _CARRIED)
    return not is_carried and any(word in labels for word in _PLACES)


_KINDS = {"mail": mail, "phone": phone, "linkedin": linkedin}
