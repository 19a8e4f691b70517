"""What was dropped, part by part: what it is, how much is in it, from when, of whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TypeVar

from mutuals.counts import number, tally
from mutuals.intake.walk import walk
from mutuals.sandbox import Failed, Recognised, Request, Unread, read
from mutuals.settings import Settings

# So many files of one kind in one folder are told of together.
_FEW = 3
_NAMED = 3
# More parts than these are told of by kind.
_MANY = 12
_SURE, _FAIRLY = 0.9, 0.7

One = TypeVar("One", Recognised, Unread)


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or several alike in one folder; ``format`` is empty if none is known.

    ``first`` and ``last`` are days. ``sentence`` says all of it.
    """

    path: str
    what: str
    format: str
    confidence: float
    files: int
    seen: int
    rejected: int
    first: str
    last: str
    people: tuple[str, ...]
    others: int
    is_whole: bool
    asks: str
    sentence: str


def recognise(paths: Iterable[Path | str], settings: Settings) -> Iterator[Recognised | Unread]:
    """Yield what each file or member is and holds, without storing anything."""
    request = Request(tuple(walk(map(Path, paths))), only_recognise=True)
    for event in read(request, settings):
        if isinstance(event, Recognised | Unread):
            yield event
        elif isinstance(event, Failed):
            yield Unread(event.path, event.reason, event.message)


def parts(
    found: Iterable[Recognised | Unread], tell: Callable[[str], None] = lambda _path: None
) -> list[Part]:
    """Return what was found, known parts first, those with the most records before.

    ``tell`` hears the path of each file that has been looked at.
    """
    known: dict[tuple[str, str], list[Recognised]] = {}
    unknown: dict[tuple[str, str], list[Unread]] = {}
    for one in found:
        tell(one.path)
        folder = one.path.rpartition("/")[0]
        if isinstance(one, Recognised):
            known.setdefault((folder, one.format), []).append(one)
        else:
            unknown.setdefault((folder, one.message), []).append(one)
    made = [_known(group) for several in known.values() for group in _groups(several)]
    made.sort(key=lambda one: (-one.seen, one.path))
    return made + [_unknown(group) for several in unknown.values() for group in _groups(several)]


def summary(found: Sequence[Part]) -> str:
    """Return a sentence about everything that was dropped.

    >>> summary([])
    'Nothing was found.'
    """
    known = [one for one in found if one.format]
    if not found:
        return "Nothing was found."
    kinds = Counter[str]()
    for one in known:
        kinds[one.what] += one.files
    listed = ", ".join(
        f"{what} ({number(many)})" if many > 1 else what for what, many in kinds.items()
    )
    missed = sum(one.files for one in found if not one.format)
    records = sum(one.seen for one in known)
    more = "" if all(one.is_whole for one in known) else " at least"
    said = f"This looks like {listed}:{more} {tally(records, 'record')}." if known else ""
    unread = f"{tally(missed, 'file')} would not be read." if missed else ""
    return f"{said} {unread}".strip()


def told(found: Sequence[Part], *, every: bool = False) -> list[str]:
    """Return a line a part; of very many, one for all of a kind, unless ``every``."""
    if every or len(found) <= _MANY:
        return [f"{one.path}: {one.sentence}" for one in found]
    kinds: dict[str, list[Part]] = {}
    for one in found:
        kinds.setdefault(one.what or _reason(one), []).append(one)
    lines = []
    for kind, several in kinds.items():
        if len(several) == 1:
            lines.append(f"{several[0].path}: {several[0].sentence}")
            continue
        files, seen = (sum(getattr(one, name) for one in several) for name in ("files", "seen"))
        said = [f"{kind[0].upper()}{kind[1:]}", tally(files, "file")]
        said += [tally(seen, "record")] if seen else []
        days = sorted(day for one in several for day in (one.first, one.last) if day)
        said += [f"{days[0]} to {days[-1]}"] if days else []
        lines.append("; ".join(said) + ".")
    return [*lines, "`--files` tells of each by itself."]


def _reason(part: Part) -> str:
    """Return why a part would not be read, without how many files it is and which."""
    said = part.sentence.removeprefix(f"{part.files} files: ").rstrip(".")
    return said.rpartition(" (")[0] if part.files > 1 else said


def _groups(several: list[One]) -> Iterable[list[One]]:
    return [several] if len(several) > _FEW else [[one] for one in several]


def _known(group: list[Recognised]) -> Part:
    first = group[0]
    all_found = [one.found for one in group]
    met = Counter[str]()
    for one in all_found:
        # Whoever comes first in a file is met most in it.
        met.update({name: len(one.people) - at for at, name in enumerate(one.people)})
    people = tuple(name for name, _ in met.most_common(_NAMED))
    others = len(met) - len(people) + max(one.others for one in all_found)
    begun = [one.first for one in all_found if one.first is not None]
    ended = [one.last for one in all_found if one.last is not None]
    part = Part(
        path=_place(group),
        what=first.what or first.format,
        format=first.format,
        confidence=min(one.confidence for one in group),
        files=len(group),
        seen=sum(one.seen for one in all_found),
        rejected=sum(one.rejected for one in all_found),
        first=_day(min(begun)) if begun else "",
        last=_day(max(ended)) if ended else "",
        people=people,
        others=others,
        is_whole=all(one.is_whole for one in all_found),
        asks=next((one.asks for one in all_found if one.asks), ""),
        sentence="",
    )
    return _told(part)


def _unknown(group: list[Unread]) -> Part:
    named = ", ".join(PurePath(one.path).name for one in group[:_NAMED])
    more = f" ({named}, …)" if len(group) > 1 else ""
    many = f"{number(len(group))} files: " if len(group) > 1 else ""
    return Part(
        path=_place(group),
        what="",
        format="",
        confidence=0.0,
        files=len(group),
        seen=0,
        rejected=0,
        first="",
        last="",
        people=(),
        others=0,
        is_whole=True,
        asks="",
        sentence=f"{many}{group[0].message}{more}.",
    )


def _told(part: Part) -> Part:
    """Return a part with what is to be said of it."""
    sure = (
        "surely" if part.confidence >= _SURE else "probably" if part.confidence >= _FAIRLY else ""
    )
    begins = f"{part.what}, {sure or 'perhaps'}"
    said = [f"{begins[0].upper()}{begins[1:]}"]
    if part.files > 1:
        said.append(f"{number(part.files)} files")
    if part.seen:
        said.append(f"{'' if part.is_whole else 'at least '}{tally(part.seen, 'record')}")
    if part.first:
        said.append(part.first if part.first == part.last else f"{part.first} to {part.last}")
    if part.people:
        more = f" and {number(part.others)} more" if part.others else ""
        said.append(f"with {', '.join(part.people)}{more}")
    if part.rejected:
        said.append(f"{number(part.rejected)} would not be kept")
    sentence = "; ".join(said) + "."
    if part.asks:
        sentence += f" It will ask: {part.asks}"
    return replace(part, sentence=sentence)


def _place(group: Sequence[Recognised | Unread]) -> str:
    path = group[0].path
    return path if len(group) == 1 else f"{path.rpartition('/')[0]}/"


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
