"""The numbers behind closeness, fitted to the school's badges and survey.

Written by benchmarks/truth/fit_closeness.py; change that, not this. ``MODELS`` has one
model per view (their columns: closeness_signs.SIGNS), ``USUAL`` the mean columns of
pairs with contact, ``RETURNED`` the chance to be named back by the first of ``each``,
and ``UNSTEADY`` how far the log-odds of one window stray.
"""

import numpy as np

from mutuals.estimators.logistic import Logistic

MODELS = {
    "grouped": Logistic(
        1.4332,
        np.array([0.5381, 0.2820, 0.0135, 5.2613, -0.9925]),
        np.array(
            [
                [2.0742, 0.0692, 0.3012, -1.1388, -1.1654, -0.2152],
                [0.0692, 0.0071, -0.0004, -0.0448, -0.0380, -0.0111],
                [0.3012, -0.0004, 0.0689, -0.1479, -0.1658, -0.0216],
                [-1.1388, -0.0448, -0.1479, 3.7815, -1.6433, -0.1755],
                [-1.1654, -0.0380, -0.1658, -1.6433, 3.2394, 0.0427],
                [-0.2152, -0.0111, -0.0216, -0.1755, 0.0427, 0.1958],
            ]
        ),
    ),
    "whole": Logistic(
        1.6603,
        np.array([0.5112, 0.4178, 3.0389]),
        np.array(
            [
                [1.5344, 0.0425, 0.2497, -1.9505],
                [0.0425, 0.0056, -0.0025, -0.0639],
                [0.2497, -0.0025, 0.0632, -0.2860],
                [-1.9505, -0.0639, -0.2860, 2.7790],
            ]
        ),
    ),
    "each": Logistic(
        3.8001,
        np.array([0.3149, 1.1969]),
        np.array(
            [[0.1395, -0.0091, 0.0584], [-0.0091, 0.0076, -0.0194], [0.0584, -0.0194, 0.0614]]
        ),
    ),
    "partial": Logistic(
        3.1865,
        np.array([0.2731, 1.1703]),
        np.array(
            [[0.0980, -0.0044, 0.0365], [-0.0044, 0.0053, -0.0130], [0.0365, -0.0130, 0.0413]]
        ),
    ),
}
USUAL: dict[str, list[float]] = {
    "grouped": [-5.4836, -2.9669, 0.2580, 0.2699, 0.7153],
    "whole": [-5.4836, -2.9669, 0.2580],
    "each": [-5.6191, -3.0134],
    "partial": [-5.2492, -2.8346],
}
RETURNED = Logistic(2.5098, np.array([0.2335]), np.array([[0.1563, 0.0173], [0.0173, 0.0033]]))
UNSTEADY = 2.064
