"""The numbers behind ``match``, fitted to made-up towns.

Written by benchmarks/truth/fit_match.py; change that, not this. A weight for each of
match_signs.SIGNS, in their order. They are as good as the towns are like life.
"""

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        "name_same": 2.997,
        "name_like": 2.696,
        "name_initial": 2.514,
        "name_first": 0.630,
        "name_other_family": -1.031,
        "name_family": 0.725,
        "name_differ": 0.314,
        "common": -1.045,
        "same_local": -0.489,
        "spelled": 1.345,
        "spelled_short": 1.355,
        "house": 4.066,
        "same_house": -3.773,
        "twice": -1.431,
        "listed": 2.305,
        "several": -1.387,
        "booked": 6.333,
        "two_cards": -2.220,
        "rare": 1.064,
        "shared": 0.984,
        "nobody": -0.381,
        "answered": 2.992,
        "beside": -0.904,
        "follows": 0.619,
        "overlaps": -1.247,
        "across": 0.492,
    }
)
CONSTANT = -0.281
