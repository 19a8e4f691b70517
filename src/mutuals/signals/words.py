"""Words as they are compared: small letters, no accents, no apostrophes, no digits."""

import re
import unicodedata
from collections.abc import Iterable

_ASCII = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)} | {
    ord("'"): None
}
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]+")


def words(text: str) -> list[str]:
    """Return a text's words in order.

    >>> words("Könntest du's bis 3\u2019 schicken?"), words("I can't")
    (['konntest', 'dus', 'bis', 'schicken'], ['i', 'cant'])
    """
    if text.isascii():
        return text.translate(_ASCII).split()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    return _WORD.findall(_ACCENTS.sub("", plain))


def words_of_names(people: Iterable[str]) -> frozenset[str]:
    """Return the words that names and addresses are made of."""
    return frozenset(words(" ".join(people)))
