"""What a message is about: words of its subject, and words it comes back to."""

from collections import Counter
from functools import cache

from mutuals.signals.spoken import languages

_MOST = 5
_SHORTEST, _LONGEST = 4, 40
_TWICE = 2
_FEWEST_WORDS = 2


def topics(used: list[str], titled: list[str], spoken: str) -> list[str]:
    """Return at most five words, the most used first; a subject's count double.

    Words that carry no topic (small words, days, greetings) are left out: those of the
    language where it is known, else of every language.

    >>> topics("the choir sings the choir rests".split(), ["rehearsal"], "en")
    ['choir', 'rehearsal']
    """
    if len(used) < _FEWEST_WORDS and not titled:
        return []
    # None comes twice in most short messages, and no long one in most others.
    if not titled and len(set(used)) == len(used):
        return []
    long = [word for word in used if len(word) >= _SHORTEST]
    if not titled and len(set(long)) == len(long):
        return []
    empty = _empty(spoken)
    counted = Counter(long)
    for word in titled:
        counted[word] += _TWICE
    found = [
        (-count, word)
        for word, count in counted.items()
        if count >= _TWICE and _SHORTEST <= len(word) <= _LONGEST and word not in empty
    ]
    return [word for _, word in sorted(found)[:_MOST]]


@cache
def _empty(spoken: str) -> frozenset[str]:
    meant = [one for one in languages() if one.code == spoken] or languages()
    # Subjects carry English words such as "re" and "fwd" in every language.
    return frozenset().union(*(one.function_words | one.common_words for one in meant))
