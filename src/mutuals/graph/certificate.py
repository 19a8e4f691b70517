"""How sure a share seen in a sample is: bounds that hold but for a stated chance."""

import math

import numpy as np

from mutuals.graph.csr import Numbers


def at_least(hits: float, doubt: float) -> float:
    """Return what a count of independent hits expects at least, but for e^-doubt.

    The martingale bounds of Tang et al. (2018, OPIM), as is ``at_most``.
    """
    root = math.sqrt(hits + 2 * doubt / 9) - math.sqrt(doubt / 2)
    return max(0.0, max(0.0, root) ** 2 - doubt / 18)


def hits_for(expected: float, doubt: float) -> float:
    """Return how many hits ``at_least`` turns into an expectation."""
    root = math.sqrt(expected + doubt / 18) + math.sqrt(doubt / 2)
    return root**2 - 2 * doubt / 9


def at_most(hits: float, doubt: float) -> float:
    """Return what a count of independent hits expects at most, but for e^-doubt."""
    return (math.sqrt(hits + doubt / 2) + math.sqrt(doubt / 2)) ** 2


def shares_between(hits: Numbers, of: int, *, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return the Clopper-Pearson interval of a share, exact for no hits and for all."""
    from scipy.special import betaincinv  # noqa: PLC0415  slow to load

    tail = (1 - level) / 2
    count = np.asarray(hits, np.float64)
    low = np.where(count > 0, betaincinv(np.maximum(count, 1), of - count + 1, tail), 0.0)
    high = np.where(count < of, betaincinv(count + 1, np.maximum(of - count, 1), 1 - tail), 1.0)
    return low, high


def first_sample(nodes: int, count: int, delta: float) -> int:
    """Return how many sets the first round draws (Tang et al. 2018, OPIM-C)."""
    return max(1, int(2 * _spread(nodes, count, delta) ** 2))


def last_sample(nodes: int, count: int, *, delta: float, epsilon: float) -> int:
    """Return how many sets suffice for ``epsilon`` whatever the certificate says."""
    return int(2 * nodes * _spread(nodes, count, delta) ** 2 / count / epsilon**2) + 1


def _spread(nodes: int, count: int, delta: float) -> float:
    share = 1 - 1 / math.e
    ways = math.lgamma(nodes + 1) - math.lgamma(count + 1) - math.lgamma(nodes - count + 1)
    doubt = math.log(6 / delta)
    return share * math.sqrt(doubt) + math.sqrt(share * (ways + doubt))
