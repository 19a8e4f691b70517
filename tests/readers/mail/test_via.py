"""Who wrote a mail that a list sent on under its own address."""

from io import BytesIO

import pytest

from mutuals.readers import mail
from mutuals.records import Interaction, Source

LIST = "List-Id: <garden.lists.example.org>\nList-Post: <mailto:garden@lists.example.org>\n"
VIA = "From: \"'Ann Lee' via Garden\" <garden@lists.example.org>\n"


@pytest.mark.parametrize(
    ("headers", "value", "name"),
    [
        (f"{VIA}Reply-To: Ann Lee <ann@example.org>\n{LIST}", "ann@example.org", "Ann Lee"),
        (f"{VIA}X-Original-From: Ann <ann@example.org>\n{LIST}", "ann@example.org", "Ann"),
        (f"{VIA}X-Original-Sender: ann@example.org\n{LIST}", "ann@example.org", "Ann Lee"),
        (
            f"{VIA}Reply-To: garden@lists.example.org, ann@example.org\n{LIST}",
            *("ann@example.org", "Ann Lee"),
        ),
        (f"{VIA}{LIST}", "garden@lists.example.org", "Ann Lee' via Garden"),
        (
            f"From: Ann <ann@example.org>\nReply-To: garden@lists.example.org\n{LIST}",
            *("ann@example.org", "Ann"),
        ),
        # A person who asks to be answered elsewhere is who wrote, on a list or not.
        (
            "From: Ann via Bus <ann@example.org>\nReply-To: ann@home.example.org\n",
            *("ann@example.org", "Ann via Bus"),
        ),
        # Anybody may name a list; who sends from elsewhere is who wrote.
        (
            "From: Ann Lee via X <mal@other.example>\nReply-To: ann@example.org\n" + LIST,
            *("mal@other.example", "Ann Lee via X"),
        ),
        # Without a list's own headers it is a letter, of whoever sent it.
        (
            f"{VIA}X-Original-From: Ann <ann@example.org>\nReply-To: ann@example.org\n",
            *("garden@lists.example.org", "Ann Lee' via Garden"),
        ),
        (
            f"From: Ann <ann@example.org>\nReply-To: ann@home.example.org\n{LIST}",
            *("ann@example.org", "Ann"),
        ),
    ],
)
def test_who_wrote(headers: str, value: str, name: str) -> None:
    text = (
        f"From x Sat Jan 13 14:05:00 2024\n{headers}To: garden@lists.example.org\n"
        "Date: Sat, 13 Jan 2024 14:05:00 +0000\nMessage-ID: <1@example.org>\nSubject: x\n\nhi\n"
    )
    (found,) = mail.read(Source("a.mbox", lambda: BytesIO(text.encode())))
    assert isinstance(found, Interaction)
    assert found.sender is not None
    assert (found.sender.value, found.sender.name) == (value, name)
