"""How closeness is moved for what was not recorded by badges.

Written by benchmarks/truth/fit_elsewhere.py; change that, not this. Of each view, what
is added to the school's log-odds, what these are taken times, and the weight of contact
of late (its logarithm, closeness_signs.lately), as fitted to friends planted in four
made-up villages. ``USUALLY`` is how much contact of late the usual pair there has.
"""

MOVED = {"each": (-1.8713, 1.5749, 2.6838), "partial": (-2.5408, 1.5749, 2.6838)}
USUALLY = -0.2032
