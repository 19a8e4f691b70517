"""Acts said in a phrase: thanks, asks, introduces, handover, need, offers, declines."""

from functools import cache
from typing import NamedTuple

from mutuals.signals.spoken import languages
from mutuals.signals.words import words

_GAP = ".."
_MOST_BETWEEN = 6


class Phrase(NamedTuple):
    """Words in a row between blanks; with a gap, what comes after it as well."""

    begins: str
    ends: str
    act: str


def said(used: list[str]) -> set[str]:
    """Return the acts that the words of a message say.

    >>> sorted(said(["ich", "mochte", "dir", "gern", "ines", "vorstellen"]))
    ['introduces']
    """
    by_word, triggers = _index()
    hits = triggers.intersection(used)
    if not hits:
        return set()
    joined = f" {' '.join(used)} "
    found: set[str] = set()
    for hit in hits:
        for phrase in by_word[hit]:
            if phrase.act not in found and _occurs(phrase, joined):
                found.add(phrase.act)
    return found


def said_unspaced(text: str) -> set[str]:
    """Return the acts said in scripts that put no blanks between words."""
    return {act for word, act in _unspaced() if word in text}


@cache
def patterns() -> dict[str, str]:
    """Return one linear-time pattern an act, for columns of bare words."""
    between = f" (?:[^ ]+ ){{0,{_MOST_BETWEEN - 1}}}"
    found: dict[str, set[str]] = {}
    for phrases in _index()[0].values():
        for one in phrases:
            row = one.begins.strip() + (between + one.ends.strip() if one.ends else "")
            found.setdefault(one.act, set()).add(row)
    return {act: f" (?:{'|'.join(sorted(rows))}) " for act, rows in sorted(found.items())}


def _occurs(phrase: Phrase, joined: str) -> bool:
    at = joined.find(phrase.begins)
    if at < 0 or not phrase.ends:
        return at >= 0
    behind = at + len(phrase.begins) - 1
    then = joined.find(phrase.ends, behind)
    return then >= 0 and joined.count(" ", behind, then) <= _MOST_BETWEEN


@cache
def _index() -> tuple[dict[str, tuple[Phrase, ...]], frozenset[str]]:
    """Return every phrase under its rarest word: the longest, function words last."""
    common = frozenset().union(*(one.function_words for one in languages()))
    found: dict[str, dict[Phrase, None]] = {}
    for one in languages():
        for act, phrases in one.phrases.items():
            for phrase in phrases:
                begins, _, ends = phrase.partition(_GAP)
                rare = max(words(phrase), key=lambda word: (word not in common, len(word)))
                found.setdefault(rare, {})[Phrase(_row(begins), _row(ends), act)] = None
    by_word = {word: tuple(phrases) for word, phrases in found.items()}
    return by_word, frozenset(by_word)


def _row(written: str) -> str:
    row = " ".join(words(written))
    return f" {row} " if row else ""


@cache
def _unspaced() -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, act)
        for one in languages()
        for act, phrases in one.unspaced.items()
        for word in phrases
    )
