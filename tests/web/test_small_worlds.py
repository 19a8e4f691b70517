"""Pages over a few hand-written rows, where every word can be foretold."""

from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from mutuals.engine.cut import cut_out
from mutuals.errors import UnknownTableError
from mutuals.mirror.words import listed
from mutuals.people.pseudonym import numbers
from mutuals.records import Cut
from mutuals.sentence import Who
from mutuals.web.around import around
from mutuals.web.mask import masked
from mutuals.web.pages.claims import claims
from mutuals.web.pages.introductions import introductions
from mutuals.web.pages.people import community
from mutuals.web.pages.time import time
from mutuals.web.shell.slider import Asked
from mutuals.web.ways import reached
from mutuals.web.world import Shelf, World, day, month

ME, ANN, CY, DEE = 1, 2, 3, 4
KEY = b"0123456789abcdef"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Given:
    """A few tables; the others are not there."""

    def __init__(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        self.given = {name: pa.Table.from_pylist(rows) for name, rows in tables.items()}

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        if name not in self.given:
            raise UnknownTableError(name, self.given)
        return cut_out(self.given[name], cut)


PEOPLE = [
    {"person_id": number, "name": name, "is_me": number == ME, "is_automaton": False,
     "first_at": at(f"2020-01-0{5 - number}"), "last_at": at(f"2025-01-0{number}")}
    for number, name in ((ME, "Me Myself"), (ANN, "Ann Bell"), (CY, "Cy Dorn"), (DEE, "Dee Ek"))
]  # fmt: skip
CLOCK = [{"as_of": 1_767_225_600, "as_of_at": at("2026-01-01")}]


def world(**tables: list[dict[str, Any]]) -> World:
    return World(Shelf(Given({"person": PEOPLE, "clock": CLOCK, **tables})))


def introduction(**given: object) -> dict[str, Any]:
    return {
        "introducer_id": ME, "person_a_id": ANN, "person_b_id": CY,
        "introduced_at": at("2025-05-01"), "evidence": "wrote to both", "confidence": 0.9,
        "outcome": "in touch", "stage_gain": 2, "interaction_id": KEY, "afterwards": "in touch",
        "contacts_after": 7, "first_contact_at": at("2025-05-03"), "thing": None, **given,
    }  # fmt: skip


def said(parts: tuple[Any, ...]) -> str:
    return "".join(part.name if isinstance(part, Who) else part for part in parts)


def test_a_chain_from_a_need_to_what_goes_on() -> None:
    need = {
        "interaction_id": KEY, "person_id": ANN, "helper_id": CY, "asked_at": at("2025-04-20"),
    }  # fmt: skip
    made = introduction(thing="engagement:dye-study")
    page = introductions(world(introduction=[made], referral=[need]), "", "")
    assert [(one.title, said(one.parts), one.date, one.is_seen) for one in page.chain] == [
        ("A need", "Ann Bell asks you for something", "20 Apr 2025", True),
        ("Somebody comes to mind", "You think of Cy Dorn", "", False),
        ("Brought together", "You write to Ann Bell and Cy Dorn", "1 May 2025", True),
        ("First contact", "The two write to each other", "3 May 2025", True),
        ("It comes to something", "Taken up: dye study", "", True),
    ]
    assert page.answer.text() == (
        "You brought Ann Bell and Cy Dorn together, and dye study came of it."
    )


@pytest.mark.parametrize(
    ("afterwards", "words"),
    [
        ("in touch", "the two have been in touch since."),
        ("met once", "they were in contact since, not regularly."),
        ("quiet", "it has been quiet since, as far as these files show."),
    ],
)
def test_what_became_of_an_introduction(afterwards: str, words: str) -> None:
    made = introduction(introducer_id=DEE, afterwards=afterwards, first_contact_at=None)
    other = introductions(world(introduction=[made]), "", "")
    assert other.answer.text() == f"Dee Ek brought Ann Bell and Cy Dorn together, and {words}"
    assert other.chain[0].title == "Brought together"
    assert other.list[0].outcome.startswith(afterwards)


def test_no_introduction_is_said_so() -> None:
    page = introductions(world(), "", "")
    assert page.answer.missing.startswith("No introduction is seen in these files")
    assert (page.chain, page.list) == ((), ())


def tie(ego: int, alter: int, strength: float = 5.0, **given: object) -> dict[str, Any]:
    return {
        "ego_id": ego, "alter_id": alter, "strength": strength, "reciprocity": 0.5,
        "last_at": at("2025-12-20"), "sent": 3, "received": 3, "meetings": 1, **given,
    }  # fmt: skip


def test_ways_lead_over_brokers() -> None:
    ties = [
        one for pair in ((ME, ANN), (ANN, CY), (CY, DEE)) for one in (tie(*pair), tie(*pair[::-1]))
    ]
    ties[4]["received"] = 0
    ties[2]["last_at"] = at("2024-12-01")
    here = world(tie=ties, address=[], handle=[])
    way = reached(here, str(DEE)).ways[0]
    assert way.sentence.text() == "Ask Ann Bell, who can ask Cy Dorn."
    assert [(leg.name, leg.note) for leg in way.legs] == [
        ("Ann Bell", "in the last month of these files, both ways"),
        ("Cy Dorn", "13 months before the last record, both ways"),
        ("Dee Ek", "in the last month of these files, one way"),
    ]
    alone = reached(world(tie=[tie(ME, ANN), tie(ANN, ME)]), str(DEE))
    assert alone.missing == "There is no path to Dee Ek in your records."
    assert alone.hint.startswith("Nobody you know has been in contact with Dee Ek")


def test_moves_of_a_year_and_dormant_people() -> None:
    stages = [
        {"ego_id": ME, "alter_id": alter, "stage": stage, "is_dormant": asleep,
         "probability": 0.9}
        for alter, stage, asleep in (
            (ANN, "friend", False), (CY, "avatar", False), (DEE, "acquaintance", True),
        )
    ]  # fmt: skip
    lately = [
        {"ego_id": ME, "alter_id": alter, "move": move}
        for alter, move in ((ANN, "closer"), (CY, "farther"), (DEE, "silent"))
    ]
    weather = [{"ego_id": ME, "alter_id": ANN, "weather": "warming"},
               {"ego_id": ME, "alter_id": CY, "weather": "not enough records"}]  # fmt: skip
    here = world(stage=stages, lately=lately, tie=[tie(ME, ANN)], weather=weather)
    found = {one.name: (one.moved, one.weather, one.tie_words) for one in around(here, ME)}
    assert found == {
        "Ann Bell": (1, "warming", "close"),
        "Cy Dorn": (-1, "", "faint"),
        "Dee Ek": (0, "dormant", "faint"),
    }


def test_a_store_without_circles_has_a_table_and_no_map() -> None:
    page = community(world(), Asked())
    assert [one.name for one in page.everybody] == ["Ann Bell", "Cy Dorn", "Dee Ek", "Me Myself"]
    assert page.map is None


def hours(month_of: str, mode: str, minutes: float) -> dict[str, Any]:
    return {
        "ego_id": ME, "alter_id": ANN, "month": month_of, "mode": mode, "minutes": minutes,
        "lower": minutes / 2, "upper": minutes * 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("one_on_one", "group", "nearly all of it one-on-one, more than the year before."),
        ("group", "one_on_one", "hardly any of it one-on-one, less than the year before."),
        ("group", "group", "hardly any of it one-on-one, much as the year before."),
    ],
)
def test_hours_are_held_against_the_year_before(now: str, before: str, words: str) -> None:
    rows = [hours(f"2024-{number:02d}", before, 260) for number in range(1, 13)]
    rows += [hours(f"2025-{number:02d}", now, 260) for number in range(1, 13)]
    page = time(world(hours=rows))
    assert page.answer.text() == f"You spent about an hour a week with people, {words}"
    assert (page.channels, page.words, page.unspoken) == (None, None, None)


