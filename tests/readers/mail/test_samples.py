"""Each sample gives exactly the records written beside it."""

import io
import json
from dataclasses import MISSING, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mutuals.readers import mail
from mutuals.records import Source

SAMPLES = sorted(
    path for path in (Path(__file__).parent / "samples").iterdir() if path.suffix != ".json"
)


def written(value: Any) -> Any:  # noqa: ANN401 - any field of any record
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [written(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    shown = {one.name: (getattr(value, one.name), one.default) for one in fields(value)}
    kept = {
        name: written(held)
        for name, (held, default) in shown.items()
        if default is MISSING or held != default
    }
    return {"record": type(value).__name__, **kept}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_its_records(sample: Path) -> None:
    content = sample.read_bytes()
    source = Source(sample.name, lambda: io.BytesIO(content), len(content))
    expected = json.loads(sample.with_name(f"{sample.name}.json").read_text(encoding="utf-8"))
    assert [written(one) for one in mail.read(source)] == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_recognized_by_its_content(sample: Path) -> None:
    sure = mail.recognizes("no-name", sample.read_bytes())
    assert sure >= (0.95 if sample.suffix in {".mbox", ".txt"} else 0.6)


def test_line_ends_do_not_matter() -> None:
    unix, windows = (
        json.loads((SAMPLES[0].parent / f"{name}.mbox.json").read_text(encoding="utf-8"))
        for name in ("quoted", "crlf")
    )
    assert [one["reason"] for one in windows if one["record"] == "Reject"] == ["no_date"]
    assert windows[:2] == unix[:2]
