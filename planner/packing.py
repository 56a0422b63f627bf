"""Seating the people whom rules bind in one round: bin packing with conflicts, exact if small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.schedule import Ints

STEPS: Final = 4_000
"""Units placed, at least, before a packing counts as undecided."""


class Undecided(Exception):  # noqa: N818  (a state of knowledge, not an error)
    """Neither a packing nor a proof that there is none was found within the steps."""


@dataclass(frozen=True, eq=False)
class Units:
    """The units of one round that cannot sit just anywhere; everybody else only fills seats.

    `size[u]` people who sit together, `fixed[u]` their table or -1, `cliques[u]` the numbers
    (below `clique_count`) of the groups kept apart that the unit has a part in: no table takes two
    units of one clique.
    """

    size: Ints
    fixed: Ints
    cliques: tuple[tuple[int, ...], ...]
    clique_count: int

    def __len__(self) -> int:
        return len(self.size)

    def without_conflicts(self) -> Units:
        return Units(self.size, self.fixed, ((),) * len(self), 0)

    def load(self, tables: Ints, count: int) -> Ints:
        """People of the units at each of `count` tables; units at table -1 are left out."""
        seated = tables >= 0
        return np.bincount(tables[seated], self.size[seated], minlength=count).astype(np.int32)

    def fixed_load(self, count: int) -> Ints:
        return self.load(self.fixed, count)


def pack(units: Units, room: Ints, rest: int = 0) -> Ints | None:
    """A table for every unit, at most `room[t]` people each, or None: proved that there is none.

    Units of `rest` people in all may go without a table (-1), those with a fixed table never.
    Raises Undecided when the steps run out first.
    """
    if not len(units):
        return units.fixed
    bench = len(room)
    benched = np.append(room, rest)
    if not _sizes_fit(units, benched):
        return None
    tables = _Packing(units, benched).solve()
    if tables is not None:
        tables[tables == bench] = -1
    return tables


def _sizes_fit(units: Units, room: Ints) -> bool:
    """A table of n takes at most n div a units of a or more people (pigeonhole, for every a)."""
    return all((room // size).sum() >= (units.size >= size).sum() for size in np.unique(units.size))


class _Packing:
    """Depth-first: fixed units, then the large and much-restricted ones, to the roomiest table.

    The last of the tables is the bench: people kept apart may all rest, but only when nothing else
    is left.
    """

    def __init__(self, units: Units, room: Ints) -> None:
        self.units = units
        self.bench = len(room) - 1
        self.room = room.astype(np.int64)
        self.occupied = np.zeros(len(room), np.int64)
        self.table = np.full(len(units), -1, np.int32)
        self.taken = np.zeros((units.clique_count, len(room)), np.bool_)
        members = np.bincount([c for own in units.cliques for c in own], minlength=1)
        degree = np.array([members[list(own)].sum() for own in units.cliques])
        # cliques one after the other, each to the roomiest tables, as Gale and Ryser fill them
        clique = np.array([min(own, default=-1) for own in units.cliques])
        self.order = np.lexsort((clique, -degree, -units.size, units.fixed < 0))
        self.conflicts = units.clique_count > 0
        self.failed: set[tuple[int, bytes]] = set()

    def solve(self) -> Ints | None:
        steps = max(STEPS, 2 * len(self.order))
        choices: list[NDArray[np.intp]] = [self._choices(0)]
        while choices:
            depth = len(choices) - 1
            unit = self.order[depth]
            if self.table[unit] >= 0:
                self._move(unit, -1)
            if not choices[-1].size:
                choices.pop()
                if not self.conflicts:
                    self.failed.add(self._state(depth))
                continue
            self._move(unit, int(choices[-1][-1]))
            choices[-1] = choices[-1][:-1]
            if depth + 1 == len(self.order):
                return self.table
            steps -= 1
            if not steps:
                raise Undecided
            choices.append(self._choices(depth + 1))
        return None

    def _move(self, unit: int, table: int) -> None:
        """Seats a unit, or takes it away (table -1)."""
        sign = -1 if table < 0 else 1
        at = self.table[unit] if table < 0 else table
        self.room[at] -= sign * self.units.size[unit]
        self.occupied[at] += sign
        if at != self.bench:
            self.taken[list(self.units.cliques[unit]), at] = sign > 0
        self.table[unit] = table

    def _state(self, depth: int) -> tuple[int, bytes]:
        """Without conflicts only the room left matters, whichever table has it."""
        return depth, np.sort(self.room[:-1]).tobytes() + self.room[-1:].tobytes()

    def _choices(self, depth: int) -> NDArray[np.intp]:
        """Tables for the next unit, the best last; of tables that are alike only one."""
        if not self.conflicts and self._state(depth) in self.failed:
            return np.empty(0, np.intp)
        unit = self.order[depth]
        fits = self.room >= self.units.size[unit]
        fits &= ~self.taken[list(self.units.cliques[unit])].any(axis=0)
        if self.units.fixed[unit] >= 0:
            fits[np.arange(len(fits)) != self.units.fixed[unit]] = False
        tables = np.flatnonzero(fits)
        tables = tables[np.lexsort((-tables, self.room[tables], tables != self.bench))]
        one_of_a_kind = tables == self.bench
        if self.conflicts:
            one_of_a_kind |= self.occupied[tables] > 0
        alike = np.where(one_of_a_kind, -1 - tables, self.room[tables])
        _, last = np.unique(alike[::-1], return_index=True)
        return tables[np.sort(len(tables) - 1 - last)]
