"""The planted village, read like anybody's files: what is found and what is missed.

    python -m benchmarks.truth.village [SEED ...]

Each seed's owner files and community files go through the whole program; what it says
is held against truth.json, and simpler ways stand beside it.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.findings import Finding, findings
from benchmarks.truth.jobs import jobs
from benchmarks.truth.stages import OURS, STAGES, Compared, agreement, compare, confusion
from benchmarks.truth.standings import measures, percentile
from benchmarks.truth.together import together
from benchmarks.truth.views import View, view
from numpy.typing import NDArray

from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.village import write

SEEDS = (7, 8, 9)
SIDES = ("owner", "community")
Standing = tuple[float, float, float]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Kept:
    """What every seed came to: stages and findings by side, ranks by measure."""

    compared: dict[str, list[Compared]]
    found: dict[tuple[str, str], list[Finding]]
    ranked: dict[str, list[Standing]]

    def take(self, seen: View) -> None:
        """Take one side of one seed's village."""
        self.compared[seen.side].append(compare(seen))
        for finding in (*findings(seen), *jobs(seen), *together(seen)):
            self.found[seen.side, finding[0]].append(finding)
        if seen.side == "community":
            _rank(seen, self.ranked)


def main() -> None:
    """Read every seed's village and print how it went."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    kept = Kept(defaultdict(list), defaultdict(list), defaultdict(list))
    for seed in seeds:
        with TemporaryDirectory() as folder:
            _read(write(Path(folder), seed=seed), seed, kept)
    print(f"Seeds {', '.join(map(str, seeds))}.\n")
    _show_findings(kept.found)
    _show_ranks(kept.ranked)
    for side in SIDES:
        _show_stages(side, kept.compared[side])


def _read(place: Path, seed: int, kept: Kept) -> None:
    for side in SIDES:
        with view(place, side, seed) as seen:
            kept.take(seen)


def _rank(seen: View, ranked: dict[str, list[Standing]]) -> None:
    handles, found, planted = measures(seen)
    star, mentor = (handles.index(seen.role(one)) for one in ("star", "mentor"))
    for name, values in {**found, "planted": planted}.items():
        rho = rank_correlation(values, planted, np.random.default_rng(1)).value
        ranked[name].append((percentile(values, star), percentile(values, mentor), _known(rho)))


def _known(rho: float) -> float:
    return 0.0 if np.isnan(rho) else rho


def _show_findings(found: dict[tuple[str, str], list[Finding]]) -> None:
    rows = [
        [side, what, " / ".join(one[2] for one in all_of), all_of[0][1]]
        for (side, what), all_of in found.items()
    ]
    print("A result for each seed, and what it was for the first:\n")
    print(table(["files", "planted", "by seed", "first seed"], rows))


def _show_ranks(ranked: dict[str, list[Standing]]) -> None:
    rows = []
    for name, standings in ranked.items():
        star, mentor, rho = (mean(values) for values in zip(*standings, strict=True))
        above = sum(one[1] > one[0] for one in standings)
        rows.append([name, star, mentor, f"{above} of {len(standings)}", rho])
    print("\nCommunity files: percentiles (means over seeds) of the star, whom many follow,")
    print("and of the mentor, whose people act; and the rank correlation with what everybody")
    print("was planted to have caused in person:\n")
    print(table(["measure", "star", "mentor", "mentor above star", "correlation"], rows))


def _show_stages(side: str, compared: list[Compared]) -> None:
    planted = np.concatenate([one.planted for one in compared])
    print(f"\nStages by month, {side} files: {planted.size:,} ties and months.\n")
    rows = []
    for name in compared[0].guesses:
        guessed = np.concatenate([one.guesses[name] for one in compared])
        rows.append([name, *agreement(planted, guessed)])
    print(table(["way", "exact", "within one", "exact, mean of stages", "stages off"], rows))
    ours = np.concatenate([one.guesses[OURS] for one in compared])
    print("\nOurs; rows are planted, columns said:\n")
    print(table(["planted", *STAGES], confusion(planted, ours)))
    sleeps = np.concatenate([one.sleeps for one in compared])
    for way in compared[0].guessed_asleep:
        said = np.concatenate([one.guessed_asleep[way] for one in compared])
        print(f"\nDormant, {way}: {_precision(sleeps, said)}.")


def _precision(sleeps: Flags, said: Flags) -> str:
    both = int((sleeps & said).sum())
    return (
        f"{int(sleeps.sum()):,} tie-months planted, {int(said.sum()):,} said, {both:,} both "
        f"(precision {both / max(int(said.sum()), 1):.2f}, "
        f"recall {both / max(int(sleeps.sum()), 1):.2f}, "
        f"F1 {2 * both / max(int(sleeps.sum() + said.sum()), 1):.2f})"
    )


if __name__ == "__main__":
    main()
