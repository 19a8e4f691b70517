"""A JSON file's values one after the other, in bounded memory.

A file is entered as far as the caller says and its values come out whole from there.
A value that is broken, too large or too deep comes as its problem and the next one
follows; what is cut off at the end is one problem as well. An assignment before the
first bracket, as in ``window.YTD.tweets.part0 = [``, is passed over.

``ijson`` was looked at: one broken value ends its reading, it has no bound for a single
value, and it is no faster than letting the standard decoder take values whole.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO, NamedTuple

from mutuals.archives.buffer import Buffer
from mutuals.archives.scan import MOST_CHARS, Scan

ITEM = "*"

_GAP = re.compile(r"[ \t\r\n,]*+")
_COLON = re.compile(r"[ \t\r\n:]*+")
_ASSIGNED = re.compile(r"\ufeff?[ \t\r\n]*+(?:[\w.$\[\]\"']{1,200}+[ \t\r\n]*+=)?[ \t\r\n]*+")
# JSON's own white space: other separators belong to what is broken.
_ENDS = re.compile(r"[,\]} \t\r\n]")
_DECODER = json.JSONDecoder(strict=False)
# A record takes more than this: so many in a row that take less are there to take time.
_SHORTEST, _IN_A_ROW = 28, 100_000

Path = tuple[str, ...]


class WorthlessError(ValueError):
    """A list holds very many values, each too short to say anything."""

    def __init__(self) -> None:
        super().__init__("it is a list of very many entries, each too short to say anything")


class Value(NamedTuple):
    """One value and where it stands: the keys above it, ``*`` for a list's item.

    Where a list or an object is entered, ``is_begun`` is true and there is no value.
    ``problem`` is broken, too_large, too_deep, cut_off or not_json.
    """

    path: Path
    value: object
    offset: int
    is_begun: bool = False
    problem: str = ""


class _Open(NamedTuple):
    path: Path
    closes: str
    is_plain_list: bool


def values(stream: BinaryIO, entered: Collection[Path]) -> Iterator[Value]:
    """Yield the values of a file; lists and objects at these paths are entered.

    >>> from io import BytesIO
    >>> found = values(BytesIO(b'{"a": 1, "b": [2, {"c": 3}]}'), {(), ("b",)})
    >>> [(one.path, one.value) for one in found if not one.is_begun]
    [(('a',), 1), (('b', '*'), 2), (('b', '*'), {'c': 3})]
    """
    buffer = Buffer(stream)
    if not buffer.skip(_GAP):
        return
    buffer.skip(_ASSIGNED)
    open_now: list[_Open] = []
    pace = _Pace()
    while True:
        if open_now and open_now[-1].is_plain_list:
            yield from _plain(buffer, (*open_now[-1].path, ITEM), pace)
        found = _next(buffer, open_now, entered)
        if found is not None:
            yield found
        if found is not None and found.problem in {"not_json", "cut_off"}:
            return
        if not open_now:
            break
    if buffer.skip(_GAP):
        yield Value((), None, buffer.offset(), problem="not_json")


class _Pace:
    """How many values a list's bytes have come to since it was last looked at."""

    def __init__(self) -> None:
        self._began = self._count = 0

    def add(self, count: int, offset: int) -> None:
        """Take note of so many more values, up to a place in the file."""
        self._count += count
        if self._count >= _IN_A_ROW:
            if offset - self._began < _SHORTEST * self._count:
                raise WorthlessError
            self._began, self._count = offset, 0


def _plain(buffer: Buffer, path: Path, pace: _Pace) -> Iterator[Value]:
    """Yield a list's items as long as all is well: where most of the time goes."""
    gap, ends, decode = _GAP.match, _ENDS.match, _DECODER.raw_decode
    count = 0
    while True:
        text = buffer.text
        match = gap(text, buffer.at)
        buffer.at = begins = match.end() if match else buffer.at
        try:
            value, end = decode(text, begins)
        except (ValueError, RecursionError):
            break
        if not ends(text, end):
            break
        offset = buffer.offset()
        buffer.at = end
        yield Value(path, value, offset)
        count += 1
    pace.add(count, buffer.offset())


def _next(buffer: Buffer, open_now: list[_Open], entered: Collection[Path]) -> Value | None:
    char = buffer.skip(_GAP)
    above = open_now[-1] if open_now else None
    path = above.path if above else ()
    if char and char in "]}":
        if above is None or char != above.closes:
            return _problem(buffer, path, "not_json")
        buffer.at += 1
        open_now.pop()
        return None
    if above is not None and char:
        key = _key(buffer) if above.closes == "}" else ITEM
        if key is None:
            return _problem(buffer, path, "not_json")
        path = (*path, key)
        char = buffer.skip(_COLON) if above.closes == "}" else char
    if char in {"[", "{"} and path in entered:
        return _begun(buffer, path, open_now=open_now, entered=entered)
    return _whole(buffer, path) if char else _problem(buffer, path, "cut_off")


def _begun(
    buffer: Buffer, path: Path, *, open_now: list[_Open], entered: Collection[Path]
) -> Value:
    begun = Value(path, None, buffer.offset(), is_begun=True)
    is_list = buffer.text[buffer.at] == "["
    buffer.at += 1
    is_plain = is_list and (*path, ITEM) not in entered
    open_now.append(_Open(path, "]" if is_list else "}", is_plain))
    return begun


def _problem(buffer: Buffer, path: Path, problem: str) -> Value:
    return Value(path, None, buffer.offset(), problem=problem)


def _key(buffer: Buffer) -> str | None:
    if buffer.text[buffer.at] != '"':
        return None
    found = _whole(buffer, ())
    return found.value if isinstance(found.value, str) else None


def _whole(buffer: Buffer, path: Path) -> Value:
    """Take a whole value; the decoder first, and its end by hand where that fails."""
    begins = buffer.at
    try:
        value, end = _DECODER.raw_decode(buffer.text, begins)
    except (ValueError, RecursionError):
        return _by_hand(buffer, path)
    # A number's digits may go on with the next piece, or end in what is no number.
    if not _ENDS.match(buffer.text, end) and not (end == len(buffer.text) and buffer.is_ended):
        return _by_hand(buffer, path)
    offset = buffer.offset()
    buffer.at = end
    return Value(path, value, offset)


def _by_hand(buffer: Buffer, path: Path) -> Value:
    offset = buffer.offset()
    length = Scan(buffer).length()
    if length is None:
        return Value(path, None, offset, problem="cut_off")
    if length > MOST_CHARS:
        return Value(path, None, offset, problem="too_large")
    begins = buffer.at
    buffer.at = begins + length
    try:
        value, end = _DECODER.raw_decode(buffer.text[begins : buffer.at])
    except RecursionError:
        return Value(path, None, offset, problem="too_deep")
    except ValueError:
        return Value(path, None, offset, problem="broken")
    return Value(path, value, offset, problem="" if end == length else "broken")
