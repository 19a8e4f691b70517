"""Chances of ties on real records: learned from earlier words, held against later ones.

A word is somebody's doing a thing while one tied to them has not: what they could have
told. Nothing here says that it was told, or why it was done; only that chances come
true as often as they say.
"""

import numpy as np
from benchmarks.published.android import read
from benchmarks.published.expected import folder
from benchmarks.published.surveys import KFAMILY
from benchmarks.truth.foretold import Foretold, show, together

from mutuals.estimators.cascades import Cascades
from mutuals.estimators.chances import Ties, Words, chances
from mutuals.estimators.study import Ids, counted

SHARE, DAY = 0.7, 86_400.0
WINDOW = 60 * DAY


def main() -> None:
    """Learn from the earlier words, hold against the later."""
    android = read(folder("cascades_android", "cascades.txt"))
    print("\n**A question site's cascades over its ties** (cascades_android): 60 days.\n")
    words, ties = cascade_words(android)
    print("Worked out anew every sixty days, as by somebody who goes on recording:\n")
    _anew(words, ties)
    print("\nWorked out once, and held against all the years that followed:\n")
    _held(words, ties)
    print("\n**Women of Korean villages and those who name them** (kfamily): the next two years.\n")
    _held(*survey_words())


def cascade_words(seen: Cascades) -> tuple[Words, Ties]:
    """Return words to everybody tied who had not joined, and the ties."""
    ties, often = seen.ties.tocsr(), np.diff(seen.ties.tocsr().indptr)
    # of one who joins a cascade again, the first time
    keys, row = np.unique(seen.cascade * seen.people + seen.person, return_index=True)
    place, tie = _spread(ties.indptr[seen.person[row]], often[seen.person[row]])
    said = row[place]
    wanted = seen.cascade[said] * seen.people + ties.indices[tie]
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    then = np.where(keys[place] == wanted, seen.at[row][place], np.inf)
    done = (then <= seen.at[said] + WINDOW).astype(np.float64)
    words = Words(tie.astype(np.int64), seen.at[said], done, WINDOW).where(then > seen.at[said])
    return words, Ties(np.repeat(np.arange(seen.people), often), np.ones(ties.nnz), seen.people)


def _spread(first: Ids, many: Ids) -> tuple[Ids, Ids]:
    """Return every run of numbers, and which it is."""
    place = np.repeat(np.arange(many.size), many)
    return place, first[place] + np.arange(place.size) - (np.cumsum(many) - many)[place]


def survey_words() -> tuple[Words, Ties]:
    """Return a word from everybody who began to each who names them and had not."""
    seen = KFAMILY.read(folder(KFAMILY.folder, KFAMILY.file))
    never = seen.last + 10
    year = np.where(seen.period > 0, seen.period, never)
    pairs = np.unique(np.stack([seen.alter, seen.ego]), axis=1)
    source, target = pairs
    # those of the first year may have begun at any time before
    told = (year[source] > 1) & (year[source] < never) & (year[target] > year[source])
    tie = np.flatnonzero(told)
    done = (year[target[tie]] <= year[source[tie]] + 2).astype(np.float64)
    words = Words(tie, year[source[tie]].astype(np.float64), done, 2.0)
    kept = words.at <= seen.last - 2
    return words.where(kept), Ties(source, np.ones(source.size), year.size)


def _anew(words: Words, ties: Ties) -> None:
    """Show what is told at every moment from the cut on of the window after it."""
    moments = np.arange(np.quantile(words.at, SHARE), words.at.max(), words.window)
    parts = [_told(words, ties, (one, one + words.window))[1] for one in moments.tolist()]
    parts = [one for one in parts if one.done.size]
    levels = [float(one.chance.sum()) for one in parts], [float(one.done.sum()) for one in parts]
    print(f"{len(parts)} times; expected and came, each time:\n")
    print(", ".join(f"{one:.0f} and {other:.0f}" for one, other in zip(*levels, strict=True)))
    print()
    show(together(parts))


def _held(words: Words, ties: Ties) -> None:
    known, found = _told(words, ties, (float(np.quantile(words.at, SHARE)), np.inf))
    print(f"{known}, {found.done.size:,} later ones.\n")
    show(found)


def _told(words: Words, ties: Ties, span: tuple[float, float]) -> tuple[str, Foretold]:
    """Learn from what is known when a span begins, and hold its words against it."""
    early = words.where(words.at <= span[0] - words.window)
    late = words.where((words.at > span[0]) & (words.at <= span[1]))
    told, rate = chances(early, ties), early.done.mean()
    spoke, speaks = ties.source[early.tie], ties.source[late.tie]
    size = np.bincount(spoke, minlength=ties.people)
    own = counted(spoke, early.done, ties.people) / np.maximum(size, 1)
    known = (
        f"{early.at.size:,} earlier words with {early.done.sum():,.0f} deeds, moved by "
        f"{told.offset:+.2f}, slope {told.slope:.2f}, of log-odds"
    )
    return known, Foretold(
        chance=told.middle[late.tie],
        ends=np.stack([told.lower, told.upper])[:, late.tie],
        done=late.done,
        source=speaks,
        before=size[speaks],
        plain={
            "one for all": np.full(late.at.size, rate),
            "the speaker's own so far": np.where(size > 0, own, rate)[speaks],
        },
    )


if __name__ == "__main__":
    main()
