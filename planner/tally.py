"""What the meetings of a schedule count for, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.counting import Counting
from planner.problem import Problem
from planner.schedule import Schedule

Longs = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """The pairs who meet and whose meetings count; the others are left out."""

    codes: Longs
    """(K,) u * people + v, u < v, sorted."""
    times: Longs
    """(K,) how often each pair meets."""
    known: Longs
    """(K,) the weight of an earlier meeting of a pair, 0 for those who have not met before."""
    wished: NDArray[np.bool_]
    """(K,) whose first meeting is worth two."""
    new: NDArray[np.bool_] = field(init=False)
    """(K,) those who have not met before."""
    excess: Longs = field(init=False)
    """(K,) meetings beyond the first; after an earlier one, each counts by its weight."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "new", self.known == 0)
        excess = self.times - 1 if self.new.all() else again(self.times, self.known)
        object.__setattr__(self, "excess", excess)

    @property
    def unique(self) -> int:
        """Pairs who meet for the first time of their lives."""
        return int(self.new.sum())

    @property
    def new_codes(self) -> Longs:
        """Of the pairs who have not met before."""
        return self.codes if self.new.all() else self.codes[self.new]

    @property
    def wishes(self) -> int:
        """Of these, the pairs who wish it."""
        return int((self.new & self.wished).sum())


def of_each(people: int, codes: Longs, amounts: Longs | None = None) -> Longs:
    """(N,) amounts of pairs u * people + v (1 each without amounts), added up for both of them."""
    if not codes.size:
        return np.zeros(people, np.int64)
    left, right = np.divmod(codes, people)
    total = np.bincount(left, amounts, people) + np.bincount(right, amounts, people)
    return total.astype(np.int64)


def again(times: Longs, known: Longs) -> Longs:
    """What so many meetings of pairs are too many, by the weights of earlier ones."""
    return np.where(known > 0, known * times, np.maximum(times - 1, 0))


def tally(problem: Problem, schedule: Schedule) -> Tally:
    codes, times = schedule.meetings()
    if problem.counting.is_plain:
        nothing = np.zeros(codes.size, np.int64)
        return Tally(codes, times, nothing, nothing.astype(np.bool_))
    counting, people = problem.counting, problem.people
    counted = counts_of(counting, people, codes)
    codes, times = codes[counted], times[counted]
    return Tally(
        codes, times, known_of(counting, people, codes), wished_of(counting, people, codes)
    )


def counts_of(counting: Counting, people: int, codes: Longs) -> NDArray[np.bool_]:
    """(K,) whose meetings count at all."""
    return _at(counting.counts, people, codes, missing=True)


def wished_of(counting: Counting, people: int, codes: Longs) -> NDArray[np.bool_]:
    """(K,) who wish to meet each other."""
    return _at(counting.wished, people, codes, missing=False)


def _at(
    pairs: NDArray[np.bool_] | None, people: int, codes: Longs, *, missing: bool
) -> NDArray[np.bool_]:
    if pairs is None:
        return np.full(codes.size, missing)
    left, right = np.divmod(codes, people)
    return pairs[left, right]


def known_of(counting: Counting, people: int, codes: Longs) -> Longs:
    """(K,) the weights of earlier meetings, 0 without."""
    if counting.known is None:
        return np.zeros(codes.size, np.int64)
    left, right, weight = counting.known.T.astype(np.int64)
    return looked_up(left * people + right, weight, codes)


def looked_up(codes: Longs, values: Longs, wanted: Longs) -> Longs:
    """The values of the wanted codes, 0 for those not among the sorted codes."""
    if not codes.size:
        return np.zeros(wanted.size, np.int64)
    place = np.minimum(np.searchsorted(codes, wanted), codes.size - 1)
    found: Longs = np.where(codes[place] == wanted, values[place], 0)
    return found
