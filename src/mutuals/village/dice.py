"""Chance for the village: everything random is drawn here, from one seed."""

from collections.abc import Sequence
from math import exp, log
from typing import TypeVar
from zlib import crc32

import numpy as np

Item = TypeVar("Item")

_BLOCK = 8192
_MASK = (1 << 64) - 1


class Dice:
    """Draws from a Generator, in blocks because single draws are slow."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._block: list[float] = []

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        if not self._block:
            self._block = self._rng.random(_BLOCK).tolist()
        return self._block.pop()

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self.share() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[int(self.share() * len(items))]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return ``count`` different items (or all of them) in random order."""
        left = list(items)
        return [left.pop(int(self.share() * len(left))) for _ in range(min(count, len(left)))]

    def count(self, mean: float) -> int:
        """Return a Poisson count."""
        limit, product, number = exp(-mean), self.share(), 0
        while product > limit:
            product *= self.share()
            number += 1
        return number

    def wait(self, mean: float) -> float:
        """Return an exponential waiting time with this mean."""
        return -mean * log(1.0 - self.share())


class Picks:
    """Choices that depend on a key only, so that two copies of a message agree."""

    def __init__(self, key: str) -> None:
        self._state = crc32(key.encode()) * 2654435761 + 97

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to, not including, the limit."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & _MASK
        return (self._state >> 33) % limit

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.below(len(items))]
