"""What speaks for closeness between two people, as columns of numbers.

Four views. Grouped: both are seen whole, by a few weeks of badges, and their groups are
known. Whole: the same without groups. Each: both are seen whole by other records, where
the company people keep is untried: the smaller of both shares. Partial:
only ego is seen whole, as the owner of a mailbox; what alter gives to others is not
seen there, so ego's own share stands alone, as far as alter gives back.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.estimators.company import Given, Pairs, likeness, reach

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

SIGNS = {
    "grouped": ("time", "windows", "company", "free", "group"),
    "whole": ("time", "windows", "company"),
    "each": ("time", "windows"),
    "partial": ("time", "windows"),
}
_ENTRIES = (
    "contacts",
    "nearby",
    "given",
    "taken",
    "given_off",
    "windows",
    "together",
    "alone",
    "lately",
)
# Shares and means of roots below these count as these: logarithms need a floor.
LEAST_TIME, LEAST_WINDOWS, LEAST_LATELY = 1e-5, 1e-2, 1e-2
# How far contact of late is taken against the pace of both: 0 not at all, 1 wholly.
# Chosen among five on villages 1 to 4, with what carries over from a whole community to
# a busier mailbox in view.
TO_PACE = 0.75
_CLOSEST = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """Persons and what passed between them, by position in ``persons``.

    ``row`` is the position of each entry's dyad, in ascending order; the arrays of
    entries lie beside it. ``group`` is -1 where unknown.
    """

    persons: Ids
    windows: Numbers
    is_whole: Flags
    group: Ids
    row: Ids
    entries: dict[str, Numbers]
    unit: str = "days"

    @classmethod
    def of(cls, share: pa.Table, view: pa.Table) -> "Seen":
        """Read the tables ``closeness_share`` and ``closeness_view``."""
        view = view.sort_by("person_id")
        persons = _ids(view["person_id"])
        names = view["group_name"].cast(pa.string()).fill_null("").to_pylist()
        _, group = np.unique(np.array(["", *names]), return_inverse=True)
        ends = [np.searchsorted(persons, _ids(share[one])) for one in ("ego_id", "alter_id")]
        row = ends[0] * persons.size + ends[1]
        order = np.argsort(row, kind="stable")
        entries = {one: _numbers(share[one])[order] for one in _ENTRIES}
        is_daily = not view.num_rows or view["window_days"][0].as_py() == 1
        return cls(
            persons,
            _numbers(view["windows"]),
            _ids(view["is_whole"]) == 1,
            np.asarray(group[1:] - 1, np.int64),
            row[order],
            entries,
            "days" if is_daily else "weeks",
        )

    def dyads(self) -> Pairs:
        """Return the two ends of every dyad with contact."""
        return self.row // self.persons.size, self.row % self.persons.size

    def places(self, person_ids: Ids) -> Ids:
        """Return where persons stand in ``persons``; they must be there."""
        return np.searchsorted(self.persons, person_ids)

    def look_up(self, name: str, pairs: Pairs) -> Numbers:
        """Return an entry of chosen pairs, 0 where they had no contact."""
        wanted = pairs[0] * self.persons.size + pairs[1]
        place = np.minimum(np.searchsorted(self.row, wanted), max(self.row.size - 1, 0))
        if not self.row.size:
            return np.zeros(wanted.size)
        return np.where(self.row[place] == wanted, self.entries[name][place], 0.0)

    def total(self) -> Numbers:
        """Return what each person gave to all others."""
        giver, _ = self.dyads()
        total = np.bincount(giver, self.entries["given"], self.persons.size)
        return np.asarray(total, np.float64)

    def pace(self) -> Numbers:
        """Return each person's contact of late, a mean of the five closest ties."""
        giver, _ = self.dyads()
        amount = self.entries["lately"]
        order = np.lexsort((-amount, giver))
        opens = np.searchsorted(giver[order], giver)
        top = order[np.arange(giver.size) - opens < _CLOSEST]
        many = np.bincount(giver[top], minlength=self.persons.size)
        most = np.bincount(giver[top], amount[top], self.persons.size)
        return np.asarray(most / np.maximum(many, 1), np.float64)

    def given(self, name: str = "given") -> Given:
        """Return what those seen whole gave to each other."""
        giver, receiver = self.dyads()
        amount = self.entries[name]
        kept = self.is_whole[giver] & self.is_whole[receiver] & (amount > 0)
        return Given(self.persons.size, giver[kept], receiver[kept], amount[kept])


def signs(seen: Seen, view: str, pairs: Pairs) -> Numbers:
    """Return the columns of a view, as ``SIGNS`` names them, for chosen pairs."""
    if view == "partial":
        return _own(seen, pairs)
    if view == "each":
        return np.minimum(_own(seen, pairs), _own(seen, pairs[::-1]))
    given = seen.given()
    both = np.maximum(windows_seen(seen, view, pairs), 1.0)
    steady = seen.look_up("together", pairs) / both
    columns = [
        np.log(reach(given, pairs) + LEAST_TIME),
        np.log(steady + LEAST_WINDOWS),
        likeness(given, pairs),
    ]
    if view == "grouped":
        first, second = (seen.group[side] for side in pairs)
        columns += [likeness(seen.given("given_off"), pairs), (first == second).astype(np.float64)]
    return np.column_stack(columns)


def windows_seen(seen: Seen, view: str, pairs: Pairs) -> Numbers:
    """Return in how many windows both were seen; in a partial view, ego."""
    ego, alter = (seen.windows[side] for side in pairs)
    return ego if view == "partial" else np.minimum(ego, alter)


def lately(seen: Seen, rows: Ids) -> Numbers:
    """Return the log of how much contact there was of late, for chosen dyads.

    It is taken against the pace of both, the mean of their five closest: partly, since
    hours make friends whatever else one does, and a busy mailbox is not full of them.
    Badges of a few days leave it aside: nothing is long ago there.
    """
    amount = seen.entries["lately"]
    pace = seen.pace()
    usual = np.prod([pace[side[rows]] for side in seen.dyads()], axis=0)
    against = np.maximum(usual, LEAST_LATELY) ** (TO_PACE / 2)
    return np.asarray(np.log(amount[rows] / against + LEAST_LATELY), np.float64)


def shares(seen: Seen, view: str, pairs: Pairs) -> Numbers:
    """Return the smaller of both shares of time; in a partial view ego's own.

    Ego's own counts as far as alter gives back.
    """
    given, taken = (seen.look_up(one, pairs) for one in ("given", "taken"))
    ego, alter = (seen.total()[side] for side in pairs)
    own = np.minimum(given, taken) if view == "partial" else given
    share = own / np.where(ego > 0, ego, 1.0)
    if view == "partial":
        return share
    return np.minimum(share, taken / np.where(alter > 0, alter, 1.0))


def _own(seen: Seen, pairs: Pairs) -> Numbers:
    given, taken = (seen.look_up(one, pairs) for one in ("given", "taken"))
    back = np.minimum(given, taken) / np.where(given > 0, given, 1.0)
    steady = seen.look_up("alone", pairs) / np.maximum(seen.windows[pairs[0]], 1.0)
    return np.column_stack(
        [
            np.log(shares(seen, "partial", pairs) + LEAST_TIME),
            np.log(steady * np.sqrt(back) + LEAST_WINDOWS),
        ]
    )


def _ids(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)


def _numbers(column: pa.ChunkedArray) -> Numbers:
    return np.asarray(column.cast(pa.float64()).to_numpy(), np.float64)
