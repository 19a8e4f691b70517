"""What somebody sees who has just dropped a file: an answer, and the one question."""

from typing import Any

import pytest
from tests.web.test_small_worlds import CLOCK, PEOPLE, world

from mutuals.mirror.codec import row_of
from mutuals.sentence import Sentence
from mutuals.web.pages.home import home
from mutuals.web.pages.person import person

MISSING = Sentence((), missing="We cannot say yet which one you are.")
NOBODY = [{**one, "is_me": False} for one in PEOPLE]


def told(*places: str) -> list[dict[str, Any]]:
    rest = [row_of(one, Sentence((f"Told of {one}.",), basis="a file")) for one in places]
    return [row_of("answer", MISSING), *rest]


@pytest.mark.parametrize(
    ("places", "question", "first"),
    [
        (("contact", "time"), "With whom is your contact?", "Told of contact."),
        (("time", "moved"), "Who has come closer?", "Told of moved."),
        ((), "Which one are you?", MISSING.missing),
    ],
)
def test_where_the_answer_is_missing_what_can_be_said_stands_first(
    places: tuple[str, ...], question: str, first: str
) -> None:
    page = home(world(mirror=told(*places)))
    assert (page.question, page.answer.text()) == (question, first)
    rest = [one.place for one in page.said]
    assert ("answer" in rest) == bool(places), "it is still told what is missing"


@pytest.mark.parametrize(("share", "asked"), [(0.9, ["ann@x.example"]), (0.1, [])])
def test_whoever_has_no_owner_is_asked_and_a_community_is_not(
    share: float, asked: list[str]
) -> None:
    likely: dict[str, Any] = {
        "value": "ann@x.example",
        "channel": "mail",
        "share": share,
        "sent": 9,
    }
    likely |= {"place": 1, "delivered": 0, "evidence": "takes part in most"}
    given = {"person": NOBODY, "mirror": told("contact"), "owner": [likely]}
    page = home(world(**given))
    assert [one.value for one in page.perhaps] == asked
    assert home(world(mirror=told("contact"), owner=[likely])).perhaps == ()


def test_a_person_of_a_community_is_told_of_by_their_own_contact() -> None:
    tie = {"alter_id": 3, "sent": 2, "received": 1, "last_at": CLOCK[0]["as_of_at"]}
    ties = [tie | {"ego_id": 2}, tie | {"ego_id": 1}, tie | {"ego_id": 1, "received": 0}]
    here = world(person=NOBODY, tie=ties)
    said = [person(here, one, every=False).answer.text() for one in (1, 2, 4)]
    assert said == [
        "Me Myself has contact with 2 people here, both ways with 1 of them.",
        "Ann Bell has contact with 1 person here, both ways.",
        "Dee Ek is in these records, in contact with nobody.",
    ]
