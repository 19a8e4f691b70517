"""Chats: who is in them, what merges when a chat is exported again, what is bounded."""

from io import BytesIO
from time import perf_counter

import pytest

from mutuals.archives.names import plain
from mutuals.readers.whatsapp import read, recognizes
from mutuals.readers.whatsapp.names import address, chat_name
from mutuals.records import Interaction, Record, Reject, Source
from mutuals.signals import signals

GROUP = '13/01/24, 10:00 - Ann created group "Book club"\n'


def records(text: str | bytes, name: str = "chat.txt") -> list[Record]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(read(Source(name=name, open=lambda: BytesIO(content))))


def interactions(text: str, name: str = "chat.txt") -> list[Interaction]:
    found = records(text, name)
    kept = [one for one in found if isinstance(one, Interaction)]
    assert len(kept) == len(found)
    return kept


def test_a_longer_export_of_a_group_merges_with_the_shorter_one() -> None:
    early = GROUP + "13/01/24, 10:01 - Ann: Hi\n13/01/24, 10:01 - Ann: Hi\n"
    late = early + "14/01/24, 10:00 - Ben: Hello\n15/01/24, 10:00 - Cem: Hello\n"
    before = interactions(early, "WhatsApp Chat with Book club.txt")
    after = interactions(late, "renamed.txt")
    assert [one.key for one in after[:3]] == [one.key for one in before]
    assert len({one.key for one in after}) == 5
    assert [one.audience_size for one in (*before[1:2], *after[1:2])] == [1, 2]
    assert {one.title for one in after} == {"Book club"}


def test_a_new_title_does_not_make_a_new_chat() -> None:
    early = GROUP + "13/01/24, 10:01 - Ann: Hi\n"
    late = early + '14/01/24, 10:00 - Ann changed the subject to "Readers"\n'
    before = interactions(early, "WhatsApp Chat with Book club.txt")
    after = interactions(late, "WhatsApp Chat with Readers.txt")
    assert [one.key for one in before] == [one.key for one in after[:2]]
    assert after[0].title == "Readers"


def test_the_same_words_to_two_people_are_two_messages() -> None:
    one = interactions("13/01/24, 10:00 - Me: Merry Christmas\n", "WhatsApp Chat with Ann.txt")
    two = interactions("13/01/24, 10:00 - Me: Merry Christmas\n", "WhatsApp Chat with Ben.txt")
    assert one[0].key != two[0].key
    assert [part.address.value for part in one[0].participations] == ["Ann"]


def test_notice_names_the_contact_who_never_wrote() -> None:
    found = interactions(
        "[13/01/24, 10:00:00] Ann: \u200eMessages and calls are end-to-end encrypted.\n"
        "[13/01/24, 10:00:01] Me: Hello?\n"
    )
    assert [one.kind for one in found] == ["system", "message"]
    assert [part.address.value for part in found[1].participations] == ["Ann"]


def test_system_line_with_a_colon_in_a_title_has_no_sender() -> None:
    found = interactions('13/01/24, 10:00 - Ann changed the subject to "Plan: lunch"\n')
    assert (found[0].kind, found[0].sender, found[0].audience_size) == ("system", None, 0)
    assert found[0].title == "Plan: lunch"


def test_calls() -> None:
    text = (
        "[13/01/24, 10:00:00] Ann: \u200eVideo call, \u200e1 hr 5 min\n"
        "[13/01/24, 12:00:00] Ben: \u200eVerpasster Sprachanruf\n"
        "[13/01/24, 13:00:00] Ben: Missed call with my bank\n"
        "[13/01/24, 13:00:00] \u200e: odd\n"
    )
    long, missed, words, nobody = interactions(text)
    assert (long.kind, long.medium, f"{long.ended_at:%H:%M}") == ("call", "voice", "11:05")
    assert (missed.signals, missed.ended_at) == (("missed",), None)
    assert words.kind == "message"
    assert (nobody.kind, nobody.sender) == ("system", None)


def test_attachments_and_edits() -> None:
    text = (
        "13/01/24, 10:00 - Ann: a.pdf \u200e<attached: a.pdf>\n"
        "13/01/24, 10:00 - Ann: I <mean> it\n"
        "13/01/24, 10:00 - Ben: (see below)\n"
        "13/01/24, 10:00 - Ben: Location: https://maps.google.com/?q=1,2\n"
    )
    assert [(one.signals, one.length) for one in interactions(text)] == [
        (("media",), 5),
        ((), 11),
        ((), 11),
        (("location", "link:maps.google.com"), 40),
    ]


