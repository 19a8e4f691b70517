"""vCard 2.1, 3.0 and 4.0, also mixed in one file, line by line.

Only names and handles are looked at; pictures, keys and notes are passed over without
being decoded. No library reads these as a stream within bounds: the one in use
(vobject) takes the whole file, and gives up on what phones really write.
"""

import binascii
import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from mutuals.archives.lines import Line, lines
from mutuals.archives.names import full_name, plain
from mutuals.readers.contacts.card import Card, Gathered

_LINE = 1 << 16
_DEEPEST = 20
_HEAD = re.compile(r"(?:[\w-]{1,60}\.)?([\w-]{1,60})((?:;(?:[^\":;]|\"[^\"]*+\")*+)*+):")
_GROUP = re.compile(r"([\w-]{1,60})\.")
_SPLIT = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WANTED = frozenset(
    {
        "BEGIN",
        "END",
        "FN",
        "N",
        "NICKNAME",
        "ORG",
        "EMAIL",
        "TEL",
        "URL",
        "IMPP",
        "X-SOCIALPROFILE",
        "X-ABLABEL",
        "KIND",
        "AGENT",
        "X-ADDRESSBOOKSERVER-KIND",
    }
)
_NAMES = ("FN", "N", "NICKNAME", "ORG")
_SCHEMES = {"EMAIL": "mail", "TEL": "phone"}
_PROFILES = frozenset({"URL", "IMPP", "X-SOCIALPROFILE"})
_CHARSETS = ("ascii", "iso8859", "cp", "koi8", "mac", "gb", "big5", "euc", "shift_jis", "utf-8")


class Property(NamedTuple):
    """A line of a card: its name in capitals, its parameters, its raw value."""

    name: str
    group: str
    parameters: str
    value: str


def cards(opened: Callable[[], BinaryIO]) -> Iterator[Card]:
    """Yield the cards of a file, in the order in which they end."""
    reading = _Reading()
    for line in _unfolded(lines(opened, _LINE)):
        yield from reading.take(line)
    yield from reading.rest()


def parsed(line: str) -> Property | None:
    """Return a line as a property, ``None`` for anything else.

    >>> parsed('item1.tel;type="home,voice":1234')
    Property(name='TEL', group='item1', parameters='type="home,voice"', value='1234')
    """
    # Files that were put together have their marks of Unicode in between.
    line = line.removeprefix("\ufeff")
    found = _HEAD.match(line[:4000])
    if found is None:
        return None
    group = _GROUP.match(line[: found.start(1)])
    value = line[found.end() :].rstrip("\r\n")
    return Property(found[1].upper(), group[1] if group else "", found[2][1:], value)


def text_of(one: Property) -> str:
    r"""Return a property's value as text, whatever it is encoded in.

    >>> text_of(Property("FN", "", "ENCODING=QUOTED-PRINTABLE;CHARSET=latin1", "Zo=EB"))
    'Zoë'
    """
    parameters = one.parameters.upper()
    charset = _charset(parameters)
    if "QUOTED-PRINTABLE" in parameters:
        return _as(binascii.a2b_qp(one.value.encode("utf-8", "replace")), charset or "utf-8")
    if charset and charset != "utf-8" and not one.value.isascii():
        try:
            return one.value.encode("cp1252").decode(charset, "replace")
        except UnicodeEncodeError:
            return one.value
    return one.value


def unescaped(text: str) -> str:
    r"""Return text without the marks that keep signs from being separators.

    >>> unescaped(r"Lee\, Ann\nx")
    'Lee, Ann\nx'
    """
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], text)


