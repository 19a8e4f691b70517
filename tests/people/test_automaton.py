"""What is no person, by which rule; and who stays a person all the same."""

from datetime import datetime

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import BOB, DEE, EVE, NOW, Record, archive, said

START = at("2025-03-05T09:00")
MAIL = {"ann": "ann@a.example", "bob": "bob@b.example", "cas": "cas@c.example"}


def rules(*records: Record, **handles: str) -> dict[object, object]:
    rows = work_out("automaton", NOW, **archive(*records, **(MAIL | handles)))
    return {row["address_id"]: row["rule"] for row in rows}


def several(line: str, times: int, **more: object) -> list[Record]:
    return [said(line, START + one, **more) for one in range(times)]


@pytest.mark.parametrize(
    "address",
    [
        "noreply@shop.example",
        "no-reply@shop.example",
        "no_reply+17@shop.example",
        "shop-noreply@shop.example",
        "do-not-reply@shop.example",
        "mailer-daemon@mx.example",
        "Postmaster@mx.example",
        "bounces+ann=a.example@news.example",
        "notifications@forge.example",
        "unsubscribe-4@news.example",
        "reply+AB12@reply.forge.example",
    ],
)
def test_addresses_that_want_no_answer(address: str) -> None:
    assert rules(said("dee > ann", START), dee=address) == {DEE: "no_reply"}


def test_whoever_always_says_no_reply_is_no_person() -> None:
    assert rules(*several("dee > ann", 2, signals=" noreply "), dee="x@y.example") == {
        DEE: "no_reply"
    }


def test_a_list_is_no_person_and_who_writes_to_it_is() -> None:
    lines = ("ann > dee cc:cas", "bob > dee cc:ann", "ann > dee")
    talk = [said(line, START, signals=" list bulk ", thread_id=7) for line in lines]
    assert rules(*talk, dee="everybody@loom.example") == {DEE: "list"}
    once = said("bob > dee", START, signals=" list ")
    assert rules(once, dee="loom-devel@forge.example") == {DEE: "list"}


def test_two_lists_in_one_conversation() -> None:
    lines = ("ann > dee eve", "bob > dee eve")
    talk = [said(line, START, signals=" list ", thread_id=7) for line in lines]
    found = rules(*talk, dee="kernel@vger.example", eve="net-dev@other.example")
    assert found == {DEE: "list", EVE: "list"}


def test_an_owner_who_only_reads_newsletters_is_no_list() -> None:
    letters = [
        said("ann > dee delivered:dee", START, signals=" list bulk ", thread_id=7),
        said("bob > dee delivered:dee", START, signals=" list bulk ", thread_id=7),
    ]
    assert DEE not in rules(*letters, dee="dee@lists.example.org")


@pytest.mark.parametrize(
    ("line", "signals", "is_person"),
    [
        pytest.param("dee > bob delivered:bob", " bulk ", False, id="a newsletter"),
        pytest.param("dee > bob delivered:bob", " list ", False, id="one with a List-Id"),
        pytest.param("dee > delivered:bob", " bulk ", False, id="one that names nobody"),
        pytest.param("dee > bob", " bulk ", True, id="to nobody known, as a list might be"),
        pytest.param("dee >", " list bulk ", True, id="out of a list's archive"),
        pytest.param("dee > bob cas", " list ", True, id="a list's author with a copy"),
        pytest.param("dee > bob", " thanks ", True, id="a person"),
    ],
)
def test_newsletters(line: str, signals: str, *, is_person: bool) -> None:
    found = rules(*several(line, 5, signals=signals), dee="letter@news.example")
    assert found == ({} if is_person else {DEE: "newsletter"})


def test_an_address_a_mail_passed_through_is_still_a_list() -> None:
    lines = ("ann > dee", "bob > dee", "ann > dee delivered:dee")
    talk = [said(line, START, signals=" list ", thread_id=7) for line in lines]
    assert rules(*talk, dee="loom@loom.example") == {DEE: "list"}


