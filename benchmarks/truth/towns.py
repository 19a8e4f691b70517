"""Made-up towns read by the whole program, and what is known to be true of them."""

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mutuals
from mutuals.network import Network
from mutuals.village.town import write_town

PEOPLE = 1000
# All that has to be made to tell who is who.
TABLES = ("member", "person", "match", "match_pair", "look_alike", "contradiction")
OWNER = "owner@quillby.example"
Handle = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Town:
    """A town's store, and by address whose it is: nobody's if shared or a role's.

    ``seconds`` of CPU time went into telling who is who.
    """

    network: Network
    seed: int
    files: Path
    truth: Mapping[int, str]
    kinds: Mapping[int, str]
    handles: Mapping[int, Handle]
    owners: Mapping[int, frozenset[str]]
    seconds: float

    def members(self) -> dict[int, int]:
        """Return the person of every address, as the program has it."""
        table = self.network.table("member")
        columns = (table[name].to_pylist() for name in ("address_id", "person_id"))
        return dict(zip(*columns, strict=True))

    def persons(self) -> dict[int, str]:
        """Return who each person of the program is, by most of their addresses."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for address_id, person_id in self.members().items():
            if address_id in self.truth:
                found[person_id][self.truth[address_id]] += 1
        return {one: names.most_common(1)[0][0] for one, names in found.items()}

    def true_pairs(self) -> list[tuple[int, int]]:
        """Return every two addresses of one resident."""
        own: dict[str, list[int]] = defaultdict(list)
        for address_id, key in sorted(self.truth.items()):
            if self.kinds[address_id] == "own":
                own[key].append(address_id)
        return [pair for members in own.values() for pair in combinations(members, 2)]


@contextmanager
def town(seed: int, people: int = PEOPLE) -> Iterator[Town]:
    """Read a town into a store of its own, and let go of it after."""
    with TemporaryDirectory() as folder:
        files = write_town(Path(folder) / "files", seed, people)
        network = mutuals.open(Path(folder) / "store" / "town.mutuals")
        try:
            network.read([files / "owner"], me=[])
            network.confirm_me([OWNER])
            began = time.process_time()
            network.build(tables=TABLES)
            yield _told(network, seed, files, seconds=time.process_time() - began)
        finally:
            network.close()


def _told(network: Network, seed: int, files: Path, *, seconds: float) -> Town:
    with (files / "truth" / "identities.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["scheme"], row["value"]): row for row in csv.DictReader(file)}
    truth, kinds, handles, owners = {}, {}, {}, {}
    for row in network.table("handle").to_pylist():
        address_id, handle = row["address_id"], (row["scheme"], row["value"])
        handles[address_id] = handle
        told: Mapping[str, Any] = rows.get(handle, {"person": "", "kind": ""})
        kinds[address_id] = told["kind"]
        owners[address_id] = frozenset(told["person"].split())
        if told["person"] and told["kind"] != "shared":
            truth[address_id] = told["person"]
    return Town(network, seed, files, truth, kinds, handles, owners, seconds)


def joined_pairs(members: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return every two addresses the program has as one person."""
    groups: dict[int, list[int]] = defaultdict(list)
    for address_id, person_id in sorted(members.items()):
        groups[person_id].append(address_id)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


def connected(members: Mapping[int, int], accepted: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the person of every address once some persons are put together."""
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        while (above := parent.get(one, one)) != one:
            one = above
        return one

    for one, other in accepted:
        ends = sorted((root(one), root(other)))
        parent[ends[1]] = ends[0]
    return {address_id: root(person_id) for address_id, person_id in members.items()}
