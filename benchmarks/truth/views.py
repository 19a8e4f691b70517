"""One side of the village, read through the whole program, beside what was planted."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import mutuals
from mutuals.network import Network
from mutuals.people.me import Likely, likely

Row = dict[str, Any]


@dataclass(frozen=True)
class View:
    """What the program worked out from one side's files, and the planted truth."""

    side: str
    seed: int
    network: Network
    proposed: list[Likely]
    truth: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """Return a table's rows."""
        found: list[Row] = self.network.table(table).to_pylist()
        return found

    @cached_property
    def person_of(self) -> Mapping[str, int]:
        """Every address's person, by the address as written."""
        return {row["value"]: row["person_id"] for row in self.rows("address")}

    @cached_property
    def handle_of(self) -> Mapping[int, str]:
        """Every villager's handle, by person; by address where handles are unknown."""
        found = {}
        for one in self.truth["people"]:
            for value in (*reversed(one["mails"]), one["handle"]):
                if value in self.person_of:
                    found[self.person_of[value]] = one["handle"]
        return found

    def role(self, name: str) -> str:
        """Return the handle of whoever plays a part."""
        played: str = self.truth["roles"][name]
        return played


@contextmanager
def view(folder: Path, side: str, seed: int) -> Iterator[View]:
    """Read one side's files, confirm the proposed owner as the demo does, build."""
    truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    network = mutuals.open(folder / f"{side}.mutuals")
    try:
        network.read([folder / side])
        network.build()
        proposed = likely(network.table("owner"))
        network.confirm_me([one.value for one in proposed])
        network.build()
        yield View(side, seed, network, proposed, truth)
    finally:
        network.close()
