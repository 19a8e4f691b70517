"""The same towns through Splink, a record-linkage library, beside our own weights.

    python -m benchmarks.truth.identity_splink [SEED ...]

Splink 5 (Fellegi and Sunter 1969 with expectation maximisation) is given one record for
each person that automatic joins leave, with all that ``match`` looks at as columns:
names as they sound, handles, houses, cards, whom they are with and in which
conversations, and when they were heard of. It compares the same pairs. Once it is
fitted without labels (u by random pairs, m by expectation maximisation; by six columns,
as with all of them it takes couples' lines for what is to be found, or its chances come
to nothing), once m is told for all columns by the truth of a town our weights were
fitted to. Written down before it ran: it takes
the place of our weights if, fitted either way, more of its questions are right at both
lengths of the queue.
"""

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.markdown import table
from benchmarks.truth.fit_match import SEEDS as FITTED
from benchmarks.truth.splink_fields import COMPARISONS, records
from benchmarks.truth.towns import Town, town
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from mutuals.estimators.skill import precision

SEEDS = (41, 42)
_RULE = block_on("match_key", arrays_to_explode=["match_key"])
_ROUNDS = ("name_key", "handle_key")
_BY_EM = ("name", "handle", "house", "company", "together", "times")

Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A town as records, the pairs compared and whether they are one, our chances."""

    rows: pa.Table
    truth: Mapping[tuple[int, int], bool]
    ours: Pairs


def main() -> None:
    """Run both on every town and print how they went."""
    seeds = [int(one) for one in sys.argv[1:]] or list(SEEDS)
    print("\n".join(compare([drawn_of(seed) for seed in seeds], drawn_of(FITTED[0]))))


def compare(towns: Sequence[Drawn], taught: Drawn) -> list[str]:
    """Return the figures of ours and of Splink, as lines of Markdown."""
    began = time.process_time()
    by_labels = _fitted(taught, has_labels=True).misc.save_model_to_json()
    fit_seconds = time.process_time() - began
    found: dict[str, list[list[float]]] = {}
    for one in towns:
        found.setdefault("our weights", []).append([*_scores(one.ours, one), float("nan")])
        for way, model in (("Splink, no labels", None), ("Splink, m by labels", by_labels)):
            began = time.process_time()
            if model is None:
                linker = _fitted(one, has_labels=False)
            else:
                linker = Linker(DuckDBAPI().register(one.rows), model, log_level="ERROR")
            chances = _predicted(linker)
            seconds = time.process_time() - began
            found.setdefault(way, []).append([*_scores(chances, one), seconds])
    head = ["way", "right of the surest", "right of all asked", "average precision", "CPU s"]
    rows = [[way, *(_cell([run[at] for run in runs]) for at in range(4))]
            for way, runs in found.items()]  # fmt: skip
    return [table(head, rows), _told(towns, fit_seconds)]


def _told(towns: Sequence[Drawn], seconds: float) -> str:
    many, sure = mean(len(one.ours) for one in towns), mean(_sure(one) for one in towns)
    return (
        f"\nThe surest are as many as we hold likelier than not ({sure:,.0f} a town), all "
        f"asked as many as our queue is long ({many:,.0f}); fitting m by labels took "
        f"{seconds:.1f} s more."
    )


def drawn_of(seed: int) -> Drawn:
    """Make a town, read it and draw its records."""
    with town(seed) as read:
        return drawn(read)


def drawn(read: Town) -> Drawn:
    """Draw a town's records, its pairs with their truth, and our chances."""
    who = read.persons()
    compared = read.network.table("match_context").to_pylist()
    pairs = [(row["person_id"], row["other_id"]) for row in compared]
    ours = {
        (row["person_id"], row["other_id"]): row["chance"]
        for row in read.network.table("match").to_pylist()
    }
    truth = {pair: who.get(pair[0], "") == who.get(pair[1], "?") for pair in pairs}
    return Drawn(records(read, who), truth, ours)


def _settings(*, has_labels: bool) -> SettingsCreator:
    kept: list[Any] = [
        one for one in COMPARISONS if has_labels or one.create_output_column_name() in _BY_EM
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=kept,
        blocking_rules_to_generate_predictions=[_RULE],
        retain_matching_columns=False,
        em_convergence=0.001,
        max_iterations=10,  # beyond, chances that come to nothing end in an error
    )


def _fitted(given: Drawn, *, has_labels: bool) -> Linker:
    settings = _settings(has_labels=has_labels)
    linker = Linker(DuckDBAPI().register(given.rows), settings, log_level="ERROR")
    share = sum(given.truth.values()) / max(given.rows.num_rows**2 / 2, 1)
    linker._settings_obj._probability_two_random_records_match = share  # noqa: SLF001  # told both ways, in its favour
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    if has_labels:
        linker.training.estimate_m_from_label_column("truth")
        return linker
    for column in _ROUNDS:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(column), fix_probability_two_random_records_match=True
        )
    return linker


def _predicted(linker: Linker) -> Pairs:
    predicted: Any = linker.inference.predict()
    found = predicted.as_pyarrow_table()
    ends = (found[f"unique_id_{side}"].to_pylist() for side in "lr")
    weights = found["match_weight"].to_pylist()
    return {
        (min(pair), max(pair)): weight
        for pair, weight in zip(zip(*ends, strict=True), weights, strict=True)
    }


def _sure(one: Drawn) -> int:
    return sum(chance >= 0.5 for chance in one.ours.values())  # noqa: PLR2004  # likelier than not


def _scores(chances: Pairs, given: Drawn) -> list[float]:
    ordered = sorted(chances, key=lambda pair: (-chances[pair], pair))
    shares = [
        sum(given.truth.get(pair, False) for pair in ordered[:many]) / many
        for many in (_sure(given), len(given.ours))
    ]
    pairs = list(given.truth)
    values = [chances.get(pair, -1e9) for pair in pairs]
    return [*shares, precision([given.truth[pair] for pair in pairs], values)]


def _cell(values: list[Any]) -> str:
    if np.isnan(values).all():
        return ""
    return " / ".join(f"{one:.3f}" if one < 1 else f"{one:.1f}" for one in values)


if __name__ == "__main__":
    main()