def test_nothing_dated_is_one_reject() -> None:
    assert records("\n\nhello\nthere\n") == [
        Reject(1, "no_header", "Text stands before the first line that begins with a date.", 2)
    ]
    assert records("") == []


def test_a_document_left_out_is_no_words() -> None:
    line = "[13/01/24, 10:00:00] Ann: Plan.pdf \u2022 \u200e2 pages \u200edocument omitted\n"
    (found,) = interactions(line)
    assert (found.signals, found.length) == (("media",), 0)


def test_years_counted_by_the_moon_say_what_to_do() -> None:
    (found,) = records(
        "[\u0661\u0665/\u0667/\u0661\u0664\u0664\u0665 هـ، \u0662:\u0660\u0665 م] Ann: Hi\n"
    )
    assert isinstance(found, Reject)
    assert found.reason == "moon_calendar"
    assert "export the chat again" in found.message


def test_bytes_that_are_no_utf_8_are_western() -> None:
    (found,) = records(b"13/01/24, 10:00 - Zo\xeb: Hi \x81\xff\r\n")
    assert isinstance(found, Interaction)
    assert found.sender is not None
    assert found.sender.value == "Zo\u00eb"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = end.join(["13/01/24, 10:00 - Zo\u00eb: Hi", "13/01/24, 10:01 - Ben: \u4f60", ""])
    found = [one for one in records(text.encode(encoding)) if isinstance(one, Interaction)]
    assert [one.sender.value for one in found if one.sender] == ["Zo\u00eb", "Ben"]
    assert recognizes("x.txt", text.encode(encoding)) > 0.5


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("WhatsApp Chat with Ann.txt", "Ann"),
        ("WhatsApp-Chat mit Zoë B..txt", "Zoë B."),
        ("in/WhatsApp Chat - Ann.zip/_chat.txt", "Ann"),
        ("Discussion WhatsApp avec Luc.txt", "Luc"),
        ("Conversa do WhatsApp com Rui.txt", "Rui"),
        ("Чат WhatsApp \u0441 контактом Оля.txt", "Оля"),
        ("Deniz ile WhatsApp Sohbeti.txt", "Deniz"),
        ("whatsapp.txt", ""),
    ],
)
def test_file_names(name: str, called: str) -> None:
    assert chat_name(name) == called


def test_names_and_numbers() -> None:
    assert plain("A\u202eb\tc\x00") == "Ab c"
    found = address("\u202a+٤٩ 170\u00a0123 4567\u202c")
    assert found is not None
    assert (found.scheme, found.value, found.name) == ("phone", "+491701234567", "")
    assert address("\u200e") is None
    assert address("~") is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let me introduce you to Dana, meet my friend", ("lang:en", "introduces")),
        ("Happy to help", ("offers",)),
        ("Sorry, I can't make it", ("declines",)),
        ("see www.Example.org. and https:// and #a #Books", ("link:example.org", "tag:books")),
        ("谢谢你", ("thanks",)),
        ("nice", ()),
    ],
)
def test_signals(text: str, expected: tuple[str, ...]) -> None:
    assert signals(text) == expected


def test_how_sure() -> None:
    line = b"13/01/24, 10:00 - Ann: Hi\n"
    assert recognizes("x.txt", line * 9) == pytest.approx(0.85)
    assert recognizes("_chat.txt", line) == pytest.approx(0.95)
    assert recognizes("x.txt", b"hello\n" + line) == pytest.approx(0.3)
    assert recognizes("WhatsApp Chat with Ann.txt", b"hello\n") == pytest.approx(0.0)


@pytest.mark.parametrize("filler", ["a", "1", "[", "<", ":", " ", "\u200e", "#", "?", "1/", "www."])
def test_a_long_line_costs_little(filler: str) -> None:
    line = filler * (1_000_000 // len(filler))
    content = f"13/01/24, 10:00 - Ann: {line}\n{line}\n".encode()
    began = perf_counter()
    found = records(content)
    assert perf_counter() - began < 1.0
    assert len(found) == 1
    assert isinstance(found[0], Interaction)
    assert (found[0].length or 0) >= (0 if filler in " \u200e" else 1_000_000)


def test_many_equal_messages_and_many_names_stay_bounded() -> None:
    text = "".join(f"13/01/24, 10:00 - N{number}: x\n" for number in range(20_500))
    found = interactions(text)
    assert len(found) == len({one.key for one in found}) == 20_500
    assert len(found[0].participations) == 256
    assert found[-1].kind == "message"
