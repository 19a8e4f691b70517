"""Evidence, reasons, headlines and the months of a slider, word for word."""

from typing import Any

import pytest
from tests.web.test_small_worlds import ANN, CY, DEE, KEY, ME, at, introduction, world

from mutuals.sentence import Evidence, Sentence, Who
from mutuals.web.acts import _person
from mutuals.web.crowd import count, latest
from mutuals.web.evidence import brought, done_after, grown, talked
from mutuals.web.reword import headline
from mutuals.web.shell.slider import Asked, slider
from mutuals.web.when import active, anybody
from mutuals.web.why import GRADES, RULES, reasons

OTHER = b"fedcba9876543210"
SOURCES = [{"source_id": 1, "path": "/somewhere/m.mbox"}, {"source_id": 2, "path": "d.csv"}]


def words(parts: tuple[object, ...]) -> str:
    return "".join(one.name if isinstance(one, Who) else str(one) for one in parts)


def contact(started: str, key: bytes = KEY, **given: object) -> dict[str, Any]:
    return {
        "ego_id": ME, "alter_id": ANN, "interaction_id": key, "started_at": at(started),
        "started": int(at(started + "+00:00").timestamp()), "channel": "mail", "kind": "message",
        "is_one_on_one": 1, "audience_size": 1, "sent": 1, "minutes": 2.0, "title": "Tea",
        "thread_id": None, **given,
    }  # fmt: skip


def stored(key: bytes, record_no: int) -> dict[str, Any]:
    return {
        "interaction_id": key, "channel": "mail", "kind": "message", "source_id": 1,
        "record_no": record_no,
    }  # fmt: skip


def test_contact_says_what_happened_and_where_it_stands() -> None:
    rows = [contact("2025-03-01"), contact("2025-04-01", OTHER, sent=0, title="")]
    here = world(contact=rows, interaction=[stored(KEY, 7), stored(OTHER, 9)], source=SOURCES)
    found = talked(here, ANN)
    assert [(one.date, one.by, words(one.words), one.title, one.place) for one in found.pieces] == [
        ("1 Apr 2025", "Mail", "A message from them, the two of you", "", "m.mbox, record 9"),
        ("1 Mar 2025", "Mail", "A message from you, the two of you", "Tea", "m.mbox, record 7"),
    ]  # fmt: skip
    assert (found.anchor, found.many) == (f"with-{ANN}", 2)


def done(key: bytes, happened: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    moment = int(at(happened + "+00:00").timestamp())
    outcome = {
        "outcome_id": key, "thing": "job:dye-study", "happened_at": at(happened),
        "happened": moment, "source_id": 2, "record_no": 4,
    }  # fmt: skip
    credit = {
        "outcome_id": key, "person_id": CY, "source_id": ANN, "sort": "action", "personal": 0.5,
    }  # fmt: skip
    uptake = {"outcome_id": key, "source_id": ANN, "last_contact": moment - 86_400}
    return outcome, credit, uptake


def test_what_was_done_after_talks_is_newest_first() -> None:
    outcomes, parts, uptakes = zip(done(KEY, "2025-05-02"), done(OTHER, "2025-06-02"), strict=True)
    post = {**parts[0], "outcome_id": b"p" * 16, "personal": 0.0}
    here = world(
        outcome=list(outcomes), credit=[*parts, post], uptake=list(uptakes), source=SOURCES
    )
    found = done_after(here, ANN)
    assert found.many == 2
    assert [(one.date, words(one.words), one.place) for one in found.pieces] == [
        ("2 Jun 2025", "Cy Dorn took up dye study; last in contact 1 Jun 2025", "d.csv, record 4"),
        ("2 May 2025", "Cy Dorn took up dye study; last in contact 1 May 2025", "d.csv, record 4"),
    ]  # fmt: skip
    assert done_after(here, ANN, taker=DEE).many == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "You wrote to Ann Bell and Cy Dorn; in touch since"),
        ({"afterwards": "met once"}, "You wrote to Ann Bell and Cy Dorn; met once"),
        ({"thing": "job:dye-study"}, "You wrote to Ann Bell and Cy Dorn; took up dye study"),
        (
            {"introducer_id": CY, "person_a_id": ME, "person_b_id": DEE, "afterwards": "quiet"},
            "Cy Dorn wrote to you and Dee Ek; quiet since, as far as these files show",
        ),
    ],
)
def test_introductions_say_who_brought_whom(given: dict[str, object], said: str) -> None:
    here = world(interaction=[stored(KEY, 3)], source=SOURCES)
    found = brought(here, [introduction(**given)])
    assert [(words(one.words), one.by, one.place) for one in found.pieces] == [
        (said, "Mail", "m.mbox, record 3")
    ]


