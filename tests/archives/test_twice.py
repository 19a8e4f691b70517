"""A file gone through twice is the same both times, whether it is kept or read anew."""

import json
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

import pytest

from mutuals.archives import twice
from mutuals.archives.persons import known
from mutuals.archives.twice import Twice
from mutuals.archives.values import ITEM, Value, values
from mutuals.records import Address

ITEMS = 50


def file_of(items: int, opened: list[int]) -> Twice[Value]:
    content = json.dumps([{"a": one} for one in range(items)]).encode()

    def open_it() -> BinaryIO:
        opened.append(1)
        return BytesIO(content)

    return Twice(open_it, partial(values, entered={()}))


def numbers(parts: Iterator[Value]) -> list[object]:
    return [one.value for one in parts if one.path == (ITEM,)]


@pytest.mark.parametrize(("limit", "times"), [("_KEPT_PARTS", 2), ("_KEPT_BYTES", 2), ("", 1)])
def test_a_large_file_is_opened_again_and_a_small_one_is_not(
    limit: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if limit:
        monkeypatch.setattr(twice, limit, 10)
    opened: list[int] = []
    file = file_of(ITEMS, opened)
    first, again = numbers(file.first()), numbers(file.again())
    assert first == again == [{"a": one} for one in range(ITEMS)]
    assert len(opened) == times


def test_a_first_look_that_ended_early_is_not_taken_for_the_whole() -> None:
    file = file_of(ITEMS, [])
    next(file.first())
    assert len(numbers(file.again())) == ITEMS


def test_what_counts_as_the_same_key_is_not_the_same_person() -> None:
    def someone(who: object, called: object) -> Address:
        return Address("x", f"{who!r}", str(called))

    found = [known(someone, one, "Ann") for one in (1, True, 1.0, "1", "True")]
    assert [one.value for one in found if one] == ["1", "True", "1.0", "'1'", "'True'"]
