"""The page of validation: idle, at work, stopped, done; losses like wins."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from tests.validation.given import Given, small
from tests.web.opened import post

from mutuals.errors import UsageError
from mutuals.estimators.contest import Standing
from mutuals.estimators.skill import Skill
from mutuals.validation import Validation, validate
from mutuals.validation.telling import NOTHING
from mutuals.validation.validate import Answer
from mutuals.web import checking
from mutuals.web.checking import Checking
from mutuals.web.pages.validate import NOT_YET, STOPPED, page, told
from mutuals.web.world import Shelf


@pytest.fixture(scope="module")
def found() -> Validation:
    said = validate(Given(small(3)))
    assert said is not None
    return said


def test_before_anything_was_hidden_the_page_says_so(client: TestClient) -> None:
    shown = client.get("/validate").text
    assert NOT_YET in shown
    assert 'data-post="/validate/run"' in shown


def test_every_way_stands_in_the_picture_and_in_the_table(found: Validation) -> None:
    shown = told(found)
    assert [one.title for one in shown.questions] == [one.asked for one in found.answers]
    for one, answer in zip(shown.questions, found.answers, strict=True):
        if not answer.standings:
            assert one.answer.missing
            continue
        assert one.ways is not None
        assert one.table is not None
        ways = [standing.way for standing in answer.standings]
        assert [band.label for band in one.ways.bands] == ways
        assert [row[0] for row in one.table.rows] == ways


def test_a_loss_stands_there_like_a_win() -> None:
    ours = Standing("Mutuals", Skill(0.6, 0.5, 0.7), None)
    better = Standing("recency", Skill(0.7, 0.65, 0.75), Skill(-0.1, -0.15, -0.05))
    answer = Answer("Which ties stay alive", 90, 40, "", (ours, better), None, (), "")
    (one,) = told(_with(answer)).questions
    assert one.ways is not None
    assert [band.note for band in one.ways.bands] == ["60 (50 to 70)", "Mutuals is behind"]
    assert "recency, 70 (65 to 75), ahead of us" in one.answer.text()


def _with(answer: Answer) -> Validation:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Validation(at, at, 30, 0.2, (answer,))


def test_it_runs_beside_the_page_and_ends(client: TestClient) -> None:
    said = post(client, "/validate/run", {"share": 0.3})
    assert said["said"] == "It has begun. Your records are only read."
    check = client.app.state.checking  # type: ignore[attr-defined]  # our app has one
    check.wait()
    assert check.state == "done"
    shown = client.get("/validate", params={"format": "json"}).json()
    assert shown["state"] == "done"
    assert client.get("/validate").status_code == 200


def test_it_can_be_stopped_and_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checking(Shelf(Given(small(3))))
    begun, asked = threading.Event(), check.stop

    def slow(*_: object, tell: object, **__: object) -> None:
        begun.set()
        while True:
            tell("contact")  # type: ignore[operator]  # what is told

    monkeypatch.setattr(checking, "validate", slow)
    check.start(0.2)
    assert begun.wait(10)
    assert page(check).state == "running"
    with pytest.raises(UsageError):
        check.start(0.2)
    asked()
    assert page(check).answer.text() == STOPPED


def test_what_changes_the_records_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    check, begun = Checking(Shelf(Given({}))).now(), threading.Event()

    def slow(*_: object, tell: Callable[[str], None], **__: object) -> None:
        begun.set()
        while True:
            tell("contact")

    monkeypatch.setattr(checking, "validate", slow)
    check.start(0.2)
    assert begun.wait(10)
    assert check.now().state == "running"
    check.shelf.forget()
    check.now().wait()
    assert check.state == "stopped"
    check.shelf.forget()
    assert check.now().state == "idle"


def test_an_error_is_said_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checking(Shelf(Given({})))

    def broken(*_: object, **__: object) -> None:
        msg = "Ann's secret"
        raise RuntimeError(msg)

    monkeypatch.setattr(checking, "validate", broken)
    check.start(0.2)
    check.wait()
    assert page(check).answer.text() == "It ended early. Your records are untouched."


def test_small_stores_have_not_enough_records() -> None:
    check = Checking(Shelf(Given({})))
    check.start(0.2)
    check.wait()
    assert page(check).answer.text() == NOTHING