@pytest.mark.parametrize(
    ("before", "asleep", "said"),
    [
        ("acquaintance", False, "acquaintance to budding friend"),
        (None, False, "budding friend"),
        ("budding_friend", True, "budding friend, dormant"),
    ],
)
def test_a_move_is_one_piece_a_person_whatever_lay_between(
    before: str | None,
    asleep: bool,  # noqa: FBT001  a case
    said: str,
) -> None:
    move = {"alter_id": ANN, "from_stage": before, "to_stage": "budding_friend",
            "was_dormant": False, "is_dormant": asleep}  # fmt: skip
    changes = [
        {"alter_id": ANN, "happened_at": at(when), "number": number, "trigger": "regular contact"}
        for number, when in ((2, "2025-02-03"), (1, "2025-01-03"))
    ]
    found = grown(world(), [move], changes)
    assert [one.date for one in found.pieces] == ["3 Feb 2025"]
    assert words(found.pieces[0].words) == f"Ann Bell: {said}, by regular contact"
    assert found.many == 1


def test_the_headline_takes_whole_sentences_that_fit() -> None:
    parts = (Evidence("Ann", "person/2", 1), " is followed. ", "Bo is not. That is all.")
    first, rest = headline(Sentence(parts, basis="a file"), 30)
    assert first.text() == "Ann is followed. Bo is not."
    assert rest is not None
    assert rest.text() == "That is all."
    assert headline(first, 99) == (first, None)
    missing = Sentence((), missing="Too few. Far too few.")
    assert headline(missing, 3) == (missing, None)


@pytest.mark.parametrize("topic", sorted(RULES))
def test_every_topic_has_a_rule_and_its_tables(topic: str) -> None:
    behind = reasons(Sentence(("So.",), basis="a file", grade="D", sure="a hint"), topic)
    assert behind.rule.endswith(".")
    assert all(meaning.startswith("One row per ") for _, meaning in behind.tables)
    assert behind.grade == GRADES["D"]
    assert behind.sure.startswith("A hint: ")


def test_the_slider_counts_months_and_who_was_there() -> None:
    rows = [contact("2024-12-05"), contact("2025-02-01"), contact("2025-02-09", alter_id=CY)]
    here = world(contact=rows)
    found = active(here, ME)
    assert found.total == {24299: 1, 24301: 2}
    assert found.months == {ANN: (24299, 24301), CY: (24301,)}
    drawn = slider(found.total, found.of({ANN, CY, DEE}), Asked("2024-12", "2025-01"))
    assert drawn is not None
    assert drawn.months == ("Dec 2024", "Jan 2025", "Feb 2025")
    assert drawn.people == {str(ANN): (0, 2), str(CY): (2,)}
    assert (drawn.since, drawn.until) == (0, 1)
    assert drawn.said == "1 of 2 in contact, Dec 2024 to Jan 2025"
    assert [one.is_in for one in drawn.strokes] == [True, True, False]
    assert [one.title for one in drawn.years] == ["All years", "2024", "2025"]
    assert slider({}, {}, Asked()) is None
    assert active(world(), ME).total == {}


def test_the_slider_of_a_community_counts_everybody_and_shows_some() -> None:
    busy = [{"month": 24299, "contacts": 40}, {"month": 24301, "contacts": 2}]
    rows = [contact("2024-12-05"), contact("2025-02-01", ego_id=CY)]
    drawn = [{"person_id": ANN, "month": 24299}, {"person_id": ANN, "month": 24100}]
    here = world(busy_month=busy, contact=rows, landmark_month=drawn)
    found = anybody(here, [ANN, CY])
    assert found.total == {24299: 40, 24301: 2}
    assert found.months == {ANN: (24299,), CY: (24301,)}


def test_a_crowd_is_cut_to_those_heard_of_last() -> None:
    here = world()
    assert count(here) == 4
    assert latest(here, 2) == [DEE, CY]
    assert latest(here, 9, named="an") == [ANN]
    assert _person(here, ANN) == {"name": "Ann Bell", "sort": "person", "path": f"/person/{ANN}"}