def test_somebody_we_wrote_to_is_no_newsletter() -> None:
    letters = several("dee > bob delivered:bob", 5, signals=" bulk ")
    assert rules(*letters, said("bob > dee", START), dee="dee@d.example") == {}


def test_somebody_in_a_conversation_is_no_newsletter() -> None:
    posts = [
        said("dee > 77", START, signals=" list ", thread_id=3),
        said("eve > 78", START, signals=" list ", thread_id=3),
    ]
    assert rules(*posts, dee="dee@d.example", eve="eve@e.example") == {}


def test_mail_a_program_sends() -> None:
    assert rules(said("dee > ann", START, signals=" auto "), dee="backup@h.example") == {
        DEE: "automatic"
    }
    away = said("dee > ann", START, signals=" auto ")
    assert rules(away, said("ann > dee", START), dee="dee@d.example") == {}
    often = several("dee > ann", 10, signals=" auto ")
    assert rules(*often, said("ann > dee", START), dee="dee@d.example") == {DEE: "automatic"}


@pytest.mark.parametrize(
    ("lines", "is_person"),
    [
        pytest.param(["ann > dee"], False, id="never answered"),
        pytest.param(["dee > ann"], False, id="never written to"),
        pytest.param(["ann > dee", "dee > ann"], True, id="a small firm that answers"),
        pytest.param(["ann > dee", "dee > ann bob"], False, id="never to one person"),
    ],
)
def test_role_accounts(lines: list[str], *, is_person: bool) -> None:
    found = rules(*(said(line, START) for line in lines), dee="info@bakery.example")
    assert found == ({} if is_person else {DEE: "role"})


def test_booking_tools_but_not_the_people_who_work_there() -> None:
    booked = said("dee > ann", START)
    assert rules(booked, dee="invites@calendly.com") == {DEE: "booking"}
    assert rules(booked, dee="abc@group.calendar.google.com") == {DEE: "booking"}
    assert rules(booked, said("ann > dee", START), dee="dee@doodle.com") == {}


def test_rooms_are_no_persons_whatever_their_scheme() -> None:
    assert rules(said("ann > room:eve bob", START, kind="meeting")) == {EVE: "room"}
    assert rules(said("ann > eve", START), eve="x1@resource.calendar.google.com") == {EVE: "room"}


def test_machine_accounts() -> None:
    assert rules(said("dee > ann", START), dee="www-data@host.example") == {DEE: "system"}


def own(value: str) -> list[dict[str, object]]:
    """Return what the user said of Bob's address."""
    said_at = datetime(2025, 1, 1)  # noqa: DTZ001 # UTC, as tables hold it
    answer = {"answer_id": b"a" * 16, "question": "me", "address_id": BOB, "said_at": said_at}
    return [{**answer, "value": value}]


@pytest.mark.parametrize(
    "address", ["office@b.example", "notifications@b.example", "cron@b.example", "x@calendly.com"]
)
def test_the_owner_is_a_person_by_their_own_word(address: str) -> None:
    tables = archive(*several("bob > ann", 2), **(MAIL | {"bob": address}))
    assert [row["address_id"] for row in work_out("automaton", NOW, **tables)] == [BOB]
    assert work_out("automaton", NOW, **tables, answer=own("yes")) == []
    assert len(work_out("automaton", NOW, **tables, answer=own("no"))) == 1
    people = work_out("person", NOW, **tables, answer=own("yes"))
    assert [(row["is_me"], row["is_automaton"]) for row in people] == [
        (False, False),
        (True, False),
    ]


def test_no_mail_makes_no_automata() -> None:
    assert work_out("automaton") == []
    chat = archive(said("ann > bob", START, channel="whatsapp"))
    assert work_out("automaton", NOW, **chat) == []


def test_the_evidence_counts_what_was_sent_and_received() -> None:
    tables = archive(*several("dee > ann", 3), said("ann > dee", START), dee="noreply@d.example")
    assert work_out("automaton", NOW, **tables) == [
        {"address_id": DEE, "rule": "no_reply", "evidence": 4}
    ]
