"""The mirror: which one are you, then your people, then what it is based on."""

from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.intake.report import is_file_read
from mutuals.mirror.codec import sentence_of
from mutuals.mirror.sentences import placed_sentences
from mutuals.mirror.words import listed
from mutuals.sentence import Evidence, Sentence, Who
from mutuals.stages.lately import YEAR
from mutuals.web.answering import answer, world_of
from mutuals.web.around import around, changes_since
from mutuals.web.beside import introduced, my_introductions, stages_of, time_split, ways_taken
from mutuals.web.evidence import Proof, brought, done_after, followed, grown, liked, talked
from mutuals.web.lines import kept_apart, not_kept
from mutuals.web.owning import Perhaps, perhaps
from mutuals.web.reword import headline, relinked
from mutuals.web.shell.pictures import Bands
from mutuals.web.shell.rings import Rings, rings
from mutuals.web.shell.strips import Dots, Split, Steps
from mutuals.web.world import World

TITLE = "Mirror"
PLACE = 1
router = APIRouter()

# What is asked, and what the page falls back on where no answer can be given yet.
QUESTIONS: Final = {
    (True, "answer"): "Which one are you?",
    (True, "contact"): "With whom is your contact?",
    (True, "moved"): "Who has come closer?",
    (True, "time"): "Where does your time go?",
    (False, "unseen"): "Who comes before what people do?",
    (False, "contact"): "Who is in contact here?",
}
INSTEAD: Final = ("contact", "moved", "time")
# The longest headline, and from where on it is set smaller.
HEADLINE: Final = 210
LONG: Final = 110


@dataclass(frozen=True, slots=True)
class Said:
    """A further sentence, with a small picture where there is one."""

    place: str
    sentence: Sentence
    evidence: tuple[Proof, ...] = ()
    dots: Dots | None = None
    split: Split | None = None
    steps: Steps | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """The mirror."""

    question: str
    answer: Sentence
    headline: Sentence
    rest: Sentence | None
    topic: str
    evidence: tuple[Proof, ...]
    is_long: bool
    bands: Bands | None
    said: tuple[Said, ...]
    quiet: Sentence | None
    quiet_evidence: tuple[Proof, ...]
    status: Sentence | None
    status_evidence: tuple[Proof, ...]
    rings: Rings | None
    perhaps: tuple[Perhaps, ...]
    read: tuple[str, ...]
    not_kept: str
    missing_channels: str


@router.get("/", response_model=None)
def show(request: Request) -> Response:
    """Show the mirror."""
    return answer(request, world_of(request).note("page/home", home))


def home(world: World) -> HomePage:
    """Work the page out."""
    if not world.has("person"):
        return _empty()
    me = world.me
    topic, first, said = _first(_sentences(world), "answer" if me is not None else "unseen")
    if topic in {"answer", "unseen"}:
        first = relinked(*_proved(world, first))
    elif topic == "moved":
        first = _said(world, topic, first).sentence
    top, rest = headline(first, HEADLINE)
    status = said.pop("status", None)
    quiet = said.pop("fading", None)
    people = around(world, me) if me is not None else ()
    return HomePage(
        question=QUESTIONS[me is not None, topic],
        answer=first,
        headline=top,
        rest=rest,
        topic=topic,
        evidence=_evidence(world, topic) or _answered(world, topic, first),
        is_long=len(top.text()) > LONG,
        bands=ways_taken(world, me),
        said=tuple(_said(world, place, sentence) for place, sentence in said.items()),
        quiet=_near(quiet) if quiet else None,
        quiet_evidence=tuple(talked(world, one) for one in _named(quiet)) if quiet else (),
        status=_counted(status) if status and me is not None else status,
        status_evidence=(followed(world, me), liked(world, me)) if me is not None else (),
        rings=rings([one.standing() for one in people]) if people else None,
        perhaps=_asked(world),
        read=_read(world),
        not_kept=not_kept(*kept_apart(world)) if world.has("reject") else "",
        missing_channels=_missing(world),
    )


def _sentences(world: World) -> dict[str, Sentence]:
    """Return the mirror's sentences: the stored ones, unless names are hidden."""
    if world.hidden:
        return dict(placed_sentences(world))
    return {row["place"]: sentence_of(row) for row in world.rows("mirror")}