def test_claims_not_told_are_said_so() -> None:
    row = {
        "claim": "something_new", "verdict": "not_enough_records", "effect": None, "lower": None,
        "upper": None, "records": 4, "grade": "D", "sentence": "Too few.",
    }  # fmt: skip
    page = claims(world(claim=[row]))
    assert page.answer.missing == "These records do not yet tell any claim from its opposite."
    assert (page.cards[0].says, page.cards[0].effect) == ("Something new.", None)


def test_words_are_hidden_unless_known_to_name_nobody() -> None:
    people = pa.Table.from_pylist(PEOPLE)
    stand_in = numbers(people)
    assert stand_in == {DEE: 1, CY: 2, ANN: 3, ME: 4}
    rows = pa.Table.from_pylist(
        [
            {"person_id": ANN, "name": "Ann", "stage": "friend", "odd": "Ann's", "many": ["Ann"]},
            {"person_id": CY, "name": "Cy", "stage": "avatar", "odd": None, "many": []},
        ]
    )
    assert masked(rows, stand_in).to_pylist() == [
        {"person_id": ANN, "name": "Person 3", "stage": "friend", "odd": "odd 1", "many": None},
        {"person_id": CY, "name": "Person 2", "stage": "avatar", "odd": None, "many": None},
    ]


def test_dates_and_lists_in_words() -> None:
    assert (day(None), month(None)) == ("", "")
    assert month(at("2026-03-01")) == "Mar 2026"
    assert (listed([]), listed(["mail"])) == ("", "mail")


def test_a_table_that_is_not_there_is_no_error() -> None:
    here = World(Shelf(Given({})))
    assert (here.has("tie"), here.rows("tie"), here.me) == (False, [], None)
    assert (here.names([5]), here.name(5)) == ({}, "somebody")
