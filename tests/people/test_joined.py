"""What is put together unasked, and what is left to ask about."""

from typing import Any

import pytest
from tests.stepping import Row, work_out


def handle(*given: tuple[str, str]) -> list[Row]:
    return [
        {"address_id": number, "scheme": scheme, "value": value}
        for number, (scheme, value) in enumerate(given, start=1)
    ]


def card(one: int, other: int, reason: str = "contact card") -> Row:
    return {"address_id": one, "other_id": other, "reason": reason}


def named(**names: str) -> list[Row]:
    return [{"address_id": int(key[1:]), "name": name} for key, name in names.items()]


@pytest.mark.parametrize(
    ("values", "is_one"),
    [
        ((("phone", "+4917012345"), ("signal", "+4917012345")), True),
        ((("phone", "017012345"), ("signal", "017012345")), False),
        ((("mail", "ann.lee@gmail.com"), ("mail", "annlee+x@googlemail.com")), True),
        ((("mail", "ann.lee@example.org"), ("mail", "annlee@example.org")), False),
        ((("mail", "ann@example.org"), ("id", "Ann@example.org")), True),
        ((("mail", "ann@example.org"), ("google", "ann@example.org")), True),
        ((("mail", "info@example.org"), ("mastodon", "info@example.org")), False),
        ((("mail", "annlee@gmail.com"), ("mastodon", "annlee@gmail.com")), False),
        ((("whatsapp", "Ann Lee"), ("telegram", "Ann Lee")), False),
    ],
)
def test_the_same_number_or_mailbox(values: tuple[tuple[str, str], ...], *, is_one: bool) -> None:
    found = [
        (row["address_id"], row["other_id"]) for row in work_out("joined", handle=handle(*values))
    ]
    assert found == ([(1, 2)] if is_one else [])


def test_a_couples_card_joins_nobody_and_a_nickname_does_not_stand_in_the_way() -> None:
    two = handle(("mail", "fox@x.example"), ("mail", "owl@x.example"))
    couple = named(a1="Ann Lee", a2="Bob Lee")

    def found(alias: list[Row]) -> int:
        return len(work_out("joined", handle=two, same_person=[card(1, 2)], alias=alias))

    assert found(couple) == 0
    assert found(named(a1="Robert Lee", a2="Bob Lee")) == 1
    assert found(named(a1="Ann Lee", a2="R. Lee")) == 0
    assert found(named(a1="Ann & Bob", a2="Ann & Bob")) == 0
    assert found(named(a1="Familie Lee", a2="Ann Lee")) == 0


@pytest.mark.parametrize(
    ("one", "other", "reason", "rule"),
    [
        (("mail", "ann@x.example"), ("phone", "+441614960001"), "contact card", "line"),
        (("mail", "ann@x.example"), ("phone", "+18005550100"), "a contact in Signal", "line"),
        (("mail", "ann@x.example"), ("mail", "office@x.example"), "contact card", "role"),
        (("mail", "ann@x.example"), ("mail", "familie.lee@x.example"), "contact card", "several"),
        (("slack", "U1"), ("mail", "support@x.example"), "a profile in Slack", "role"),
        (
            ("mail", "ann@x.example"),
            ("phone", "0161 4960001"),
            "contact card, a line at home or at work",
            "",
        ),
    ],
)
def test_a_line_or_an_address_others_may_have_joins_nobody(
    one: tuple[str, str], other: tuple[str, str], *, reason: str, rule: str
) -> None:
    given: dict[str, Any] = {"handle": handle(one, other), "same_person": [card(1, 2, reason)]}
    assert work_out("joined", **given) == []
    assert [row["rule"] for row in work_out("shared", **given)] == [rule] * bool(rule)
    mobile = handle(one, ("phone", "+447700900123"))
    assert len(work_out("joined", handle=mobile, same_person=[card(1, 2)])) == 1
    account = [card(1, 2, "an account of X")]
    assert len(work_out("joined", handle=given["handle"], same_person=account)) == 1


def test_a_number_with_two_owners_joins_neither_with_their_mail_nor_their_chats() -> None:
    given: dict[str, Any] = {
        "handle": handle(
            ("mail", "ann@x.example"),
            ("phone", "+447700900123"),
            ("signal", "+447700900123"),
            ("mail", "bob@x.example"),
        ),
        "alias": [
            *named(a1="Ann Lee", a2="Ann Lee", a3="Bob Lee", a4="Bob Lee"),
            {"address_id": 2, "name": "Bob Lee"},
        ],
        "same_person": [card(1, 2), card(2, 4)],
    }
    assert work_out("joined", **given) == []
    assert [(row["address_id"], row["rule"]) for row in work_out("shared", **given)] == [
        (2, "names")
    ]
    asked = {(row["person_id"], row["other_id"]): row for row in work_out("match", **given)}
    assert (1, 2) in asked
    assert (2, 4) in asked
    assert "holds both" in str(asked[1, 2]["reason"])
    assert "more people than one" in str(asked[1, 2]["doubt"])


def test_a_card_that_holds_a_relatives_mail_joins_it_to_nobody() -> None:
    theirs = ("bob.lee", "blee", "boblee", "bob98", "leebob")
    own = ("a.lee", "annmarie.lee", "quickfox", "lee1980", "alee", "ann.poe", "anne98")
    values = ("ann.lee", *theirs, *own)
    mails = handle(*(("mail", f"{one}@x.example") for one in values))
    names = [{"address_id": row["address_id"], "name": "Ann Lee"} for row in mails]
    cards = [card(1, at) for at in range(2, len(values) + 1)]
    found = work_out("joined", handle=mails, alias=names, same_person=cards)
    assert tuple(values[int(str(row["other_id"])) - 1] for row in found) == own


def test_what_an_account_says_of_itself_counts_whatever_it_is_called() -> None:
    two = handle(("x", "12"), ("mail", "bob@x.example"))
    rows = work_out(
        "joined",
        handle=two,
        alias=named(a1="Nightowl Owl", a2="Bob Lee"),
        same_person=[card(1, 2, "an account of X")],
    )
    assert [row["place"] for row in rows] == [1]
