"""One row per gathering and person: with whom the person stands.

Rule. Where half of the people were seen with somebody during the gathering, those
stand together who were seen together more than by chance. Else people are paired so
that pairs are as close as can be, then groups merge until there is one for every 2.3
people, none larger than five. Close is who was in contact, in small company, in the
half year before; in a chat also who took turns with whom, more often than by chance.
Gatherings of three to forty people; somebody nobody there knows stands alone. Where
more than half of them would, the files do not hold who knows whom, and the gathering is
left out (see division).

gathering_id: the gathering.
started_at: when it began, UTC.
subgroup: number of the group within the gathering, from 0.
person_id: who stands in it.
basis: seen together, turns taken or earlier contact.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from mutuals.graph.csr import Ids, Numbers
from mutuals.graph.merging import gathered, merged

# Above forty people a picture of groups says nothing; a table of circles says more.
LARGEST = 40
WINDOW = 183 * 86_400
# Wider than any epoch second: dyad x _SPAN + second keeps order within a dyad.
_SPAN = 1 << 36
SCHEMA = pa.schema(
    [
        ("gathering_id", pa.binary(16)),
        ("started_at", pa.timestamp("us")),
        ("subgroup", pa.int32()),
        ("person_id", pa.int64()),
        ("basis", pa.string()),
    ]
)
Seen = dict[tuple[int, int], float]


def subgroup(
    gathering: pa.Table, presence: pa.Table, *, company: pa.Table, together: pa.Table
) -> pa.Table:
    """Divide the people of each gathering."""
    if not gathering.num_rows:
        return SCHEMA.empty_table()
    past = _Past(company)
    there: dict[bytes, list[int]] = {}
    for row in presence.select(["gathering_id", "person_id"]).to_pylist():
        there.setdefault(row["gathering_id"], []).append(row["person_id"])
    during: dict[bytes, Seen] = {}
    for row in together.to_pylist():
        pairs = during.setdefault(row["gathering_id"], {})
        pairs[row["one_id"], row["other_id"]] = row["seen"]
    rows: list[dict[str, object]] = []
    for held in gathering.sort_by("gathering_id").to_pylist():
        people = np.array(sorted(there.get(held["gathering_id"], ())), np.int64)
        if 2 < people.size <= LARGEST:  # noqa: PLR2004  two people are one group
            seen = _matrix(people, during.get(held["gathering_id"], {}))
            before = past.closeness(people, held["started"])
            numbers, basis = _grouped(before, seen, is_chat=held["thread_id"] is not None)
            rows += [
                {
                    "gathering_id": held["gathering_id"],
                    "started_at": held["started_at"],
                    "subgroup": number,
                    "person_id": person,
                    "basis": basis,
                }
                for number, person in _divided(people, numbers)
            ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _divided(people: Ids, numbers: Ids) -> Iterator[tuple[int, int]]:
    """Yield group and person, or nothing where most would stand alone."""
    alone = np.bincount(numbers)[numbers] == 1
    if 2 * int(alone.sum()) <= people.size:
        yield from zip(numbers.tolist(), people.tolist(), strict=True)


def _matrix(people: Ids, seen: Seen) -> Numbers:
    place = {person: number for number, person in enumerate(people.tolist())}
    found = np.zeros((people.size, people.size))
    for (one, other), amount in seen.items():
        if one in place and other in place:
            found[place[one], place[other]] = found[place[other], place[one]] = amount
    return found


def _grouped(before: Numbers, seen: Numbers, *, is_chat: bool) -> tuple[Ids, str]:
    """Return group numbers, and what they rest on."""
    if not is_chat:
        is_known = 2 * int((seen > 0).any(axis=1).sum()) >= seen.shape[0]
        if is_known:
            return gathered(seen), "seen together"
        return merged(before), "earlier contact"
    spoken = seen.sum(axis=1)
    by_chance = np.outer(spoken, spoken) / max(float(spoken.sum()), 1.0)
    excess = np.maximum(seen - by_chance, 0.0)
    if not excess.any():
        return merged(before), "earlier contact"
    return merged(before + np.log1p(excess)), "turns taken"


class _Past:
    """What passed between two people before a moment, looked up in running sums."""

    def __init__(self, contact: pa.Table) -> None:
        ego, alter, started = (
            np.asarray(contact[name].cast(pa.int64()).to_numpy(), np.int64)
            for name in ("ego_id", "alter_id", "started")
        )
        weight = np.asarray(contact["weight"].cast(pa.float64()).to_numpy())
        self._people = np.unique(np.concatenate([ego, alter]))
        dyad = self._dyad(ego, alter)
        order = np.lexsort((started, dyad))
        self._dyads, number = np.unique(dyad[order], return_inverse=True)
        self._when = number * _SPAN + started[order]
        self._sum = np.concatenate([[0.0], np.cumsum(weight[order])])

    def closeness(self, people: Ids, moment: int) -> Numbers:
        """Return ln(1 + contact in the window before a moment) of every two people."""
        known = np.isin(people, self._people)
        one, other = np.meshgrid(people[known], people[known])
        dyad = self._dyad(one.ravel(), other.ravel())
        number = np.searchsorted(self._dyads, dyad)
        until = np.searchsorted(self._when, number * _SPAN + moment)
        since = np.searchsorted(self._when, number * _SPAN + moment - WINDOW)
        met = np.isin(dyad, self._dyads)
        weight = np.where(met, self._sum[until] - self._sum[since], 0.0).reshape(one.shape)
        found = np.zeros((people.size, people.size))
        # running sums leave a remainder in the last bits, which is no contact
        found[np.ix_(known, known)] = np.log1p(np.maximum(weight, weight.T).round(6))
        return found

    def _dyad(self, ego: Ids, alter: Ids) -> Ids:
        one, other = (np.searchsorted(self._people, end) for end in (ego, alter))
        return one * self._people.size + other