class _Open:
    """A card that has begun and not ended."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.names: dict[str, str] = {}
        self.handles: list[Property] = []
        self.labels: dict[str, str] = {}
        self.is_group = False
        self.is_before_agent = False
        self.unkept = 0

    def add(self, one: Property) -> None:
        self.is_before_agent = one.name == "AGENT" and not one.value.strip()
        if one.name in _NAMES:
            self._name(one)
        elif one.name == "X-ABLABEL":
            if len(self.labels) < _LINE:
                self.labels[one.group] = one.value[:200]
        elif one.name.endswith("KIND"):
            self.is_group |= one.value.strip().casefold() == "group"
        elif one.name in _SCHEMES or one.name in _PROFILES:
            if len(self.handles) < 2 * _DEEPEST * _DEEPEST:
                self.handles.append(one._replace(value=one.value[:4000]))
            else:
                self.unkept += 1

    def _name(self, one: Property) -> None:
        if not self.names.get(one.name):
            parts = [unescaped(part) for part in _SPLIT.split(text_of(one)[:4000])]
            if one.name == "N":
                parts = [*parts[1:3], parts[0]]
            self.names[one.name] = full_name(*parts[:3])

    def card(self, number: int) -> Card:
        found = Gathered()
        for one in self.handles:
            labels = f"{one.parameters} {self.labels.get(one.group, '') if one.group else ''}"
            value = unescaped(text_of(one))
            found.add(_SCHEMES.get(one.name, "linkedin"), value, labels)
        name = next((self.names[key] for key in _NAMES if self.names.get(key)), "")
        fault = "group_card" if self.is_group else ""
        unkept = found.unkept + self.unkept
        told = Card(number, self.offset, plain(name), found.handles(), unkept, fault)
        return told._replace(fixed=found.fixed())


class _Reading:
    """The cards open at some line, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._number = 0
        self._is_astray = False

    def take(self, line: Line) -> Iterator[Card]:
        one = parsed(line.text)
        marks = one.value.strip().upper() if one and one.name in {"BEGIN", "END"} else ""
        if one and marks == "VCARD":
            yield from self._begin(line.offset) if one.name == "BEGIN" else self._end(line.offset)
        elif self._open:
            if one and one.name in _WANTED:
                self._open[-1].add(one)
        elif line.text.strip() and not self._is_astray:
            self._is_astray = True
            yield self._fault(line.offset, "stray_text")

    def rest(self) -> Iterator[Card]:
        while self._open:
            yield self._fault(self._open.pop().offset, "cut_off")

    def _begin(self, offset: int) -> Iterator[Card]:
        self._is_astray = False
        # A card within a card is somebody's agent; else the card before lacks its end.
        if self._open and not self._open[-1].is_before_agent:
            yield self._finished()
        if len(self._open) >= _DEEPEST:
            yield self._fault(offset, "too_deep")
        else:
            self._open.append(_Open(offset))

    def _end(self, offset: int) -> Iterator[Card]:
        if self._open:
            yield self._finished()
        elif not self._is_astray:
            self._is_astray = True
            yield self._fault(offset, "stray_text")

    def _finished(self) -> Card:
        self._number += 1
        return self._open.pop().card(self._number)

    def _fault(self, offset: int, reason: str) -> Card:
        self._number += 1
        return Card(self._number, offset, fault=reason)


def _unfolded(found: Iterable[Line]) -> Iterator[Line]:
    """Yield lines put together again that were folded, to a limit."""
    waiting: list[str] = []
    offset = size = 0
    is_soft = False
    for line in found:
        text = line.text.rstrip("\r\n")
        if waiting and (is_soft or (text[:1] in {" ", "\t"} and text.strip())):
            if size < _LINE:
                # A quoted-printable line goes on where the next begins.
                waiting.append(text if is_soft else text[1:])
                size += len(text)
        else:
            if waiting:
                yield Line("".join(waiting), offset)
            waiting, offset, size = [text], line.offset, len(text)
        is_soft = text.endswith("=") and _is_quoted(waiting[0])
        if is_soft and waiting[-1].endswith("="):
            waiting[-1] = waiting[-1][:-1]
    if waiting:
        yield Line("".join(waiting), offset)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line[:2000].partition(":")[0].upper()


def _charset(parameters: str) -> str:
    written = re.search(r"CHARSET=\"?([\w.:-]{1,40})", parameters)
    if not written:
        return ""
    try:
        name = codecs.lookup(written[1]).name
    except LookupError:
        return ""
    return name if name.startswith(_CHARSETS) else ""


def _as(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return raw.decode("cp1252" if charset == "utf-8" else charset, "replace")
