"""YouTube's history, in JSON and as pages of several languages; lists; harm."""

import json
from io import BytesIO

import pytest

from mutuals.archives.written import written_at
from mutuals.readers import youtube
from mutuals.records import Follow, Interaction, Reaction, Record, Reject, Source

CLIP = "https://www.youtube.com/watch?v=abcdefghijk"


def records(content: str, name: str = "history/x") -> list[Record]:
    raw = content.encode()
    assert youtube.recognizes(name, raw[: 1 << 16]) > 0.5
    return list(youtube.read(Source(name=name, open=lambda: BytesIO(raw))))


def entry(**more: object) -> dict[str, object]:
    said: dict[str, object] = {
        "header": "YouTube",
        "title": "Watched A",
        "titleUrl": CLIP,
        "subtitles": [{"name": "Garden", "url": "https://www.youtube.com/channel/UC1"}],
        "time": "2024-01-13T13:05:09.123Z",
        "products": ["YouTube"],
    }
    return said | more


def cell(written: str, page: str = CLIP, about: str = "") -> str:
    return (
        '<div class="outer-cell mdl-cell"><div class="mdl-grid"><div class="content-cell">Sah '
        f'<a href="{page}">Tea at 12:30 in 2019</a><br><a href="https://www.youtube.com/channel/UC1">'
        f'Garden &amp; Co</a><br>{written}<br></div><div class="content-cell mdl-cell '
        f'mdl-typography--caption"><b>Products:</b>{about}</div></div></div>'
    )


def page(*cells: str) -> str:
    return f"<html><head><title>x</title></head><body>{''.join(cells)}</body></html>"


def test_the_history_as_json() -> None:
    found = records(
        json.dumps(
            [
                entry(),
                entry(titleUrl="https://www.youtube.com/results?search_query=tea"),
                entry(details=[{"name": "From Google Ads"}]),
                {**entry(), "titleUrl": None},
                entry(time="soon"),
                "odd",
            ]
        )
    )
    views = [one for one in found if isinstance(one, Interaction)]
    assert [(one.kind, one.channel, one.thing, one.title) for one in views] == [
        ("view", "youtube", "youtube:abcdefghijk", "Garden"),
        ("view", "youtube", "", "Garden"),
    ]
    assert {one.audience_size for one in views} == {0}
    assert [one.reason for one in found if isinstance(one, Reject)] == [
        "not_watched",
        "advertisement",
        "no_date",
        "not_an_object",
    ]


@pytest.mark.parametrize(
    "address",
    [
        CLIP,
        "https://music.youtube.com/watch?v=abcdefghijk&list=x",
        "https://www.youtube.com/shorts/abcdefghijk",
        "https://youtu.be/abcdefghijk?t=3",
        "https://m.youtube.com/watch?list=x&v=abcdefghijk",
    ],
)
def test_pages_of_one_clip(address: str) -> None:
    (found,) = records(json.dumps([entry(titleUrl=address)]))
    assert isinstance(found, Interaction)
    assert found.thing == "youtube:abcdefghijk"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jan 13, 2024, 2:05:09\u202fPM CET", "2024-01-13T14:05:09+01:00"),
        ("13 Jan 2024, 14:05:09 GMT", "2024-01-13T14:05:09+00:00"),
        ("13.01.2024, 14:05:09 MEZ", "2024-01-13T14:05:09+01:00"),
        ("13 janv. 2024, 14:05:09 CET", "2024-01-13T14:05:09+01:00"),
        ("13 ene 2024, 14:05:09 GMT-03:00", "2024-01-13T14:05:09-03:00"),
        ("13 de jan. de 2024, 14:05:09 BRT", "2024-01-13T14:05:09-03:00"),
        ("2024/01/13 14:05:09 JST", "2024-01-13T14:05:09+09:00"),
        ("13.1.2024 klo 14.05.09", "2024-01-13T14:05:09+00:00"),
        ("01/13/2024, 02:05:09 p. m.", "2024-01-13T14:05:09+00:00"),
    ],
)
def test_the_history_as_a_page(written: str, expected: str) -> None:
    (found,) = records(page(cell(written)))
    assert isinstance(found, Interaction)
    assert found.started_at.isoformat() == expected
    assert (found.thing, found.title) == ("youtube:abcdefghijk", "Garden & Co")


def test_a_page_of_many_cells_and_one_that_never_ends() -> None:
    one = cell("13.01.2024, 14:05:09 MEZ")
    search = cell("13.01.2024, 14:06:09 MEZ", page="https://www.youtube.com/results?search_query=x")
    found = records(page(*[one] * 400, search, cell("soon"), cell("x" * 900_000), one))
    kinds = [one.reason if isinstance(one, Reject) else "view" for one in found]
    assert kinds == ["view"] * 400 + ["not_watched", "no_date", "no_date", "view"]


def test_subscriptions_and_comments() -> None:
    channel = "UCabcdefghijklmnopqrstuv"
    line = f"{channel},http://www.youtube.com/channel/{channel},Garden\n"
    for headings in ("Channel Id,Channel Url,Channel Title", "Kanal-ID,Kanal-URL,Kanaltitel"):
        (found,) = records(f"{headings}\n{line}")
        assert isinstance(found, Follow)
        assert (found.followed.value, found.followed.name) == (channel, "Garden")
    (said, undated) = records(
        "Comment ID,Channel ID,Comment Create Timestamp,Price,Video ID,Comment Text\n"
        "Ugx,UCme,2024-01-13T14:05:00+00:00,0,abcdefghijk,hi\nUgx,UCme,,0,abcdefghijk,hi\n"
    )
    assert isinstance(said, Reaction)
    assert (said.interaction_key, said.sort) == (("youtube", "clip", "abcdefghijk"), "comment")
    assert isinstance(undated, Reject)


@pytest.mark.parametrize("text", ["", "13:05", "31.02.2024, 14:05", "2024, 14:05", "13.01.2024"])
def test_what_names_no_moment(text: str) -> None:
    assert written_at(text) is None
