"""Calendars as JSON (jCal) and as XML (xCal), written again as lines.

A component at a time, so that one the library cannot take costs itself: in its place
stands one without a date, which is refused like any other such event.
"""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

_MOST = 32_000_000
_JCAL = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}\[\s{0,40}(?:\[\s{0,40})?\"vcalendar\"", re.IGNORECASE
)
_XCAL = re.compile(rb"<(?:\w{1,20}:)?icalendar\b|<(?:\w{1,20}:)?vcalendar\b", re.IGNORECASE)
_NAMESPACE = re.compile(r"\A\{[^}]*\}")
_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
_DEEPEST = 20


def sureness(head: bytes) -> float:
    """Return how sure it is that a file is a calendar in JSON or XML."""
    if _JCAL.match(head):
        return 0.97
    begins = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return 0.95 if begins.startswith(b"<") and _XCAL.search(begins) else 0.0


def as_lines(stream: BinaryIO) -> BinaryIO | None:
    """Return a file's calendar as lines, ``None`` where it cannot be read at all."""
    content = stream.read(_MOST + 1)
    if len(content) > _MOST:
        return None
    try:
        if _JCAL.match(content):
            told = json.loads(content.removeprefix(b"\xef\xbb\xbf"))
            calendars = told if told and isinstance(told[0], list) else [told]
        elif b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return None
        else:
            root = ET.fromstring(content)  # noqa: S314 - declarations are refused
            found = [root] if _name(root) == "vcalendar" else root.iter()
            calendars = [_component(one) for one in found if _name(one) == "vcalendar"]
    except (ValueError, RecursionError, ET.ParseError):
        return None
    return BytesIO(b"".join(line for one in calendars for line in _calendar(one)))


def _calendar(told: object) -> Iterator[bytes]:
    if not isinstance(told, list) or len(told) < 3:  # noqa: PLR2004 - name, properties, parts
        yield b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"
        return
    yield b"BEGIN:VCALENDAR\r\n"
    for one in told[1] if isinstance(told[1], list) else ():
        if isinstance(one, list) and one[:1] in (["x-wr-timezone"], ["method"]) and len(one) > 3:  # noqa: PLR2004 - name, properties, type, value
            said = str(one[3])[:200].split()
            if said:
                yield f"{one[0].upper()}:{said[0]}\r\n".encode("utf-8", "replace")
    for one in told[2] if isinstance(told[2], list) else ():
        yield _lines(one)
    yield b"END:VCALENDAR\r\n"


def _lines(told: object) -> bytes:
    import icalendar  # noqa: PLC0415 - heavy, and only for calendars

    try:
        written: bytes = icalendar.Component.from_jcal(told).to_ical()  # type: ignore[arg-type]  # a list of anything, tried
    except Exception:  # noqa: BLE001 - whatever the library raises costs one component
        name = told[0] if isinstance(told, list) and told and isinstance(told[0], str) else ""
        name = name.upper() if _NAME.fullmatch(name) else "VEVENT"
        return f"BEGIN:{name}\r\nEND:{name}\r\n".encode()
    return written


def _component(one: ET.Element, depth: int = 0) -> list[Any]:
    properties: list[list[Any]] = []
    parts: list[list[Any]] = []
    for group in one:
        if _name(group) == "properties":
            properties += [_property(each) for each in group]
        elif _name(group) == "components" and depth < _DEEPEST:
            parts += [_component(each, depth + 1) for each in group]
    return [_name(one), properties, parts]


def _property(one: ET.Element) -> list[Any]:
    parameters: dict[str, Any] = {}
    values: list[tuple[str, Any]] = []
    for each in one:
        if _name(each) == "parameters":
            told = {_name(part): [_said(text) for text in part] for part in each}
            parameters = {key: said[0] if len(said) == 1 else said for key, said in told.items()}
        elif len(each):
            values.append((_name(each), _record(each)))
        else:
            values.append((_name(each), _said(each)))
    sort = values[0][0] if values else "text"
    return [_name(one), parameters, sort, *(value for _, value in values)]


def _record(one: ET.Element) -> Mapping[str, Any]:
    """Return a rule, whose parts may come more than once."""
    told: dict[str, Any] = {}
    for each in one:
        said = _said(each)
        before = told.get(_name(each))
        told[_name(each)] = said if before is None else [*_listed(before), said]
    return told


def _listed(one: object) -> list[Any]:
    return one if isinstance(one, list) else [one]


def _said(one: ET.Element) -> Any:  # noqa: ANN401 - whatever JSON would hold
    said = (one.text or "").strip()
    return (
        int(said) if _name(one) in {"count", "interval", "integer"} and said.isdecimal() else said
    )


def _name(one: ET.Element) -> str:
    return _NAMESPACE.sub("", str(one.tag)).lower()
