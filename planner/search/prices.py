"""What an annealing pays for repeats, for pairs met too often and for unfairness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from planner.bounds import Bound
from planner.problem import Problem
from planner.search.random import ONE
from planner.search.state import Prices

UNIT: Final = 16
"""The price of one repeat."""
_APART: Final = 64 * UNIT
CYCLES: Final = 3
"""How often odd lanes cool down; even lanes do it once."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Which plans a search prefers, and how warm it searches; lanes take tuples in turn."""

    again: tuple[int, ...]
    """The price of a second, third, ... meeting of a pair; the last also of all further ones."""
    equity: tuple[int, ...]
    """The price of shortfalls that are far from each other: see `prices`."""
    heat: tuple[tuple[int, int], ...]
    """Temperatures at the begin and the end of a cooling, in UNIT / 100."""
    roam: int
    """Of 256 people drawn, how many at random instead of among those with repeats."""
    meetings_first: bool = False
    any_often: bool = False
    """No number of meetings of one pair is too many."""
    polish: bool = False
    """Begins from the plan given, not from a seating by lot."""

    def temperatures(self, lane: int, number: int, slices: int) -> tuple[int, int]:
        """Where slice `number` of `slices` of a lane begins and ends, in units of 1/ONE."""
        cycle = slices // CYCLES if lane % 2 else slices
        hot, cold = self.heat[(lane // 2 + number // cycle) % len(self.heat)]
        step = (hot - cold) * UNIT * ONE // (100 * cycle)
        begin = hot * UNIT * ONE // 100 - step * (number % cycle)
        return begin, begin - step


_COLD: Final = ((15, 15), (45, 15), (20, 20), (25, 15))
"""For plans without repeats, or near a good plan (measured)."""
_WARM: Final = ((50, 20), (90, 30), (40, 25), (70, 20))
"""For plans with many repeats: warm enough to forget, cold enough to end well (measured)."""
_FAIR: Final = ((64, 64), (60, 60), (80, 56), (60, 60))
"""For fair plans with repeats: the last shortfalls to even out are found warm (measured)."""

NOTHING_TWICE: Final = Aim((UNIT, 2 * UNIT), (0,), _COLD, roam=8)
"""Everybody can reach the potential: without repeats all is fair."""
NOTHING_TWICE_UNEVEN: Final = Aim((UNIT, 2 * UNIT), (0, *[UNIT // 2] * 3), _COLD, roam=32)
"""Without repeats there are still turns at smaller tables to share; some lanes do it later."""
BALANCED: Final = Aim((16, 60, 128), (9,), _FAIR, roam=64)
FAIR_FIRST: Final = Aim((0, 3 * UNIT, 6 * UNIT), (UNIT // 2,), ((60, 60),), roam=200)
"""Sure to find a fair plan, with fewer meetings than BALANCED, which is not."""
BALANCED_POLISH: Final = Aim(
    (UNIT, 4 * UNIT, 8 * UNIT), (UNIT // 2, 2 * UNIT), _COLD, roam=64, polish=True
)
MOST: Final = Aim((UNIT,), (0, 1), _WARM, roam=16, meetings_first=True)
MOST_POLISH: Final = Aim((UNIT, UNIT + 1), (1, 2), _COLD, roam=64, meetings_first=True, polish=True)
FAIR_AND_MOST: Final = Aim((UNIT,), (UNIT // 2, UNIT), _WARM, roam=64, any_often=True)
"""Fair with as many meetings as may be, however often a pair sits together."""


def from_lot(problem: Problem, bound: Bound) -> Aim:
    """What to search for from a seating by lot."""
    if nothing_twice(problem, bound):
        even = 2 * bound.unique == int(bound.potential.sum())
        return NOTHING_TWICE if even else NOTHING_TWICE_UNEVEN
    return with_repeats(problem)


def with_repeats(problem: Problem) -> Aim:
    """What to search for where repeats cannot be avoided."""
    return MOST if problem.priority == "most-meetings" else BALANCED


def near_start(problem: Problem, bound: Bound) -> Aim:
    """What to search for near a plan that is to get rid of its last repeats."""
    if nothing_twice(problem, bound):
        return replace(from_lot(problem, bound), polish=True)
    return fairer(problem)[0]


def fair_first(problem: Problem) -> Aim:
    """What the last lanes search for, so that fairness does not hang on luck."""
    return MOST if problem.priority == "most-meetings" else FAIR_FIRST


def fairer(problem: Problem) -> tuple[Aim, Aim]:
    """What to search for near a plan that is as it is in repeats, cold and warm."""
    if problem.priority == "most-meetings":
        return MOST_POLISH, replace(MOST_POLISH, heat=_WARM)
    return BALANCED_POLISH, replace(BALANCED_POLISH, heat=_FAIR)


def nothing_twice(problem: Problem, bound: Bound) -> bool:
    """No counting forbids that every meeting is a first one."""
    return bound.unique == int((problem.occupancy * (problem.occupancy - 1) // 2).sum())


def prices(
    problem: Problem, bound: Bound, aim: Aim, lane: int, unique: int, least: int | None
) -> Prices:
    """The tables an annealing reads; those indexed by `State.met` have a second half for apart.

    With `middle` the mean shortfall of a plan of `unique` meetings (one less in some lanes),
    shortfalls of `middle` and `middle` + 1 cost nothing, and one that is k away from `middle`
    k (k - 1) times the price. VIPs are to have no more than `least`, what the luckiest of the
    others has.
    """
    half = 1 << 7 if problem.rounds < 1 << 7 else 1 << 15
    pair, gain, over = (np.zeros(2 * half, np.int64) for _ in range(3))
    gain[0] = 1
    if not aim.any_often:
        over[bound.often] = 1
    pair[1:half] = aim.again[-1]
    pair[1 : 1 + len(aim.again)] = aim.again
    pair[half:] = _APART
    middle = (int(bound.potential.sum()) - 2 * unique) // max(1, problem.people) - (lane % 4 == 3)
    middle = max(0, middle)
    shortfall = np.arange(int(bound.potential.max(initial=0)) + 2, dtype=np.int64)
    away, behind = shortfall - middle, shortfall - min(middle, middle if least is None else least)
    unfair = aim.equity[lane % len(aim.equity)]
    person = unfair * np.stack([away * (away - 1), behind * (behind + 1)])
    return Prices(pair, gain, person, over)
