"""What each person is called and can be reached at, as far as it is compared.

Left out are automata and people a community file names by an id of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from anyascii import anyascii

from mutuals.people.spelling import Name, parsed

MOST_NAMES: Final = 8
_LEAST_LETTERS = 5
_LEAST_FIRST = 3
_SLUG = re.compile(r"(?:^|-)[^-]*\d[^-]*")
# A forge's address for those who hide theirs: a number, and what they are called there.
_NUMBERED = re.compile(r"^\d+[+-]")
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(slots=True)
class Calling:
    """A person's names, written and in parts, and handles: address, scheme, value."""

    person_id: int
    names: dict[str, Name] = field(default_factory=dict)
    handles: list[tuple[int, str, str]] = field(default_factory=list)

    def of(self, scheme: str) -> list[str]:
        """Return the handles of a scheme."""
        return [value for _, kind, value in self.handles if kind == scheme]


def callings(
    handle: pa.Table, *, member: pa.Table, alias: pa.Table, automaton: pa.Table
) -> dict[int, Calling]:
    """Return everybody who is compared, by person id."""
    owner_of = person_of(member)
    found: dict[int, Calling] = {}
    kept = handle.filter(
        pc.and_(
            pc.not_equal(handle["scheme"], "id"),
            pc.invert(pc.is_in(handle["address_id"], automaton["address_id"].combine_chunks())),
        )
    ).sort_by("address_id")
    columns = (kept[name].to_pylist() for name in ("address_id", "scheme", "value"))
    for address_id, scheme, value in zip(*columns, strict=True):
        person_id = owner_of.get(address_id, address_id)
        calling = found.get(person_id)
        if calling is None:
            calling = found[person_id] = Calling(person_id)
        calling.handles.append((address_id, scheme, value))
    _call(found, alias, owner_of)
    for calling in found.values():
        if not any(name.is_full for name in calling.names.values()):
            _call_by_mail(calling)
    return found


def person_of(member: pa.Table) -> dict[int, int]:
    """Return whose each address is."""
    columns = (member[name].to_pylist() for name in ("address_id", "person_id"))
    return dict(zip(*columns, strict=True))


def _call(found: dict[int, Calling], alias: pa.Table, owner_of: dict[int, int]) -> None:
    """Take in the names; of many those with a blank first, then the longest."""
    names: dict[int, set[str]] = {}
    columns = (alias[name].to_pylist() for name in ("address_id", "name"))
    for address_id, name in zip(*columns, strict=True):
        person_id = owner_of.get(address_id, address_id)
        if name and person_id in found:
            names.setdefault(person_id, set()).add(name)
    for person_id, called in names.items():
        ordered = sorted(called, key=lambda one: (" " not in one, -len(one), one))
        for name in ordered[:MOST_NAMES]:
            if parts := parsed(name):
                found[person_id].names[name] = parts


def _call_by_mail(calling: Calling) -> None:
    """Take ann.lee@example.org for Ann Lee's, and A. Lee's ann@example.org, too."""
    initials = [name for name in calling.names.values() if len(name.first) == 1 and name.family]
    for value in calling.of("mail"):
        words = re.split(r"[._-]+", value.partition("@")[0].partition("+")[0])
        if not all(word.isalpha() and word.isascii() for word in words):
            continue
        spoken = " ".join(words)
        if len(words) == 1:
            own = [one for one in initials if _spells_out(words[0], one)]
            spoken = f"{words[0]} {own[0].family}" if own else ""
        if len(words[-1]) > 1 and (parts := parsed(spoken)):
            calling.names[value] = parts


def _spells_out(word: str, name: Name) -> bool:
    """Tell whether a word can be the first name of which a name has the initial."""
    is_longer = len(word) >= _LEAST_FIRST and word.startswith(name.first)
    return is_longer and name.family not in word


@lru_cache(maxsize=200_000)
def squeezed(text: str) -> str:
    """Return the letters of a text, umlauts written either way made one.

    >>> squeezed("Mueller.Jan82"), squeezed("müller_jan")
    ('mullerjan', 'mullerjan')
    """
    found = "".join(one for one in anyascii(text).lower() if one.isalpha())
    for two, one in _UMLAUTS:
        found = found.replace(two, one)
    return found


def local_of(scheme: str, value: str) -> str:
    """Return what of a handle its owner chose, or nothing.

    >>> local_of("mail", "ann.lee+x@example.org"), local_of("linkedin", "ann-lee-4a1b")
    ('ann.lee', 'ann-lee')
    >>> local_of("mail", "123+annlee@users.noreply.github.com")
    'annlee'
    """
    if scheme == "mail":
        local, _, host = value.partition("@")
        if host.startswith("users.noreply."):
            return _NUMBERED.sub("", local).casefold()
        return local.partition("+")[0].casefold()
    if scheme == "linkedin":
        return _SLUG.sub("", value).casefold()
    is_number = not any(one.isalpha() for one in value)
    return "" if is_number or scheme in {"phone", "whatsapp"} or " " in value else value.casefold()


def spelled(name: Name) -> Iterator[str]:
    """Yield handles people make of a name: annlee, leeann, alee, annl."""
    if not name.family:
        return
    first, family = squeezed(name.first), squeezed(name.family)
    for made in (first + family, family + first, first[:1] + family, first + family[:1]):
        if len(made) >= _LEAST_LETTERS:
            yield made


def firms(calling: Calling) -> Iterator[str]:
    """Yield what the houses are called whose mail they have: acme of ann@acme.com."""
    for value in calling.of("mail"):
        labels = value.rpartition("@")[2].split(".")
        if len(labels) > 1:
            yield squeezed(max(labels[:-1], key=len))
