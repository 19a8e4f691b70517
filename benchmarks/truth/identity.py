"""One person is one person: towns whose truth is known, put together and held to it.

    python -m benchmarks.truth.identity [SEED ...]

A town has 1,000 residents and 3,400 addresses in archives of seven formats. A pair is
two addresses of which somebody says that they are one person. Written down before it
ran: automatic joins right for 99 pairs in 100, 90 true pairs in 100 found once every
question is answered truly, no two namesakes put together unasked, no look-alike joined
or asked about, and merging and splitting again leaves every table as it was. The
numbers behind chances were fitted to other seeds (benchmarks.truth.fit_match). What
Splink, a library for record linkage, makes of the same towns stands at the end
(benchmarks.truth.identity_splink).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import mean

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.fit_match import SEEDS as FITTED
from benchmarks.truth.identity_more import one_more
from benchmarks.truth.identity_speed import speed
from benchmarks.truth.identity_splink import Drawn, compare, drawn, drawn_of
from benchmarks.truth.identity_undone import undone
from benchmarks.truth.towns import Town, connected, joined_pairs, town

from mutuals.estimators.proportion import proportion

SEEDS = (41, 42)
BANDS = (0.05, 0.3, 0.5, 0.7, 0.85, 0.97, 1.0)
Pair = tuple[int, int]
Names = Mapping[int, str]


@dataclass(slots=True)
class Kept:
    """What every town came to, by way; and chances with whether they held."""

    ways: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    chances: list[tuple[float, bool]] = field(default_factory=list)
    undone: list[tuple[str, str]] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)


def main() -> None:
    """Read every town and print how it went."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    kept = Kept()
    for seed in seeds:
        with town(seed) as read:
            _hold(read, kept)
            kept.drawn.append(drawn(read))
            if seed == seeds[0]:
                kept.undone = [*undone(read), *one_more(read)]
    show(seeds, kept, speed())
    print("\nAgainst Splink 5, on the same towns, by the same columns:\n")
    print("\n".join(compare(kept.drawn, drawn_of(FITTED[0]))))


def show(seeds: list[int], kept: Kept, timed: list[list[object]]) -> None:
    """Print what was found."""
    print(f"Seeds {', '.join(map(str, seeds))}; precision and recall of pairs, means.\n")
    rows = [[way, *(f"{mean(each):.3f}" for each in zip(*all_of, strict=True))]
            for way, all_of in kept.ways.items()]  # fmt: skip
    print(table(["way", "precision", "recall"], rows))
    print("\nBy seed:\n")
    print(table(["what", "by seed"], [[what, " / ".join(of)] for what, of in kept.facts.items()]))
    _show_chances(kept.chances)
    print("\nPutting together and parting again, the three likeliest of the first town:\n")
    print(table(["what", "found"], kept.undone))
    print("\nTime of all steps that tell who is who, on made-up rows:\n")
    head = ["addresses", "family names", "CPU s", "s per 100,000", "pairs compared", "peak MiB"]
    print(table(head, timed))


def _hold(read: Town, kept: Kept) -> None:
    true = set(read.true_pairs())
    members, who = read.members(), read.persons()
    rows = read.network.table("match").to_pylist()
    right = [who.get(r["person_id"]) == who.get(r["other_id"], "?") for r in rows]
    accepted = [
        (r["person_id"], r["other_id"]) for r, is_one in zip(rows, right, strict=True) if is_one
    ]
    for way, name_of in _baselines(read).items():
        kept.ways[way].append(_score(read, _same_name(name_of), true))
    automatic = joined_pairs(members)
    kept.ways["automatic"].append(_score(read, automatic, true))
    answered = joined_pairs(connected(members, accepted))
    kept.ways["automatic and the queue, answered truly"].append(_score(read, answered, true))
    lenient = {pair for pair in automatic if read.owners[pair[0]] & read.owners[pair[1]]}
    way = "automatic, what is shared counted as right for whoever shares it"
    kept.ways[way].append(_score(read, automatic, true | lenient))
    known = [r["chance"] for r in rows]
    kept.chances += list(zip(known, right, strict=True))
    facts = {
        "addresses": f"{len(read.handles):,}",
        "true pairs": f"{len(true):,}",
        "joined unasked, right of all": _of(automatic, true),
        "suggestions, right of all": f"{sum(right):,} of {len(rows):,}",
        "those of at least 1 in 2": _half(known, right),
        "namesakes put together unasked": _namesakes(read, members),
        **_strangers(read, members, rows),
    }
    for what, found in facts.items():
        kept.facts[what].append(found)


