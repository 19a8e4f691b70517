"""Public hostile files, as files and as values and names, never raise."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from tests.readers.community.reading import csv_of, found_in

HOSTILE = Path(os.environ.get("MUTUALS_DATA", "../shared/data")) / "hostile"
needs_data = pytest.mark.skipif(not HOSTILE.is_dir(), reason="MUTUALS_DATA has no hostile files")


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    (path,) = HOSTILE.glob("blns/**/blns.json")
    found: list[str] = json.loads(path.read_text("utf-8"))
    return found


@needs_data
def test_hostile_files_give_rejects_only() -> None:
    paths = [path for path in HOSTILE.glob("parquet-testing/**/*") if path.is_file()]
    paths += [path for path in HOSTILE.glob("jsontestsuite/**/*") if path.is_file()]
    assert paths
    for path in paths:
        found = found_in(path.read_bytes())
        assert not found.tables
        assert {reason for _, reason in found.reasons} <= {"damaged_file", "missing_columns"}


@needs_data
def test_naughty_strings_are_stored_or_rejected_one_by_one(naughty: list[str]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["started_at", "sender", "recipients", "text", "medium", "thread_id"])
    writer.writerows([one, one, one, one, one, one] for one in naughty)
    writer.writerows(["2024", "ann", one, one, "", one] for one in naughty)
    found = found_in(text.getvalue().encode(), keep_text=True)
    assert found.seen == 2 * len(naughty)
    assert len(found.tables["interaction"]) == len(naughty)
    assert found.values("interaction", "text") == [one.strip() for one in naughty]


@needs_data
def test_naughty_names_of_columns_are_covariates(naughty: list[str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["person", *naughty], ["p", *naughty]])
    found = found_in(text.getvalue().encode())
    (covariates,) = found.values("profile", "covariates")
    assert len(json.loads(covariates)) > 490


def test_formulas_markup_and_commands_stay_as_they_are() -> None:
    strange = ["=1+1", "<script>alert(1)</script>", "'; DROP TABLE tie; --", "\u202eevil", "%s%n"]
    found = found_in(csv_of("ego\talter", *(f"{one}\tbo" for one in strange)))
    assert set(found.values("handle", "value")) == {*strange, "bo"}
