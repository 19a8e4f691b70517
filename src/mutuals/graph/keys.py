"""Random numbers by key: the same sample whichever thread draws it, and in what order.

Every sample has a number. SplitMix64 turns the run's key and that number into a start
and an odd step of the sample's own; the stream is a finaliser over start + i * step.
"""

import math

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_ODD, _HALF, _LOWER = np.uint64(1), np.uint64(32), np.uint64(2**32 - 1)
_UNIT = 1.0 / 9007199254740992.0
_LAYERS = 256
_LAYER = np.uint64(_LAYERS - 1)
# Where the ziggurat's tail begins, and each layer's area (Marsaglia and Tsang 2000).
_TAIL = 7.69711747013104972
_AREA = 3.949659822581572e-3


def stream_key(key: int, purpose: int) -> np.uint64:
    """Return the key of one of a run's independent families of samples."""
    return np.uint64((key * 0x9E3779B97F4A7C15 + purpose * 0xD1342543DE82EF95) % 2**64)


def key_of(rng: np.random.Generator | None) -> int:
    """Return a run's key; without a generator always the same."""
    return int((rng or np.random.default_rng(0)).integers(0, 2**63))


@inlined
def mix(z: np.uint64) -> np.uint64:
    """Scatter the bits of a number over 64 bits."""
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return z ^ (z >> _S31)


@inlined
def stream(key: np.uint64, number: int) -> tuple[np.uint64, np.uint64]:
    """Return where a sample's random numbers start, and their odd step."""
    state = mix(key ^ mix(np.uint64(number) + _GOLDEN))
    return state, mix(state + _GOLDEN) | _ODD


@inlined
def uniform(state: np.uint64) -> float:
    """Return the state's number from 0 to below 1."""
    return float(mix(state) >> _S11) * _UNIT


@inlined
def below(state: np.uint64, count: int) -> int:
    """Return the state's number from 0 to below ``count``, itself below 2^32.

    It is the state's 64 bits as a share of ``count``, in whole numbers: faster than by
    way of a float.
    """
    bits, many = mix(state), np.uint64(count)
    low = ((bits & _LOWER) * many) >> _HALF
    return int(np.int64(((bits >> _HALF) * many + low) >> _HALF))


def _ziggurat() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where each layer ends, and the density there."""
    ends = np.zeros(_LAYERS + 1)
    ends[0] = _AREA / math.exp(-_TAIL)
    ends[1] = _TAIL
    for layer in range(1, _LAYERS - 1):
        ends[layer + 1] = -math.log(math.exp(-ends[layer]) + _AREA / ends[layer])
    return ends, np.exp(-ends)


_ENDS, _DENSITY = _ziggurat()


@inlined
def exponential(state: np.uint64, step: np.uint64) -> tuple[np.uint64, float]:
    """Return the state moved on, and a number from the exponential distribution."""
    while True:
        state += step
        bits = mix(state)
        layer = int(bits & _LAYER)
        value = float(bits >> _S11) * _UNIT * _ENDS[layer]
        if value < _ENDS[layer + 1]:
            return state, value
        state += step
        if layer == 0:
            return state, _TAIL - math.log1p(-uniform(state))
        low, high = _DENSITY[layer], _DENSITY[layer + 1]
        if low + uniform(state) * (high - low) < math.exp(-value):
            return state, value
