"""What a caller wants of seeds: how many, who, at what cost, and how surely."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.csr import Graph, Numbers

Places = NDArray[np.int64]


def _nobody() -> Places:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which sets of seeds may be chosen, by node number (not by the caller's ids).

    At most ``count`` seeds, ``forced`` ones among them and no ``forbidden`` one; or,
    with ``cost`` per node, as many as ``budget`` pays for. With ``group`` per node
    (0, 1, ...) at most ``quota[g]`` of the ``count`` are of group g.
    """

    count: int = 0
    forced: Places = field(default_factory=_nobody)
    forbidden: Places = field(default_factory=_nobody)
    cost: Numbers | None = None
    budget: float = np.inf
    group: NDArray[np.int32] | None = None
    quota: Places | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """How sure the choice shall be, and what it may take.

    Sets are drawn until the choice certainly (but for ``delta``, 1 / nodes where not
    given) reaches ``ratio`` of the best possible; with ``epsilon`` until it reaches
    what choosing step by step guarantees, less ``epsilon``. Or until a cap is met:
    ``sets`` of one of the two samples, ``seconds``, ``memory`` in bytes.
    """

    ratio: float = 0.70
    epsilon: float | None = None
    delta: float | None = None
    sets: int = 1 << 25
    seconds: float = 60.0
    memory: int = 4 << 30
    key: int = 1


def checked(graph: Graph, wish: Wish) -> Wish:
    """Return the wish with all its columns as arrays, or raise ``ValueError``."""
    size = graph.node.size
    forced, forbidden = _places(wish.forced, size), _places(wish.forbidden, size)
    _refuse(not size, "the graph has no nodes")
    if wish.cost is not None:
        wish = _priced(wish, forced, size)
    _refuse(wish.count < 1, f"count must be 1 or more, not {wish.count}")
    _refuse(forced.size > wish.count, "more nodes are forced than may be chosen")
    _refuse(np.intersect1d(forced, forbidden).size > 0, "a node is both forced and forbidden")
    _refuse((wish.group is None) != (wish.quota is None), "group and quota need each other")
    wish = replace(wish, count=min(wish.count, size), forced=forced, forbidden=forbidden)
    if wish.group is not None:
        group = _column(wish.group, size, name="group").astype(np.int32)
        quota = np.asarray(wish.quota, np.int64)
        _refuse(group.min() < 0 or group.max() >= quota.size, "a group has no quota")
        used = np.bincount(group[forced], minlength=quota.size)
        _refuse(bool((used > quota).any()), "more nodes of a group are forced than its quota")
        wish = replace(wish, group=group, quota=quota)
    return wish


def _priced(wish: Wish, forced: Places, size: int) -> Wish:
    """Return the wish with its count replaced by what the budget pays for."""
    _refuse(wish.count or wish.group is not None, "costs go with neither count nor quota")
    cost = _column(np.asarray(wish.cost), size, name="cost").astype(np.float64)
    _refuse(not bool(((cost > 0) & np.isfinite(cost)).all()), "costs must be above 0")
    left = wish.budget - float(cost[forced].sum())
    _refuse(np.isnan(left) or left < 0, "the forced nodes cost more than the budget")
    others = np.delete(cost, np.union1d(forced, wish.forbidden).astype(np.int64))
    count = int(np.count_nonzero(np.cumsum(np.sort(others)) <= left)) + forced.size
    _refuse(not count, "the budget pays for nobody")
    return replace(wish, cost=cost, count=count)


def _places(nodes: NDArray[Any], size: int) -> Places:
    places = np.unique(np.asarray(nodes, np.int64))
    _refuse(places.size > 0 and not 0 <= places[0] <= places[-1] < size, "no such node")
    return places


def _column(values: NDArray[Any], size: int, *, name: str) -> NDArray[Any]:
    column = np.asarray(values)
    _refuse(column.shape != (size,), f"{name} must have one value for each of {size} nodes")
    return column


def _refuse(wrong: Any, message: str) -> None:  # noqa: ANN401  # numpy's booleans too
    if wrong:
        raise ValueError(message)
