"""The history as JSON, as it is or among an account's other activity."""

from collections.abc import Iterator, Mapping

from mutuals.archives.moments import from_iso
from mutuals.archives.names import words
from mutuals.archives.refusals import refused
from mutuals.archives.values import ITEM, Value, values
from mutuals.readers.youtube.watched import Line, view
from mutuals.records import Record, Source


def records(source: Source) -> Iterator[Record]:
    """Yield what was watched, or why an entry is none."""
    number = 0
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.problem or value.path == (ITEM,):
                number += 1
                yield _record(value, number)


def _record(value: Value, number: int) -> Record:
    told = value.value
    if value.problem or not isinstance(told, Mapping):
        return refused(value.problem or "not_an_object", number, value.offset)
    details = told.get("details")
    by = told.get("subtitles")
    named = by[0].get("name") if isinstance(by, list) and by and isinstance(by[0], Mapping) else ""
    line = Line(
        started_at=from_iso(told.get("time")),
        page=words(told.get("titleUrl")),
        title=words(named),
        is_ad=isinstance(details, list) and any(map(_is_ad, details)),
        is_local_known=False,
    )
    return view(line, number, value.offset)


def _is_ad(one: object) -> bool:
    return isinstance(one, Mapping) and "Google Ads" in words(one.get("name"))
