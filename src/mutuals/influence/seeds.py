"""Whom to ask first: the few whose word could reach the most, within a budget.

A word passes along a two-way tie as often as words led to deeds in the records, times
how much of a tie it is. What the chosen reach is simulated with chance that choosing
has not seen, beside the most followed, the best connected, those of the highest
PageRank, and people drawn by lot, for the same money.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.limits import Limits
from mutuals.influence.potential import rate_of, two_way
from mutuals.people.find import me
from mutuals.records import Tables

if TYPE_CHECKING:
    from mutuals.graph.seeds import Seeds
    from mutuals.graph.simulating import Spread

# Somebody nobody set a price for.
PRICE = 1.0
# How many followers (or contacts) more double the price of asking a person.
STAR_PRICES = (None, 100.0, 10.0, 1.0)
# Per person in the network, at most: what a certificate needs, and what a choice does.
SETS, FEW_SETS = 1_000, 50
# Among so few people a choice can be surely nearer the best than that, in no time.
FEW_PEOPLE, NEAR_BEST = 2_000, 0.95
LOTS = 5
RUNS = 20_000
_HELD_OUT = 20_240_229


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody to ask: what it costs, and how many that adds to those before.

    Of those they would reach by themselves, ``shared`` are also reached by
    ``shared_with``, who is asked earlier.
    """

    person_id: int
    cost: float
    gain: float
    shared_with: int | None
    shared: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way of choosing for the same money, and how many its choice could reach."""

    way: str
    people: int
    cost: float
    reached: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class StarPrice:
    """Who would be asked if each ``per`` followers cost as much as the asking itself.

    ``per`` is None where everybody costs the same; ``audience`` is the median of how
    many follow (or know) those who would be asked. The money is what the ``stars`` most
    followed (or known) cost, and ``by_stars`` is what those could reach.
    """

    per: float | None
    people: int
    audience: float
    reached: float
    stars: int
    by_stars: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to ask, what that reaches, and what anything else would.

    ``people`` are those with a two-way tie; ``exposed`` the words whose effect is on
    record; ``rate`` how often one led to a deed, with bounds. Nothing for the same
    money reaches more than ``reached / ratio``. ``ways`` begins with this choice.
    ``is_followed`` says whether anybody follows anybody: else contacts are counted.
    """

    picks: tuple[Pick, ...]
    ratio: float
    people: int
    exposed: int
    rate: tuple[float, float, float]
    ways: tuple[Way, ...]
    prices: tuple[StarPrice, ...]
    is_followed: bool


@dataclass(frozen=True, slots=True)
class _Money:
    """What can be paid: so many people, or a budget; and each node's price."""

    count: int
    budget: float
    cost: Numbers
    barred: Ids

    def spend(self, order: Ids) -> Ids:
        """Return whom the money pays for, asked in an order."""
        left = self.budget
        chosen: list[int] = []
        for place in order[~np.isin(order, self.barred)].tolist():
            if (not self.count or len(chosen) < self.count) and self.cost[place] <= left:
                chosen.append(place)
                left -= float(self.cost[place])
        return np.array(chosen, np.int64)


def whom_to_ask(
    tables: Tables,
    *,
    count: int = 0,
    budget: float | None = None,
    costs: Mapping[int, float] | None = None,
) -> Plan | None:
    """Return whom to ask first, or None where nobody has a two-way tie.

    ``count`` people, or whom a ``budget`` pays for; ``costs`` by person id, 1 for
    everybody else. The owner of the archive is not among them. Raises ``ValueError``
    for wishes that nobody fits.
    """
    graph = two_way(_between_people(tables))
    if not graph.node.size:
        return None
    conversion = tables.table("conversion")
    barred = np.flatnonzero(graph.node == me(tables))
    money = _Money(
        0 if budget is not None else min(count, graph.node.size - barred.size),
        np.inf if budget is None else budget,
        np.array([(costs or {}).get(one, PRICE) for one in graph.node.tolist()]),
        barred,
    )
    rate = rate_of(conversion)
    audience, is_followed = _audience(tables, graph)
    likely = _passing(graph, rate[1])
    chosen = _chosen(likely, money, sets=SETS)
    orders = _orders(likely, audience if is_followed else None)
    ways = [_way("chosen here", graph, rate, money=money, places=chosen.place)]
    ways += [
        _way(name, graph, rate, money=money, places=money.spend(order))
        for name, order in orders.items()
    ]
    ways.append(_by_lot(graph, rate, money))
    price = partial(_star_price, likely, audience, money.barred, people=chosen.place.size)
    return Plan(
        _picks(chosen, money.cost),
        chosen.ratio,
        graph.node.size,
        words_on_record(conversion),
        rate,
        tuple(ways),
        tuple(price(per=per) for per in STAR_PRICES),
        is_followed,
    )


