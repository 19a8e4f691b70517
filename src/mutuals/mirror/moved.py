"""Who moved along the continuum in the last year."""

from datetime import datetime, timedelta
from typing import Any

from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital, counted
from mutuals.sentence import Evidence, Part, Sentence

_STAGES = ("avatar", "acquaintance", "budding_friend", "friend")
_WORDS = {
    "avatar": "a handle",
    "acquaintance": "an acquaintance",
    "budding_friend": "a budding friend",
    "friend": "a friend",
}
# More names than these are a list, and there is a page for that.
NAMED = 2


def moved(here: Village) -> Sentence:
    """Say who came closer within the last year, the longest way first."""
    year_ago = here.now_at - timedelta(days=365)
    came: dict[int, tuple[int, int, int]] = {}
    for alter, changes in _changes(here).items():
        before, after = _standing(changes, year_ago), _standing(changes, here.now_at)
        if before is not None and after is not None and after > before:
            came[alter] = (after - before, after, before)
    asleep = sum(
        row["happened_at"] > year_ago and row["to_stage"] == "dormant"
        for row in here.rows("own_transition", ego_id=here.me)
    )
    if not came:
        return nothing("Nobody whom these files knew a year ago has come closer since.")
    order = sorted(came, key=lambda alter: (*(-one for one in came[alter]), alter))
    parts: list[Part] = [
        Evidence(capital(counted(len(came), "person", "people")), "people", len(came)),
        " came closer in the last year. ",
    ]
    for place, alter in enumerate(order[:NAMED]):
        _, after, before = came[alter]
        parts += [
            "; " if place else "",
            here.who(alter),
            f" was {_WORDS[_STAGES[before]]} a year ago and is ",
            Evidence(_WORDS[_STAGES[after]], f"person/{alter}", 1),
            " now",
        ]
    parts.append(".")
    basis = f"contact since {year_ago:%B %Y}; {counted(asleep, 'tie', 'ties')} fell asleep in it"
    return Sentence(tuple(parts), basis=basis, sure="fairly sure")


def _changes(here: Village) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = here.rows("own_transition", ego_id=here.me)
    for row in sorted(rows, key=lambda row: (row["happened_at"], row["number"])):
        if row["to_stage"] in _STAGES:
            found.setdefault(row["alter_id"], []).append(row)
    return found


def _standing(changes: list[dict[str, Any]], moment: datetime) -> int | None:
    """Return the stage (0 to 3) somebody had reached by a moment."""
    past = [row["to_stage"] for row in changes if row["happened_at"] <= moment]
    return _STAGES.index(past[-1]) if past else None
