"""How closeness is moved for what was not recorded by badges.

Written by benchmarks/truth/fit_elsewhere.py; change that, not this. Of each view, what
is added to the school's log-odds and what these are taken times, as fitted to friends
planted in four made-up villages.
"""

MOVED = {"each": (-1.6419, 2.8494), "partial": (0.6324, 2.8494)}
