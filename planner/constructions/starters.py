"""Base rounds found by computer, each developed over a cyclic group into a whole schedule.

`starters.txt` has a line for each number of tables and seats: the order of the group, its levels,
the tables of the base round (or rounds, between slashes), tables whose translates make one more
round each, and the tables of a round that is its own translate. That such schedules exist for
nearly all numbers of people is shown in the Handbook of Combinatorial Designs (2nd edition, I.7
and IV.5); the base rounds come from our own search. 17 tables of 5 and 26 of 6 are packings of
the lines of a projective space (R. H. F. Denniston, Some packings of projective spaces, 1972).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from planner.constructions.data import records, tuples
from planner.constructions.development import Cyclic, developed
from planner.constructions.recipe import Ints, Recipe, seating_of


@dataclass(frozen=True)
class Starter:
    order: int
    levels: int
    bases: str
    across: str
    once: str

    @property
    def rounds(self) -> int:
        moved = self.order * (1 + self.bases.count("/"))
        return moved + len(self.across.split()) + bool(self.once)

    def build(self, wanted: int) -> Ints:
        bases = [tuples(base) for base in self.bases.split("/")]
        across = tuples(self.across)
        moved = developed(Cyclic(self.order), self.levels, bases, across, wanted)
        if len(moved) == wanted:
            return moved
        return np.concatenate((moved, seating_of(tuples(self.once))))


def starter(tables: int, seats: int) -> Recipe | None:
    found = _starters().get((tables, seats))
    if found is None:
        return None
    name = f"base round developed modulo {found.order}"
    return Recipe(found.rounds, name, "base round by computer search", found.build)


@cache
def _starters() -> dict[tuple[int, int], Starter]:
    found = {}
    for head, bases, across, once in records("starters.txt"):
        tables, seats, order, levels = map(int, head.split())
        found[tables, seats] = Starter(order, levels, bases, across, once)
    return found
