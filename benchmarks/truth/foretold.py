"""Chances held against what came later: tenths, slope, coverage, plain ways beside."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from benchmarks.markdown import table

from mutuals.estimators.study import Floats, Ids, counted

TENTHS, DRAWS, SEED = 10, 400, 1
SLOPE, COVERAGE = (0.9, 1.1), (0.85, 0.95)
_WIDE, _TINY, _LOW, _HIGH = 1.645, 1e-6, 0.05, 0.95
# Of people with so few words before, hardly anything is known.
FEW = ((0, 1, "none"), (1, 3, "1 or 2"), (3, 10, "3 to 9"), (10, 1 << 40, "10 or more"))


@dataclass(frozen=True, slots=True)
class Foretold:
    """One row per later word: its chance and bounds, the deed, who spoke, words before.

    ``ends`` are the bounds, 2 x words. ``plain`` holds by name the chances that plain
    ways give.
    """

    chance: Floats
    ends: Floats
    done: Floats
    source: Ids
    before: Ids
    plain: Mapping[str, Floats]


def together(parts: list[Foretold]) -> Foretold:
    """Put several worlds together; a source of one is none of another."""
    # ids of persons are wide; one of a world is none of another
    numbers = [np.unique(one.source, return_inverse=True)[1].reshape(-1) for one in parts]
    wide = max(int(one.max(initial=0)) for one in numbers) + 1
    source = np.concatenate([one + wide * place for place, one in enumerate(numbers)])
    names = parts[0].plain
    return Foretold(
        chance=np.concatenate([one.chance for one in parts]),
        ends=np.concatenate([one.ends for one in parts], axis=1),
        done=np.concatenate([one.done for one in parts]),
        source=source,
        before=np.concatenate([one.before for one in parts]),
        plain={name: np.concatenate([one.plain[name] for one in parts]) for name in names},
    )


def show(found: Foretold) -> None:
    """Print everything about one set of later words."""
    rows = [
        [number, part.size, f"{found.chance[part].mean():.4f}", f"{found.done[part].mean():.4f}"]
        for number, part in enumerate(_parts(found.chance), start=1)
    ]
    print(table(["tenth", "words", "expected", "came"], rows))
    print(f"\nExpected {found.chance.sum():.1f} deeds in all, {found.done.sum():.0f} came.")
    names = {"ours": found.chance, **found.plain}
    rows = [
        [name, said(found, values), f"{_loss(values, found.done):.4f}"]
        for name, values in names.items()
    ]
    print(f"\nSlope of what came on what was expected (aim {SLOPE[0]:g} to {SLOPE[1]:g}):\n")
    print(table(["chance", "slope [90 %, sources drawn again]", "log-loss a word"], rows))
    print("\nBy how many words the speaker is known from:\n")
    print(table(["known from", "words", "expected", "came"], _few(found)))
    _show_coverage(found)


def said(found: Foretold, chance: Floats) -> str:
    """Return the slope of what came on a chance, with its interval."""
    if np.ptp(chance) < _TINY:
        return "all alike"
    size = int(found.source.max()) + 1
    rng = np.random.default_rng(SEED)
    sources = np.unique(found.source)
    drawn = np.zeros((DRAWS, size))
    drawn[:, sources] = rng.poisson(1.0, (DRAWS, sources.size))
    sums = np.stack(
        [
            counted(found.source, one, size)
            for one in (np.ones(chance.size), chance, found.done, chance**2, chance * found.done)
        ]
    )
    again = [_slope(sums @ weight) for weight in drawn]
    low, high = np.nanquantile(again, (0.05, 0.95))
    return f"{_slope(sums.sum(axis=1)):.2f} [{low:.2f}, {high:.2f}]"


def _slope(sums: Floats) -> float:
    often, chance, done, square, both = sums
    spread = square - chance**2 / max(often, 1.0)
    return float((both - chance * done / max(often, 1.0)) / spread) if spread > 0 else np.nan


def _parts(chance: Floats) -> list[Ids]:
    return np.array_split(np.argsort(chance, kind="stable"), TENTHS)


def _loss(chance: Floats, done: Floats) -> float:
    kept = np.clip(chance, 1e-4, 1.0 - 1e-4)
    return float(-np.where(done > 0, np.log(kept), np.log1p(-kept)).mean())


def _few(found: Foretold) -> list[list[object]]:
    rows: list[list[object]] = []
    for least, most, name in FEW:
        here = (found.before >= least) & (found.before < most)
        sums = [f"{one[here].sum():.1f}" for one in (found.chance, found.done)]
        rows.append([name, int(here.sum()), *sums])
    return rows


def _show_coverage(found: Foretold) -> None:
    """Print how often the deeds after a person's words lie where 90 of 100 should.

    A person's chances are off together, as far as their bounds allow. Counts are few,
    so each is placed by lot among its equals.
    """
    place = _placed(found, np.random.default_rng(SEED))
    inside = float(((place >= _LOW) & (place <= _HIGH)).mean())
    print(
        f"\nThe deeds after each of {place.size:,} people's words lie within the 90 % interval "
        f"of what was expected for {inside:.0%} of them (aim {COVERAGE[0]:.0%} to "
        f"{COVERAGE[1]:.0%}); below it for {(place < _LOW).mean():.0%}, above it for "
        f"{(place > _HIGH).mean():.0%}."
    )


def _placed(found: Foretold, rng: np.random.Generator) -> Floats:
    """Return where each source's deeds lie among those drawn by chance, 0 to 1."""
    lower, upper = np.maximum(found.ends, _TINY)
    apart = np.log(upper / lower) / 2 / _WIDE
    size = int(found.source.max()) + 1
    came = counted(found.source, found.done, size)
    below, equal = np.zeros((2, size))
    for _ in range(DRAWS):
        off = rng.standard_normal(size)[found.source] * apart - apart**2 / 2
        drawn = rng.random(off.size) < np.minimum(found.chance * np.exp(off), 1.0)
        again = counted(found.source, drawn.astype(np.float64), size)
        below += again < came
        equal += again == came
    return np.asarray((below + rng.random(size) * equal)[np.unique(found.source)] / DRAWS)
