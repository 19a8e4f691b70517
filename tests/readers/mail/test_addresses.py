"""Address headers in every form people and programs write them."""

import pytest

from mutuals.readers.mail.addresses import mailboxes

ANN = ("ann@example.org", "Ann")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Ann <ANN@Example.org>", [ANN]),
        (b'"Lee, Ann" <ann@example.org>, bob@x.org', [(ANN[0], "Lee, Ann"), ("bob@x.org", "")]),
        (b'"Ann \\"A\\" Lee" <ann@example.org>', [(ANN[0], 'Ann "A" Lee')]),
        (b"ann@example.org (Ann)", [ANN]),
        (b"ann@example.org; bob@x.org", [(ANN[0], ""), ("bob@x.org", "")]),
        (b"Friends: Ann <ann@example.org>;, bob@x.org", [ANN, ("bob@x.org", "")]),
        (b"undisclosed-recipients:;", []),
        (b"Undisclosed Recipients <>", []),
        (b"recipients", []),
        (b"'ann@example.org' <ann@example.org>", [(ANN[0], "")]),
        (b"<@a.org,@b.org:ann@example.org>", [(ANN[0], "")]),
        (b"Ann <mailto:ann@example.org>", [ANN]),
        (b"mailto:ann@example.org", [(ANN[0], "")]),
        (b"Ann <ann(work)@example.org(home)>", [ANN]),
        (b"ann@example.org (Ann (at work))", [(ANN[0], "Ann at work")]),
        (b"Ann <ann@example.org, bob@x.org", [ANN, ("bob@x.org", "")]),
        (b"ann@example.org <>", [(ANN[0], "")]),
        (b"ann@example.org</field>", [(ANN[0], "")]),
        (b"ann at example.org (Ann)", [ANN]),
        (b"Ann <ann at example.org>", [ANN]),
        (b"/O=FIRM/CN=RECIPIENTS/CN=ANN", [("/o=firm/cn=recipients/cn=ann", "")]),
        (b'"Ann" </O=FIRM/CN=ANN>', [("/o=firm/cn=ann", "Ann")]),
        (b"root (Cron)", [("root", "Cron")]),
        (b"Ann <root>", [("root", "Ann")]),
        (b"Ann <not an address>", []),
        (b"Ann Lee", []),
        (b"=?utf-8?b?QW5u?= <ann@example.org>", [ANN]),
        (b"=?utf-8?q?Ann_<ann@example.org>?=", [ANN]),
        (b"=?utf-8?b?!!!?=", []),
        ("Zoë <zoë@exämple.org>".encode(), [("zoë@exämple.org", "Zoë")]),
        (b"Zo\xeb <zoe@example.org>", [("zoe@example.org", "Zoë")]),
        (b"Bob <bob@xn--mnchen-3ya.de>", [("bob@münchen.de", "Bob")]),
        (b"bob@xn--\xff.de", [("bob@xn--ÿ.de", "")]),
        ("Ann\u202e\u200b <ann@example.org>".encode(), [ANN]),
        (b"=?unicode_escape?q?=5Cud800?= <ann@example.org>", [(ANN[0], "ud800")]),
        (b"=?utf-7?q?+2AA-?= <ann@example.org>", [(ANN[0], "+2AA-")]),
        (b"Ann <ann@example.org.>, @, @x.org, x@", [ANN]),
        (b"a" * 400 + b"@example.org", []),
        (b"", []),
    ],
)
def test_every_form_of_an_address(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert [(one.value, one.name) for one in mailboxes(raw).addresses] == expected


def test_a_name_is_cut_at_200_characters() -> None:
    (one,) = mailboxes(b"x" * 500 + b" <ann@example.org>").addresses
    assert one.name == "x" * 200


def test_two_thousand_addresses_are_kept_in_any_form() -> None:
    for joint in (b",", b" (x(y)),"):
        listed = mailboxes(joint.join(b"b%d@example.org" % number for number in range(3000)))
        assert (len(listed.addresses), listed.unread) == (2000, 1000)
