"""JSON values one by one: in pieces, broken, cut, too large, too deep."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.archives import buffer, scan
from mutuals.archives.values import Value, WorthlessError, values

LIST = {("m",), ()}


def found(content: bytes) -> list[Value]:
    return [one for one in values(BytesIO(content), LIST) if not one.is_begun]


def told(content: bytes) -> list[object]:
    return [one.problem or one.value for one in found(content)]


def test_a_broken_value_costs_itself_only() -> None:
    content = b'\xef\xbb\xbf{"m": [{"a": 1}, {"a": tru}, 1.5.5, {"a": "\xff"}, nul, 7], "n": [8]}'
    assert told(content) == [
        {"a": 1},
        "broken",
        "broken",
        {"a": "\udcff"},
        "broken",
        7,
        [8],
    ]
    assert [content[one.offset : one.offset + 4] for one in found(content)[:2]] == [
        b'{"a"',
        b'{"a"',
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"  \n", []),
        (b'{"m": [{"a": 1}, {"a"', [{"a": 1}, "cut_off"]),
        (b'{"m": [1, 2', [1, 2, "cut_off"]),
        (b'{"m": [1}', [1, "not_json"]),
        (b'{"m"', ["cut_off"]),
        (b'{"m": ', ["cut_off"]),
        (b"{1: 2}", ["not_json"]),
        (b"{tru: 2}", ["not_json"]),
        (b'{"m": []}}', ["not_json"]),
        (b'{"m": []} more', ["not_json"]),
        (b"]", ["not_json"]),
        (b"[1]", [1]),
        (b'{"a":]}', ["broken", "not_json"]),
        (b"window.YTD.a.part0 = [1, 2]\n", [1, 2]),
        (b'"\\', ["cut_off"]),
        (b'{"m": [' + b"1" * 5000 + b", 2]}", ["broken", 2]),
    ],
)
def test_what_is_no_whole_file(content: bytes, expected: list[object]) -> None:
    assert told(content) == expected


def test_depth_and_size_are_bounded() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    large = b'"' + b'x\\"' * 800_000 + b'"'
    digits = b"1" * 2_200_000
    content = b'{"m": [%b, %b, %b, 1], "n": %b}' % (deep, large, digits, large)
    assert told(content) == ["too_deep", "too_large", "too_large", 1, "too_large"]
    assert told(b'{"m": [' + digits) == ["too_large", "cut_off"]


def test_a_value_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_MOST_STEPS", 1000)
    assert told(b'{"m": [' + b"[" * 5000) == ["cut_off"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(), one, max_size=3),
            max_leaves=6,
        ),
        max_size=8,
    ),
    st.integers(min_value=1, max_value=9),
    st.booleans(),
)
def test_any_file_in_any_pieces_gives_what_it_holds(
    items: list[object],
    size: int,
    ascii_only: bool,  # noqa: FBT001  # Hypothesis gives it
) -> None:
    whole, buffer.CHUNK = buffer.CHUNK, size
    try:
        content = json.dumps({"m": items, "n": 3}, ensure_ascii=ascii_only).encode(
            "utf-8", "surrogatepass"
        )
        given_back = found(content)
    finally:
        buffer.CHUNK = whole
    if b"\xed" not in content:
        assert [one.value for one in given_back] == [*items, 3]
        starts = [content[one.offset : one.offset + 1] for one in given_back]
        assert starts == [json.dumps(one).encode()[:1] for one in [*items, 3]]


def counted(content: bytes) -> int:
    return sum(not one.is_begun for one in values(BytesIO(content), {()}))


def test_a_list_of_very_many_empty_values_is_refused() -> None:
    with pytest.raises(WorthlessError):
        counted(b"[" + b'{"type":"message"},' * 150_000 + b"0]")
    assert counted(b"[" + b'{"type":"message","id":1234567890},' * 150_000 + b"0]") == 150_001
