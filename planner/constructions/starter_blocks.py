"""Base rounds for tables that are not all full: fixed people, some of whom are empty seats.

`starter_blocks.txt` has a line for each: tables, seats, how many tables lack one person at least,
the order of the cyclic group and its levels, and the base round. With so few people fewer pairs
have to differ, so that there are more rounds than for full tables. That such schedules exist is
shown in A. Miller, I. Valkov and R. J. R. Abel, Symmetry 18(2):269 (2026); these base rounds come
from our own search (planner.search.starters).
"""

from __future__ import annotations

import numpy as np

from planner.constructions.data import records, tuples
from planner.constructions.development import Cyclic, developed
from planner.constructions.recipe import Ints, Recipe


def uneven(tables: int, seats: int, missing: int) -> Recipe | None:
    """Where the first `missing` people, who never meet, are left out, nobody meets twice.

    With those people in it the seating is no schedule at all: some of them are empty seats.
    """
    for record, base in records("starter_blocks.txt"):
        *shape, least, order, levels = map(int, record.split())
        fixed = tables * seats - levels * order
        if shape == [tables, seats] and least <= missing <= fixed:
            return _recipe(order, levels, base)
    return None


def _recipe(order: int, levels: int, base: str) -> Recipe:
    def build(wanted: int) -> Ints:
        rounds = developed(Cyclic(order), levels, [tuples(base)], [], wanted)
        # the empty seats are the last of the fixed people, who come last
        return np.ascontiguousarray(rounds[:, ::-1])

    name = f"base round with empty seats developed modulo {order}"
    return Recipe(order, name, "base round by computer search", build)
