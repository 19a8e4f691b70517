"""Names as they can be compared: in Latin letters, without titles, in their parts.

Nothing here decides that two names are one person's; see ``match``.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

_LONGEST = 120
_MOST_WORDS = 6
_MOST_HAN = 5
_TITLE_WORDS = """dr prof phd md mba msc bsc ba ma mag ing dipl jr sr ii iii iv mr mrs ms miss mx
herr frau  hr fr sir dame mme mlle sig sra sr dott univ pmp cpa esq llm pe cfa"""
_TITLES = frozenset(_TITLE_WORDS.split())
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"| via .*$")
_PARTS = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc-][^\W\d_]+)*")
_JOINT_WORDS = "von van de der den del della di da dos das du la le el al bin ibn ter ten zu"
_JOINTS = frozenset(_JOINT_WORDS.split())
# How one sound is written in different languages; tried in this order.
_SOUNDS = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"[^a-z]", ""),
        (r"ae|oe|ue", lambda found: found[0][0]),
        (r"s(?:h?ch|h|z|ch)|tsch|tch|cz|ch|zh", "s"),
        (r"ph|v|w", "f"),
        (r"x", "ks"),
        (r"kh|h", ""),
        (r"[cq]", "k"),
        (r"z", "s"),
        (r"[jy]", "i"),
        (r"th", "t"),
        (r"(.)\1+", r"\1"),
        (r"ii+", "i"),
    )
)


class Name(NamedTuple):
    """A name's parts in Latin letters and as they sound; ``family`` may be empty."""

    first: str
    family: str
    first_sound: str
    family_sound: str
    words: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Return whether both a first and a family name are written out."""
        return len(self.first) > 1 and len(self.family) > 1


@lru_cache(maxsize=200_000)
def parsed(name: str) -> Name | None:
    """Return a name's parts, ``None`` for what is no name or mixes alphabets.

    >>> parsed("Müller, Anna (work)")[:2], parsed("J. Smith, PhD")[:2]
    (('anna', 'muller'), ('j', 'smith'))
    >>> parsed("ann@example.org"), parsed("P\u0430ul Smith")
    (None, None)
    """
    if "@" in name or len(name) > _LONGEST:
        return None
    text = _ASIDE.sub(" ", unicodedata.normalize("NFKC", name))
    before, comma, after = text.partition(",")
    rest = _words(after) if comma else []
    words = [*rest, *_words(before)]
    if not words or len(words) > _MOST_WORDS or any(is_mixed(one) for one in words):
        return None
    latin = [found for one in words if (found := _latin(one))]
    kept = [one for one in latin if one not in _JOINTS] or latin
    if not kept:
        return None
    first, family = kept[0], kept[-1] if len(kept) > 1 else ""
    return Name(first, family, sounded(first), sounded(family), tuple(latin))


def sounded(word: str) -> str:
    """Return a word as it sounds, roughly, whatever language it is written in.

    >>> sounded("Yuliya") == sounded("Julia") == sounded("Юлия")
    True
    >>> sounded("Müller") == sounded("Mueller"), sounded("Anna") == sounded("Anja")
    (True, False)
    """
    found = _latin(word)
    for pattern, told in _SOUNDS:
        found = pattern.sub(told, found)
    return found


def is_mixed(word: str) -> bool:
    """Tell whether a word's letters come from alphabets that look alike.

    >>> is_mixed("Ann\u0430"), is_mixed("Анна"), is_mixed("Zoë")
    (True, False, False)
    """
    if word.isascii():
        return False
    kinds = {_alphabet(one) for one in word if one.isalpha()}
    return len(kinds & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _words(text: str) -> list[str]:
    """Return a text's words without titles; Han names are parted, first name first."""
    found = [one for one in _PARTS.findall(text) if one.casefold() not in _TITLES]
    if len(found) == 1 and 1 < len(found[0]) < _MOST_HAN and _alphabet(found[0][0]) == "CJK":
        return [found[0][1:], found[0][:1]]
    return found


def _latin(word: str) -> str:
    written = word if word.isascii() else anyascii(word)
    return "".join(one for one in written.lower() if one.isalpha() or one == "-").strip("-")
