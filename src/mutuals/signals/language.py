"""The language of a message, from its small words; none where too few tell."""

from collections import Counter
from functools import cache

from mutuals.signals.spoken import languages

_LOOKED_AT = 150
_LEAST, _AHEAD = 3, 1.5


def language(used: list[str]) -> str:
    """Return the code of a language (ISO 639-1), or nothing where it is not clear.

    Only small words that one language on file has for itself tell.

    >>> language("ich bin nicht da ob wir euch noch sehen".split()), language(["ok"])
    ('de', '')
    """
    own, all_own = _own_words()
    mine = all_own.intersection(used[:_LOOKED_AT])
    if len(mine) < _LEAST:
        return ""
    spoken = [own[word] for word in mine]
    if spoken.count(spoken[0]) == len(spoken):
        return spoken[0]
    told = Counter(spoken)
    ranked = sorted(told.items(), key=lambda one: (-one[1], one[0]))[:2]
    if ranked[0][1] < _LEAST:
        return ""
    is_clear = len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1]
    return ranked[0][0] if is_clear else ""


@cache
def _own_words() -> tuple[dict[str, str], frozenset[str]]:
    """Return the language of each word that no other language on file has."""
    spoken: dict[str, list[str]] = {}
    for one in languages():
        for word in one.function_words:
            spoken.setdefault(word, []).append(one.code)
    own = {word: codes[0] for word, codes in spoken.items() if len(codes) == 1}
    return own, frozenset(own)
