"""Chance in kernels: integers only, so that a seed gives the same plan on every processor."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.search.compile import kernel

Words = NDArray[np.uint64]

ONE: Final = 1 << 16
"""Temperature 1 as an integer: `accepts` takes temperatures in this unit."""

_QUANTILES: Final = 1 << 12
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX_A: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B: Final = np.uint64(0x94D049BB133111EB)
_BITS: Final = tuple(np.uint64(n) for n in (27, 30, 31, 32))


def streams(seed: int, lanes: int) -> Words:
    """One generator state for each lane, shape (lanes, 1): a kernel gets one row and changes it.

    The state of a lane depends on the seed and the number of the lane only.
    """
    states = np.empty((lanes, 1), np.uint64)
    for lane in range(lanes):
        states[lane, 0] = (seed * 0xD1342543DE82EF95 + lane * 0x2545F4914F6CDD1D) % (1 << 64)
        _scramble(states[lane])
    return states


@kernel
def draw(state: Words) -> np.uint64:
    """64 random bits: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    state[0] += _GOLDEN
    z: np.uint64 = state[0]
    z = (z ^ (z >> _BITS[1])) * _MIX_A
    z = (z ^ (z >> _BITS[0])) * _MIX_B
    return z ^ (z >> _BITS[2])


@kernel
def below(state: Words, bound: int) -> int:
    """A random integer from 0 to bound - 1, bound < 2**31; the bias is below bound / 2**32.

    Signed, since numba makes floats of sums of signed and unsigned integers.
    """
    return int(np.int64(((draw(state) >> _BITS[3]) * np.uint64(bound)) >> _BITS[3]))


@kernel
def accepts(state: Words, rise: int, temperature: int) -> bool:
    """Metropolis: whether a step that raises the cost by `rise` is taken, chance e^(-rise/T).

    `temperature` is T in units of 1/ONE, at most 2**26; `rise` below 2**31. The random number u of
    the usual u < e^(-rise/T) is one of 4,096 quantiles, whose -ln u stand in a table of integers.
    """
    if rise <= 0:
        return True
    limit: int = temperature * _LOGARITHMS[below(state, _QUANTILES)]
    return (rise << 32) <= limit


def _logarithms() -> NDArray[np.int64]:
    """-ln((2k + 1) / 8192) in units of 1/ONE; Decimal rounds logarithms alike on every machine."""
    exact = Context(prec=12, rounding=ROUND_HALF_EVEN)
    values = [
        -int((Decimal(2 * k + 1) / (2 * _QUANTILES)).ln(exact) * ONE) for k in range(_QUANTILES)
    ]
    return np.array(values, np.int64)


def _scramble(state: Words) -> None:
    """Neighbouring seeds start far from each other."""
    for _ in range(2):
        state[0] = draw(state)


_LOGARITHMS: Final = _logarithms()
