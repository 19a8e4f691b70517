"""The pages of ties over time, over rows small enough to foretell every word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.web.test_small_worlds import ANN, CY, DEE, ME, PEOPLE, at, world

from mutuals.records import Cut
from mutuals.web.pages.capacity import capacity, everybody
from mutuals.web.pages.continuum import continuum
from mutuals.web.tie import by_records, changes, told

DAYS = "days with contact alone or in small company in the last 90, against up to a year before"


def change(alter: int, step: tuple[int, str | None, str], when: str) -> dict[str, Any]:
    number, before, after = step
    return {
        "ego_id": ME, "alter_id": alter, "number": number, "from_stage": before,
        "to_stage": after, "happened_at": at(when), "trigger": "regular contact",
        "preceded_by": None,
    }  # fmt: skip


CHANGES = [
    change(ANN, (1, None, "acquaintance"), "2024-02-01"),
    change(CY, (1, None, "budding_friend"), "2024-03-01"),
    change(ANN, (2, "acquaintance", "dormant"), "2025-02-01"),
    change(ANN, (3, "dormant", "acquaintance"), "2025-05-01"),
    change(ANN, (4, "acquaintance", "friend"), "2025-06-01"),
    change(CY, (2, "budding_friend", "dormant"), "2025-07-01"),
    change(DEE, (1, None, "avatar"), "2025-08-01"),
]
CLOCK = [{"as_of": 1_772_236_800, "as_of_at": at("2026-02-28")}]


def lately(alter: int, before: str | None, after: str, *, move: str) -> dict[str, Any]:
    return {
        "ego_id": ME, "alter_id": alter, "from_stage": before, "to_stage": after, "move": move,
        "was_dormant": None if before is None else False, "is_dormant": move == "silent",
    }  # fmt: skip


LATELY = [
    lately(ANN, "acquaintance", "friend", move="closer"),
    lately(CY, "budding_friend", "budding_friend", move="silent"),
    lately(DEE, None, "avatar", move="new"),
]


def test_the_years_say_who_came_closer_and_who_fell_silent() -> None:
    weather = [
        {"ego_id": ME, "alter_id": ANN, "weather": "cooling", "is_fading": True, "recent": 3,
         "usual": 8.2},
        {"ego_id": ME, "alter_id": CY, "weather": "asleep", "is_fading": False, "recent": 0,
         "usual": 0.0},
    ]  # fmt: skip
    page = continuum(world(transition=CHANGES, lately=LATELY, weather=weather, clock=CLOCK), ME)
    assert page.answer.text() == (
        "Of the 2 people you were in contact with by the end of 2024, 1 came closer and "
        "1 fell silent; nobody stands where they stood."
    )
    newest, year = page.years
    assert newest.sentence.text() == (
        "In the last twelve months, 1 came closer, 1 fell silent and 1 came in for the first time."
    )
    assert year.sentence.text() == (
        "In 2025, 1 came closer, 1 fell silent and 1 came in for the first time."
    )
    assert [proof.anchor for proof in year.evidence] == ["closer-2025", "silent-2025", "new-2025"]
    assert [piece.date for piece in year.evidence[0].pieces] == ["1 Jun 2025"]
    assert year.evidence[0].pieces[0].words[1] == ": acquaintance to friend, by regular contact"
    assert year.evidence[1].pieces[0].words[1] == (": budding friend, dormant, by regular contact")
    assert page.flows is not None
    assert page.flows.values.rows[0] == ("Friends", "0", "1", "1")
    assert page.fading is not None
    assert page.fading.text() == (
        "One regular tie is down to half of the usual contact, or less: with Ann Bell on three "
        "days of the last 90 where eight would be usual."
    )
    assert page.fading_evidence[0].pieces[0].words[1] == (
        ": contact alone or in small company on 3 days in the last 90; 8 would be usual"
    )


def test_a_quiet_year_and_one_year_alone_are_said_so() -> None:
    still = continuum(world(transition=CHANGES[:2], clock=CLOCK), ME)
    assert still.answer.text().endswith("by the end of 2024, all stand where they stood.")
    assert "nobody changed rings" in still.years[0].sentence.text()
    first = change(DEE, (1, None, "avatar"), "2026-02-01")
    alone = continuum(world(transition=[first], clock=CLOCK), ME)
    assert alone.answer.missing.startswith("We cannot say yet how ties moved")
    assert (alone.flows, alone.years, alone.fading) == (None, (), None)


def test_a_community_is_asked_whose_years() -> None:
    people = [{**row, "is_me": False} for row in PEOPLE]
    here = world(person=people, transition=CHANGES, clock=CLOCK)
    page = continuum(here, None)
    assert page.answer.missing.startswith("These are the records of a whole community")
    assert [one.name for one in page.choose_from][:2] == ["Ann Bell", "Cy Dorn"]
    theirs = continuum(here, ME)
    assert theirs.answer.text().startswith("Of the 2 people Me Myself was in contact with")


def close(**given: object) -> dict[str, Any]:
    return {
        "ego_id": ME, "alter_id": ANN, "closeness": 0.6, "lower": 0.52, "upper": 0.68,
        "evidence": "for: contact in 32 weeks; against: 1% of one's time", "grade": "B",
        "sure": "fairly sure", **given,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said", "signs"),
    [
        (close(), "ten ties that look like this one, 5 to 7 are named friendships.", 2),
        (
            close(sure="not enough records", lower=0.1, upper=0.9),
            "name them a friend: 1 to 9 of ten ties like it are friendships.",
            2,
        ),
        (close(closeness=None, evidence=""), "too few weeks of the last year are seen.", 0),
    ],
)
def test_closeness_is_said_no_finer_than_it_is_known(
    row: dict[str, Any], said: str, signs: int
) -> None:
    (one,) = told(world(closeness=[row]), ANN, 7)
    assert one.sentence.text().endswith(said)
    assert len(one.signs) == signs


def test_weather_and_what_is_to_come_have_their_ranges() -> None:
    weather = {
        "ego_id": ME, "alter_id": ANN, "weather": "steady", "recent": 11, "usual": 14.8,
        "lower": 0.4, "upper": 1.2,
    }  # fmt: skip
    alive = {"ego_id": ME, "alter_id": ANN, "alive": 0.99, "lower": 0.96, "upper": 0.999,
             "days": 200, "grade": "own records"}  # fmt: skip
    said = [one.sentence for one in told(world(weather=[weather], alive=[alive]), ANN, 7)]
    assert [one.text() for one in said] == [
        (
            "Contact alone or in small company on 11 of the last 90 days; 15 would be usual "
            "between the two of you."
        ),
        "Of a hundred such ties, at least 96 are in contact again within 90 days.",
    ]
    assert said[0].basis == DAYS
    few = world(
        weather=[{**weather, "weather": "not enough records"}], alive=[{**alive, "alive": None}]
    )
    assert [one.sentence.missing[:25] for one in told(few, ANN, 7)] == [
        "We cannot say yet whether", "We cannot say yet whether",
    ]  # fmt: skip


def test_a_change_shows_what_came_before_it() -> None:
    begin = datetime(2025, 5, 30, 12, tzinfo=UTC)
    contacts = [
        {"interaction_id": bytes([number]) * 16, "started": int(moment.timestamp()),
         "started_at": moment.replace(tzinfo=None), "channel": "mail", "kind": "message",
         "is_one_on_one": 1, "title": "", "thread_id": None, "audience_size": 1, "sent": 1,
         "minutes": 1.0}
        for number, moment in ((2, begin + timedelta(days=9)), (1, begin))
    ]  # fmt: skip
    rows = [
        {**CHANGES[4], "preceded_by": "introduction"},
        {**CHANGES[4], "preceded_by": "shared work"},
    ]
    first, second = changes(world(), rows, contacts)
    assert first.words == "friend: regular contact, after an introduction"
    assert second.words == "friend: regular contact, after shared work"
    assert [piece.date for piece in first.evidence] == ["30 May 2025"]


def test_what_the_records_alone_would_say() -> None:
    course = [{"ego_id": ME, "alter_id": ANN, "number": at, "rank": rank}
              for at, rank in ((1, 0), (2, 1), (3, -1))]  # fmt: skip
    here = world(course=course)
    assert by_records(here, ANN, {"is_corrected": True}) == (
        "You say so; the records alone would say acquaintance."
    )
    assert by_records(here, ANN, {"is_corrected": False}) == ""


def balance(person_id: int, usual: float, verdict: str) -> dict[str, Any]:
    return {
        "person_id": person_id, "months": 24, "usual": usual, "lowest": 8, "highest": 12,
        "opened": 9, "closed": 7, "change": 0.1, "lower": -0.1, "upper": 0.2, "renewed": 0.2,
        "verdict": verdict,
    }  # fmt: skip


EMPTY: dict[str, list[dict[str, Any]]] = {
    name: [] for name in ("signature_distance", "signature_displaced", "capacity_layer")
}


def test_capacity_opens_the_ties_it_counts() -> None:
    month = {"person_id": ME, "month": "2025-03", "open": 9, "opened": 2, "closed": 1}
    spell = {"ego_id": ME, "alter_id": ANN, "number": 1, "opened": 1_740_000_000, "closed": None}
    layer = {"person_id": ME, "layer": "yearly", "people": 37, "reference": 150,
             "reference_lower": 2, "reference_upper": 520}  # fmt: skip
    shares = [{"person_id": ME, "half": half, "rank": 1, "alter_id": ANN, "share": share}
              for half, share in ((0, 0.4), (1, 0.3))]  # fmt: skip
    tables = {
        name: [{"person_id": 0}] for name in ("signature_distance", "signature_displaced")
    } | {
        "capacity": [{**month, "is_whole": True}],
        "capacity_balance": [balance(ME, 10.2, "holds")],
        "capacity_spell": [spell],
        "capacity_layer": [layer],
        "signature": shares,
        "namesake": [{"person_id": 0}],
    }
    page = capacity(world(**tables), ME)
    assert page.answer.text() == (
        "You have about 10 ties open at once, 8 to 12 from month to month; as many open as close."
    )
    assert [(one.anchor, one.many) for one in page.evidence] == [("opened", 1), ("closed", 0)]
    assert page.months is not None
    assert page.months.values.rows == (("Mar 2025", "9", "2", "1"),)
    assert page.signature is not None
    assert page.signature.values.rows == (("1", "40 %", "30 %"),)
    assert page.layers is not None
    assert page.layers.values.rows == (("Once a year", "37", "150", "2 to 520"),)
    assert page.shape is not None
    assert page.shape.missing.startswith("We cannot say yet whether your way")


def test_a_communitys_capacity_is_a_range_and_nobodys_is_said_so() -> None:
    rows = [balance(number, float(number), "grows") for number in range(1, 10)]
    page = everybody(world(capacity_balance=rows))
    assert page.answer.text() == (
        "People in these records have about 5 ties open at once; half of them between 2 and 8."
    )
    assert page.verdicts == (("9", "have more and more"),)
    assert everybody(world(capacity_balance=rows[:3])).answer.missing.startswith("We cannot say")
    assert capacity(world(), ME).answer.missing.startswith("We cannot say yet")
    assert world().count("capacity", Cut()) == 0


def test_years_on_end_in_which_nobody_moved_are_one_line() -> None:
    old = [
        change(ANN, (1, None, "acquaintance"), "2015-02-01"),
        change(CY, (1, None, "budding_friend"), "2015-03-01"),
        change(ANN, (2, "acquaintance", "friend"), "2018-06-01"),
    ]
    still = [lately(CY, "budding_friend", "budding_friend", move="stayed")]
    page = continuum(world(transition=old, lately=still, clock=CLOCK), ME)
    quiet = "nobody changed rings, as far as these files show."
    assert [one.sentence.text() for one in page.years] == [
        f"In the last twelve months, {quiet}",
        f"From 2019 to 2025, {quiet}",
        "In 2018, 1 came closer.",
        f"From 2016 to 2017, {quiet}",
    ]
