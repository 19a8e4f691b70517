"""The owner's time by channel, circle and mode, and what passes without a word."""

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa
import pytest
from tests.stepping import Row, at, made_from, work_out
from tests.ties.rows import ANN, BOB, CAS, NOW, archive, dyads, met, said

from mutuals.hours.views import by_month
from mutuals.records import Cut, Tables

DAY = "2024-03-05T12:00"


def test_channels_add_up_to_the_hours() -> None:
    records = [
        said("ann > bob", DAY, length=3000),
        met("ann bob cas", DAY, minutes=60),
        said("ann > bob", DAY, channel="whatsapp", length=1000, key=b"w" * 16),
    ]
    found = dyads("channel_hours", "ego_id channel month mode minutes lower upper", *records)
    assert {row[1:] for row in found if row[0] == ANN} == {
        ("mail", "2024-03", "one_on_one", 4.0, 2.0, 8.0),
        ("calendar", "2024-03", "group", 60.0, 45.0, 75.0),
        ("whatsapp", "2024-03", "one_on_one", 2.0, 1.0, 4.0),
    }


def test_circles_take_the_time_spent_with_their_people() -> None:
    circles = [{"circle_id": 2, "person_id": one} for one in (BOB, CAS)]
    records = [
        said("ann > bob", DAY, length=3000),
        met("ann cas", DAY, minutes=60),
        said("ann > eve", DAY),
        said("ann >", DAY, kind="post", audience_size=500),
    ]
    rows = work_out("circle_hours", NOW, **(archive(*records) | {"circle": circles}))
    found = {
        (row["circle_id"], row["people"], row["minutes"], row["lower"], row["one_on_one"])
        for row in rows
        if row["ego_id"] == ANN
    }
    assert found == {(2, 2, 64.0, 47.0, 1.0), (None, 1, 2.0, 1.0, 0.5)}


def test_shares_of_a_month_are_bounded_by_what_is_least_known() -> None:
    records = [
        said("ann > bob", DAY, length=3000),
        met("ann bob cas", DAY, minutes=15),
        said("ann >", DAY, kind="post", audience_size=500),
    ]
    (row,) = (
        one for one in work_out("hours_share", NOW, **archive(*records)) if one["ego_id"] == ANN
    )
    shares = [row[name] for name in ("minutes", "one_on_one", "grouped", "broadcast")]
    assert shares == [20.0, 0.2, 0.75, 0.05]
    # least: 2 of 2 + 18.75 + 2; most: 8 of 8 + 11.25 + 0.5
    assert (row["lower"], row["upper"]) == (0.087912, 0.405063)
    assert (row["meaningful"], row["mindless"]) == (0.0, 0.0)


def test_likes_and_views_are_the_least_of_what_was_looked_at() -> None:
    given = archive(
        said("ann >", DAY, kind="view", seconds=600), said("ann >", DAY, kind="view", key=b"o" * 16)
    )
    given["reaction"] = [
        {"actor_id": ANN, "reacted": at(one), "reacted_at": moment(one)}
        for one in (DAY, "2024-03-06", "2026-02-01")
    ]
    (row,) = work_out("passive", NOW, **given)
    assert (row["month"], row["reactions"], row["views"]) == ("2024-03", 2, 2)
    # two likes, ten minutes on record and a clip of which nothing is known
    assert (row["minutes"], row["lower"], row["upper"]) == (16.0, 8.2, 46.5)


def test_what_was_looked_at_lasted_until_the_next_at_most() -> None:
    minutes = (0, 2, 2 + 7, 2 + 7 + 50)
    views = [
        said("ann >", at(DAY) + 60 * one, kind="view", key=bytes([one]) * 16) for one in minutes
    ]
    (row,) = work_out("passive", NOW, **archive(*views))
    # 2 minutes, then 7, then 50, then for ever: five at most, thirty at the very most
    assert (row["minutes"], row["lower"], row["upper"]) == (17.0, 2.0, 69.0)


def test_looking_on_stands_beside_the_time_with_people() -> None:
    given = archive(
        said("ann > bob", DAY, length=3000),
        said("ann >", DAY, kind="view", seconds=600),
        said("ann > bob", "2024-04-02", kind="view", seconds=1200, key=b"v" * 16),
    )
    found = {
        row["month"]: row for row in work_out("hours_share", NOW, **given) if row["ego_id"] == ANN
    }
    march, april = found["2024-03"], found["2024-04"]
    assert [march[one] for one in ("minutes", "one_on_one", "passive")] == [4.0, 1.0, 10.0]
    assert (march["passive_lower"], march["passive_upper"]) == (7.5, 12.5)
    # whom a view is addressed to was not in contact: a month of views has no shares
    assert [april[one] for one in ("minutes", "passive", "one_on_one", "lower")] == [
        0.0,
        20.0,
        None,
        None,
    ]