def _first(said: dict[str, Sentence], topic: str) -> tuple[str, Sentence, dict[str, Sentence]]:
    """Return the topic of the page's answer, the answer, and what else is said.

    Where nobody can say yet which one the reader is, what can be said stands first: a
    page that begins with what is missing tells a newcomer nothing.
    """
    told = [one for one in INSTEAD if one in said and not said[one].missing]
    if not said["answer"].missing or not told:
        return topic, said.pop("answer"), said
    return told[0], said.pop(told[0]), said


def _asked(world: World) -> tuple[Perhaps, ...]:
    """Return who the reader may be, where somebody is likely: no community is asked."""
    found = perhaps(world)
    return found if any(one.is_likely for one in found) else ()


def _proved(world: World, sentence: Sentence) -> tuple[Sentence, dict[str, str]]:
    """Return the answer, and where its dotted words lead on this page."""
    if world.me is not None:
        return sentence, {"influence": f"#after-{world.me}"}
    return sentence, {f"person/{one}": f"#after-{one}" for one in _named(sentence)}


def _answered(world: World, topic: str, sentence: Sentence) -> tuple[Proof, ...]:
    if topic not in {"answer", "unseen"}:
        return ()
    sources = [world.me] if world.me is not None else _named(sentence)[:1]
    return tuple(done_after(world, one) for one in sources) if not sentence.missing else ()


def _named(sentence: Sentence) -> list[int]:
    return [part.person_id for part in sentence.parts if isinstance(part, Who)]


def _near(sentence: Sentence) -> Sentence:
    return relinked(sentence, {f"person/{one}": f"#with-{one}" for one in _named(sentence)})


def _counted(sentence: Sentence) -> Sentence:
    """Let the counts of followers and likes lead to who they are."""
    places = ("#followers", "#likes")
    at = [number for number, one in enumerate(sentence.parts) if isinstance(one, Evidence)]
    links = dict(zip(at, places, strict=False))
    parts = tuple(
        replace(one, link=links[number]) if number in links and isinstance(one, Evidence) else one
        for number, one in enumerate(sentence.parts)
    )
    return replace(sentence, parts=parts)


def _empty() -> HomePage:
    missing = (
        "Nothing has been read yet. Drop a mailbox, a chat or a calendar on the page of "
        "records, or look around in a made-up village first."
    )
    nothing = Sentence((), missing=missing, sure="not enough records")
    return HomePage(
        question="Which one are you?",
        answer=nothing,
        headline=nothing,
        rest=None,
        topic="answer",
        evidence=(),
        is_long=False,
        bands=None,
        said=(),
        quiet=None,
        quiet_evidence=(),
        status=None,
        status_evidence=(),
        rings=None,
        perhaps=(),
        read=(),
        not_kept="",
        missing_channels="",
    )


def _said(world: World, place: str, sentence: Sentence) -> Said:
    if sentence.missing or world.me is None:
        return Said(place, sentence)
    links = {"introductions": "#brought", "people": "#grown", "time": "time#months"}
    return Said(
        place,
        relinked(sentence, links),
        evidence=_evidence(world, place),
        dots=introduced(world) if place == "introductions" else None,
        split=time_split(world) if place == "time" else None,
        steps=stages_of(world, sentence) if place == "moved" else None,
    )


def _evidence(world: World, place: str) -> tuple[Proof, ...]:
    if place == "introductions":
        return (brought(world, my_introductions(world)),)
    if place != "moved" or world.me is None:
        return ()
    rows = world.rows("lately", ego_id=world.me, move="closer")
    return (grown(world, rows, changes_since(world, world.me, world.now - YEAR)),)


def _read(world: World) -> tuple[str, ...]:
    rows = [row for row in world.rows("source") if is_file_read(row["format"])]
    if not rows:
        return ()
    records = sum(row["stored"] for row in rows)
    files = len({row["path"] for row in rows})
    return (f"{number(files)} {'file' if files == 1 else 'files'}", f"{number(records)} records")


def _missing(world: World) -> str:
    """Return which ways of talking the files do not hold."""
    rows = world.rows("channel_kind")
    if not rows:
        return ""
    kinds = {row["kind"] for row in rows}
    channels = {row["channel"] for row in rows}
    absent = [
        name
        for name, is_there in (
            ("phone calls", "call" in kinds),
            ("chats", bool(channels & {"whatsapp", "telegram", "chat", "signal"})),
            ("mail", "mail" in channels),
            ("meetings", bool(kinds & {"meeting", "proximity"})),
        )
        if not is_there
    ]
    return listed(absent, "or")
