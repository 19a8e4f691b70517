"""Names and texts of Facebook and Instagram, put right."""

from mutuals.archives.names import name, words
from mutuals.records import Address


def mended(given: object) -> str:
    r"""Return a text whose bytes were written as characters, as it was meant.

    >>> mended("Zo\u00c3\u00ab"), mended("Zo\u00eb"), mended(None)
    ('Zoë', 'Zoë', '')
    """
    if not isinstance(given, str) or given.isascii():
        return words(given)
    try:
        return words(given.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return words(given)


def person(given: object, channel: str) -> Address | None:
    """Return the person of a name; ``None`` where there is none."""
    called = name(mended(given))
    return Address(channel, called, called) if called else None
