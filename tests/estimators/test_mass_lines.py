"""Lines to many that nobody answers count as one message to all of them."""

from dataclasses import replace

import numpy as np
import pytest

from mutuals.estimators.mass_lines import without_masses
from mutuals.estimators.study import Adoptions, Contacts, Study, personal_share

DECAY = 10.0
OTHERS = 9


def _study(ends: tuple[list[int], list[int]], at: list[float]) -> Study:
    nobody = np.zeros(0)
    return Study(
        personal=Contacts.of(ends, at, weight=np.ones(len(at))),
        broadcast=Contacts.of((nobody, nobody), nobody, weight=nobody),
        adoptions=Adoptions.of((nobody, nobody), nobody, (OTHERS + 1, 1)),
        group=np.zeros(OTHERS + 1, np.int64),
        priors=np.zeros((OTHERS + 1, 0)),
        end=100.0,
    )


def _to_all(at: float, apart: float) -> Study:
    everybody = list(range(1, OTHERS + 1))
    return _study(([0] * OTHERS, everybody), [at + apart * one for one in everybody])


@pytest.mark.parametrize("at", [0.0, 0.05, 0.095, 50.02])
def test_a_burst_of_lines_is_one_message_to_all(at: float) -> None:
    found = without_masses(_to_all(at, 0.01), DECAY)
    assert found.personal.weight == pytest.approx(personal_share(np.full(OTHERS, OTHERS)))
    assert found.personal.weight + found.broadcast.weight == pytest.approx(1.0)


def test_lines_far_apart_stay_personal() -> None:
    study = _to_all(0.0, 5.0)
    assert without_masses(study, DECAY) is study


def test_whoever_answers_was_spoken_to() -> None:
    burst = _to_all(1.0, 0.0)
    told = burst.personal
    ends = np.append(told.source, [3, 4]), np.append(told.target, [0, 0])
    at = np.append(told.at, [1.0 + DECAY / 2, 1.0 + 2 * DECAY])
    with_answers = replace(burst, personal=Contacts.of(ends, at, weight=np.ones(at.size)))
    found = without_masses(with_answers, DECAY).personal
    mine = found.source == 0
    weights = dict(zip(found.target[mine].tolist(), found.weight[mine].tolist(), strict=True))
    assert weights.pop(3) == 1.0
    assert set(weights.values()) == set(personal_share(np.array([OTHERS - 1])).tolist())
    assert (found.weight[~mine] == 1.0).all()


def test_ten_lines_to_one_person_are_personal() -> None:
    study = _study(([0] * 10, [1] * 10), [1.0] * 10)
    assert without_masses(study, DECAY) is study


def test_nobody_wrote_anything() -> None:
    study = _study(([], []), [])
    assert without_masses(study, DECAY) is study
