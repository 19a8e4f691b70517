"""Whether a mail address is a relative's: of the family, by another first name."""

import re
from collections.abc import Iterable

from mutuals.people.callings import squeezed
from mutuals.people.first_names import alike
from mutuals.people.spelling import Name, sounded

_BOTH = 2


def is_relative(mail: str, names: Iterable[Name]) -> bool:
    """Tell whether an address is made of a name's family, and not of its first name.

    >>> from mutuals.people.spelling import parsed
    >>> is_relative("bob.lee@example.org", [parsed("Ann Lee")])
    True
    >>> is_relative("b.lee@example.org", [parsed("Robert Lee")])
    False
    """
    words = [one for one in re.split(r"[._\d-]+", mail.partition("@")[0].casefold()) if one]
    full = [name for name in names if name.is_full]
    found = {_beside(words, squeezed(name.family)) for name in full} - {""}
    return bool(found) and not any(_stands_for(one, name) for one in found for name in full)


def _beside(words: list[str], family: str) -> str:
    """Return what stands with a family's name in an address, if anything does."""
    if len(words) == 1 and len(words[0]) == len(family) + 1 and words[0].endswith(family):
        return words[0][0]
    if len(words) == _BOTH and family in words:
        return words[1 - words.index(family)]
    return ""


def _stands_for(written: str, name: Name) -> bool:
    first = squeezed(name.first)
    if first.startswith(written) or written.startswith(first):
        return True
    sound = sounded(written)
    return any(one.startswith(sound) for one in alike(name.first_sound))
