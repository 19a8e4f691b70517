"""Credit by the fitted hazard: it comes to one, to the total, and to whoever moved."""

from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from tests.influence.rows import DAY, START, key
from tests.stepping import Row

from mutuals.influence.fitted import fitted
from mutuals.influence.fitted_credit import fitted_credit
from mutuals.influence.fitted_person import fitted_person
from mutuals.influence.influence import influence
from mutuals.influence.peer_effect import peer_effect
from mutuals.influence.studied import Records

PEOPLE, THINGS, MOVER, STAR = 24, 12, 0, 1
Tables = dict[str, pa.Table]


@cache
def planted(things: int = THINGS) -> Tables:
    """Let the mover tell one person a day of a thing: half of them do it a day later.

    The star posts to everybody and moves nobody; five do each thing by themselves; and
    everybody chats with everybody about nothing.
    """
    rng, adoption, origin, telling = np.random.default_rng(3), {}, [], []
    for thing in range(things):
        begun = 20.0 * thing
        origin += [_has(person, thing, begun) for person in (MOVER, STAR)]
        listeners = rng.permutation(np.arange(2, PEOPLE))[:12]
        for day, person in enumerate(listeners.tolist()):
            telling.append(_told((MOVER, person), f"t{thing}", begun + 1 + day))
            if rng.random() < 0.5:
                adoption[person, thing] = begun + 2 + day
        telling += [
            _told((STAR, person), f"t{thing}", begun + 3, audience=PEOPLE)
            for person in range(2, PEOPLE)
        ]
        for person in rng.integers(2, PEOPLE, 5).tolist():
            adoption.setdefault((person, thing), begun + float(rng.uniform(0, 200)))
    telling += _chat(rng)
    done = [_did(number, who, day) for number, (who, day) in enumerate(sorted(adoption.items()))]
    origin += [_has(person, thing, day) for (person, thing), day in adoption.items()]
    return {
        "adoption": pa.Table.from_pylist(done),
        "origin": pa.Table.from_pylist(origin),
        "telling": pa.Table.from_pylist(telling),
        "belonging": pa.Table.from_pylist([_belongs(one) for one in range(PEOPLE)]),
        "behaviour": pa.table(
            {
                "person_id": pa.array([], pa.int64()),
                "thing": pa.array([], pa.string()),
                "started": pa.array([], pa.int64()),
            }
        ),
    }


def _belongs(person: int) -> Row:
    empty = dict.fromkeys(("observed_from", "observed_to"))
    return {"person_id": person, "group_name": "", "covariates": "", **empty}


def _chat(rng: np.random.Generator) -> list[Row]:
    ends = rng.integers(0, PEOPLE, (2000, 2)).tolist()
    days = rng.uniform(0, 400, len(ends)).tolist()
    return [
        _told((one, other), "", day)
        for (one, other), day in zip(ends, days, strict=True)
        if one != other
    ]


def _has(person: int, thing: int, day: float) -> Row:
    started = START + int(day * DAY)
    return {"person_id": person, "thing": f"t{thing}", "is_named": 1, "started": started}


def _told(ends: tuple[int, int], thing: str, day: float, *, audience: int = 1) -> Row:
    return {
        "source_id": ends[0],
        "person_id": ends[1],
        "started": START + int(day * DAY),
        "thing": thing,
        "audience_size": audience,
        "is_open": int(audience > 1),
    }


def _did(number: int, who: tuple[int, int], day: float) -> Row:
    return {
        "outcome_id": key(number),
        "person_id": who[0],
        "thing": f"t{who[1]}",
        "happened": START + int(day * DAY),
        "sort": "action",
    }


def test_credit_comes_to_one_and_to_the_total() -> None:
    credit, pooled = fitted_credit(**planted()), peer_effect(**planted()).to_pylist()
    outcome = credit["outcome_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    sums = np.bincount(outcome, credit["credit"].to_numpy())
    assert sums.tolist() == pytest.approx([1.0] * planted()["adoption"].num_rows)
    total = pooled[0]
    assert total["thing"] is None
    assert credit["personal"].to_numpy().sum() == pytest.approx(total["adjusted"], rel=0.01)
    assert sum(row["adjusted"] for row in pooled[1:]) == pytest.approx(total["adjusted"], rel=0.01)
    assert total["lower"] <= total["adjusted"] <= total["upper"]
    assert total["lower_95"] <= total["lower"] <= total["lower_50"]
    # without earlier behaviour nothing better than C
    assert (total["grade"], total["priors"]) == ("C", 0)


def test_whoever_moved_has_the_credit_and_whoever_is_seen_has_not() -> None:
    rows = {row["person_id"]: row for row in fitted_person(**planted()).to_pylist()}
    mover, star = rows[MOVER], rows[STAR]
    assert mover["personal"] > 20
    assert star["personal"] == 0
    assert mover["personal_lower"] < mover["personal_half_lower"] < mover["personal"]
    assert mover["personal"] < mover["personal_half_upper"] < mover["personal_upper"]
    assert star["broadcast_lower"] <= star["broadcast"] <= star["broadcast_upper"]


def test_the_table_of_persons_takes_the_fit_over() -> None:
    fit = fitted_person(**planted())
    person = pa.table({"person_id": range(PEOPLE), "is_automaton": [False] * PEOPLE})
    credit = pa.Table.from_pylist(
        [{"outcome_id": key(1), "person_id": 2, "source_id": MOVER, "sort": "action"}]
    )
    for name in ("personal", "broadcast", "credit"):
        credit = credit.append_column(name, pa.array([0.5]))
    conversion = pa.table(
        {
            "source_id": pa.array([MOVER, MOVER, None], pa.int64()),
            "way": ["personal", "broadcast", "personal"],
            "people": [3, 4, 7],
            "exposed": [5, 6, 11],
            "took_up": [1, 1, 2],
        }
    )
    passing = pa.table(
        {"ego_id": [0], "alter_id": [2], "chance": [0.2], "lower": [0.1], "upper": [0.3]}
    )
    found = influence(person, credit, fit, conversion=conversion, passing=passing).to_pylist()
    assert found[MOVER]["personal"] == fit["personal"][MOVER].as_py()
    assert (found[MOVER]["grade"], found[MOVER]["broadcast_grade"]) == ("C", "C")
    assert (found[MOVER]["exposures"], found[MOVER]["outcomes"]) == (11, 1)
    assert (found[MOVER]["personal_rank"], found[STAR]["personal_rank"]) == (0.5, None)


def test_few_things_done_are_not_fitted() -> None:
    few = planted(6)
    assert few["adoption"].num_rows < 100
    assert fitted(Records(**few)) is None
    assert fitted_credit(**few).num_rows == fitted_person(**few).num_rows == 0
    assert peer_effect(**few).num_rows == 0
