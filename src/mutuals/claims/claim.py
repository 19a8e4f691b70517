"""One row per claim of the essays: what these records say to it.

claim: name of the claim.
verdict: supported, not_supported, mixed or not_enough_records.
effect: what was measured; null where there are not enough records.
lower: lower bound of its 90 % interval.
upper: upper bound.
records: how many records it rests on.
grade: grade of the evidence, A to D.
sentence: the verdict in words.
"""

from dataclasses import asdict

import pyarrow as pa

from mutuals.claims.verdict import Given
from mutuals.discover import modules

SCHEMA = pa.schema(
    [
        ("claim", pa.string()),
        ("verdict", pa.string()),
        ("effect", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("records", pa.int64()),
        ("grade", pa.string()),
        ("sentence", pa.string()),
    ]
)


def claim(  # noqa: PLR0913  a step's parameters are the tables it needs
    *,
    person: pa.Table,
    status: pa.Table,
    influence: pa.Table,
    exposure: pa.Table,
    adoption: pa.Table,
    independence: pa.Table,
    capacity_balance: pa.Table,
    subgroup: pa.Table,
    recurring_moved: pa.Table,
) -> pa.Table:
    """Test every claim: each module of this package that has a ``judge``."""
    tables = Given(
        {
            "person": person,
            "status": status,
            "influence": influence,
            "exposure": exposure,
            "adoption": adoption,
            "independence": independence,
            "capacity_balance": capacity_balance,
            "subgroup": subgroup,
            "recurring_moved": recurring_moved,
        }
    )
    found = modules("mutuals.claims")
    judges = [found[name].judge for name in sorted(found) if hasattr(found[name], "judge")]
    return pa.Table.from_pylist([asdict(judge(tables)) for judge in judges], schema=SCHEMA)
