"""Public calendars, many of them broken: nothing raises, every component counts."""

import os
import re
from pathlib import Path
from time import perf_counter

import pytest

from mutuals.readers.calendar import read
from mutuals.records import Interaction, Reject, Source

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[4] / "shared" / "data"))
BEGINS = re.compile(rb"(?mi)^BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY|VPOLL)\s*?$")


@pytest.mark.parametrize(
    ("folder", "at_least"),
    [
        ("exports/ics_icalendar", 170),
        ("hostile/icalendar-py", 150),
        pytest.param("hostile/libical", 2_000, marks=pytest.mark.slow),
    ],
)
def test_every_component_is_a_record(folder: str, at_least: int) -> None:
    paths = sorted((DATA / folder).rglob("*.ics"))
    if not paths:
        pytest.skip("the data folder (MUTUALS_DATA) is not here")
    counted = 0
    for path in paths:
        expected = len(BEGINS.findall(path.read_bytes()))
        began = perf_counter()
        seen = records_seen(path)
        assert perf_counter() - began < 10, path.name
        assert seen == expected, path.name
        counted += seen
    assert counted >= at_least


def records_seen(path: Path) -> int:
    found = list(read(Source(name=path.name, open=lambda: path.open("rb"))))
    numbers = [one.record_no for one in found if isinstance(one, Interaction | Reject)]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    return len(set(numbers))
