"""Hours by channel, circle and one's own words; circles, and what gatherings moved."""

from typing import Any

import pytest
from tests.web.test_small_worlds import ANN, CY, KEY, ME, PEOPLE, at, world

from mutuals.web.gatherings import gatherings
from mutuals.web.pages.circles import circles
from mutuals.web.shell.columns import Column, columns
from mutuals.web.shell.layers import Layer, layers
from mutuals.web.shell.pictures import Values
from mutuals.web.spent import by_channel, by_circle, own_words, unspoken


def spent(minutes: float, **given: object) -> dict[str, Any]:
    return {
        "ego_id": ME, "month": "2025-11", "minutes": minutes, "lower": minutes / 2,
        "upper": minutes * 2, **given,
    }  # fmt: skip


def test_hours_by_channel_and_circle_carry_their_ranges() -> None:
    rows = [
        spent(3120.0, channel="mail", mode="one_on_one"),
        spent(1560.0, channel="whatsapp", mode="group"),
        spent(9999.0, channel="mail", mode="group", month="2024-11"),
    ]
    picture = by_channel(world(channel_hours=rows))
    assert picture is not None
    assert picture.values.rows == (("Mail", "1", "0.5 to 2"), ("WhatsApp", "0.5", "0.25 to 1"))
    assert [one.note for one in picture.bands] == [
        "nearly all one-on-one", "hardly any one-on-one",
    ]  # fmt: skip
    held = [
        spent(3120.0, circle_id=ANN, one_on_one=0.5), spent(60.0, circle_id=None, one_on_one=1.0),
    ]  # fmt: skip
    circle = [{"circle_id": ANN, "person_id": ANN, "label": "Ann Bell and Cy Dorn"}]
    around = by_circle(world(circle_hours=held, circle=circle))
    assert around is not None
    assert [row[0] for row in around.values.rows] == ["Ann and Cy", "In no circle"]
    assert by_circle(world()) is None


def test_own_words_count_only_what_was_said_or_learned() -> None:
    meaning = [
        {"ego_id": ME, "alter_id": ANN, "sort": "meaningful", "lower": None, "upper": None,
         "basis": "you said"},
        {"ego_id": ME, "alter_id": CY, "sort": "mindless", "lower": 0.1, "upper": 0.3,
         "basis": "learned"},
    ]  # fmt: skip
    hours = [spent(120.0, sort="meaningful"), spent(60.0, sort="mindless")]
    found = own_words(world(meaning=meaning, hours=hours))
    assert found is not None
    assert found.sentence.text() == (
        "2 people carry a word of yours, 1 as you said and the rest learned."
    )
    assert found.split.values.rows == (
        ("Meaningful", "about two thirds"), ("Mindless", "about a third"),
    )  # fmt: skip
    assert [piece.words[1] for piece in found.evidence[0].pieces] == [
        ": you said so", ": learned; meaningful in 1 to 3 of ten such cases",
    ]  # fmt: skip
    assert own_words(world(hours=hours)) is None


def test_looking_on_is_told_apart() -> None:
    row = {"person_id": ME, "month": "2025-11", "reactions": 40, "views": 2, "minutes": 21.0,
           "lower": 4.0, "upper": 150.0}  # fmt: skip
    said = unspoken(world(passive=[row]))
    assert said is not None
    assert said.sentence.text().startswith("Between about 4 minutes and 2.5 hours of the year")
    assert said.months is not None
    assert said.months.values.rows == (("Nov 2025", "0.3 h", "0.1 h", "2.5 h"),)
    likes = unspoken(world(passive=[{**row, "views": 0}]))
    assert likes is not None
    assert likes.months is None
    assert unspoken(world(passive=[{**row, "reactions": 0, "views": 0}])) is None


