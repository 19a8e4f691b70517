"""Make up the interactions of a whole community, from a seed, as CSV and Parquet.

Ties come first: most within a neighbourhood of a hundred people, some anywhere, busy
people having more. Interactions then pick a tie, few of them often and most of them
seldom, so that pairs repeat and triangles close as they do among people.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

START = 1_704_067_200
SPAN = 2 * 365 * 86_400
NEIGHBOURHOOD = 100
# Share of the ties that stay in the neighbourhood, and of the interactions by mail.
NEAR, MAIL = 0.8, 0.7


@dataclass(frozen=True, slots=True)
class Files:
    """The same interactions as CSV and as Parquet, and a further hundredth of them."""

    csv: Path
    parquet: Path
    more: Path


def write(
    folder: Path, *, interactions: int, people: int, seed: int = 1, plain: bool = True
) -> Files:
    """Write the files, the CSV only if wanted, and return where they are."""
    rng = np.random.default_rng(seed)
    ones, others = _ties(rng, people)
    files = Files(folder / "csv", folder / "parquet", folder / "more")
    for place, count in ((files.parquet, interactions), (files.more, max(interactions // 100, 1))):
        place.mkdir(parents=True)
        table = _table(rng, ones, others, count=count)
        pq.write_table(table, place / "interactions.parquet")
        if plain and place == files.parquet:
            files.csv.mkdir()
            pacsv.write_csv(_as_text(table), files.csv / "interactions.csv")
    return files


def _ties(rng: np.random.Generator, people: int) -> tuple[np.ndarray, np.ndarray]:
    busy = 1 / np.power(rng.permutation(people) + 50.0, 0.8)
    ones = rng.choice(people, size=6 * people, p=busy / busy.sum())
    near = (ones // NEIGHBOURHOOD) * NEIGHBOURHOOD + rng.integers(0, NEIGHBOURHOOD, ones.size)
    far = rng.choice(people, size=ones.size, p=busy / busy.sum())
    others = np.where(rng.random(ones.size) < NEAR, np.minimum(near, people - 1), far)
    return ones[ones != others], others[ones != others]


def _table(
    rng: np.random.Generator, ones: np.ndarray, others: np.ndarray, *, count: int
) -> pa.Table:
    often = 1 / np.power(np.arange(ones.size) + 1000.0, 0.9)
    picked = rng.choice(ones.size, size=count, p=often / often.sum())
    turned = rng.integers(0, 2, count) == 1
    sender = np.where(turned, others[picked], ones[picked])
    first = np.where(turned, ones[picked], others[picked])
    second, third = (_neighbour(rng, first) for _ in range(2))
    size = rng.choice([1, 2, 3], size=count, p=[0.8, 0.15, 0.05])
    several = [_names(first), *(_names(one) for one in (second, third))]
    recipients = pc.if_else(
        pa.array(size == 1),
        several[0],
        pc.if_else(
            pa.array(size == 2),  # noqa: PLR2004  # two recipients
            pc.binary_join_element_wise(*several[:2], ";"),
            pc.binary_join_element_wise(*several, ";"),
        ),
    )
    started = START + rng.integers(0, SPAN, count)
    return pa.table(
        {
            "started_at": pa.array(started * 1_000_000, pa.timestamp("us", tz="UTC")),
            "sender": _names(sender),
            "recipients": recipients,
            "channel": pa.array(np.where(rng.random(count) < MAIL, "mail", "chat")),
        }
    )


def _neighbour(rng: np.random.Generator, person: np.ndarray) -> np.ndarray:
    found: np.ndarray = (person // NEIGHBOURHOOD) * NEIGHBOURHOOD + rng.integers(
        0, NEIGHBOURHOOD, person.size
    )
    return found


def _names(person: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise("p", pc.cast(pa.array(person), pa.string()), "")


def _as_text(table: pa.Table) -> pa.Table:
    written = pc.strftime(table["started_at"], format="%Y-%m-%dT%H:%M:%SZ")
    return table.set_column(0, "started_at", pc.replace_substring_regex(written, r"\.\d+Z", "Z"))
