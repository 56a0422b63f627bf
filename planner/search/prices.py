"""What an annealing pays for repeats, for pairs met too often and for unfairness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.problem import Problem
from planner.schedule import Ints
from planner.search.balance import mixes_to_keep
from planner.search.pairs import PairKind, Pairs
from planner.search.random import ONE
from planner.search.state import Longs, Prices

UNIT: Final = 16
"""The price of one repeat."""
_CROWDED: Final = 0.5
"""The part of all others that everybody could meet, from which on repeats are many."""
_RULE: Final = 64 * UNIT
"""The price of breaking a rule once."""
_REST: Final = UNIT // 2
"""Half the price of a second break where others had none."""
_DEAREST: Final = 1 << 24
"""No single price is higher, however large the weights."""
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
EVEN: Final = replace(BALANCED, equity=(16, 16, 12, 12), heat=_COLD)
"""Where repeats are few: of many people some are always unlucky when it is warm (measured)."""
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


def few_repeats(problem: Problem, bound: Bound) -> Aim:
    """What every second lane searches for instead, unless people can meet half of all others."""
    crowded = int(bound.reach.sum()) > _CROWDED * problem.people * (problem.people - 1)
    return with_repeats(problem) if crowded or problem.priority == "most-meetings" else EVEN


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
    """No counting forbids that every meeting that can count is a first one.

    Where two whose meeting counts nothing rest, there is no need of any other.
    """
    if problem.pairs_only and problem.event.breaks == "allowed":
        return True
    people = problem.occupancy.astype(np.int64)
    if problem.counting.side is None:
        meetings = people * (people - 1) // 2
    else:
        meetings = people // 2 * (people - people // 2)
    return bound.unique == int(meetings.sum())


def prices(
    problem: Problem,
    bound: Bound,
    potential: NDArray[np.integer],
    pairs: Pairs,
    aim: Aim,
    lane: int,
    unique: int,
    least: Ints | None,
    usual: int,
) -> Prices:
    """The tables an annealing reads.

    With `middle` the mean shortfall of a side from `potential`, which breaks were taken off, in a
    plan of `unique` meetings (one less in some lanes), shortfalls of `middle` and `middle` + 1 cost
    nothing, and one that is k away from `middle` k (k - 1) times the price. VIPs are to have no
    more than `least` (per side), what the luckiest of the others has. Breaks cost as much the
    farther they are from the `usual` number.
    """
    weights = problem.event.weights
    unfair = aim.equity[lane % len(aim.equity)] * weights.equity
    middle = _middle(problem, potential, unique, lane % 4 == 3) + pairs.spare
    behind = middle if least is None else np.minimum(middle, least)
    shortfall = np.arange(int(bound.potential.max(initial=0)) + pairs.spare + 2, dtype=np.int64)
    person = np.empty((2 * len(middle), len(shortfall)), np.int64)
    for others, vips, usual, best in zip(person[::2], person[1::2], middle, behind, strict=True):
        others[:] = (shortfall - usual) * (shortfall - usual - 1)
        vips[:] = (shortfall - best) * (shortfall - best + 1)
    rests = np.arange(problem.rounds + 2, dtype=np.int64) - usual
    mixed = len(mixes_to_keep(problem)) > 0
    return Prices(
        pair=np.concatenate([_pair(problem, kind, aim) for kind in pairs.kinds]),
        gain=pairs.gain,
        marks=pairs.marks,
        person=np.minimum(unfair * person, _DEAREST),
        rest=np.minimum(_REST * weights.equity * rests * (rests - 1), _DEAREST),
        off=min(-(-UNIT * weights.table_balance // max(1, weights.meetings)), _RULE)
        if mixed
        else 0,
        worth=weights.table_balance,
        idle=problem.pairs_only and problem.event.breaks == "allowed",
    )


def _middle(problem: Problem, potential: NDArray[np.integer], unique: int, less: bool) -> Longs:
    """(1,), with sides (2,): the mean shortfall, rounded down, at least 0."""
    side = problem.classes // 2
    counts = np.bincount(side)
    reach = np.bincount(side, potential).astype(np.int64)
    # across sides each meeting is one of each side, else two of all
    met = unique if problem.counting.side is not None else 2 * unique
    middle: Longs = np.maximum((reach - met) // np.maximum(counts, 1) - less, 0)
    return middle


def _pair(problem: Problem, kind: PairKind, aim: Aim) -> Longs:
    """(R + 1,): the price of one more meeting of a kind of pair, by the meetings before."""
    before = np.arange(problem.rounds + 1)
    again = np.array([0, *aim.again], np.int64)[np.minimum(before, len(aim.again))]
    if not kind.counts:
        # a seat without a new person, as with a repeat
        price = np.full_like(again, aim.again[0])
    elif kind.known:
        price = kind.known * np.maximum(np.maximum(again, aim.again[0]), UNIT)
    else:
        price = again
        price[0] -= UNIT * kind.wished
    barred = not kind.counts and problem.pairs_only and problem.event.breaks == "never"
    broken = kind.apart + barred + (before >= kind.most)
    return np.where(
        before < kind.least, -_RULE, np.minimum(price, _DEAREST) + _RULE * broken.astype(np.int64)
    )
