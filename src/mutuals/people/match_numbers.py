"""The numbers behind ``match``, fitted to made-up towns.

Written by benchmarks/truth/fit_match.py; change that, not this. A weight for each of
match_signs.SIGNS, in their order. They are as good as the towns are like life.
"""

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        "name_same": 3.440,
        "name_like": 3.534,
        "name_initial": 2.674,
        "name_first": 1.083,
        "name_other_family": -0.591,
        "name_family": 1.948,
        "name_differ": 1.623,
        "common": -1.311,
        "same_local": -0.033,
        "spelled": 1.067,
        "spelled_short": 1.430,
        "house": 4.639,
        "same_house": -3.534,
        "twice": -4.443,
        "booked": 6.416,
        "two_cards": -2.100,
        "rare": 1.350,
        "shared": 0.849,
        "nobody": -0.453,
        "answered": 6.430,
        "beside": -0.906,
        "follows": 0.900,
        "overlaps": -1.102,
        "across": 0.280,
    }
)
CONSTANT = -0.119