def _score(read: Town, pairs: Iterable[Pair], true: set[Pair]) -> tuple[float, float]:
    told = [pair for pair in pairs if all(read.kinds[one] for one in pair)]
    hit = sum(pair in true for pair in told)
    return hit / max(len(told), 1), hit / len(true)


def _of(pairs: Iterable[Pair], true: set[Pair]) -> str:
    found = list(pairs)
    return f"{sum(pair in true for pair in found):,} of {len(found):,}"


def _half(chances: list[float], right: list[bool]) -> str:
    kept = [is_one for chance, is_one in zip(chances, right, strict=True) if chance >= BANDS[2]]
    return f"{sum(kept):,} of {len(kept):,}"


def _baselines(read: Town) -> dict[str, Names]:
    """Return simpler ways to tell who is who: what they hold to be the same."""
    rows = read.network.table("address").to_pylist()
    named = {r["address_id"]: r["name"].casefold() for r in rows if r["named_by"] != "value"}
    local = {
        r["address_id"]: r["value"].partition("@")[0].casefold()
        for r in rows
        if r["scheme"] == "mail"
    }
    # As identity managers of software communities do: the same full name, or user name.
    full = {one: name for one, name in named.items() if " " in name and "." not in name}
    return {"the same name": named, "the same local part": local, "the same full name": full}


def _same_name(name_of: Names) -> list[Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for address_id, name in sorted(name_of.items()):
        groups[name].append(address_id)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


def _namesakes(read: Town, members: Mapping[int, int]) -> str:
    """Count residents of one written name, and those of them put together."""
    rows = read.network.table("alias").to_pylist()
    called: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        who = read.truth.get(row["address_id"])
        if who and " " in row["name"] and read.kinds[row["address_id"]] == "own":
            called[row["name"].casefold()][who].add(members[row["address_id"]])
    pairs = {
        (one, other): not called_so[one].isdisjoint(called_so[other])
        for called_so in called.values()
        for one, other in combinations(sorted(called_so), 2)
    }
    return f"{sum(pairs.values())} of {len(pairs)} pairs"


def _strangers(
    read: Town, members: Mapping[int, int], rows: list[dict[str, int]]
) -> dict[str, str]:
    fakes = {one for one, kind in read.kinds.items() if kind == "look_alike"}
    persons = {members[one] for one in fakes}
    together = [
        pair for pair in joined_pairs(members) if not fakes.isdisjoint(pair) and set(pair) - fakes
    ]
    warned = {one for r in read.network.table("look_alike").to_pylist()
              for one in (r["address_id"], r["other_id"])}  # fmt: skip
    asked = sum(not persons.isdisjoint((r["person_id"], r["other_id"])) for r in rows)
    shared = {one for one, kind in read.kinds.items() if kind in {"shared", "role"}}
    joined = [pair for pair in joined_pairs(members) if not shared.isdisjoint(pair)]
    return {
        "look-alikes joined": f"{len(together)} of {len(fakes)}",
        "look-alikes warned of": f"{len(fakes & warned)} of {len(fakes)}",
        "suggestions with a look-alike": f"{asked}",
        "shared addresses and roles joined to anybody": f"{len(joined)} of {len(shared)}",
    }


def _show_chances(found: list[tuple[float, bool]]) -> None:
    chances = np.array([chance for chance, _ in found])
    right = np.array([is_one for _, is_one in found])
    rows = []
    for low, high in pairwise(BANDS):
        inside = (chances >= low) & (chances < high + (high == 1.0))
        if inside.any():
            hit, many = int(right[inside].sum()), int(inside.sum())
            told = proportion([hit], [many])
            share = f"{hit / many:.2f} ({told.lower[0]:.2f} to {told.upper[0]:.2f})"
            rows.append([f"{low:.2f} to {high:.2f}", many, float(chances[inside].mean()), share])
    print("\nWhat was said of chances, and how often it was so:\n")
    print(table(["chance", "suggestions", "said", "so"], rows))


if __name__ == "__main__":
    main()
