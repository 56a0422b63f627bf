"""A plan for an event that was changed, as close to the plan before as it can be.

People keep their table wherever rules and room allow; then swaps of two people mend what the
change has spoilt, each only if it is worth telling two people something new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.problem import FREE, Problem
from planner.schedule import Ints, Schedule
from planner.search.start import start

MENDED: Final = 5_000
"""People up to which a plan is mended: it takes a number for each two of them."""

_STAY: Final = 2
"""The price of another seat for one person in one round."""
_REPEAT: Final = 10
"""Of a meeting beyond the first of a pair."""
_OVER: Final = 40
"""Of one beyond what bores them."""
_APART: Final = 2_000
"""Of a meeting of two who are kept apart."""
_UNFAIR: Final = 4
"""Of shortfalls away from what is usual, squared."""
_VIP: Final = 3
"""How much more that of a VIP costs."""
_WORK: Final = 40_000_000
"""Seats looked at: a few seconds."""


def keep(problem: Problem, previous: Ints) -> Ints | None:
    """(R, N): everybody at the table of `previous` (k, N) wherever rules and room allow.

    FREE there is for people and tables that it did not know. None: no seating that holds groups,
    fixed seats and table sizes was found. People to keep apart may still be together.
    """
    kept = previous[: problem.rounds]
    seating = start(_fitted(problem, kept), problem.seed, kept)
    return start(problem, problem.seed, kept) if seating is None else seating


def mend(
    problem: Problem,
    seating: Ints,
    previous: Ints,
    proved: Bound,
    stopped: Callable[[], bool] = lambda: False,
) -> Ints:
    """(R, N): `seating` with the swaps that pay, by repeats and fairness, for not being `previous`.

    Up to MENDED people; above, as it is. The result depends on the arguments only.
    """
    if problem.people > MENDED:
        return seating
    mending = _Mending(problem, previous[: problem.rounds], proved, seating.copy())
    mending.run(stopped)
    return mending.seating


def moved(previous: Ints, seating: Ints) -> NDArray[np.bool_]:
    """(N,) who sits elsewhere in some round that both plans have; newcomers do not count."""
    kept = previous[: len(seating)]
    different: NDArray[np.bool_] = ((seating[: len(kept)] != kept) & (kept != FREE)).any(axis=0)
    return different


def _fitted(problem: Problem, previous: Ints) -> Problem:
    """The same problem with its table sizes where most people can stay.

    Only the sizes are settled, not which of some equal tables has them: a table that was full
    stays so, and somebody who is gone leaves the gap at her own.
    """
    occupancy = problem.occupancy.copy()
    for r, row in enumerate(previous):
        there = row[problem.present[r] & (row >= 0)]
        before = np.bincount(there, minlength=problem.tables)
        seats = np.array([t.seats_by_round.get(r + 1, t.seats) for t in problem.event.tables])
        for size in np.unique(seats):
            equal = np.flatnonzero(seats == size)
            fullest = equal[np.argsort(-before[equal], kind="stable")]
            occupancy[r, fullest] = -np.sort(-occupancy[r, equal])
    return replace(problem, occupancy=occupancy)


class _Mending:
    """Swaps of two people in a round, the best of each person's at a time, while they pay."""

    def __init__(self, problem: Problem, kept: Ints, proved: Bound, seating: Ints) -> None:
        self.seating = seating
        self.often = proved.often
        rounds, people = seating.shape
        self.wish = np.full((rounds, people), FREE, np.int32)
        self.wish[: len(kept)] = kept
        self.free = _free(problem)
        self.times = _times(seating, people)
        self.apart = np.zeros((people, people) if len(problem.apart) else (0, 0), np.bool_)
        for one, other in (problem.apart.T, problem.apart.T[::-1]) if len(problem.apart) else ():
            self.apart[one, other] = True
        self.short = proved.potential - (self.times > 0).sum(axis=1)
        self.fair = problem.priority == "balanced"
        self.weight = np.where(problem.vip, _VIP, 1) * _UNFAIR
        self.widest = int(problem.occupancy.max(initial=1))

    def run(self, stopped: Callable[[], bool]) -> None:
        left = _WORK
        better = True
        while better:
            better = False
            if self.fair:
                self.short -= int(np.median(self.short))
            for r, i in self._troubled():
                left -= 2 * self.widest * self.seating.shape[1]
                if left < 0 or stopped():
                    return
                better |= self._mend(r, i)

    def _troubled(self) -> Iterator[tuple[int, int]]:
        """Who could gain by another seat, as things are when the turn comes."""
        for r, row in enumerate(self.seating):
            for i in np.flatnonzero(self.free[r]).tolist():
                mates = self._mates(r, i)
                repeated = self.times[i, mates].max(initial=0) > 1
                clash = bool(len(self.apart)) and bool(self.apart[i, mates].any())
                if repeated or clash or row[i] != self.wish[r, i] or self.short[i] > 1:
                    yield r, i

    def _mates(self, r: int, i: int) -> NDArray[np.intp]:
        mates = np.flatnonzero(self.seating[r] == self.seating[r, i])
        others: NDArray[np.intp] = mates[mates != i]
        return others

    def _mend(self, r: int, i: int) -> bool:
        """Makes the best swap of a person in a round; False if none pays."""
        row = self.seating[r]
        others = np.flatnonzero(self.free[r] & (row != row[i]))
        if not len(others):
            return False
        costs = self._costs(r, i, others)
        best = int(np.argmin(costs))
        if costs[best] >= 0:
            return False
        self._swap(r, i, int(others[best]))
        return True

    def _costs(self, r: int, i: int, others: NDArray[np.intp]) -> NDArray[np.int64]:
        """What swapping `i` with each of `others` costs; below 0 it pays."""
        row, times = self.seating[r], self.times
        here = self._mates(r, i)
        there, is_there = self._tables_of(row, others)
        mine_here, mine_there = times[i, here][None], times[i, there]
        theirs_here, theirs_there = times[np.ix_(others, here)], times[others[:, None], there]

        def of(prices: NDArray[np.int64]) -> NDArray[np.int64]:
            each: NDArray[np.int64] = np.where(is_there, prices, 0).sum(axis=1)
            return each

        cost: NDArray[np.int64] = (
            self._joined(theirs_here).sum(axis=1) - self._left(mine_here).sum()
            + of(self._joined(mine_there)) - of(self._left(theirs_there))
        )  # fmt: skip
        if len(self.apart):
            apart = self.apart
            cost += _APART * (
                apart[np.ix_(others, here)].sum(axis=1) - apart[i, here].sum()
                + of(apart[i, there].astype(np.int64))
                - of(apart[others[:, None], there].astype(np.int64))
            )  # fmt: skip
        news_here = (theirs_here == 0).astype(np.int64) - (mine_here == 1)
        news_there = np.where(is_there, (mine_there == 0).astype(np.int64) - (theirs_there == 1), 0)
        mine = (is_there & (mine_there == 0)).sum(axis=1) - (mine_here == 1).sum()
        theirs = (theirs_here == 0).sum(axis=1) - (is_there & (theirs_there == 1)).sum(axis=1)
        cost += self._falls(here[None], news_here).sum(axis=1)
        cost += self._falls(there, news_there).sum(axis=1)
        cost += self._falls(np.array(i), mine) + self._falls(others, theirs)
        return cost + self._moves(r, i, others)

    def _tables_of(
        self, row: Ints, others: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """(n, seats): who else sits with each of `others`, and which of these places are filled."""
        tables = np.unique(row[others])
        members = np.zeros((len(tables), self.widest), np.intp)
        filled = np.zeros(members.shape, np.bool_)
        for number, table in enumerate(tables):
            people = np.flatnonzero(row == table)
            members[number, : len(people)] = people
            filled[number, : len(people)] = True
        place = np.searchsorted(tables, row[others])
        there = members[place]
        return there, filled[place] & (there != others[:, None])

    def _joined(self, times: Ints) -> NDArray[np.int64]:
        """The price of one more meeting of pairs who meet so often."""
        return _REPEAT * (times >= 1).astype(np.int64) + _OVER * (times >= self.often)

    def _left(self, times: Ints) -> NDArray[np.int64]:
        """What one meeting less saves."""
        return self._joined(times - 1)

    def _falls(self, people: NDArray[np.intp], more: NDArray[np.int64]) -> NDArray[np.int64]:
        """The price of shortfalls, squared, once people meet so many `more`."""
        prices: NDArray[np.int64] = self.weight[people] * more * (more - 2 * self.short[people])
        return prices

    def _moves(self, r: int, i: int, others: NDArray[np.intp]) -> NDArray[np.int64]:
        row, wish = self.seating[r], self.wish[r]
        mine = (wish[i] == row[i]).astype(np.int64) - (wish[i] == row[others])
        theirs = (wish[others] == row[others]).astype(np.int64) - (wish[others] == row[i])
        moves: NDArray[np.int64] = mine + theirs
        return _STAY * moves

    def _swap(self, r: int, i: int, j: int) -> None:
        for person, sign in ((i, -1), (j, -1)):
            self._count(r, person, sign)
        row = self.seating[r]
        row[i], row[j] = row[j], row[i]
        for person, sign in ((i, 1), (j, 1)):
            self._count(r, person, sign)

    def _count(self, r: int, person: int, sign: int) -> None:
        """Adds or takes off the meetings of a person in a round."""
        mates = self._mates(r, person)
        before = self.times[person, mates] > 0
        self.times[person, mates] += sign
        self.times[mates, person] += sign
        change = before.astype(np.int64) - (self.times[person, mates] > 0)
        self.short[mates] += change
        self.short[person] += change.sum()


def _free(problem: Problem) -> NDArray[np.bool_]:
    """(R, N): who may be swapped: there, at no fixed table, in no group."""
    alone = np.empty_like(problem.present)
    for r, glue in enumerate(problem.glue):
        alone[r] = np.bincount(glue, minlength=problem.people)[glue] == 1
    free: NDArray[np.bool_] = problem.present & (problem.fixed == FREE) & alone
    return free


def _times(seating: Ints, people: int) -> Ints:
    """(N, N): how often each two meet."""
    codes, times = Schedule(seating).meetings()
    counted = np.zeros((people, people), np.int32)
    one, other = np.divmod(codes, people)
    counted[one, other] = counted[other, one] = times
    return counted
