"""Closeness is worked out with numbers that its script comes to again."""

import os
from pathlib import Path

import numpy as np
import pytest
from benchmarks.data.thiers13 import DATA
from benchmarks.truth.closeness_school import figures, judge, ways
from benchmarks.truth.fit_closeness import FILE, formatted, written
from benchmarks.truth.school import School, school

HAS_DATA = (Path(os.environ.get("MUTUALS_DATA", DATA)) / "thiers13").is_dir()
pytestmark = [
    pytest.mark.skipif(not HAS_DATA, reason="the school's data is not in MUTUALS_DATA"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def found() -> School:
    return school()


def test_the_survey_is_read_as_published(found: School) -> None:
    assert (found.either.size, int(found.either.sum()), int(found.both.sum())) == (8778, 403, 262)
    assert found.directed()[1].sum() == 665


def test_the_script_comes_to_the_numbers_in_the_file(found: School) -> None:
    assert formatted(written(found)) == FILE.read_text(encoding="utf-8")


def test_friends_are_told_from_others_as_well_as_was_asked(found: School) -> None:
    ours = judge(found, dict(ways(found))["ours, grouped: 5 signs"])
    least = {"AUC": 0.945, "AP": 0.70, "AUC within": 0.88, "AP within": 0.79, "mutual": 0.745}
    assert [name for name, one in least.items() if ours.figures[name].value < one] == []
    assert (ours.gap <= 0.01, ours.gap_within <= 0.03) == (True, True)
    rng = np.random.default_rng(4)
    shuffled = figures(found, rng.permutation(ours.chance))
    assert abs(shuffled["AUC"] - 0.5) < 0.05