def _between_people(tables: Tables) -> pa.Table:
    person, tie = tables.table("person"), tables.table("tie")
    real = person.filter(pc.invert(person["is_automaton"]))["person_id"].combine_chunks()
    ends = [pc.is_in(tie[end], value_set=real) for end in ("ego_id", "alter_id")]
    return tie.filter(pc.and_(*ends))


def words_on_record(conversion: pa.Table) -> int:
    """Return how many words on record could have led to a deed."""
    pooled = conversion.filter(
        pc.and_(pc.is_null(conversion["source_id"]), pc.equal(conversion["way"], "personal"))
    )
    return int(pc.sum(pooled["exposed"]).as_py() or 0)


def _audience(tables: Tables, graph: Graph) -> tuple[Numbers, bool]:
    """Return how many follow each, and True; or where nobody does, their contacts."""
    status = tables.table("status")
    ids = np.asarray(status["person_id"].cast(pa.int64()).to_numpy())
    followers = dict(zip(ids.tolist(), status["followers"].to_pylist(), strict=True))
    found = np.array([float(followers.get(one) or 0) for one in graph.node.tolist()])
    contacts = np.diff(graph.start.astype(np.int64)).astype(np.float64)
    return (found, True) if found.any() else (contacts, False)


def _passing(graph: Graph, rate: float) -> Graph:
    return graph.with_probability(graph.probability * rate)


def _chosen(likely: Graph, money: _Money, *, sets: int) -> "Seeds":
    from mutuals.graph.seeds import select_seeds  # noqa: PLC0415  # steps load without numba
    from mutuals.graph.wish import Rules  # noqa: PLC0415  # as above

    rules, people = Rules(forbidden=likely.node[money.barred]), likely.node.size
    is_near = people <= FEW_PEOPLE and sets == SETS
    limits = Limits(sets=(5 if is_near else 1) * sets * people)
    ratio = NEAR_BEST if is_near else 0.70
    if money.count:
        return select_seeds(likely, money.count, ratio=ratio, rules=rules, limits=limits)
    budget, costs = money.budget, money.cost
    return select_seeds(likely, budget=budget, costs=costs, ratio=ratio, rules=rules, limits=limits)


def _picks(chosen: "Seeds", cost: Numbers) -> tuple[Pick, ...]:
    ids = chosen.seeds.tolist()
    return tuple(
        Pick(
            ids[rank],
            float(cost[chosen.place[rank]]),
            float(chosen.gains[rank]),
            ids[chosen.shared_with[rank]] if chosen.shared_with[rank] >= 0 else None,
            float(chosen.shared[rank]),
        )
        for rank in range(len(ids))
    )


def _orders(likely: Graph, followers: Numbers | None) -> dict[str, Ids]:
    """Return everybody in the order in which each way of choosing asks."""
    from mutuals.graph.centrality import pagerank  # noqa: PLC0415  # loads NetworKit

    contacts = np.diff(likely.start.astype(np.int64)).astype(np.float64)
    by: dict[str, Numbers] = {
        "most contacts": contacts,
        "PageRank": pagerank(likely, against=True).round(12),
    }
    if followers is not None:
        by = {"most followers": followers, **by}
    return {name: np.argsort(-values, kind="stable") for name, values in by.items()}


def _way(
    name: str, graph: Graph, rate: tuple[float, float, float], *, money: _Money, places: Ids
) -> Way:
    low, middle, high = (_reached(_passing(graph, one), places) for one in rate)
    cost = float(money.cost[places].sum())
    return Way(name, places.size, cost, middle.spread, low.lower, high.upper)


def _by_lot(graph: Graph, rate: tuple[float, float, float], money: _Money) -> Way:
    rng = np.random.default_rng(_HELD_OUT)
    drawn = [
        _way("", graph, rate, money=money, places=money.spend(rng.permutation(graph.node.size)))
        for _ in range(LOTS)
    ]
    cost, reached, lower, upper = np.mean(
        [(one.cost, one.reached, one.lower, one.upper) for one in drawn], axis=0
    ).tolist()
    people = round(sum(one.people for one in drawn) / LOTS)
    return Way(f"by lot (mean of {LOTS})", people, cost, reached, lower, upper)


def _reached(likely: Graph, places: Ids) -> "Spread":
    from mutuals.graph.simulating import spread  # noqa: PLC0415  # loads numba

    rng = np.random.default_rng(_HELD_OUT)
    return spread(likely, likely.node[places], rng=rng, runs=RUNS)


def _star_price(
    likely: Graph, audience: Numbers, barred: Ids, *, per: float | None, people: int
) -> StarPrice:
    cost = np.ones(audience.size) if per is None else 1.0 + audience / per
    able = np.setdiff1d(np.argsort(-audience, kind="stable"), barred, assume_unique=True)
    stars = able[:people]
    chosen = _chosen(likely, _Money(0, float(cost[stars].sum()), cost, barred), sets=FEW_SETS)
    middle = float(np.median(audience[chosen.place]))
    reached, by_stars = (_reached(likely, one).spread for one in (chosen.place, stars))
    return StarPrice(per, chosen.place.size, middle, reached, stars.size, by_stars)
