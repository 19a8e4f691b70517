"""What is no person, by which rule; and who stays a person all the same."""

from collections import Counter
from datetime import datetime

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import BOB, DEE, EVE, NOW, Record, archive, said

START = at("2025-03-05T09:00")
MAIL = {"ann": "ann@a.example", "bob": "bob@b.example", "cas": "cas@c.example"}


def rules(*records: Record, silent: bool = False, **handles: str) -> dict[object, object]:
    rows = work_out("automaton", NOW, **archive(*records, **(MAIL | handles)))
    return {row["address_id"]: row["rule"] for row in rows if silent or row["rule"] != "silent"}


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


def test_a_list_is_what_some_mails_headers_say_whatever_it_is_called() -> None:
    told = [
        said("ann > bob dee", START, signals=" list list:loom@loom.example "),
        said("dee >", START),
    ]
    assert rules(*told, dee="loom@loom.example") == {DEE: "list"}
    assert rules(*told, dee="loo@loom.example") == {}


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("916805@bugs.example.org", "program"),
        ("control@bugs.example.org", "program"),
        ("loom-request@lists.example.org", "robot"),
        ("loom-owner@loom.example", "robot"),
        ("loom+owner@loom.example", "program"),
        ("dispatch+loom@tracker.example.org", "program"),
        ("49699333+dependabot[bot]@users.noreply.forge.example", "program"),
        ("notmuch@noreply.forge.example", "no_reply"),
        ("gcvxd-xen-devel@m.gmane.org", "gateway"),
        ("loom-devel@forge.example", "list"),
        ("raum-12@firm.example", "room"),
        ("omitted@firm.example", "placeholder"),
        ("undisclosed-recipients@firm.example", "placeholder"),
        ("kontakt@firm.example", "role"),
        ("accueil@firm.example", "role"),
        ("7+annlee@users.noreply.forge.example", ""),
        ("dee@list.ru", ""),
        ("abbot@firm.example", ""),
        ("ben.bot@firm.example", ""),
        ("jean-l@firm.example", ""),
        ("dee@groups.example", ""),
    ],
)
def test_what_an_address_nobody_writes_from_says(address: str, rule: str) -> None:
    assert rules(said("ann > dee bob", START), dee=address) == ({DEE: rule} if rule else {})


def test_who_talks_is_a_person_whatever_they_are_called() -> None:
    alias = [{"address_id": DEE, "name": "Dee Bot"}]
    talk = [said("dee > ann", START), said("ann > dee", START)]
    tables = archive(*talk, **(MAIL | {"dee": "dee-help@d.example"}))
    assert work_out("automaton", NOW, **tables, alias=alias) == []
    tables = archive(*talk[:1], **(MAIL | {"dee": "dee@d.example"}))
    assert [row["rule"] for row in work_out("automaton", NOW, **tables, alias=alias)] == ["robot"]


def test_a_name_without_letters_is_somebody_once_they_talk() -> None:
    handle = [{"address_id": 9, "scheme": "whatsapp", "value": "\U0001f913"}]
    group = archive(said("9 > ann bob", START, channel="whatsapp"), **MAIL)
    pair = archive(
        said("9 > ann", START, channel="whatsapp"),
        said("ann > 9", START, channel="whatsapp"),
        **MAIL,
    )
    for tables, expected in ((group, ["wordless"]), (pair, [])):
        given = {
            **tables,
            "handle": [*(r for r in tables["handle"] if r["address_id"] != 9), *handle],
        }
        assert [row["rule"] for row in work_out("automaton", NOW, **given)] == expected


def test_what_is_left_of_deleted_accounts_stands_for_many() -> None:
    values = ("Facebook user", "Deleted Account", "(unknown)", "Ann Lee", "Nobody Lee")
    handle = [
        {"address_id": at, "scheme": "facebook", "value": one} for at, one in enumerate(values)
    ]
    assert [row["address_id"] for row in work_out("automaton", NOW, handle=handle)] == [0, 1, 2]


def test_who_goes_by_many_names_writes_for_others() -> None:
    tables = archive(*several("dee > ann", 4), said("ann > dee", START), **MAIL, dee="d@d.example")
    names = ["Ann Lee", "Bo Roe", "Cy Poe", "Eve Doe"]
    alias = [{"address_id": DEE, "name": name} for name in names]
    assert [row["rule"] for row in work_out("automaton", NOW, **tables, alias=alias)] == ["relay"]
    assert work_out("automaton", NOW, **tables, alias=alias[:3]) == []


def test_who_never_wrote_and_has_no_name_is_unknown_but_may_be_the_owner() -> None:
    lines = ("ann > bob cas", "bob > ann cas")
    talk = [said(line, START, signals=" list ") for line in lines]
    tables = archive(*talk, **MAIL)
    (row,) = work_out("automaton", NOW, **tables)
    assert row["rule"] == "silent"
    named = [{"address_id": row["address_id"], "name": "Cas"}]
    assert work_out("automaton", NOW, **tables, alias=named) == []
    kinds = work_out("kind", NOW, **tables)
    assert Counter(one["kind"] for one in kinds) == {"person": 2, "unknown": 1}
    assert row["address_id"] in {one["address_id"] for one in work_out("owner", NOW, **tables)}


def deem(address_id: int, kind: str, day: int = 1) -> dict[str, object]:
    said_at = datetime(2025, 1, day)  # noqa: DTZ001 # UTC, as tables hold it
    answer = {"answer_id": bytes([day] * 16), "question": "kind", "address_id": address_id}
    return {**answer, "value": kind, "said_at": said_at}


def test_the_users_word_on_what_somebody_is_wins_until_it_is_taken_back() -> None:
    tables = archive(*several("dee > ann", 2), **MAIL, dee="noreply@d.example")

    def found(*answer: dict[str, object]) -> list[tuple[object, object]]:
        rows = work_out("kind", NOW, **tables, answer=answer)
        return [(row["kind"], row["rule"]) for row in rows if row["person_id"] == DEE]

    assert found() == [("robot", "no_reply")]
    assert found(deem(DEE, "person")) == [("person", "said")]
    assert found(deem(DEE, "person"), deem(DEE, "list", 2)) == [("list", "said")]
    assert found(deem(DEE, "person"), deem(DEE, "none", 2)) == [("robot", "no_reply")]
    people = work_out("person", NOW, **tables, answer=[deem(DEE, "person")])
    assert not any(row["is_automaton"] for row in people)


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
