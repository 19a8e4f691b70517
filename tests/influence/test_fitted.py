"""Credit by the fitted hazard: it comes to one, to the total, and to whoever moved."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest
from tests.influence.rows import DAY, START, key
from tests.stepping import Row

from mutuals.estimators.attributions import updated
from mutuals.estimators.own_hazard import Own
from mutuals.estimators.own_setting import Parts, Setting
from mutuals.estimators.study import Adoptions, Attributions
from mutuals.influence.fitted import fitted
from mutuals.influence.fitted_credit import fitted_credit
from mutuals.influence.fitted_person import fitted_person
from mutuals.influence.influence import influence
from mutuals.influence.moderator import moderator
from mutuals.influence.peer_effect import peer_effect
from mutuals.influence.studied import Records, studied
from mutuals.influence.words import moderated

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
        "attributed_id": None,
    }


def test_whom_the_record_names_has_more_credit_and_all_still_comes_to_one() -> None:
    given, plain = dict(planted()), fitted_credit(**planted())
    assert plain["credit"].equals(plain["without_names"])
    listeners = {row["person_id"] for row in given["telling"].to_pylist() if row["thing"]}
    # a third name somebody: the mover mostly, and some the star, who moved nobody
    rows = [
        row | {"attributed_id": (STAR if number % 15 == 0 else MOVER) if number % 3 == 0 else None}
        for number, row in enumerate(given["adoption"].to_pylist())
        if row["person_id"] in listeners
    ]
    given["adoption"] = pa.Table.from_pylist(rows, schema=_named(given["adoption"].schema))
    named = {row["outcome_id"]: row["attributed_id"] for row in rows}
    gained, sums = [], dict.fromkeys(named, 0.0)
    for row in fitted_credit(**given).to_pylist():
        sums[row["outcome_id"]] += row["credit"]
        if row["source_id"] == MOVER and named[row["outcome_id"]] == MOVER:
            gained.append(row["credit"] - row["without_names"])
    assert list(sums.values()) == pytest.approx([1.0] * len(sums))
    assert min(gained) > 0


def test_a_name_tells_two_apart_who_are_as_likely_by_time() -> None:
    events = 40
    where = SimpleNamespace(event=np.repeat(np.arange(events), 2), source=np.tile([0, 1], events))
    nobody = SimpleNamespace(event=np.zeros(0, np.int64), source=np.zeros(0, np.int64))
    fit = SimpleNamespace(
        nobody=np.full(events, 0.2),
        credit=np.full(2 * events, 0.4),
        broadcast_credit=np.zeros(0),
        ways=(where, nobody),
    )
    taken = Adoptions.of((np.arange(events) + 2, np.zeros(events, int)), np.ones(events), (99, 1))
    # every second one was moved by the first, and says so
    named = np.where(np.arange(events) % 2, 0, -1)
    credit, _, labels = updated(fit, taken, Attributions(taken.person, taken.thing, named))
    of = credit.reshape(events, 2)
    assert of[1::2, 0].min() > 0.9
    assert of[::2].max() < 0.4
    assert of.sum(axis=1).max() <= 1.0
    assert labels.told().recall > 0.5


def _named(schema: pa.Schema) -> pa.Schema:
    place = schema.get_field_index("attributed_id")
    return schema.set(place, pa.field("attributed_id", pa.int64()))


def test_kinds_of_ties_are_held_against_each_other_or_told_to_be_unknown() -> None:
    rows = moderator(**planted()).to_pylist()
    assert [row["kind"] for row in rows] == ["strength", "reciprocity", "embeddedness"]
    for row in rows:
        assert row["grade"] == "C"
        assert row["ratio"] is None or row["lower"] < row["ratio"] < row["upper"]
    few = moderator(**planted(things=2))
    assert few.num_rows == 0
    assert moderated({"kind": "strength", "ratio": None})[1] == "not enough records"
    sure = {"kind": "strength", "ratio": 2.0, "lower": 1.5, "upper": 2.6}
    assert moderated(sure)[1] == "pass on 1.5 to 2.6 times as much"


def test_nobody_is_at_risk_before_they_came_or_after_they_left() -> None:
    given = dict(planted())
    ends = {"observed_from": START, "observed_to": START + 450 * DAY}
    rows = [row | ends for row in given["belonging"].to_pylist()]
    # some leave early: what is not done then tells nothing
    for row in rows[PEOPLE - 6 :]:
        row["observed_to"] = START + 200 * DAY
    given["belonging"] = pa.Table.from_pylist(rows)
    found = studied(Records(**given))
    assert found is not None
    study = found.study
    assert study.sight is not None
    gone = study.present(np.linspace(0.0, study.end, 11))[PEOPLE - 6 :]
    assert (gone[:, 0] == 1).all()
    assert (gone[:, -1] == 0).all()
    assert (study.until[PEOPLE - 6 :] < study.end).all()
    adoptions = np.zeros(study.adoptions.person.size)
    taste, rng = np.zeros((PEOPLE, 0)), np.random.default_rng(1)
    setting = Setting.of(study, Parts(), taste=taste, at=adoptions, rng=rng)
    own = Own.start(setting)
    assert (own.rate()[PEOPLE - 6 :, -1] == 0).all()
    assert (own.rate()[: PEOPLE - 6] > 0).all()
    assert setting.taken.present.mean() == pytest.approx(0.75 + 0.25 * 200 / study.end, abs=0.02)


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
    # without earlier behaviour nothing says that it was not shared taste
    assert mover["personal_lower"] == mover["personal_half_lower"] == 0
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
        {
            "ego_id": [0],
            "alter_id": [2],
            "told": [0.5],
            "chance": [0.2],
            "lower": [0.1],
            "upper": [0.3],
        }
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
