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

Handle = tuple[str, str]


class Card(NamedTuple):
    """A card's name, the handles it lists, and why it cannot be read, if it cannot.

    ``unkept`` counts handles that are somebody else's or beyond the limit.
    """

    number: int
    offset: int
    name: str = ""
    handles: tuple[Handle, ...] = ()
    unkept: int = 0
    fault: str = ""


class Gathered:
    """The handles of one card, each once, mail first."""

    def __init__(self) -> None:
        self._found: dict[Handle, None] = {}
        self.unkept = 0

    def add(self, scheme: str, value: str, labels: str = "") -> None:
        """Take one handle as it is written; ``labels`` say what it is for."""
        labels = labels.casefold()
        if scheme == "phone" and any(word in labels for word in _OTHERS):
            self.unkept += bool(value.strip())
            return
        known = _KINDS[scheme](value)
        if not known or (scheme, known) in self._found:
            return
        if len(self._found) >= MOST_ADDRESSES:
            self.unkept += 1
        else:
            self._found[scheme, known] = None

    def handles(self) -> tuple[Handle, ...]:
        """Return the handles, those first that most archives know people by."""
        return tuple(sorted(self._found, key=lambda one: list(_KINDS).index(one[0])))


_KINDS = {"mail": mail, "phone": phone, "linkedin": linkedin}
