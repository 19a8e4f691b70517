"""Which kind of community file some column names make, and where its columns stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAMES_SHOWN = 10
NAME_LENGTH = 40
COVARIATES = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the columns it is recognised by, and those it may have."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


KINDS = (
    Kind(
        "interactions",
        ("started_at", "sender", "recipients"),
        (
            *("ended_at", "channel", "medium", "thread_id", "cc", "bcc"),
            *("thing", "text", "interaction_id"),
        ),
    ),
    Kind(
        "outcomes",
        ("person", "thing", "happened_at"),
        ("sort", "attributed_to", "value", "outcome_id"),
    ),
    Kind("exposures", ("person", "thing", "exposed_at"), ("source", "sort", "randomised")),
    Kind("reactions", ("actor", "interaction_id", "reacted_at"), ("sort",)),
    Kind("follows", ("follower", "followed"), ("since",)),
    Kind("ties", ("ego", "alter"), ("relation", "strength", "from_at", "to_at")),
    Kind(
        "people",
        ("person",),
        ("name", "addresses", "group", "role", "observed_from", "observed_to"),
    ),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's kind, its columns by position, and the columns nobody asked for.

    ``covariates`` are further columns of a people file that are kept; ``ignored`` names
    the columns that are not read.
    """

    kind: Kind
    positions: dict[str, int]
    covariates: dict[str, int]
    ignored: tuple[str, ...]

    def wanted(self) -> list[int]:
        """Return the positions of the columns to read, in file order."""
        return sorted([*self.positions.values(), *self.covariates.values()])

    def remark(self) -> str:
        """Return a sentence naming the columns not read, or nothing.

        >>> layout(["ego", "alter", "colour"]).remark()
        'Not read, because no such column is known: colour.'
        """
        if not self.ignored:
            return ""
        shown = ", ".join(one[:NAME_LENGTH] for one in self.ignored[:NAMES_SHOWN])
        more = len(self.ignored) - NAMES_SHOWN
        tail = f" and {more} more" if more > 0 else ""
        return f"Not read, because no such column is known: {shown}{tail}."


def plain(name: str) -> str:
    """Return a column name without blanks around it, in lower case."""
    return name.strip().strip("\ufeff").strip().lower()


def kind_of(names: Iterable[str]) -> Kind | None:
    """Return the kind with the most required columns, all of which are there.

    >>> kind_of(["person", "happened_at", "thing"]).name
    'outcomes'
    """
    present = {plain(name) for name in names}
    fitting = [kind for kind in KINDS if present.issuperset(kind.required)]
    return max(fitting, key=lambda kind: len(kind.required), default=None)


def layout(names: Sequence[str]) -> Layout | None:
    """Return how a file with these columns is read; of one name the first counts."""
    kind = kind_of(names)
    if kind is None:
        return None
    known = set(kind.required) | set(kind.optional)
    positions: dict[str, int] = {}
    covariates: dict[str, int] = {}
    ignored: list[str] = []
    for position, name in enumerate(names):
        word = plain(name)
        if word in known and word not in positions:
            positions[word] = position
        elif _is_covariate(kind, word, covariates) and word not in known:
            covariates[f"x_{word.removeprefix('x_')}"] = position
        else:
            ignored.append(name)
    return Layout(kind, positions, covariates, tuple(ignored))


def missing(names: Iterable[str]) -> str:
    """Return a sentence that says which columns the nearest kind of file lacks.

    >>> missing(["started_at", "sender"])
    'A file of interactions also needs recipients.'
    """
    present = {plain(name) for name in names}
    lacking = {kind.name: [one for one in kind.required if one not in present] for kind in KINDS}
    shares = {kind.name: len(lacking[kind.name]) / len(kind.required) for kind in KINDS}
    nearest = min(KINDS, key=lambda kind: shares[kind.name])
    return f"A file of {nearest.name} also needs {', '.join(lacking[nearest.name])}."


def _is_covariate(kind: Kind, word: str, so_far: dict[str, int]) -> bool:
    if kind.name != "people" or not word:
        return False
    return len(so_far) < COVARIATES and f"x_{word.removeprefix('x_')}" not in so_far
