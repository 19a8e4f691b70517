"""Who moved along the continuum in the last year."""

from collections import Counter
from typing import Any

from mutuals.counts import counted, number_in_words
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, listed
from mutuals.sentence import Evidence, Part, Sentence
from mutuals.stages.moving import MOVES
from mutuals.stages.standing import STAGES

_WORDS = {
    "avatar": "an avatar",
    "acquaintance": "an acquaintance",
    "budding_friend": "a budding friend",
    "friend": "a friend",
}
# More names than these are a list, and there is a page for that.
NAMED = 2


def moved(here: Village) -> Sentence:
    """Say who came closer within the last year, the longest way first."""
    rows = here.rows("own_lately", ego_id=here.me)
    came = sorted((row for row in rows if row["move"] == "closer"), key=_longest)
    if not came:
        return nothing("Nobody whom these files knew a year ago has come closer since.")
    parts: list[Part] = [
        Evidence(capital(counted(len(came), "person", "people")), "people", len(came)),
        f" {MOVES['closer']} in the last twelve months. ",
    ]
    for place, row in enumerate(came[:NAMED]):
        parts += [
            "; " if place else "",
            here.who(row["alter_id"]),
            f" was {_WORDS[row['from_stage']]} a year ago and is ",
            Evidence(_WORDS[row["to_stage"]], f"person/{row['alter_id']}", 1),
            " now",
        ]
    parts.append(".")
    return Sentence(tuple(parts), basis=_basis(rows), sure="fairly sure")


def _longest(row: dict[str, Any]) -> tuple[int, int, int]:
    before, after = (STAGES.index(row[end]) for end in ("from_stage", "to_stage"))
    return before - after, -after, row["alter_id"]


def _basis(rows: list[dict[str, Any]]) -> str:
    many = Counter(row["move"] for row in rows)
    rest = [
        f"{number_in_words(many[move])} {words}"
        for move, words in MOVES.items()
        if many[move] and move != "closer"
    ]
    told = f"; of the others, {listed(rest)}" if rest else ""
    return f"stages of {counted(len(rows), 'tie', 'ties')} a year ago and now{told}"
