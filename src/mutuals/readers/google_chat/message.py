"""One message: who wrote what, and when, in the words of an account's language."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from mutuals.archives.conversation import MOST_RECIPIENTS, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import identifier, words
from mutuals.archives.refusals import RefusedError
from mutuals.readers.google_chat.group import person
from mutuals.records import Interaction, Reaction

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})[:.](\d{2})")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?![\d:]|\.\d)")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_HALF = re.compile(r"\b([AaPp])\.? ?[Mm]\b")
# How months begin, accents taken off: English, German, French, Spanish, Portuguese,
# Italian and Dutch.
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "maer", "mrt", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
_WEEK = """
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta
    feira lunedi martedi mercoledi giovedi venerdi domenica maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag
"""
_DAYS = frozenset(_WEEK.split())
_NOON = 12


def message(told: object) -> Message:
    """Return what a record says; RefusedError where it cannot be read."""
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at, sender = moment(told.get("created_date")), person(told.get("creator"))
    if started_at is None or sender is None:
        raise RefusedError("no_date" if started_at is None else "no_sender")
    creator = told.get("creator")
    is_program = isinstance(creator, Mapping) and creator.get("user_type") == "Bot"
    state = identifier(told.get("message_state"))
    marks = ["auto"] if is_program else []
    marks += ["media"] if told.get("attached_files") else []
    marks += ["deleted"] if state == "DELETED" or told.get("deletion_metadata") else []
    marks += ["edited"] if told.get("updated_date") else []
    return Message(
        started_at=started_at,
        sender=sender,
        words=words(told.get("text")),
        marks=tuple(marks),
        identity=identifier(told.get("message_id")),
        is_local_known=False,
        thread=identifier(told.get("topic_id")),
    )


def reactions(told: object, to: Interaction) -> Iterator[Reaction]:
    """Yield who reacted to a message, where the export says so."""
    given = told.get("reactions") if isinstance(told, Mapping) else None
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        who = one.get("reactor_emails") if isinstance(one, Mapping) else None
        for address in who[:MOST_RECIPIENTS] if isinstance(who, list) else ():
            actor = person({"email": address})
            if actor is not None:
                yield Reaction(to.record_no, actor, to.key, to.started_at)


def moment(written: object) -> datetime | None:
    r"""Return the moment of a date as Takeout writes it, ``None`` where it is none.

    >>> moment("Tuesday, January 31, 2023 at 1:02:03\u202fPM UTC").isoformat()
    '2023-01-31T13:02:03+00:00'
    >>> moment("Dienstag, 31. Januar 2023 um 13:02:03 UTC").isoformat()
    '2023-01-31T13:02:03+00:00'
    >>> moment("martes, 7 de marzo de 2023, 1:02:03 UTC").isoformat()
    '2023-03-07T01:02:03+00:00'
    """
    if not isinstance(written, str):
        return None
    text = unicodedata.normalize("NFKD", written[:100]).encode("ascii", "ignore").decode()
    clock, year = _CLOCK.search(text), _YEAR.search(text)
    if clock is None or year is None:
        return from_iso(written)
    before = text[: clock.start()].replace(year[0], " ", 1)
    day, month = _DAY.search(before), _month(before)
    if day is None or month is None:
        return from_iso(written)
    half = _HALF.search(text, clock.end())
    hour = int(clock[1])
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half[1] in "Pp" else 0)
    try:
        numbers = (int(year[0]), month, int(day[1]), hour, int(clock[2]), int(clock[3]))
        return datetime(*numbers, tzinfo=UTC)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    for word in _WORD.findall(text.casefold()):
        if word in _DAYS:
            continue
        for number, beginnings in enumerate(_MONTHS, start=1):
            if word.startswith(beginnings):
                return number
    return None
