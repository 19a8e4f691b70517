"""What a run of either side of the race for seeds is asked, and what it answers."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Self, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """A network by name, how many seeds, and how near the best.

    ``ratio`` asks for a certified ratio instead of ``epsilon``: only ours knows that.
    ``chance`` is every arc's probability, instead of one over the arcs into its node.
    """

    graph: str
    count: int
    epsilon: float
    model: Literal["ic", "lt"] = "ic"
    way: Literal["opimc", "imm"] = "opimc"
    ratio: float | None = None
    key: int = 1
    chance: float | None = None

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what a command line asks, as ``text`` wrote it."""
        return cls(**json.loads(text))

    def text(self) -> str:
        """Return what ``of`` reads."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Told:
    """CPU seconds of loading and of choosing, and what was chosen how surely."""

    loading: float
    choosing: float
    seeds: list[int]
    ratio: float = 0.0
    sets: int = 0
    members: int = 0
    traced: int = 0
    sentinels: int = 0
    spread: float = 0.0

    def write(self, path: Path) -> None:
        """Write the answer where ``read`` finds it."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what a run has written."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def timed(what: Callable[[], Answer]) -> tuple[float, Answer]:
    """Return how many CPU seconds of this process something took, and its answer."""
    begun = time.process_time()
    answer = what()
    return time.process_time() - begun, answer
