"""Claims: what the essays say, put to the test on these records."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.sentence import Evidence, Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.shell.pictures import Bands, Range, effect, roughly
from mutuals.web.world import Row, World

TITLE = "Claims"
PLACE = 6
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim in our words, how it is tested, and what its effect is measured in.

    ``none_at`` is the effect where there is no difference.
    """

    says: str
    tested: str
    change: str
    none_at: float
    kind: str
    ends: tuple[str, str]
    unit: str


WORDINGS: Final[Mapping[str, Wording]] = {
    "personal_beats_broadcast": Wording(
        "Talking with somebody comes before more of what people do, one for one, than posting.",
        "Taken up within sixty days of a talk, against within sixty days of only seeing a post",
        "The pale band crossing the dashed line, or leaving it where it crosses now",
        1.0,
        "per",
        ("posts", "talk"),
        "times as often after talk as after a post",
    ),
    "influencers_resist_the_crowd": Wording(
        "Who moves others resists the crowd.",
        "How much choices go with the crowd, against what others did for each pair talked with",
        "A band all on one side of the dashed line",
        0.0,
        "nob",
        ("resist", "go along"),
        "rank correlation of going with the crowd and what came after talks",
    ),
    "close_ties_are_finite": Wording(
        "Nobody can hold close ties with many: new ones come in place of old ones.",
        "Ties opened for each tie closed, in the months in which both can be seen",
        "A band that leaves four fifths to five fourths",
        1.0,
        "per",
        ("more close", "more open"),
        "ties opened for each that closed",
    ),
    "ten_guests_make_few_circles": Wording(
        "Ten guests make three or four circles.",
        "Groups of two or more to ten people, in gatherings of eight to twelve that were seen",
        "A band that leaves two and a half to four and a half",
        3.5,
        "grp",
        ("one circle", "five pairs"),
        "groups to ten people",
    ),
    "meeting_furthers_contact": Wording(
        "Meeting offline furthers the contact people have otherwise.",
        "Growth of contact among those who came, over that of their other ties at the same time",
        "A band all on one side of the dashed line",
        1.0,
        "per",
        ("less", "more"),
        "times as much growth among those who met",
    ),
    "status_is_not_influence": Wording(
        "Being followed is not the same as moving people.",
        "Rank of followers against rank of what came after talks, over everybody with both",
        "A band that lies closely around the dashed line, or well to the right of it",
        0.0,
        "nob",
        ("opposite", "the same order"),
        "rank correlation of followers and what came after talks",
    ),
}
PLAIN: Final = Wording("", "", "", 0.0, "nob", ("less", "more"), "effect")


@dataclass(frozen=True, slots=True)
class Card:
    """A claim's verdict here, its band and its records."""

    claim: str
    verdict: str
    says: str
    sentence: str
    tested: str
    change: str
    unit: str
    found: str
    ends: tuple[str, str]
    records: str
    grade: str
    effect: Bands | None


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Every claim, in the order of the list of claims."""

    answer: Sentence
    cards: tuple[Card, ...]


@router.get("/claims", response_model=None)
def show(request: Request) -> Response:
    """Show the verdicts."""
    return answer(request, claims(world_of(request)))


def claims(world: World) -> ClaimsPage:
    """Work the page out."""
    rows = sorted(world.rows("claim"), key=lambda row: row["claim"])
    return ClaimsPage(_answer(rows), tuple(_card(row) for row in rows))


def _answer(rows: list[Row]) -> Sentence:
    counted = Counter(row["verdict"] for row in rows)
    told = len(rows) - counted["not_enough_records"]
    if not told:
        return Sentence((), missing="These records do not yet tell any claim from its opposite.")
    records = sum(row["records"] or 0 for row in rows)
    said = [
        words.format(number(counted[verdict]), "s" if counted[verdict] == 1 else "")
        for verdict, words in (
            ("supported", "{0} hold{1}"),
            ("not_supported", "{0} do{1} not"),
            ("mixed", "{0} mixed"),
            ("not_enough_records", "{0} cannot be told"),
        )
        if counted[verdict]
    ]
    said = [words.replace("dos not", "does not") for words in said]
    count = f"{number(len(rows))} {'claim' if len(rows) == 1 else 'claims'} about influence, "
    start = f"{count}put to the test on "
    return Sentence(
        (start, Evidence("these records", "records", records), f": {', '.join(said)}."),
        basis=f"{number(len(rows))} tests on this page",
        grade=max(row["grade"] for row in rows),
    )


def _card(row: Row) -> Card:
    wording = WORDINGS.get(row["claim"], PLAIN)
    name = str(row["claim"]).replace("_", " ").capitalize() + "."
    is_told = row["effect"] is not None and row["verdict"] != "not_enough_records"
    ranged = None
    if is_told:
        low, high = row["lower"], row["upper"]
        note = f"{roughly(low)} to {roughly(high)}"
        ranged = Range(wording.unit, note, wording.kind, row["effect"], low, high)
    label = f"{wording.unit}: {ranged.note}, about {roughly(ranged.middle)}" if ranged else ""
    return Card(
        claim=row["claim"],
        verdict=row["verdict"],
        says=wording.says or name,
        sentence=str(row.get("sentence") or ""),
        tested=wording.tested,
        change=wording.change,
        unit=wording.unit,
        found=label,
        ends=wording.ends,
        records=number(row["records"] or 0),
        grade=row["grade"],
        effect=effect(label, ranged, wording.none_at) if ranged else None,
    )
