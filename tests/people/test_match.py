"""Who is asked about, with which reason, and who never is."""

from tests.people.test_decision import word
from tests.people.test_joined import handle, named
from tests.stepping import Row, at, work_out

from mutuals.people.look_alike import skeleton

WORK, HOME, CY, DEE, EVE = 1, 2, 3, 4, 5
MAILS = handle(
    ("mail", "robert.lee@acme.example"),
    ("mail", "quickfox@post.example"),
    ("mail", "cy@x.example"),
    ("mail", "dee@x.example"),
    ("mail", "eve@x.example"),
)
NAMES = named(a1="Lee, Robert", a2="Bob Lee", a3="Cy Poe", a4="Dee Roe", a5="Eve Doe")


def mail(day: str, sender: int, *to: int) -> tuple[Row, list[Row]]:
    key = f"{day}{sender}".encode().ljust(16)[:16]
    told: Row = {"interaction_id": key, "sender_id": sender, "started": at(day), "channel": "mail"}
    parts: list[Row] = [{"interaction_id": key, "address_id": one, "role": "to"} for one in to]
    return {**told, "kind": "message", "signals": ""}, parts


SENT = [
    *(mail(f"2020-0{month}-03", WORK, CY, DEE) for month in range(1, 9)),
    *(mail(f"2021-0{month}-03", HOME, DEE, CY) for month in range(1, 9)),
    mail("2021-03-09", EVE, CY),
]


def matched(*extra: tuple[Row, list[Row]], **given: list[Row]) -> list[dict[str, object]]:
    sent = [*SENT, *extra]
    tables = {
        "handle": MAILS,
        "alias": NAMES,
        "interaction": [one for one, _ in sent],
        "participation": [part for _, parts in sent for part in parts],
    }
    return work_out("match", "2026-01-01", **{**tables, **given})


def test_a_short_form_with_the_same_people_around_is_asked_about_with_its_reason() -> None:
    (row,) = matched()
    assert (row["person_id"], row["other_id"], row["shared"]) == (WORK, HOME, 2)
    reason = str(row["reason"])
    assert "short form" in reason
    assert "2 people know both" in reason
    assert "falls silent" in reason
    assert "Lee" not in reason
    assert float(str(row["chance"])) > 0.5


def test_two_who_were_there_at_the_same_time_are_less_likely_one() -> None:
    (alone,) = matched()
    beside = matched(*(mail(f"2020-1{day}-01", CY, WORK, HOME) for day in (0, 1, 2)))
    assert all(float(str(row["chance"])) < float(str(alone["chance"])) for row in beside)


def test_who_was_said_to_be_two_is_not_asked_about_again() -> None:
    assert matched(answer=[word(WORK, f"apart {HOME}", 1)]) == []
    assert matched(answer=[word(WORK, f"same {HOME}", 1)]) == []
    assert len(matched(answer=[word(WORK, f"apart {CY}", 1)])) == 1


def test_a_community_files_own_ids_are_settled() -> None:
    ids: list[Row] = [{**row, "scheme": "id"} for row in MAILS]
    assert matched(handle=ids) == []


def test_a_name_that_mixes_alphabets_is_warned_of_and_never_asked_about() -> None:
    disguised = named(a1="Lee, Robert", a2="R\u043ebert Lee", a3="Cy Poe", a4="Dee", a5="Eve")
    assert matched(alias=disguised) == []
    twin = [*named(a1="Robert Lee", a2="R\u043ebert Lee")]
    (row,) = work_out("look_alike", handle=MAILS, alias=twin)
    assert (row["address_id"], row["other_id"]) == (WORK, HOME)


def test_addresses_that_look_alike_are_warned_of() -> None:
    pairs = [
        ("bob@acme.example", "bob@acrne.example"),
        ("bob@acme.example", "b\u043eb@acme.example"),
        ("paul@acme.example", "pau1@acme.example"),
        ("admin@acme.example", "adm1n@acme.example"),
        ("\uff42ob@acme.example", "bob@acme.example"),
    ]
    for one, other in pairs:
        assert skeleton(one) == skeleton(other)
        assert len(work_out("look_alike", handle=handle(("mail", one), ("mail", other)))) == 1
    assert work_out("look_alike", handle=MAILS, alias=NAMES) == []
    for plain in ("all@acme.example", "aii@acme.example"):
        two = handle(("mail", "ali@acme.example"), ("mail", plain))
        assert work_out("look_alike", handle=two) == []


def test_whoever_looks_like_themselves_is_still_asked_about() -> None:
    own = [*MAILS, {**MAILS[0], "address_id": 6, "value": "r0bert.lee@acme.example"}]
    assert len(matched(handle=own, answer=[word(WORK, "same 6", 1)])) == 1


def test_what_many_share_compares_nobody() -> None:
    many = [("mail", f"bob.lee@h{number}.example") for number in range(30)]
    crowd = work_out("match_crowd", handle=handle(*many))
    assert {row["people"] for row in crowd} == {30}
    assert work_out("match_pair", handle=handle(*many)) == []
    few = handle(*many[:3])
    assert len(work_out("match_pair", handle=few)) == 3
