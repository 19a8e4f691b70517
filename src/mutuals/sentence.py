"""A sentence with its evidence: what pages, commands and the mirror say."""

from collections.abc import Callable
from dataclasses import dataclass

GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Who:
    """A person named in a sentence; the surface decides whether the name is shown."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a sentence that open their evidence.

    ``link`` is a page's path below the root (``person/12``); ``records`` counts what
    stands behind the words.
    """

    text: str
    link: str
    records: int


Part = str | Who | Evidence


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said, from what, how surely; or what is missing to say it.

    ``grade`` is the evidence grade A to D, or empty for a plain count. ``sure`` is
    clear, fairly sure, a fair guess, a hint or, when nothing can be said, not enough
    records. ``basis`` names the records in words ("41 things done by 38 people, 2023
    to 2026"). A sentence that says something has evidence or a basis; one that cannot
    has ``missing``.
    """

    parts: tuple[Part, ...]
    basis: str = ""
    grade: str = ""
    sure: str = "clear"
    missing: str = ""

    def __post_init__(self) -> None:
        if not self.missing and not self.basis:
            msg = "a sentence needs its basis, or says what is missing"
            raise ValueError(msg)

    def text(self, name: Callable[[Who], str] = lambda who: who.name) -> str:
        """Return the sentence as plain words; ``name`` says how people are called.

        >>> Sentence(("Nobody follows ", Who(1, "Ann"), "."), basis="no follows").text()
        'Nobody follows Ann.'
        """
        said = self.parts if not self.missing else (self.missing,)
        return "".join(_words(part, name) for part in said)


def sureness(width: float, axis: float) -> str:
    """Return the word for a band's width as a share of its axis; empty above 70 %.

    >>> sureness(0.2, 1.0)
    'fairly sure'
    >>> sureness(0.9, 1.0)
    ''
    """
    share = width / axis if axis > 0 else 1.0
    for limit, word in ((0.10, "clear"), (0.25, "fairly sure"), (0.45, "a fair guess")):
        if share < limit:
            return word
    return "a hint" if share <= 0.70 else ""  # noqa: PLR2004


def verb(grade: str) -> str:
    """Return the words a grade of evidence allows for an effect.

    >>> verb("D")
    'came before'
    """
    return {"A": "moved", "B": "moved", "C": "moved together with"}.get(grade, "came before")


def _words(part: Part, name: Callable[[Who], str]) -> str:
    if isinstance(part, Who):
        return name(part)
    return part.text if isinstance(part, Evidence) else part
