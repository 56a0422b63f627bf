"""What an annealing pays for repeats, for pairs met too often and for unfairness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.bounds import Bound
from planner.event import Priority
from planner.problem import Problem
from planner.search.random import ONE
from planner.search.state import Prices

UNIT: Final = 16
"""The price of one repeat."""
_APART: Final = 64 * UNIT


@dataclass(frozen=True, slots=True)
class Aim:
    """Which plans a search prefers."""

    again: tuple[int, ...]
    """The price of a second, third, ... meeting of a pair; the last also of all further ones."""
    equity: int
    """The price of a shortfall d is equity * d^2."""
    heat: tuple[int, ...]
    """Temperatures to start slices from, in UNIT / 100; the lanes take them in turn."""
    roam: int = 16
    """Of 256 people drawn, how many at random instead of among those with repeats."""
    meetings_first: bool = False

    @staticmethod
    def of(priority: Priority) -> Aim:
        if priority == "most-meetings":
            return Aim((UNIT,), 0, (40, 30, 25, 20), meetings_first=True)
        return Aim((UNIT, 2 * UNIT, 4 * UNIT), 1, (40, 30, 25, 20))

    def temperatures(self, lane: int, number: int) -> tuple[int, int]:
        """Where a slice of a lane begins and ends, in units of 1/ONE."""
        hot = self.heat[(lane + number) % len(self.heat)] * UNIT * ONE // 100
        return hot, hot // 2


def prices(problem: Problem, bound: Bound, aim: Aim) -> Prices:
    """The tables an annealing reads; those indexed by `State.met` have a second half for apart."""
    half = 1 << 7 if problem.rounds < 1 << 7 else 1 << 15
    pair = np.zeros(2 * half, np.int64)
    gain = np.zeros(2 * half, np.int64)
    over = np.zeros(2 * half, np.int64)
    gain[0] = 1
    over[bound.often] = 1
    pair[1:half] = aim.again[-1]
    pair[1 : 1 + len(aim.again)] = aim.again
    pair[half:] = _APART
    depth = int(bound.potential.max(initial=0)) + 2
    square = np.arange(depth, dtype=np.int64) ** 2
    # the same shortfall hurts a VIP more, and a VIP wants one less than the others
    ahead = 2 * np.arange(1, depth + 1, dtype=np.int64) ** 2
    return Prices(pair, gain, aim.equity * np.stack([square, ahead]), over)
