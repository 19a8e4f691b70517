"""Each sample gives exactly the rows, rejects and notices written beside it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.readers.community.reading import Found, found_in

from mutuals.readers.community import recognizes

SAMPLES = sorted(
    path for path in (Path(__file__).parent / "samples").iterdir() if path.suffix != ".json"
)


def written(found: Found) -> dict[str, Any]:
    """Return what was found with addresses for their numbers and no empty cells."""
    who = {row["address_id"]: f"{row['scheme']}:{row['value']}" for row in found.tables["handle"]}
    tables = {
        name: [_row(row, who) for row in rows]
        for name, rows in found.tables.items()
        if name != "handle"
    }
    handles = sorted(who.values())
    rejects = [[one.record_no, one.reason, one.message] for one in found.rejects]
    return {"handle": handles, **tables, "rejects": rejects, "notices": found.notices}


def _row(row: dict[str, Any], who: dict[int, str]) -> dict[str, Any]:
    return {name: _cell(value, who) for name, value in row.items() if value not in {None, ""}}


def _cell(value: Any, who: dict[int, str]) -> Any:  # noqa: ANN401 - any column
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return who[value] if isinstance(value, int) and value in who else value


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    content = path.read_bytes()
    expected = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
    assert written(found_in(content, keep_text=True)) == expected
    assert recognizes(path.name, content) == pytest.approx(0.95)
