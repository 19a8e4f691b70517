"""Who an event names: its organizer, its guests and the rooms it takes."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from mutuals.archives.names import plain
from mutuals.records import Address, Participation

MOST_GUESTS = 2_000
_COMING = {"ACCEPTED": "attendee", "COMPLETED": "attendee", "IN-PROCESS": "attendee"}
_HERE = frozenset({"attendee", "invited"})


class Guests(NamedTuple):
    """The people of an event; ``audience`` counts those invited or coming."""

    organizer: Address | None
    participations: tuple[Participation, ...]
    audience: int
    is_declined_by_all: bool


class Guest(NamedTuple):
    """An ORGANIZER or ATTENDEE line: the address and its parameters."""

    value: str
    name: str = ""
    answer: str = "NEEDS-ACTION"
    sort: str = "INDIVIDUAL"


def address(guest: Guest) -> Address | None:
    """Return the address of a calendar user; ``None`` if the line names nobody.

    >>> address(Guest("MAILTO:Ann.Lee@Example.ORG", "Ann Lee"))
    Address(scheme='mail', value='ann.lee@example.org', name='Ann Lee')
    """
    value, name = plain(guest.value, 320), plain(guest.name)
    scheme, colon, rest = value.partition(":")
    if colon and scheme.lower() == "tel":
        return Address("phone", rest.replace(" ", ""), name) if rest else None
    if colon and scheme.lower() == "mailto":
        value = rest
    value, name = _bare(value.strip(), name)
    if value.count("@") == 1 and " " not in value and not value.startswith("@"):
        return Address("mail", value.lower(), "" if name == value else name)
    shown = name or ("" if value.lower().startswith(("invalid:", "http")) else value)
    return Address("calendar", value.lower() if colon else shown, shown) if shown else None


def _bare(value: str, name: str) -> tuple[str, str]:
    """Return an address that calendars of version 1.0 write with a name before it."""
    called, opened, rest = value.partition("<")
    is_named = bool(opened) and rest.endswith(">")
    return (rest[:-1], name or called.strip(' "')) if is_named else (value, name)


def guest(prop: Any) -> Guest:  # noqa: ANN401 - the library's own type
    """Return a calendar user as the library parsed it; a broken one by its text."""
    said = getattr(prop, "params", {})

    def parameter(name: str, absent: str) -> str:
        value = said.get(name, absent)
        return str(value[0] if isinstance(value, list) and value else value)

    return Guest(
        value=str(prop),
        name=parameter("CN", ""),
        answer=parameter("PARTSTAT", "NEEDS-ACTION"),
        sort=parameter("CUTYPE", "INDIVIDUAL"),
    )


def guests(organizers: Iterable[Guest], attendees: Iterable[Guest]) -> Guests:
    """Return everybody once: who declined is named, and is no contact."""
    host = next((found for one in organizers if (found := address(one)) is not None), None)
    roles: dict[str, Participation] = {}
    if host is not None:
        roles[_id(host)] = Participation(host, "organizer")
    for guest in attendees:
        who = address(guest)
        if who is None:
            continue
        role = _role(guest, is_host=host is not None and _id(who) == _id(host))
        if _id(who) not in roles or role == "declined":
            roles[_id(who)] = Participation(who, role)
    people = list(roles.values())
    others = [one for one in people if host is None or _id(one.address) != _id(host)]
    answers = [one.role for one in others if one.role != "room"]
    return Guests(
        organizer=host,
        participations=tuple(people[:MOST_GUESTS]),
        audience=sum(1 for role in answers if role in _HERE),
        is_declined_by_all=bool(answers) and all(role == "declined" for role in answers),
    )


def _id(one: Address) -> str:
    return f"{one.scheme}:{one.value}"


def _role(guest: Guest, *, is_host: bool) -> str:
    if guest.sort.upper() in {"ROOM", "RESOURCE"}:
        return "room"
    if guest.answer.upper() in {"DECLINED", "DELEGATED"}:
        return "declined"
    return "organizer" if is_host else _COMING.get(guest.answer.upper(), "invited")
