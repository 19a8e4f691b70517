"""A suggestion's reason in words. Nobody is named in them: names stand beside."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

# What is said of a sign, in the order it is said.
_FOR: Final = {
    "name_same": "the same name",
    "name_like": "the same name in a short form or other letters",
    "name_initial": "the same name, once with an initial",
    "name_first": "the same first name, and nothing else is known of one of the two",
    "name_other_family": "the same first name with another family name",
    "listed": "one card or list of contacts holds both",
    "booked": "the chat's name is that of one card of the address book alone",
    "same_local": "the same name before the @",
    "spelled": "one's address is made of the other's name",
    "spelled_short": "one's address is made of an initial and the other's name",
    "house": "one is called after the house the other has mail of",
    "answered": "the one address answered where the other was written to",
    "follows": "the one falls silent as the other begins",
    "across": "they are known from different sources",
}
_AGAINST: Final = {
    "name_family": "their first names have nothing in common",
    "name_differ": "their names have nothing in common",
    "several": "more people than one may go by one of the two",
    "beside": "both were there at the same time",
    "twice": "both have one of what most people have one of",
    "two_cards": "the address book has a card for each",
    "same_house": "both have mail of the same house",
    "nobody": "nobody is known to both",
    "overlaps": "both are heard of in the same weeks",
}
_RULES: Final = (
    ("listed", "listed"),
    ("answered", "answered"),
    ("booked", "booked"),
    ("follows", "follows"),
    ("rare", "shared"),
    ("spelled", "spelled"),
    ("same_local", "local"),
    ("spelled_short", "spelled"),
    ("house", "house"),
)
_LONG = 0.5

Signs = Mapping[str, float]


def rule(signs: Signs) -> str:
    """Return in a word what speaks most for two being one."""
    return next((word for sign, word in _RULES if signs.get(sign, 0.0) > 0), "name")


def reason(signs: Signs, row: Mapping[str, Any]) -> str:
    """Return what speaks for it."""
    said = [words for sign, words in _FOR.items() if signs.get(sign, 0.0) > 0]
    many = row["shared"]
    if many:
        said.append("one person is known to both" if many == 1 else f"{many} people know both")
    return _listed(said)


def doubt(signs: Signs) -> str:
    """Return what speaks against it."""
    weak = {"overlaps": _LONG}
    return _listed(
        words for sign, words in _AGAINST.items() if signs.get(sign, 0.0) > weak.get(sign, 0.0)
    )


def _listed(said: Iterable[str]) -> str:
    return "; ".join(said)
