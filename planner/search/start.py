"""A first seating that keeps groups, fixed seats and the number of people at each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.baseline import lots
from planner.packing import Undecided, Units, pack
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, BREAK, Ints

Lots = NDArray[np.uint64]


def start(problem: Problem, seed: int, prefer: Ints | None = None) -> Ints | None:
    """A seating (R, N) with the problem's occupancy, glue and fixed seats, or None: not found.

    Played rounds are as they were. People keep their seat or break of `prefer` (k <= R rounds)
    where rules and room allow, and sit by lot where not, tables as mixed by side as can be; those
    with the fewest breaks so far rest first. People kept apart are at different tables wherever
    that was easy to find.
    """
    seating = np.full((problem.rounds, problem.people), ABSENT, np.int32)
    if problem.past is not None:
        seating[: problem.played] = problem.past
    for r in range(problem.played, problem.rounds):
        wish = np.full(problem.people, FREE, np.int32)
        if prefer is not None and r < len(prefer):
            wish = np.where(prefer[r] < problem.tables, prefer[r], FREE)
        taken = (seating[:r] == BREAK).sum(axis=0)
        chance = lots(seed * problem.rounds + r, problem.people)
        if not _Round(problem, r, wish, taken, chance).fill(seating[r]):
            return None
    return seating


def rested(problem: Problem, seating: Ints) -> Ints:
    """(R, N): the played rounds as they were, and at tables of two, where breaks are allowed, a
    break for both whose meeting counts nothing."""
    settled = seating.copy()
    if problem.past is not None:
        settled[: problem.played] = problem.past
    counts = problem.counting.counts
    if counts is not None and problem.pairs_only and problem.event.breaks == "allowed":
        for row in settled[problem.played :]:
            one, other = np.nonzero((row[:, None] == row) & (row >= 0) & ~counts)
            row[one[one != other]] = BREAK
    return settled


class _Round:
    """One round: breaks, then units that rules bind, then everybody else into the seats left.

    Breaks are taken at a table of their own, after the last.
    """

    def __init__(
        self, problem: Problem, number: int, wish: Ints, taken: NDArray[np.int64], chance: Lots
    ) -> None:
        self.present, self.glue = problem.present[number], problem.glue[number]
        self.side, self.wish, self.taken, self.chance = problem.classes // 2, wish, taken, chance
        rest = max(0, int(self.present.sum() - problem.occupancy[number].sum()))
        self.room = np.append(problem.occupancy[number], rest).astype(np.int32)
        self.bench = problem.tables
        self.fixed = np.full(problem.people, FREE, np.int32)
        np.maximum.at(self.fixed, self.glue, np.where(self.present, problem.fixed[number], FREE))
        self.size = np.bincount(self.glue[self.present], minlength=problem.people)
        self.resting = self._resting(rest) if rest else np.empty(0, np.intp)
        apart = problem.apart[self.present[problem.apart].all(axis=1)]
        self.heads, self.units, self.apart = self._bound_units(self.glue[apart])

    def fill(self, row: Ints) -> bool:
        tables = self._pack()
        if tables is None:
            return False
        of_head = np.full(len(row), FREE, np.int32)
        of_head[self.heads] = tables
        row[self.present] = of_head[self.glue[self.present]]
        self.room -= self.units.load(tables, len(self.room))
        seated = self._seat_the_rest(row)
        row[row == self.bench] = BREAK
        return seated

    def _resting(self, rest: int) -> NDArray[np.intp]:
        """The heads of whole units that have a break: who wishes it, then who had the fewest.

        Of the larger side so many that both are even, as many of either beyond that.
        """
        sides = np.bincount(self.side[self.present], minlength=2)
        larger = int(sides[1] > sides[0])
        level = min(rest, int(abs(sides[1] - sides[0])))
        share = np.full(2, (rest - level) // 2)
        share[larger] = rest - share[1 - larger]
        members = np.zeros((len(self.glue), 2), np.int64)
        np.add.at(members, (self.glue[self.present], self.side[self.present]), 1)
        free = np.flatnonzero((self.size > 0) & (self.fixed == FREE))
        free = free[np.lexsort((self.chance[free], self.taken[free], self.wish[free] != BREAK))]
        resting: list[int] = []
        for limits in (share, share * 0 + rest):
            for head in free.tolist():
                of_unit = members[head]
                if of_unit.sum() <= rest and (of_unit <= limits).all() and head not in resting:
                    resting.append(head)
                    limits -= of_unit
                    rest -= int(of_unit.sum())
                if not rest:
                    return np.array(resting, np.intp)
        return np.array(resting, np.intp)

    def _bound_units(self, apart: Ints) -> tuple[NDArray[np.intp], Units, list[set[int]]]:
        """The units that rules bind: their heads, themselves, and who is apart from whom."""
        fixed = self.fixed.copy()
        fixed[self.resting] = self.bench
        bound = (self.size > 1) | (fixed != FREE)
        bound[apart] = True
        heads = np.flatnonzero(bound)
        place = np.full(len(bound), -1, np.int32)
        place[heads] = np.arange(len(heads))
        cliques: list[list[int]] = [[] for _ in heads]
        apart_from: list[set[int]] = [set() for _ in heads]
        # on a break nobody is together
        apart = apart[(fixed[apart] != self.bench).all(axis=1)]
        for number, (u, v) in enumerate(place[apart].tolist()):
            for one, other in ((u, v), (v, u)):
                cliques[one].append(number)
                apart_from[one].add(other)
        sizes = self.size[heads].astype(np.int32)
        units = Units(sizes, fixed[heads], tuple(map(tuple, cliques)), len(apart))
        return heads, units, apart_from

    def _pack(self) -> Ints | None:
        """Tables for the bound units; where it has to be, people are together who should not."""
        tables = self._greedy()
        for units in (self.units, self.units.without_conflicts()):
            if tables is None:
                tables = self._packed(units)
        return tables

    def _packed(self, units: Units) -> Ints | None:
        try:
            tables = pack(units, self.room)
            if tables is None and len(self.resting):
                # others have to rest for the groups to fit
                anyone = replace(
                    units, fixed=np.where(units.fixed == self.bench, FREE, units.fixed)
                )
                tables = pack(anyone, self.room[:-1], int(self.room[-1]))
                if tables is not None:
                    tables[tables == FREE] = self.bench
        except Undecided:
            return None
        return tables

    def _greedy(self) -> Ints | None:
        """The fixed, then the large, each where it wishes or where most room is left."""
        units, room = self.units, self.room.copy()
        tables = np.full(len(units), FREE, np.int32)
        tie = (np.resize(self.chance, len(room)) >> np.uint64(44)).astype(np.int64)
        for u in np.lexsort((self.chance[self.heads], -units.size, units.fixed == FREE)):
            fits = room >= units.size[u]
            fits[[tables[v] for v in self.apart[u] if tables[v] != FREE]] = False
            wish = units.fixed[u] if units.fixed[u] != FREE else self.wish[self.heads[u]]
            if units.fixed[u] == FREE and not (wish >= 0 and fits[wish]):
                wish = int(np.argmax(np.where(fits, (room.astype(np.int64) << 21) + tie, -1)))
            if not fits[wish]:
                return None
            tables[u] = wish
            room[wish] -= units.size[u]
        return tables

    def _seat_the_rest(self, row: Ints) -> bool:
        free = np.flatnonzero(self.present & (row == FREE))
        free = free[np.lexsort((self.chance[free], self.taken[free]))]
        row[free[: self.room[self.bench]]] = self.bench
        free = free[self.room[self.bench] :]
        free = free[np.argsort(self.chance[free])]
        for t, people in self._wishes(free):
            kept = people[: self.room[t]]
            row[kept] = t
            self.room[t] -= len(kept)
        left = free[row[free] == FREE]
        room = self.room[:-1]
        if room.sum() != len(left):
            return False
        first = self._of_first_side(row, int((self.side[left] == 0).sum()))
        tables = np.arange(self.bench, dtype=np.int32)
        row[left[self.side[left] == 0]] = np.repeat(tables, first)
        row[left[self.side[left] == 1]] = np.repeat(tables, room - first)
        return True

    def _of_first_side(self, row: Ints, people: int) -> NDArray[np.int64]:
        """(T,): how many of so many people of the first side take seats left at each table, so that
        all are as mixed as they can be."""
        room = self.room[:-1].astype(np.int64)
        seated = (row >= 0) & (row < self.bench)
        there = np.bincount(row[seated & (self.side == 0)], minlength=self.bench)
        sizes = np.bincount(row[seated], minlength=self.bench) + room
        share = sizes * (there.sum() + people) / max(1, int(sizes.sum())) - there
        first: NDArray[np.int64] = np.clip(np.floor(share + 0.5), 0, room).astype(np.int64)
        while (more := people - int(first.sum())) != 0:
            sign = 1 if more > 0 else -1
            possible = first < room if more > 0 else first > 0
            best = np.argsort(np.where(possible, sign * (first - share), np.inf), kind="stable")
            first[best[: min(abs(more), int(possible.sum()))]] += sign
        return first

    def _wishes(self, people: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp]]]:
        for t in np.unique(self.wish[people]):
            if t >= 0:
                yield int(t), people[self.wish[people] == t]
