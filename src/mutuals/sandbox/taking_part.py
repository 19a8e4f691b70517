"""Who takes part in interactions, as columns of the table ``participation``."""

from collections.abc import Callable
from typing import Any, NamedTuple

from mutuals.records import Address, Participation

_REMEMBERED = 256
# The mailbox a mail was put into says nothing of whom it was meant for.
_NOT_ADDRESSED = "delivered"


class Parts(NamedTuple):
    """Addresses and their roles, each pair once and in order.

    ``given`` is what they were made from, held so that nothing else can take its place
    in memory.
    """

    given: tuple[Participation, ...]
    addresses: list[int]
    roles: list[str]
    addressed: frozenset[int]


class TakingPart:
    """Columns that wait to be sent.

    A chat's members are the same tuple in message after message: what it comes to is
    remembered.
    """

    def __init__(self, number_of: Callable[[int, Address], int]) -> None:
        self._number_of = number_of
        self._known: dict[int, Parts] = {}
        self.columns: tuple[list[Any], ...] = ([], [], [], [])

    def parts(self, number: int, given: tuple[Participation, ...]) -> Parts:
        """Return who takes part; TypeError where a role is no word."""
        found = self._known.get(id(given))
        if found is not None:
            return found
        both = sorted({(self._number_of(number, one.address), one.role) for one in given})
        roles = [role for _, role in both]
        if not all(isinstance(role, str) for role in roles):
            raise TypeError(roles)
        addressed = frozenset(address for address, role in both if role != _NOT_ADDRESSED)
        found = Parts(given, [address for address, _ in both], roles, addressed)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[id(given)] = found
        return found

    def add(self, number: int, key: bytes, parts: Parts) -> None:
        """Take those who take part in the interaction with that key."""
        keys, addresses, roles, numbers = self.columns
        many = len(parts.addresses)
        keys += [key] * many
        addresses += parts.addresses
        roles += parts.roles
        numbers += [number] * many

    def taken(self) -> tuple[list[Any], ...]:
        """Return what waits, and start anew."""
        columns, self.columns = self.columns, ([], [], [], [])
        return columns
