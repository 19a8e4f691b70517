"""The strongest evidence of a closeness, in words."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.counts import number
from mutuals.estimators.company import Pairs
from mutuals.ties.closeness_numbers import USUAL
from mutuals.ties.closeness_signs import SIGNS, Seen, lately, shares, windows_seen
from mutuals.ties.elsewhere_numbers import MOVED, USUALLY

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
_PIECES = 3
# Ten times as much one way as the other is hardly a conversation.
_ONE_WAY = 10.0
_SMALLEST = 0.01


@dataclass(frozen=True, slots=True)
class Told:
    """Some dyads, the view that was taken of them, which of them badges recorded."""

    seen: Seen
    view: str
    rows: Ids
    is_near: NDArray[np.bool_]

    @property
    def pairs(self) -> Pairs:
        """The two ends of each dyad."""
        ego, alter = self.seen.dyads()
        return ego[self.rows], alter[self.rows]


def evidence(told: Told, weights: Numbers, columns: Numbers) -> NDArray[np.object_]:
    """Return the three signs that move each chance most, the strongest first.

    What moves it is measured from the usual pair with contact in the school; contact of
    late, from the usual pair of the villages, and of badges it says nothing.
    """
    _, times, late = MOVED.get(told.view, (0.0, 1.0, 0.0))
    names = (*SIGNS[told.view], "lately")
    school = weights * (columns - np.array(USUAL[told.view]))
    of_late = late * (lately(told.seen, told.rows) - USUALLY)
    moved = np.column_stack(
        [
            np.where(told.is_near[:, None], school, times * school),
            np.where(told.is_near, 0.0, of_late),
        ]
    )
    order = np.argsort(-np.abs(moved.round(9)), axis=1, kind="stable")[:, :_PIECES]
    said = np.column_stack([_SAID[name](told, moved[:, k] > 0) for k, name in enumerate(names)])
    first = np.take_along_axis(said, order, axis=1)
    found = np.empty(len(columns), object)
    found[:] = ["; ".join(filter(None, row)) for row in first.tolist()]
    return found


def _time(told: Told, speaks_for: NDArray[np.bool_]) -> NDArray[np.object_]:
    share = shares(told.seen, told.view, told.pairs)
    whose = (
        "of one's time, as far as given back"
        if told.view == "partial"
        else "of each one's time or more"
    )
    return _words(speaks_for, [f"{_percent(one)} {whose}" for one in share.tolist()])


def _windows(told: Told, speaks_for: NDArray[np.bool_]) -> NDArray[np.object_]:
    whole = windows_seen(told.seen, told.view, told.pairs)
    contact = told.seen.entries["windows"][told.rows]
    turns = np.where(_is_one_way(told), ", hardly both ways", "")
    found = zip(contact.tolist(), whole.tolist(), turns.tolist(), strict=True)
    unit = told.seen.unit
    return _words(
        speaks_for,
        [f"contact in {some:.0f} of {max(some, of):.0f} {unit}{turn}" for some, of, turn in found],
    )


def _lately(told: Told, speaks_for: NDArray[np.bool_]) -> NDArray[np.object_]:
    contacts = told.seen.entries["contacts"][told.rows].astype(np.int64)
    said = np.where(speaks_for, "often in contact of late", "seldom in contact of late")
    words = [f"{one}, {_times(many)} in a year" for one, many in zip(said, contacts, strict=True)]
    return np.where(told.is_near, "", _words(speaks_for, words))


def _is_one_way(told: Told) -> NDArray[np.bool_]:
    given, taken = (told.seen.entries[one][told.rows] for one in ("given", "taken"))
    return np.asarray(np.maximum(given, taken) > _ONE_WAY * np.minimum(given, taken))


def _same(agreed: str, apart: str) -> "_Speaker":
    def speak(_: Told, speaks_for: NDArray[np.bool_]) -> NDArray[np.object_]:
        return _words(speaks_for, np.where(speaks_for, agreed, apart).tolist())

    return speak


def _words(speaks_for: NDArray[np.bool_], said: list[str]) -> NDArray[np.object_]:
    sides = np.where(speaks_for, "for: ", "against: ").tolist()
    return np.array([side + one for side, one in zip(sides, said, strict=True)], object)


def _times(many: int) -> str:
    return "once" if many == 1 else f"{number(many)} times"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= _SMALLEST else "less than 1%"


_Speaker = Callable[[Told, NDArray[np.bool_]], NDArray[np.object_]]
_SAID: dict[str, _Speaker] = {
    "time": _time,
    "windows": _windows,
    "lately": _lately,
    "company": _same("they keep the same company", "they keep different company"),
    "free": _same("together when groups mix", "seldom together when groups mix"),
    "group": _same("they belong to different groups", "one group brings them together anyway"),
}
