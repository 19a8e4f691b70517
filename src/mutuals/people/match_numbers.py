"""The numbers behind ``match``, fitted to made-up towns.

Written by benchmarks/truth/fit_match.py; change that, not this. A weight for each of
match_signs.SIGNS, in their order. They are as good as the towns are like life.
"""

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        "name_same": 3.219,
        "name_like": 3.234,
        "name_initial": 2.276,
        "name_first": 0.619,
        "name_other_family": -1.034,
        "name_family": 1.363,
        "name_differ": 1.091,
        "common": -1.146,
        "same_local": -0.132,
        "spelled": 1.112,
        "spelled_short": 1.443,
        "house": 4.590,
        "same_house": -3.209,
        "twice": -3.974,
        "booked": 5.994,
        "two_cards": -2.083,
        "rare": 1.315,
        "shared": 0.893,
        "nobody": -0.352,
        "answered": 5.948,
        "beside": -0.938,
        "follows": 0.996,
        "overlaps": -1.041,
        "across": 0.367,
    }
)
CONSTANT = -0.173
