"""One row per gathering and person: with whom the person stands, by contact before it.

Rule: the closer two people were in contact in the half year before, the sooner they
stand together; groups merge until there is one for every 2.4 people. Gatherings of
three to forty people; somebody nobody there knows stands alone. Where more than half of
them would, the files do not hold who knows whom, and the gathering is left out.

gathering_id: the gathering.
started_at: when it began, UTC.
subgroup: number of the group within the gathering, from 0.
person_id: who stands in it.
"""

import numpy as np
import pyarrow as pa

from mutuals.graph.csr import Ids, Numbers
from mutuals.graph.merging import merged

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
    ]
)


def subgroup(gathering: pa.Table, presence: pa.Table, company: pa.Table) -> pa.Table:
    """Divide the people of each gathering."""
    if not gathering.num_rows:
        return SCHEMA.empty_table()
    past = _Past(company)
    there: dict[bytes, list[int]] = {}
    for row in presence.select(["gathering_id", "person_id"]).to_pylist():
        there.setdefault(row["gathering_id"], []).append(row["person_id"])
    rows = []
    for held in gathering.sort_by("gathering_id").to_pylist():
        people = np.array(sorted(there.get(held["gathering_id"], ())), np.int64)
        if 2 < people.size <= LARGEST:  # noqa: PLR2004  two people are one group
            numbers = merged(past.closeness(people, held["started"])).tolist()
            if 2 * sum(numbers.count(one) == 1 for one in numbers) > len(numbers):
                continue
            rows += [
                {
                    "gathering_id": held["gathering_id"],
                    "started_at": held["started_at"],
                    "subgroup": number,
                    "person_id": person,
                }
                for number, person in zip(numbers, people.tolist(), strict=True)
            ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


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
        found[np.ix_(known, known)] = np.log1p(np.maximum(weight, weight.T))
        return found

    def _dyad(self, ego: Ids, alter: Ids) -> Ids:
        one, other = (np.searchsorted(self._people, end) for end in (ego, alter))
        return one * self._people.size + other
