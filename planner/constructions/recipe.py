"""A way to seat equal tables without repeats: how many rounds it has, before anything is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Recipe:
    """`build(n)`, n <= rounds, gives the table of each person in n rounds: shape (n, people).

    No two people share a table twice. Prefixes are kept together as far as the construction
    allows: the first people never meet (a class), or share one table (a block).
    """

    rounds: int
    name: str
    source: str
    build: Callable[[int], Ints]


def seating_of(tables: Sequence[Sequence[int]]) -> Ints:
    """One round, shape (1, people), from its tables."""
    seating = np.empty((1, sum(map(len, tables))), np.int32)
    for table, members in enumerate(tables):
        seating[0, list(members)] = table
    return seating


def members_of(seating: Ints, tables: int) -> NDArray[np.intp]:
    """Who sits at each of equally full tables: shape (rounds, tables, seats)."""
    order = np.argsort(seating, axis=1, kind="stable")
    return order.reshape(len(seating), tables, -1)


def one_round(tables: int, seats: int) -> Recipe:
    """Everybody once at one table."""

    def build(wanted: int) -> Ints:
        table = np.repeat(np.arange(tables, dtype=np.int32), seats)
        return np.broadcast_to(table, (wanted, len(table)))

    return Recipe(1, "one round", "trivial", build)


def alone(tables: int) -> Recipe:
    """One person at each table meets nobody, however long the evening."""
    return Recipe(2**31, "everybody alone", "trivial", one_round(tables, 1).build)
