"""Studies are read as they are, and their checks can fail."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from benchmarks.published import cai_survey, surveys
from benchmarks.published.diffusions import estimated, figures
from benchmarks.published.expected import DATA, Expected, expected, missed
from benchmarks.published.nulls import foreseeing, planted

from mutuals.estimators.diffusion import Diffusion

WHERE = Path(os.environ.get("MUTUALS_DATA", DATA))
needs_surveys = pytest.mark.skipif(
    not (WHERE / "netdiffuser").is_dir(), reason="the surveys are not in MUTUALS_DATA"
)
needs_cai = pytest.mark.skipif(
    not (WHERE / "cai2015_insurance").is_dir(), reason="the study is not in MUTUALS_DATA"
)


@pytest.mark.parametrize(
    ("one", "met", "off"),
    [
        (Expected("", "", value=0.5, tolerance=0.1), 0.6, 0.61),
        (Expected("", "", above=1.0), 1.1, 1.0),
        (Expected("", "", below=1.0), 0.9, float("nan")),
    ],
)
def test_a_figure_is_met_or_missed(one: Expected, met: float, off: float) -> None:
    assert one.is_met(met)
    assert not one.is_met(off)


def test_a_figure_that_is_not_there_is_missed() -> None:
    assert missed("kfamily", {}) == list(expected("kfamily"))


@needs_surveys
def test_times_stand_with_those_they_belong_to() -> None:
    """The file of times has its ids in another order than its times: it is not read."""
    seen = surveys.KFAMILY.read(WHERE / "netdiffuser")
    assert (seen.period.size, seen.ego.size, np.unique(seen.group).size) == (1047, 4999, 25)
    assert int((seen.period == 0).sum()) == 374
    assert (seen.group[seen.ego] == seen.group[seen.alter]).all()
    with (WHERE / "netdiffuser" / "kfamily_adoption.csv").open(encoding="utf-8") as file:
        told = [int(row["time_of_adoption"]) % 11 for row in csv.DictReader(file)]
    assert seen.period.tolist() == told


@pytest.fixture(scope="module")
def doctors() -> Diffusion:
    return surveys.MED_INNOVATIONS.read(WHERE / "netdiffuser")


@needs_surveys
def test_physicians_show_nothing_and_planted_faults_are_caught(doctors: Diffusion) -> None:
    assert missed("med_innovations", figures(estimated(doctors))) == []
    spoiled = [planted(doctors, np.random.default_rng(1)), foreseeing(doctors)]
    for one in spoiled:
        assert set(missed("med_innovations", figures(estimated(one)))) == {"placebo_z", "lower"}


@needs_surveys
def test_both_files_hold_the_same_physicians(doctors: Diffusion) -> None:
    other = surveys.physicians(WHERE / "coleman_physicians_konect")
    assert other.ego.size == doctors.ego.size
    assert sorted(other.period) == sorted(doctors.period)


@needs_cai
def test_friends_in_no_row_of_the_survey_are_kept_apart() -> None:
    seen = cai_survey.households(WHERE / "cai2015_insurance")
    assert (seen.took.size, np.unique(seen.hamlet).size) == (4902, 173)
    assert (seen.sessions, int(seen.elsewhere.sum())) == (249, 249)
    first = ~seen.second
    assert seen.took[first & seen.intensive].mean() == pytest.approx(0.504, abs=0.001)
    assert seen.took[first & ~seen.intensive].mean() == pytest.approx(0.352, abs=0.001)


def test_farmers_of_the_last_year_had_not_adopted(tmp_path: Path) -> None:
    people = ["village,id,age,school,land3,toa"]
    people += [f"{1 + k // 2},{k},30,,5,{year}" for k, year in enumerate([1946, 1964, 1965, 1950])]
    (tmp_path / "brfarmers.csv").write_text("\n".join(people), encoding="utf-8")
    ties = "from,to\n1000,1001\n1001,1001\n2003,1000\n"
    (tmp_path / "brfarmers_network_edges.csv").write_text(ties, encoding="utf-8")
    seen = surveys.BRFARMERS.read(tmp_path)
    assert (seen.period.tolist(), seen.last) == ([1, 19, 0, 5], 19)
    assert (seen.ego.tolist(), seen.alter.tolist()) == ([0, 3], [1, 0])
    assert not seen.known.any()
