"""What is put together unasked, and what is left to ask about."""

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
    two = handle(("mail", "ann@x.example"), ("mail", "bob@x.example"))
    couple = named(a1="Ann Lee", a2="Bob Lee")

    def found(alias: list[Row]) -> int:
        return len(work_out("joined", handle=two, same_person=[card(1, 2)], alias=alias))

    assert found(couple) == 0
    assert found(named(a1="Robert Lee", a2="Bob Lee")) == 1
    assert found(named(a1="Ann Lee", a2="R. Lee")) == 0
    # What a card calls both is not how they sign.
    both = named(a1="Ann & Bob", a2="Ann & Bob")
    assert found(both) == 1


def test_what_an_account_says_of_itself_counts_whatever_it_is_called() -> None:
    two = handle(("x", "12"), ("mail", "bob@x.example"))
    rows = work_out(
        "joined",
        handle=two,
        alias=named(a1="Nightowl Owl", a2="Bob Lee"),
        same_person=[card(1, 2, "an account of X")],
    )
    assert [row["place"] for row in rows] == [1]
