"""The owner's mail, parsed by somebody else than its writer."""

import mailbox
from collections import Counter
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from mutuals.village.mail_format import folded
from mutuals.village.mail_format import mailbox as box

HANDED_OVER = ("wren.adeyemi@oldpost.example", "wren@adeyemiholt.example")


def addresses(mail: Message, *fields: str) -> list[str]:
    written = [str(value) for field in fields for value in mail.get_all(field, [])]
    return [address for _, address in getaddresses(written)]


@pytest.fixture(scope="module")
def mails(village: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Message]]:
    copy = tmp_path_factory.mktemp("mail") / "copy.mbox"
    copyfile(village / "owner" / "Mail" / "All mail.mbox", copy)
    # The library opens archives for writing: this one is a copy.
    opened = mailbox.mbox(copy, create=False)  # noqa: TID251 - on a copy, in a test
    yield list(opened)
    opened.close()


@pytest.fixture(scope="module")
def old_mails(village: Path) -> list[Message]:
    opened = mailbox.Maildir(village / "owner" / "Maildir", create=False)
    return [opened[key] for key in sorted(opened.keys())]


def test_both_accounts_hold_what_the_truth_counts(
    mails: list[Message], old_mails: list[Message], truth: dict[str, Any]
) -> None:
    assert len(mails) == truth["counts"]["owner/Mail/All mail.mbox"]["records"]
    assert len(old_mails) == truth["counts"]["owner/Maildir"]["records"]
    assert 4000 <= len(mails) <= 6000
    assert 1000 <= len(old_mails) <= 2000
    assert all(not mail.defects for mail in mails)


def test_the_weeks_copied_over_are_in_both_accounts(
    mails: list[Message], old_mails: list[Message]
) -> None:
    both = {str(m["Message-ID"]) for m in mails} & {str(m["Message-ID"]) for m in old_mails}
    dates = {parsedate_to_datetime(str(m["Date"])) for m in mails if m["Message-ID"] in both}
    assert len(both) > 50
    assert {(at.year, at.month) for at in dates} == {(2023, 12)}


def test_message_ids_are_single_and_answers_name_mails_that_exist(mails: list[Message]) -> None:
    ids = Counter(str(mail["Message-ID"]) for mail in mails)
    assert max(ids.values()) == 1
    answers = [mail for mail in mails if mail["In-Reply-To"]]
    found = sum(str(mail["In-Reply-To"]) in ids for mail in answers)
    assert len(answers) > 1000
    assert found > 0.97 * len(answers)
    assert all(
        str(m["References"]).split()[-1] == m["In-Reply-To"] for m in answers if m["References"]
    )


def test_the_owner_writes_from_two_addresses(
    mails: list[Message], old_mails: list[Message]
) -> None:
    senders = Counter(addresses(mail, "From")[0] for mail in mails + old_mails)
    assert all(senders[address] > 100 for address in HANDED_OVER)
    received = {a for mail in mails for a in addresses(mail, "Delivered-To")}
    assert received == set(HANDED_OVER)


def test_machines_and_lists_are_marked_as_such(mails: list[Message], truth: dict[str, Any]) -> None:
    senders = Counter(addresses(mail, "From")[0] for mail in mails)
    assert all(senders[address] >= 5 for address in truth["automata"]["machines"])
    lists = [mail for mail in mails if mail["Precedence"] == "list"]
    assert {str(mail["List-Id"]) for mail in lists} == set(truth["automata"]["list_ids"])
    assert sum(str(mail["Auto-Submitted"]) == "auto-replied" for mail in mails) >= 5
    assert len({addresses(mail, "From")[0] for mail in lists}) > 60


def test_copies_blind_copies_and_many_recipients_occur(mails: list[Message]) -> None:
    blind = [mail for mail in mails if mail["Bcc"]]
    assert len(blind) >= 3
    assert {addresses(mail, "From")[0] for mail in blind} <= set(HANDED_OVER)
    assert sum(len(addresses(mail, "To", "Cc")) >= 4 for mail in mails) >= 20


def test_names_beyond_ascii_are_encoded_words(mails: list[Message]) -> None:
    raw = [str(value) for mail in mails for value in mail.get_all("From", [])]
    assert all(value.isascii() for value in raw)
    names = {str(make_header(decode_header(value))) for value in raw}
    assert any("Anselm Doğan" in name for name in names)


def test_two_marta_lindqvists_write(mails: list[Message], truth: dict[str, Any]) -> None:
    wanted = {
        address
        for person in truth["people"]
        if person["handle"] in truth["roles"]["namesakes"]
        for address in person["mails"]
    }
    seen = {addresses(mail, "From")[0] for mail in mails if "Marta Lindqvist" in str(mail["From"])}
    assert len(wanted & seen) >= 2
    assert seen <= wanted


def test_kasia_writes_from_three_addresses(
    mails: list[Message], old_mails: list[Message], truth: dict[str, Any]
) -> None:
    senders = Counter(addresses(mail, "From")[0] for mail in mails + old_mails)
    assert all(senders[address] >= 5 for address in truth["five_addresses"]["mails"])


def test_the_engagements_introduction_is_one_mail_to_both(
    mails: list[Message], truth: dict[str, Any]
) -> None:
    people = {person["handle"]: person for person in truth["people"]}
    told = next(one for one in truth["introductions"] if one["outcome"] == "engagement")
    found = [
        mail
        for mail in mails
        if addresses(mail, "From")[0] in people[told["introducer"]]["mails"]
        and len(addresses(mail, "To")) == 2
    ]
    assert len(found) == 1
    both = people[told["a"]]["mails"] + people[told["b"]]["mails"]
    assert set(addresses(found[0], "To")) <= set(both)
    assert parsedate_to_datetime(str(found[0]["Date"])).date().isoformat() == told["date"]
    text = f"{found[0]['Subject']} {found[0].get_payload()}".lower()
    assert any(word in text for word in ("meet", "introduc", "connecting"))


def test_lines_that_begin_with_from_are_quoted(village: Path) -> None:
    text = (village / "owner" / "Mail" / "All mail.mbox").read_text("utf-8")
    assert text.count("\n>From where I sit") > 20
    assert "\nFrom where I sit" not in text


def test_a_bigger_mailbox_has_as_many_mails_as_asked_for(other_village: Path) -> None:
    text = (other_village / "owner" / "Mail" / "All mail.mbox").read_text("utf-8")
    assert text.startswith("From ")
    assert text.count("\n\nFrom ") + 1 == 9000


def test_address_headers_are_quoted_and_folded() -> None:
    assert box("Ada, the elder", "a@x.example") == '"Ada, the elder" <a@x.example>'
    assert box("", "a@x.example") == "a@x.example"
    long = folded("To", [f"Somebody Long{n} <n{n}@place.example>" for n in range(4)])
    assert all(len(line) <= 80 for line in long.splitlines())
    assert len(getaddresses([long.removeprefix("To: ")])) == 4
