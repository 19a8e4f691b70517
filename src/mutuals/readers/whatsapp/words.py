"""The words of many languages, kept in ``words.toml`` beside this file."""

import re
import tomllib
from importlib.resources import files

_SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    (files("mutuals.readers.whatsapp") / "words.toml").read_text(encoding="utf-8")
)


def listed(section: str, name: str) -> frozenset[str]:
    """Return a list of plain words.

    >>> "nachm" in listed("clock", "afternoon")
    True
    """
    return frozenset(_SAID[section][name])


def either(section: str, name: str) -> str:
    """Return the pattern of a list: any one of its entries.

    >>> either("phone", "poll")[:8]
    '(?:(?:po'
    """
    return f"(?:{'|'.join(_SAID[section][name])})"


def pattern(section: str, name: str) -> re.Pattern[str]:
    """Return a list compiled, matched without regard to case."""
    return re.compile(either(section, name), re.IGNORECASE)
