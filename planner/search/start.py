"""A first seating that keeps groups, fixed seats and the number of people at each table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from planner.baseline import lots
from planner.packing import Undecided, Units, pack
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, Ints

Lots = NDArray[np.uint64]


def start(problem: Problem, seed: int, prefer: Ints | None = None) -> Ints | None:
    """A seating (R, N) with the problem's occupancy, glue and fixed seats, or None: not found.

    People keep their seat of `prefer` (k <= R rounds) where rules and room allow, and sit by lot
    where not. People kept apart are at different tables wherever that was easy to find.
    """
    seating = np.full((problem.rounds, problem.people), ABSENT, np.int32)
    for r, row in enumerate(seating):
        wish = np.full(problem.people, FREE, np.int32)
        if prefer is not None and r < len(prefer):
            wish = np.where(prefer[r] < problem.tables, prefer[r], FREE)
        if not _Round(problem, r, wish, lots(seed * problem.rounds + r, problem.people)).fill(row):
            return None
    return seating


class _Round:
    """One round: units that rules bind first, then everybody else into the seats left."""

    def __init__(self, problem: Problem, number: int, wish: Ints, chance: Lots) -> None:
        self.present = problem.present[number]
        self.glue = problem.glue[number]
        self.wish = wish
        self.chance = chance
        self.room = problem.occupancy[number].astype(np.int32)
        self.heads, self.units, self.apart = _bound_units(problem, number)

    def fill(self, row: Ints) -> bool:
        tables = self._pack()
        if tables is None:
            return False
        of_head = np.full(len(row), FREE, np.int32)
        of_head[self.heads] = tables
        row[self.present] = of_head[self.glue[self.present]]
        self.room -= self.units.load(tables, len(self.room))
        return self._seat_the_rest(row)

    def _pack(self) -> Ints | None:
        tables = self._greedy()
        if tables is not None:
            return tables
        try:
            return pack(self.units, self.room)
        except Undecided:
            pass
        try:
            # the search is left to keep people apart
            return pack(self.units.without_conflicts(), self.room)
        except Undecided:
            return None

    def _greedy(self) -> Ints | None:
        """The fixed, then the large, each where it wishes or where most room is left."""
        units, room = self.units, self.room.copy()
        tables = np.full(len(units), FREE, np.int32)
        tie = (self.chance[: len(room)] >> np.uint64(44)).astype(np.int64)
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
        free = free[np.argsort(self.chance[free])]
        for t, people in self._wishes(free):
            kept = people[: self.room[t]]
            row[kept] = t
            self.room[t] -= len(kept)
        left = free[row[free] == FREE]
        if self.room.sum() != len(left):
            return False
        row[left] = np.repeat(np.arange(len(self.room), dtype=np.int32), self.room)
        return True

    def _wishes(self, people: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp]]]:
        for t in np.unique(self.wish[people]):
            if t >= 0:
                yield int(t), people[self.wish[people] == t]


def _bound_units(problem: Problem, number: int) -> tuple[NDArray[np.intp], Units, list[set[int]]]:
    """The units of a round that rules bind: their heads, themselves, and who is apart from whom."""
    present, glue = problem.present[number], problem.glue[number]
    sizes = np.bincount(glue[present], minlength=problem.people)
    fixed = np.full(problem.people, FREE, np.int32)
    np.maximum.at(fixed, glue[present], problem.fixed[number][present])
    pairs = glue[problem.apart[present[problem.apart].all(axis=1)]]
    bound = (sizes > 1) | (fixed != FREE)
    bound[pairs] = True
    heads = np.flatnonzero(bound)
    place = np.full(problem.people, -1, np.int32)
    place[heads] = np.arange(len(heads))
    cliques: list[list[int]] = [[] for _ in heads]
    apart: list[set[int]] = [set() for _ in heads]
    for number, (u, v) in enumerate(place[pairs].tolist()):
        for one, other in ((u, v), (v, u)):
            cliques[one].append(number)
            apart[one].add(other)
    units = Units(
        sizes[heads].astype(np.int32), fixed[heads], tuple(map(tuple, cliques)), len(pairs)
    )
    return heads, units, apart
