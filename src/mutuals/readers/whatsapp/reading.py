"""A chat read twice: for who writes in it and how its dates go, then for records."""

from collections.abc import Iterator
from functools import partial

from mutuals.archives.entries import entries
from mutuals.archives.recoded import recoded
from mutuals.archives.twice import Twice
from mutuals.readers.whatsapp.cast import survey
from mutuals.readers.whatsapp.header import header
from mutuals.readers.whatsapp.messages import records
from mutuals.records import Question, Record, Source


def chat(source: Source, choices: tuple[str, ...]) -> Iterator[Record]:
    """Yield every message, call and system line, or the question that comes first."""
    lines = Twice(partial(recoded, source.open), partial(entries, header=header))
    cast = survey(source.name, lines.first())
    order = cast.order or {"day": "dmy", "month": "mdy"}.get(source.answers.get("day_first", ""))
    if order is None:
        yield Question(
            name="day_first",
            sentence=f"In dates such as {cast.example}, does the day or the month come first?",
            choices=choices,
        )
        return
    yield from records(lines.again(), cast, order=order, keep_text=source.keep_text)
