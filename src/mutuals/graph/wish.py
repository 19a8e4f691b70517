"""What a caller wants of seeds: how many, who, at what cost, and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph.csr import Graph, Numbers
from mutuals.graph.limits import Limits

Places = NDArray[np.int64]


def _nobody() -> Places:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which sets of seeds may be chosen, by node number (not by the caller's ids).

    At most ``count`` seeds (0 with costs: any number), ``forced`` ones among them and
    no ``forbidden`` one; with ``cost`` per node, as many as ``budget`` pays for. With
    ``group`` per node (0, 1, ...) at most ``quota[g]`` of them are of group g.
    """

    count: int = 0
    forced: Places = field(default_factory=_nobody)
    forbidden: Places = field(default_factory=_nobody)
    cost: Numbers | None = None
    budget: float = np.inf
    group: NDArray[np.int32] | None = None
    quota: Places | None = None


@dataclass(frozen=True, slots=True)
class Goal(Limits):
    """How sure the choice shall be, and what it may take.

    Sets are drawn until the choice certainly (but for ``delta``, 1 / nodes where not
    given) reaches ``ratio`` of the best possible; with ``epsilon`` until it reaches
    what choosing step by step guarantees, less ``epsilon``. Or until a limit is met.
    """

    ratio: float = 0.70
    epsilon: float | None = None
    delta: float | None = None
    key: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """Who must and who may not be a seed, by the caller's ids; and how many of a group.

    ``groups`` says which group each id is of, as a mapping or in the order of the
    graph's ``node``; at most ``quotas[group]`` seeds are of it, or any number where it
    has no quota.
    """

    forced: ArrayLike = ()
    forbidden: ArrayLike = ()
    groups: Mapping[Any, Any] | ArrayLike | None = None
    quotas: Mapping[Any, int] | None = None


def wished(
    graph: Graph,
    k: int | None,
    budget: float | None,
    *,
    costs: Mapping[Any, float] | ArrayLike | None,
    rules: Rules,
) -> Wish:
    """Return by node number what the caller wishes by id, or raise ``ValueError``."""
    _refuse(k is None and budget is None, "give k, the number of seeds, or a budget")
    _refuse(k is not None and k != int(k), f"k must be a whole number, not {k}")
    _refuse(k is not None and k < 1, f"k must be 1 or more, not {k}")
    _refuse(budget is None and costs is not None, "costs need a budget")
    group, quota = _grouped(graph, rules)
    return Wish(
        int(k or 0),
        forced=graph.places(rules.forced),
        forbidden=graph.places(rules.forbidden),
        cost=None if budget is None else _by_node(graph, costs, otherwise=1.0),
        budget=np.inf if budget is None else budget,
        group=group,
        quota=quota,
    )


def _by_node(graph: Graph, values: Any, *, otherwise: Any) -> NDArray[Any]:  # noqa: ANN401  # of any kind
    """Return a value per node, from a mapping by id or as they are."""
    if values is None:
        return np.full(graph.node.size, otherwise)
    if not isinstance(values, Mapping):
        return np.asarray(values)
    graph.places(list(values))
    return np.array([values.get(one, otherwise) for one in graph.node.tolist()])


def _grouped(graph: Graph, rules: Rules) -> tuple[NDArray[np.int32] | None, Places | None]:
    _refuse((rules.groups is None) != (rules.quotas is None), "groups and quotas need each other")
    if rules.groups is None or rules.quotas is None:
        return None, None
    given = _by_node(graph, rules.groups, otherwise=None)
    _refuse(given.shape != graph.node.shape, "groups must have one for each node")
    number = {name: place for place, name in enumerate(rules.quotas)}
    group = np.array([number.get(one, len(number)) for one in given.tolist()], np.int32)
    return group, np.array([*rules.quotas.values(), graph.node.size], np.int64)


def check_goal(goal: Goal) -> None:
    """Raise ``ValueError`` for a goal that nothing could reach, or anything."""
    _refuse(not 0 <= goal.ratio <= 1, f"ratio must lie from 0 to 1, not {goal.ratio}")
    near = goal.epsilon is None or 0 < goal.epsilon < 1
    _refuse(not near, f"epsilon must lie between 0 and 1, not {goal.epsilon}")
    sure = goal.delta is None or 0 < goal.delta < 1
    _refuse(not sure, f"delta must lie between 0 and 1, not {goal.delta}")
    _refuse(goal.sets < 1, f"there must be sets to draw, not {goal.sets}")


def checked(graph: Graph, wish: Wish) -> Wish:
    """Return the wish with all its columns as arrays, or raise ``ValueError``."""
    size = graph.node.size
    forced, forbidden = _places(wish.forced, size), _places(wish.forbidden, size)
    _refuse(not size, "the graph has no nodes")
    _refuse(forbidden.size == size, "every node is forbidden")
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
    column = _column(np.asarray(wish.cost), size, name="cost")
    _refuse(column.dtype.kind not in "iufb", "costs must be numbers")
    cost = column.astype(np.float64)
    _refuse(not bool(((cost > 0) & np.isfinite(cost)).all()), "costs must be above 0")
    left = wish.budget - float(cost[forced].sum())
    _refuse(np.isnan(left) or left < 0, "the forced nodes cost more than the budget")
    count = payable(replace(wish, forced=forced), cost)
    _refuse(not count, "the budget pays for nobody")
    return replace(wish, cost=cost, count=min(count, wish.count or count))


def payable(wish: Wish, cost: Numbers) -> int:
    """Return how many nodes the budget pays for at most, the forced ones among them."""
    left = wish.budget - float(cost[wish.forced].sum())
    barred = np.union1d(wish.forced, wish.forbidden).astype(np.int64)
    prices = np.sort(np.delete(cost, barred))
    return int(np.count_nonzero(np.cumsum(prices) <= left)) + wish.forced.size


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
