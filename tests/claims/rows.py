"""Empty tables of the claims that rest on choices, capacity and gatherings."""

import pyarrow as pa

_COLUMNS = {
    "independence": {"person_id": pa.int64(), "untold": pa.string(), "crowd": pa.float64()}
    | {"choices": pa.int64()},
    "capacity_balance": {"verdict": pa.string(), "opened": pa.int64(), "closed": pa.int64()},
    "subgroup": {"gathering_id": pa.int64(), "subgroup": pa.int64(), "person_id": pa.int64()}
    | {"basis": pa.string()},
    "recurring_moved": {"pairs": pa.int64(), "before": pa.int64(), "after": pa.int64()}
    | {"ratio": pa.float64(), "lower": pa.float64(), "upper": pa.float64()}
    | {"verdict": pa.string()},
}
NOTHING = {
    name: pa.schema(list(columns.items())).empty_table() for name, columns in _COLUMNS.items()
}
