"""The languages on file: a module's data, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mutuals.signals.words import words


@dataclass(frozen=True, slots=True)
class Language:
    """What one language says: phrases by act, and the words that carry no topic."""

    code: str
    phrases: dict[str, tuple[str, ...]]
    unspaced: dict[str, tuple[str, ...]]
    function_words: frozenset[str]
    common_words: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """Return every language in ``languages/``, by code."""
    folder = files("mutuals.signals") / "languages"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=str)
    return tuple(_language(one.name[:-5], one.read_text(encoding="utf-8")) for one in found)


def _language(code: str, written: str) -> Language:
    told = tomllib.loads(written)
    return Language(
        code,
        {act: tuple(phrases) for act, phrases in told.get("phrases", {}).items()},
        {act: tuple(phrases) for act, phrases in told.get("unspaced", {}).items()},
        frozenset(words(told.get("function_words", ""))),
        frozenset(words(told.get("common_words", ""))),
    )
