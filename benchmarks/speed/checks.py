"""Sums that two ways of working the same tables out must agree on."""

from collections.abc import Mapping, Sequence
from math import isclose

CHECKS = {
    "contact": (
        "SELECT COUNT(*), SUM(sent), SUM(received), SUM(audience_size),"
        " SUM(CAST(weight AS DECIMAL(18, 6)))::DOUBLE FROM contact"
    ),
    "dyad": (
        "SELECT COUNT(*), SUM(sent), SUM(one_on_one), SUM(active_weeks), SUM(channels),"
        " SUM(strength) FROM dyad"
    ),
    "tie": "SELECT COUNT(*), SUM(shared), SUM(overlap), SUM(group_share) FROM tie",
    "hours": "SELECT COUNT(*), SUM(minutes) FROM hours",
    "stage": "SELECT COUNT(*), COUNT(DISTINCT stage), SUM(alive) FROM stage",
    "transition": "SELECT COUNT(*), SUM(number) FROM transition",
}

Sums = Mapping[str, Sequence[float | int | str]]


def differing(ours: Sums, theirs: Sums) -> list[str]:
    """Name the tables both worked out and do not agree on.

    >>> differing({"tie": [3, 0.1 + 0.2]}, {"tie": [3, 0.3], "hours": [1]})
    []
    >>> differing({"tie": [3]}, {"tie": [4]})
    ['tie']
    """
    return [
        table
        for table in ours.keys() & theirs.keys()
        if not all(
            isclose(float(one), float(other), rel_tol=1e-6)
            for one, other in zip(ours[table], theirs[table], strict=True)
        )
    ]
