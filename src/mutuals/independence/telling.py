"""What choices go by, in sentences: the owner's own, or a whole community's.

They speak of choices, never of what somebody is like; of others than the owner only as
many together, five at least.
"""

import math
from typing import Any

from mutuals.counts import number, tally
from mutuals.estimators.independence import ENOUGH_CHOICES, KINDS
from mutuals.people.find import me
from mutuals.records import Cut, Tables
from mutuals.sentence import Evidence, Sentence, sureness

LINK = "independence"
# As likely as this, and a kind is named.
LIKELY = 0.8
FEWEST_PEOPLE = 5
# Slopes on the crowd run over about so much.
_AXIS = 2.0
_NAMED = {
    "independent": "The crowd did next to nothing to them, your own earlier choices much.",
    "contrarian": "What many took up lately you rather let be.",
    "conformist": "What many took up lately you took up more readily.",
    "noise": "They follow nothing these records hold.",
}
_OPEN = "That is not enough evidence to say which kind of choosing it is, and for most it never is."
_UNTOLD = {
    "few": "We cannot say yet what your choices go by. There are {0} to go by; around "
    f"{ENOUGH_CHOICES} would give a first band.",
    "unsure": "Your {0} choices are too alike in what was on offer to say what they go by.",
    "rule": "Nearly all of your {0} choices follow one rule, which leaves nothing else to be told.",
}


def choices_told(tables: Tables) -> Sentence:
    """Say what the owner's choices go by; without an owner, what everybody's do."""
    mine = me(tables)
    return everybody(tables) if mine is None else own(tables, mine)


def own(tables: Tables, person_id: int) -> Sentence:
    """Say what one person's choices go by, to that person."""
    found = _rows(tables, "independence", person_id=person_id)
    if not found:
        return _missing(_UNTOLD["few"].format("hardly any"))
    row = found[0]
    if row["untold"]:
        return _missing(_UNTOLD[row["untold"]].format(row["choices"]))
    chances = {kind: row[kind] for kind in KINDS}
    kind = max(chances, key=lambda one: chances[one])
    named = _NAMED[kind] if chances[kind] > LIKELY else _OPEN
    held = _held(tables, row)
    parts = (
        "On ",
        Evidence(tally(row["choices"], "choice"), LINK, row["choices"]),
        f", you went with the crowd {held}. {named}",
    )
    basis = f"{tally(row['choices'], 'thing')} taken up, each among others on offer at the time"
    sure = sureness(row["crowd_upper"] - row["crowd_lower"], _AXIS) or "a hint"
    return Sentence(parts, basis=basis, grade=row["grade"], sure=sure)


def everybody(tables: Tables) -> Sentence:
    """Say what choices go by over all people, naming nobody."""
    told = [row for row in _rows(tables, "independence") if not row["untold"]]
    crowd = _rows(tables, "leaning", leaning="crowd")
    if len(told) < FEWEST_PEOPLE or not crowd:
        return _missing(
            f"We cannot say yet what choices go by here. It takes {FEWEST_PEOPLE} people with "
            f"{ENOUGH_CHOICES} things taken up that others had, too; there are {len(told)}."
        )
    middle, placebo = (more_often(crowd[0][name]) for name in ("middle", "placebo"))
    alone = round(100 * sum(row["independent"] for row in told) / len(told))
    shuffled = (
        f" here; with its moments shuffled, {_times(placebo)}. For about {alone} people in a "
        "hundred the crowd does next to nothing and their own earlier choices much."
    )
    often = Evidence(_times(middle), LINK, crowd[0]["choices"])
    parts = ("A thing twice as many people took up lately is taken ", often, shuffled)
    basis = f"{number(crowd[0]['choices'])} choices of {number(crowd[0]['people'])} people"
    band = crowd[0]["upper"] - crowd[0]["lower"]
    return Sentence(parts, basis=basis, grade="C", sure=sureness(band, _AXIS) or "a hint")


def begun(tables: Tables) -> Sentence:
    """Say how often the owner was first with what others had; else, how many are."""
    mine = me(tables)
    if mine is None:
        rows = _rows(tables, "originator")
        many = sum(row["lower"] > 1.0 for row in rows)
        if len(rows) < FEWEST_PEOPLE:
            return _missing("Too few things here were taken up by more than one person.")
        said = (
            f"{number(many)} of {number(len(rows))} people were first with more than chance has "
            f"it; chance alone would have {number(math.ceil(0.05 * len(rows)))} or fewer look so."
        )
        return Sentence((said,), basis=f"{number(len(rows))} people who had things others had, too")
    found = _rows(tables, "originator", person_id=mine)
    if not found:
        return _missing("Nothing you took up or spoke of was taken up by anybody else here.")
    row = found[0]
    held = "about as many as chance has it"
    if row["lower"] > 1.0:
        held = "more than chance has it"
    elif row["upper"] < 1.0:
        held = "fewer than chance has it"
    first = Evidence(
        f"{number(row['started'])} of {tally(row['things'], 'thing')}", LINK, row["things"]
    )
    parts = ("Of what others had, too, you were first with ", first, f": {held}.")
    basis = (
        f"{tally(row['things'], 'thing')}; {row['expected']:.1f} of them would be yours by chance"
    )
    return Sentence(parts, basis=basis, sure=sureness(row["upper"] - row["lower"], 3.0) or "a hint")


def more_often(slope: float) -> float:
    """Return how many times as often a thing is taken that twice as many took.

    >>> more_often(1.0), more_often(0.0)
    (2.0, 1.0)
    """
    return round(math.exp(slope * math.log(2.0)), 2)


def _times(often: float) -> str:
    percent = round(100 * (often - 1.0))
    if abs(percent) <= 2:  # noqa: PLR2004  what nobody could feel
        return "about as often"
    return f"about {abs(percent)} % {'more' if percent > 0 else 'less'} often"


def _held(tables: Tables, row: dict[str, Any]) -> str:
    crowd = _rows(tables, "leaning", leaning="crowd")
    middle = crowd[0]["middle"] if crowd else 0.0
    if row["crowd_upper"] < middle:
        return "less than most people in these records do"
    if row["crowd_lower"] > middle:
        return "more than most people in these records do"
    return "about as much as most people in these records do"


def _missing(words: str) -> Sentence:
    return Sentence((), sure="not enough records", missing=words)


def _rows(tables: Tables, name: str, **equal: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.table(name, Cut(equal=tuple(equal.items()))).to_pylist()
    return rows
