"""Counts as every sentence writes them: one way, whoever says it."""

import re

_NUMBERS = (  # noqa: SIM905  twenty words read better than twenty strings
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


def number(value: float) -> str:
    r"""Return a count with no-break spaces between thousands.

    >>> number(18402)
    '18\xa0402'
    """
    return f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}")


def spaced(words: str) -> str:
    r"""Return words of a table with every count in them as ``number`` writes it.

    For words in which a number of four digits is no year.

    >>> spaced("takes part in 2602 of 31200")
    'takes part in 2\xa0602 of 31\xa0200'
    """
    return re.sub(r"\d{4,}", lambda found: number(int(found[0])), words)


def number_in_words(count: int) -> str:
    """Return a whole number: up to twenty in words.

    >>> number_in_words(14), number_in_words(212)
    ('fourteen', '212')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else number(count)


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun, for a sentence.

    >>> counted(1, "pair", "pairs"), counted(3, "pair", "pairs")
    ('one pair', 'three pairs')
    """
    return f"{number_in_words(count)} {one if count == 1 else many}"


def tally(count: int, one: str, many: str = "") -> str:
    r"""Return a number with its noun, in digits, as beneath a sentence.

    ``many`` is the noun of several, where it is not ``one`` with an s.

    >>> tally(1, "tie"), tally(18402, "tie"), tally(0, "person", "people")
    ('1 tie', '18\xa0402 ties', '0 people')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"