class Shown(Tables):
    """The shares of Ann's months, as a store would give them."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        assert (name, cut) == ("hours_share", Cut(equal=(("ego_id", ANN),)))
        return pa.Table.from_pylist([row for row in self.rows if row["ego_id"] == ANN])


def test_a_month_of_views_alone_is_listed_without_shares() -> None:
    given = archive(
        said("ann > bob", DAY, length=3000),
        said("ann >", "2024-04-02", kind="view", seconds=7200, key=b"v" * 16),
    )
    rows, columns = by_month(Shown(list(work_out("hours_share", NOW, **given))), ANN)
    told = {row["month"]: [row[one] for one in columns if one.endswith("_said")] for row in rows}
    assert told == {
        "2024-03": ["100 to 100 %", "0 %", "0 %", ""],
        "2024-04": ["", "", "", "1.5 to 2.5"],
    }


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


PEOPLE = range(11, 31)


def spent_with(alone: Sequence[int]) -> list[Row]:
    """Return twenty people; with some of them the owner is alone and unhurried."""
    return [
        {
            "ego_id": 1,
            "alter_id": one,
            "minutes": 600.0 if one in alone else 60.0 + one,
            "active_weeks": 12,
            "interactions": 20 if one in alone else 60,
            "meetings": 6 if one in alone else 0,
            "one_on_one": 0.9 if one in alone else 0.1,
            "reciprocity": 0.8 if one in alone else 0.3,
        }
        for one in PEOPLE
    ]


def labelled(**said_of: str) -> dict[str, list[Row]]:
    return {
        "member": [{"address_id": 100 + one, "person_id": one} for one in PEOPLE],
        "spent_with": spent_with(range(11, 21)),
        "answer": [
            {
                "answer_id": bytes([number]) * 16,
                "question": "time",
                "address_id": 100 + int(name[1:]),
                "value": value,
                "said_at": moment(f"2025-01-{number + 1:02d}"),
            }
            for number, (name, value) in enumerate(said_of.items())
        ],
    }


def test_three_examples_teach_the_rest() -> None:
    rows = made_from("meaning", labelled(p11="meaningful", p12="meaningful", p30="mindless"))
    sort = {row["alter_id"]: (row["sort"], row["basis"]) for row in rows}
    assert sort[11] == ("meaningful", "you said")
    assert {sort[one] for one in range(13, 21)} == {("meaningful", "learned")}
    assert {sort[one] for one in range(21, 30)} == {("mindless", "learned")}
    (one,) = (row for row in rows if row["alter_id"] == 13)
    lower, probability, upper = (float(str(one[n])) for n in ("lower", "probability", "upper"))
    assert 0.7 <= probability < 0.99
    assert lower < probability < upper


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param({"p11": "meaningful", "p30": "mindless"}, id="two examples"),
        pytest.param(dict.fromkeys(("p11", "p12", "p13"), "meaningful"), id="of one sort"),
    ],
)
def test_too_few_labels_teach_nothing(labels: dict[str, str]) -> None:
    rows = made_from("meaning", labelled(**labels))
    basis = {row["alter_id"]: (row["sort"], row["basis"]) for row in rows}
    assert basis[11] == ("meaningful", "you said")
    assert basis[20] == ("unsaid", "not enough labels")


def test_the_last_word_counts_and_unknown_words_do_not() -> None:
    given = labelled(p11="meaningful", p12="splendid")
    given["answer"] = [
        *given["answer"],
        {**given["answer"][0], "value": "mindless", "said_at": moment("2025-02-01")},
        {**given["answer"][0], "question": "me", "said_at": moment("2025-03-01")},
    ]
    found = {row["alter_id"]: row["sort"] for row in made_from("meaning", given)}
    assert (found[11], found[12]) == ("mindless", "unsaid")


def test_without_labels_nothing_is_said() -> None:
    assert made_from("meaning", labelled()) == []


def test_hours_carry_the_label() -> None:
    given = archive(said("ann > bob", DAY), said("ann > cas", DAY))
    meant = [{"ego_id": ANN, "alter_id": BOB, "sort": "meaningful"}]
    rows = work_out("hours", NOW, **(given | {"meaning": meant}))
    sorts = {(row["ego_id"], row["alter_id"]): row["sort"] for row in rows}
    assert sorts[ANN, BOB] == "meaningful"
    assert sorts[ANN, CAS] == sorts[BOB, ANN] == "unsaid"
