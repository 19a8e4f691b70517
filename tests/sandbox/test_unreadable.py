"""Of a file that is not read it is said why, and which way its records can be had."""

import pytest

from mutuals.sandbox.unreadable import why


@pytest.mark.parametrize(
    ("name", "head", "reason", "words"),
    [
        ("mail/Outlook.pst", b"!BDN\0\0", "other_form", "readpst"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1", "other_form", "EML"),
        ("msgstore.db.crypt15", b"\x8c\x01", "other_form", "Export chat"),
        ("x/ChatStorage.sqlite", b"SQLite format 3\0", "other_form", "Export chat"),
        ("any.db", b"SQLite format 3\0", "other_form", "database"),
        ("signal-2024-01-01-00-00-00.backup", b"\0\0\0\x36", "other_form", "Signal"),
        (
            "messages.html",
            b'<!DOCTYPE html><title>Exported Data</title><div class="page_wrap">',
            "other_form",
            "choose JSON",
        ),
        ("inbox/ann/message_1.html", b"<html>", "other_form", "Facebook"),
        ("a.html", b"\xef\xbb\xbf<!doctype HTML>", "other_form", "web page"),
        ("a.ldif", b"dn: cn=Ann\n", "other_form", "vCard"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "other_archive", "unpack"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "no_records", "picture"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "no_records", "film"),
        ("a.pdf", b"%PDF-1.7", "no_records", "PDF"),
        ("a.txt", b"", "empty", "empty"),
        ("a.txt", b"hello", "unknown_format", "no reader recognises it"),
    ],
)
def test_reason_and_way_out(*, name: str, head: bytes, reason: str, words: str) -> None:
    found = why(name, head)
    assert found[0] == reason
    assert words in found[1]