def series(**moved: object) -> dict[str, list[dict[str, Any]]]:
    known = {"series_id": KEY, "pairs": 6, "before": 30, "after": 60, **moved}
    return {
        "recurring": [{"series_id": KEY, "title": "Lunch", "gatherings": 3, "people": 4,
                       "usual_people": 3.6, "first_at": at("2025-01-01"),
                       "last_at": at("2025-03-01"), "convener_id": ANN}],
        "recurring_moved": [known],
        "first_word": [{"series_id": KEY, "interaction_id": KEY, "caller_id": ANN,
                        "called_at": at("2024-12-20"), "asked": 4}],
        "occasion": [{"series_id": KEY, "gathering_id": KEY, "started": 1}],
        "gathering": [{"gathering_id": KEY, "started_at": at("2025-03-01"), "title": "Lunch",
                       "size": 4, "started": 1}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("moved", "said", "sure"),
    [
        ({"ratio": 2.0, "lower": 1.6, "upper": 2.5, "verdict": "closer"},
         "grew about 1.6 to 2.5 times as much as with the others they know.", "a fair guess"),
        ({"ratio": 0.5, "lower": 0.2, "upper": 0.9, "verdict": "apart"},
         "grew about 0.2 to 0.9 times as much as with the others they know, which is less.",
         "a hint"),
        ({"ratio": 1.1, "lower": 0.8, "upper": 1.4, "verdict": "no change beyond chance"},
         "changed no more than chance has it.", "a fair guess"),
    ],
)  # fmt: skip
def test_what_a_gathering_moved_is_said_with_its_band(
    moved: dict[str, Any], said: str, sure: str
) -> None:
    (one,) = circles(world(**series(**moved))).series
    assert one.sentence.text() == (
        "It took place 3 times from 1 Jan 2025 to 1 Mar 2025; 4 people came, about 4 at a time. "
        "Ann Bell called it together."
    )
    assert [proof.title for proof in one.evidence] == [
        "When it took place", "The message that called it together",
    ]  # fmt: skip
    assert one.moved.text().endswith(said)
    assert (one.moved.sure, one.moved.grade) == (sure, "C")
    assert one.effect is not None


def test_one_person_is_no_circle() -> None:
    # Of nine guests two circles of four and three; two stand by themselves.
    guests: list[dict[str, object]] = [
        {"gathering_id": KEY, "person_id": ME + place, "subgroup": group}
        for place, group in enumerate((0, 0, 0, 0, 1, 1, 1, 2, 3))
    ]
    held = [{"gathering_id": KEY, "started_at": at("2025-03-01"), "title": "Lunch", "size": 9}]
    (one,) = gatherings(world(gathering=held, subgroup=guests))
    assert (one.size, one.divided) == (9, "2 circles and 2 apart")


def test_a_gathering_with_too_few_pairs_says_so() -> None:
    tables = series(ratio=None, lower=None, upper=None, verdict="not enough records")
    tables["recurring"][0]["convener_id"] = None
    tables["first_word"][0]["series_id"] = b"another"
    (one,) = circles(world(**tables)).series
    assert one.sentence.text().endswith("about 4 at a time.")
    assert one.moved.missing.startswith("We cannot say yet what it moved")
    assert (one.effect, len(one.evidence)) == (None, 1)


def test_circles_and_conveners_stand_by_name() -> None:
    own = [{"circle_id": ANN, "person_id": who, "label": "Ann Bell and Cy Dorn", "strength": 0.2,
            "stability": steady} for who, steady in ((CY, 1.0), (ANN, 0.8))]  # fmt: skip
    convener = [{"person_id": who, "gatherings": 2, "calls": 0, "people": many, "new_pairs": 1}
                for who, many in ((ME, 3), (CY, 9), (ANN, 5))]  # fmt: skip
    page = circles(world(own_circle=own, convener=convener, stage=[{"ego_id": ME}] * 5))
    assert page.answer.text() == "2 people of the 5 around you fall into one circle."
    (circle,) = page.circles
    assert (circle.name, circle.note) == ("Ann and Cy", "about a third of your contact")
    assert circle.steady == "1 could stand elsewhere"
    assert [one.name for one in page.conveners] == ["Ann Bell", "Cy Dorn", "You"]


def test_a_communitys_circles_are_those_with_most_ties() -> None:
    people = [{**row, "is_me": False} for row in PEOPLE]
    drawn = [{"person_id": ANN, "circle_id": ANN, "label": "Ann Bell and Cy Dorn", "place": 1}]
    page = circles(world(person=people, landmark=drawn, circle=[{"circle_id": ANN}] * 3))
    assert page.answer.text() == "3 people here belong to circles of people in contact."
    assert (page.circles[0].note, page.circles[0].steady) == ("", "")
    assert circles(world()).answer.missing.startswith("We cannot say yet which circles")


def test_columns_stand_on_zero_and_hang_below_it() -> None:
    given = [
        Column(f"{at}", (("nob", 6.0), ("per", 2.0)), f"{at}", down=2.0, mark=4.0)
        for at in range(20)
    ]
    picture = columns("ties", Values(("", ""), ()), given)
    bar = picture.wide.bars[0]
    assert (len(picture.wide.bars), len(picture.narrow.bars)) == (20, 18)
    assert [kind for kind, _, _ in bar.pieces] == ["nob", "per", "away"]
    assert bar.pieces[0][1] < picture.zero < bar.pieces[2][1]
    assert bar.mark is not None
    assert picture.lines[0] == (picture.zero, "0")
    assert [tick.anchor for tick in picture.wide.ticks] == ["", "mid", "end"]
    two = columns("ties", Values(("", ""), ()), [Column("a", (("per", 0.0),), "a")])
    assert (two.wide.bars[0].pieces, two.wide.ticks[0].label) == ((), "a")


def test_a_layer_has_a_band_only_where_one_is_published() -> None:
    picture = layers("layers", [Layer("Weekly", 0, 5, None, None), Layer("Yearly", 9, 150, 2, 520)])
    assert [line.width != "" for line in picture.lines] == [False, True]
    assert picture.lines[0].people == "2%"
