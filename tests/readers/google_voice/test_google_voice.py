"""Google Voice: texts, groups, calls, voicemail, who is who, and what is broken."""

import itertools
from io import BytesIO

import pytest

from mutuals.readers import google_voice
from mutuals.records import Beside, Interaction, Record, Reject, SamePerson, Source

TOP = (
    '<?xml version="1.0" ?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
    "<html><head><title>x</title><style>.hChatLog,\n.haudio > .fn {}</style></head>\n<body>"
)
TALK = f'{TOP}<div class="hChatLog hfeed">\n'
ANN, ME = ("+15550100001", "Ann Lee"), ("+15550100009", "")


def said(second: int, who: tuple[str, str], words: str, *, more: str = "") -> str:
    number, name = who
    shown = f'<span class="fn">{name}</span>' if name else '<abbr class="fn" title="">Ich</abbr>'
    return (
        f'<div class="message"><abbr class="dt" title="2024-01-13T14:05:{second:02}.713-07:00">x'
        f'</abbr>:\n<cite class="sender vcard"><a class="tel" href="tel:{number}">{shown}</a>'
        f"</cite>:\n<q>{words}</q>\n{more}</div> "
    )


def call(label: str, *, number: str = ANN[0], took: str = "PT1M28S", more: str = "") -> str:
    return (
        f'{TOP}<div class="haudio"><span class="fn">Anruf\nAnn</span>\n'
        f'<div class="contributor vcard">Anruf\n<a class="tel" href="tel:{number}">'
        f'<span class="fn">Ann Lee</span></a></div>\n'
        f'<abbr class="published" title="2024-01-16T03:00:00.000-07:00">x</abbr>\n{more}<br />'
        f'<abbr class="duration" title="{took}">(0)</abbr>\n<div class="tags">Labels:\n'
        f'<a rel="tag" href="http://www.google.com/voice#{label}">x</a></div></body></html>'
    )


def records(
    page: str, name: str = "Ann Lee - Text - 2024-01-13T22_05_26Z.html", own: str = ME[0]
) -> list[Record]:
    content = page.encode()
    card = f"BEGIN:VCARD\r\nTEL;TYPE=CELL:{own}\r\nEND:VCARD\r\n".encode()
    beside = Beside("Calls", lambda name: BytesIO(card) if name == "../Phones.vcf" else None)
    assert google_voice.recognizes(name, content) > 0.9
    source = Source(name, lambda: BytesIO(content), keep_text=True, beside=beside)
    return list(google_voice.read(source))


def interactions(page: str, name: str = "a.html") -> list[Interaction]:
    return [one for one in records(page, name) if isinstance(one, Interaction)]


def test_texts_of_two() -> None:
    picture = '<div><img src="x" alt="y" /></div>'
    page = TALK + said(1, ANN, "On <br>Sunday? It&#39;s &lt;3")
    page += said(2, ME, "MMS Sent", more=picture) + said(3, ME, "ok") + "</div>"
    first, picture_sent, last = interactions(page)
    assert first.text == "On \nSunday? It's <3"
    assert first.sender is not None
    assert (first.sender.value, first.sender.name) == ANN
    assert first.started_at.isoformat() == "2024-01-13T14:05:01.713000-07:00"
    assert [part.address for part in first.participations] == [google_voice.OWNER]
    assert (picture_sent.text, picture_sent.signals) == ("", ("media",))
    assert last.sender == google_voice.OWNER
    assert [part.address.value for part in last.participations] == [ANN[0]]
    same = [one for one in records(page) if isinstance(one, SamePerson)]
    assert [(one.address, one.other.value) for one in same] == [(google_voice.OWNER, ME[0])]
    # A page that may be made up says of somebody else's number that it is the owner's.
    assert not [one for one in records(page, own=ANN[0]) if isinstance(one, SamePerson)]


@pytest.mark.parametrize(
    ("name", "scheme", "value"),
    [
        ("Ben Moss - Text - 2024-01-14T22_05_26Z.html", "sms", "Ben Moss"),
        ("a/+15550100003 - Nachricht - 2024-01-14T22_05_26Z.html", "phone", "+15550100003"),
        ("+15550100003 - 2024-01-14T22_05_26Z.html", "phone", "+15550100003"),
    ],
)
def test_whom_the_owner_wrote_to_where_nobody_answered(name: str, scheme: str, value: str) -> None:
    (found,) = interactions(TALK + said(1, ME, "Hello"), name)
    (part,) = found.participations
    assert (part.address.scheme, part.address.value) == (scheme, value)


def test_a_group_is_one_thread_over_its_pages() -> None:
    listed = "".join(
        f'<cite class="sender vcard"><a class="tel" href="tel:{number}"><span class="fn">x</span>'
        "</a></cite>"
        for number in (ANN[0], "+15550100002")
    )
    top = f'{TALK}<div class="participants">With:\n{listed}</div>\n'
    both = [
        *interactions(top + said(1, ANN, "hi")),
        *interactions(top + said(2, ME, "ho")),
    ]
    assert len({one.thread for one in both}) == 1
    assert [one.audience_size for one in both] == [2, 2]
    assert {part.role for one in both for part in one.participations} == {"member"}


def test_calls_go_where_their_label_says() -> None:
    placed, received, missed = (
        interactions(call(label, took=took))[0]
        for label, took in (("placed", "PT1M28S"), ("received", "PT1H2S"), ("missed", ""))
    )
    assert placed.sender == google_voice.OWNER
    assert placed.ended_at is not None
    assert (placed.ended_at - placed.started_at).seconds == 88
    assert received.ended_at is not None
    assert (received.ended_at - received.started_at).seconds == 3602
    assert received.sender is not None
    assert received.sender.value == ANN[0]
    assert (missed.signals, missed.ended_at) == (("missed",), None)


def test_a_voicemail_is_a_message_by_voice_and_a_withheld_number_nobody() -> None:
    spoken = '<span class="full-text">It&#39;s me, thanks.</span>'
    (mail,) = interactions(call("voicemail", took="PT22S", more=spoken))
    assert (mail.kind, mail.medium, mail.text) == ("message", "voice", "It's me, thanks.")
    assert "thanks" in mail.signals
    (withheld,) = interactions(call("received", number="").replace("Ann Lee", ""))
    assert withheld.sender is None


def test_what_is_broken_is_told() -> None:
    page = TALK + said(1, ANN, "hi").replace("2024-01-13T14", "2024-13-45T99")
    page += '<div class="message">odd</div>' + said(2, ANN, "hi").replace("2024", "1924")
    assert [one.reason for one in records(page) if isinstance(one, Reject)] == [
        *("no_date", "no_date", "date_out_of_range"),
    ]
    (lost,) = records(call("placed").replace("2024", "1924"))
    assert isinstance(lost, Reject)


def test_a_page_cut_anywhere_is_read_as_far_as_it_goes() -> None:
    page = (TALK + said(1, ANN, "hi") + said(2, ME, "ho")).encode()
    for end in itertools.chain(range(0, len(page), 37), [len(page)]):
        cut = page[:end]
        assert len(list(google_voice.read(Source("x", lambda cut=cut: BytesIO(cut))))) <= 3  # type: ignore[misc]
    assert google_voice.recognizes("x.html", b"<html><body>no</body></html>") == 0
