"""Whether a mail address is made of another first name than somebody goes by."""

import re
from collections.abc import Iterable

from mutuals.people.callings import squeezed
from mutuals.people.first_names import alike, is_first
from mutuals.people.spelling import Name, sounded

_BOTH = 2


def is_relative(mail: str, names: Iterable[Name]) -> bool:
    """Tell whether an address is made of another first name than these have.

    Another first name is what stands with a family's name and is no form of the first
    one, or a word that is known as a first name where nothing else fits.

    >>> from mutuals.people.spelling import parsed
    >>> ann, robert = parsed("Ann Lee"), parsed("Robert Lee")
    >>> is_relative("bob.lee@x.example", [ann]), is_relative("bob98@x.example", [ann])
    (True, True)
    >>> is_relative("b.lee@x.example", [robert]), is_relative("fox@x.example", [robert])
    (False, False)
    """
    words = [one for one in re.split(r"[._\d-]+", mail.partition("@")[0].casefold()) if one]
    full = [name for name in names if name.is_full]
    if not full or any(_stands_for(word, name) for word in words for name in full):
        return False
    beside = {_beside(words, squeezed(name.family)) for name in full} - {""}
    if beside:
        return not any(_stands_for(one, name) for one in beside for name in full)
    is_family = any(squeezed(name.family) in words for name in full)
    return not is_family and any(is_first(sounded(word)) for word in words)


def _beside(words: list[str], family: str) -> str:
    """Return what stands with a family's name in an address, if anything does."""
    if len(words) == 1:
        if words[0].endswith(family):
            return words[0].removesuffix(family)
        return words[0].removeprefix(family) if words[0].startswith(family) else ""
    if len(words) == _BOTH and family in words:
        return words[1 - words.index(family)]
    return ""


def _stands_for(written: str, name: Name) -> bool:
    first = squeezed(name.first)
    if first.startswith(written) or written.startswith(first):
        return True
    sound = sounded(written)
    return any(one.startswith(sound) for one in alike(name.first_sound)) if sound else False
