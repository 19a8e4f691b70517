"""JSContact: one card, a list, groups, older drafts, and what is broken."""

import json
from io import BytesIO

from mutuals.readers import contacts
from mutuals.records import Record, Reject, SamePerson, Source

ANN = {
    "@type": "Card",
    "version": "1.0",
    "name": {
        "components": [{"kind": "given", "value": "Ann"}, {"kind": "surname", "value": "Lee"}]
    },
    "emails": {"e1": {"address": "Ann@Example.org", "contexts": {"private": True}}},
    "phones": {
        "p1": {"number": "tel:+1-555-010-0001", "features": {"mobile": True}},
        "p2": {"number": "+15550100002", "features": {"fax": True}},
        "p3": {"number": "+15550100003", "contexts": {"work": True}},
    },
}
OLD = {
    "@type": "Card",
    "fullName": "Cas",
    "emails": {"a": {"email": "cas@example.org"}},
    "online": {"l": {"resource": "https://linkedin.com/in/cas"}},
}
GROUP = {"@type": "Card", "kind": "group", "members": {"u1": True}}


def records(told: object, cut: int | None = None) -> list[Record]:
    content = json.dumps(told).encode()[:cut]
    assert contacts.recognizes("a.json", content) > 0.9
    return list(contacts.read(Source("a.json", lambda: BytesIO(content))))


def pairs(found: list[Record]) -> list[tuple[str, str, str]]:
    same = (one for one in found if isinstance(one, SamePerson))
    return [(one.address.value, one.other.value, one.address.name) for one in same]


def test_one_card_and_a_list() -> None:
    assert pairs(records(ANN)) == [
        ("ann@example.org", "+15550100001", "Ann Lee"),
        ("ann@example.org", "+15550100003", "Ann Lee"),
    ]
    at_work = [one.reason for one in records(ANN) if isinstance(one, SamePerson)]
    assert at_work == ["contact card", "contact card, a line at home or at work"]
    found = records([OLD, GROUP, 7, ANN])
    assert pairs(found)[0] == ("cas@example.org", "cas", "Cas")
    assert [one.reason for one in found if isinstance(one, Reject)] == ["group_card", "bad_card"]


def test_a_file_that_ends_within_a_card() -> None:
    found = records([OLD, ANN], cut=-30)
    assert [one.reason for one in found if isinstance(one, Reject)] == ["cut_off"]
    assert len(pairs(found)) == 1
