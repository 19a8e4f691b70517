"""Bands and counts in words: nothing is said more exactly than it is known."""

from collections.abc import Iterable

from mutuals.counts import number_in_words

_SHARES = (
    (0.012, "hardly any"),
    (0.035, "about one in fifty"),
    (0.075, "about one in twenty"),
    (0.15, "about one in ten"),
    (0.225, "about one in five"),
    (0.29, "about a quarter"),
    (0.42, "about a third"),
    (0.58, "about half"),
    (0.71, "about two thirds"),
    (0.85, "about three quarters"),
)
_MONTHS = (  # noqa: SIM905  as above
    "January February March April May June July August September October November December"
).split()


def share_in_words(share: float) -> str:
    """Return a share as people say it.

    >>> share_in_words(0.47), share_in_words(0.99)
    ('about half', 'nearly all')
    """
    return next((words for limit, words in _SHARES if share < limit), "nearly all")


def times(number: int) -> str:
    """Return how often.

    >>> times(1), times(2), times(14)
    ('once', 'twice', 'fourteen times')
    """
    often = {1: "once", 2: "twice"}
    return often.get(number, f"{number_in_words(number)} times")


def hours_in_words(hours: float) -> str:
    """Return hours a week, no finer than they are known.

    >>> hours_in_words(11.2), hours_in_words(1.4), hours_in_words(0.3)
    ('about eleven hours', 'about an hour and a half', 'less than half an hour')
    """
    if hours < 0.5:  # noqa: PLR2004  the words say the number
        return "less than half an hour"
    if hours < 1.75:  # noqa: PLR2004  as above
        return "about an hour" if hours < 1.25 else "about an hour and a half"  # noqa: PLR2004
    return f"about {number_in_words(round(hours))} hours"


def month_in_words(month: str) -> str:
    """Return a month such as 2024-03 in words.

    >>> month_in_words("2024-03")
    'March 2024'
    """
    year, _, number = month.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def capital(text: str) -> str:
    """Return text beginning with a capital letter.

    >>> capital("about half")
    'About half'
    """
    return text[:1].upper() + text[1:]


def thing_in_words(thing: str) -> str:
    """Return a thing as people say it, without the sort it was filed under.

    >>> thing_in_words("job:ferry-pilot"), thing_in_words("chess-ladder")
    ('ferry pilot', 'chess ladder')
    """
    named = thing.rpartition(":")[2] or thing
    return " ".join(named.replace("-", " ").replace("_", " ").split())


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> listed(["mail", "chat", "calendar"])
    'mail, chat and calendar'
    >>> listed(["calls", "mail"], "or")
    'calls or mail'
    """
    found = list(words)
    return f"{', '.join(found[:-1])} {joint} {found[-1]}" if len(found) > 1 else "".join(found)
