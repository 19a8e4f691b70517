"""Mastodon's outbox and its list of followed accounts."""

import json
from io import BytesIO

import pytest
from tests.archives.telling import lines, told

from mutuals.readers import mastodon
from mutuals.records import Beside, Source

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ME = "https://example.org/users/Me"


def note(number: int, to: list[str], *tags: object, **more: object) -> dict[str, object]:
    made = {"id": f"{ME}/statuses/{number}", "type": "Note", "tag": [*tags],
            "content": "<p>Could you come?<br />It &amp; all</p>", **more}  # fmt: skip
    return {"type": "Create", "actor": ME, "published": "2020-01-01T10:00:00Z", "to": to,
            "cc": f"{ME}/x", "object": made}  # fmt: skip


def mention(who: str) -> dict[str, str]:
    return {"type": "Mention", "href": f"https://far.example/users/{who}", "name": f"@{who}"}


def outbox(*items: object) -> str:
    head = {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection"}
    return json.dumps({**head, "orderedItems": [*items]})


def test_an_outbox() -> None:
    share = {"type": "Announce", "actor": ME, "published": "2020-01-01T10:00:00Z",
             "object": "https://far.example/users/ann/statuses/5"}  # fmt: skip
    content = outbox(
        note(1, [PUBLIC], mention("Ann"), {"type": "Hashtag"}, 3, attachment=[1]),
        note(2, [f"{ME}/followers"]),
        note(3, ["https://far.example/users/ann"], mention("ann"), {"type": "Mention"}),
        note(4, [], mention("ann"), mention("ben")),
        note(5, []),
        share,
        {**share, "published": "2199-01-01T10:00:00Z"},
        {**share, "published": ""},
        {**share, "actor": 3},
        {**share, "object": 3},
        "odd",
    )
    assert mastodon.recognizes("outbox.json", content.encode()) == pytest.approx(0.95)
    said = "lang:en+asks+question 'Could you come?\\nIt & all'"
    me = "mastodon:me@example.org"
    assert [one.split(" @")[0] for one in lines(mastodon, content)] == [
        f"1 post 2020-01-01 10:00:00? {me} to 0 [mention ann@far.example] media+{said}",
        f"2 post 2020-01-01 10:00:00? {me} to 0 [] {said}",
        f"3 message 2020-01-01 10:00:00? {me} to 1 [to ann@far.example] {said}",
        (
            f"4 message 2020-01-01 10:00:00? {me} to 2 [member ann@far.example,"
            f" member ben@far.example] {said}"
        ),
        f"5 entry 2020-01-01 10:00:00? {me} to 0 [] {said}",
        f"6 share {me} [mastodon posts https://far.example/users/ann/statuses/5] 2020-01-01 10:00",
        "7 reject date_out_of_range",
        "8 reject no_date",
        "9 reject no_sender",
        "10 reject not_an_object",
        "11 reject not_an_object",
    ]
    assert lines(mastodon, content[:-3])[-1].startswith("11 reject cut_off")


def test_whom_somebody_follows() -> None:
    content = (
        b"Account address,Show boosts,Notify on new posts,Languages\n"
        b"Ann@far.example,true,false,\n"
        b"odd,true,false,\n"
    )
    assert mastodon.recognizes("following_accounts.csv", content) == pytest.approx(0.95)
    assert lines(mastodon, content) == [
        "1 follow mastodon:owner -> mastodon:ann@far.example",
        "2 reject no_address @86",
        "notice No actor.json beside it says whose list this is.",
    ]
    for actor, owner in (({"type": "Person", "id": ME}, "me@example.org"), ({}, "owner")):
        raw = json.dumps(actor).encode()
        beside = Beside("x", lambda _name, raw=raw: BytesIO(raw))  # type: ignore[misc]  # bound early
        found = list(mastodon.read(Source("x.csv", lambda: BytesIO(content), beside=beside)))
        assert told(found[0]) == f"1 follow mastodon:{owner} -> mastodon:ann@far.example"


def test_how_sure() -> None:
    assert mastodon.recognizes("x.json", b'{"type": "OrderedCollection"}') == pytest.approx(0.0)
