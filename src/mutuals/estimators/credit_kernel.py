"""Exposure by exposure, what each adds to a hazard and what credit comes of it.

Exposures are told once for every round of a fit, so that none of their columns is made
anew: each kernel goes through all of them once and keeps sums only.
"""

from typing import NamedTuple

from mutuals.compiling import kernel
from mutuals.estimators.study import Floats, Ids


class Told(NamedTuple):
    """Exposures, whose each adoption is, and how strong sources and targets are."""

    event: Ids
    source: Ids
    amount: Floats
    person: Ids
    rate: Floats
    easily: Floats


class Whole(NamedTuple):
    """What each adoption's credit is a part of.

    ``named`` is how likely what was recorded is if the exposure was the cause, by
    exposure, or one number for all; ``often`` is as how many each person counts.
    """

    known: Floats
    named: Floats
    often: Floats


class Pairs(NamedTuple):
    """Exposure over the time at risk of each pair, and how strong both are."""

    source: Ids
    target: Ids
    over: Floats
    rate: Floats
    easily: Floats


@kernel
def add_up(told: Told, found: Floats) -> None:
    """Add to each adoption's hazard what its exposures add."""
    for one in range(told.event.size):
        event = told.event[one]
        strong = told.rate[told.source[one]] * told.easily[told.person[event]]
        found[event] += strong * told.amount[one]


@kernel
def add_up_named(told: Told, named: Floats, found: Floats) -> None:
    """Add the same, times how likely what was recorded is if each was the cause."""
    for one in range(told.event.size):
        event = told.event[one]
        strong = told.rate[told.source[one]] * told.easily[told.person[event]]
        found[event] += strong * told.amount[one] * named[one]


@kernel
def share_out(told: Told, whole: Whole, by_source: Floats, by_target: Floats) -> None:  # noqa: PLR0917  # numba
    """Add each exposure's credit, as often as the target counts, to both its ends."""
    alike = whole.named.size == 1
    for one in range(told.event.size):
        event, source = told.event[one], told.source[one]
        target = told.person[event]
        added = told.rate[source] * told.easily[target] * told.amount[one]
        credit = added * whole.named[0 if alike else one] / whole.known[event]
        credit *= whole.often[target]
        by_source[source] += credit
        by_target[target] += credit


@kernel
def credit_each(told: Told, whole: Whole, found: Floats) -> None:
    """Fill in each exposure's credit."""
    alike = whole.named.size == 1
    for one in range(told.event.size):
        event, source = told.event[one], told.source[one]
        added = told.rate[source] * told.easily[told.person[event]] * told.amount[one]
        found[one] = added * whole.named[0 if alike else one] / whole.known[event]


@kernel
def spend(pairs: Pairs, found: Floats) -> None:
    """Add up by source what the targets had of it, as easily as each is moved."""
    for one in range(pairs.source.size):
        found[pairs.source[one]] += pairs.over[one] * pairs.easily[pairs.target[one]]


@kernel
def feel(pairs: Pairs, found: Floats) -> None:
    """Add up by target what they had of all sources, as strong as each is."""
    for one in range(pairs.source.size):
        found[pairs.target[one]] += pairs.over[one] * pairs.rate[pairs.source[one]]
