"""Rounds made from one: every person but a few fixed ones takes a step in a group, again and again.

Levels of people carry the elements of a group; person number level * n + element, the fixed ones
last. Two people of levels a and b meet once at most when no difference of elements occurs twice
at the tables of the base round (R. C. Bose, On the construction of balanced incomplete block
designs, 1939).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from planner.constructions.fields import Field
from planner.constructions.recipe import Ints, seating_of


class Group(Protocol):
    """An abelian group on 0 ... order - 1."""

    @property
    def order(self) -> int: ...

    def subtract(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> Ints: ...


class Cyclic:
    """The integers modulo `order`."""

    def __init__(self, order: int) -> None:
        self.order = order

    def subtract(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> Ints:
        return ((left - right) % self.order).astype(np.int32)


def developed(
    group: Group | Field,
    levels: int,
    bases: Sequence[Sequence[Sequence[int]]],
    across: Sequence[Sequence[int]],
    wanted: int,
) -> Ints:
    """The first `wanted` rounds: base rounds moved by each element, then one for each `across`.

    A base round is a list of tables; a member of `across`, one element of each level, is a table
    whose translates are a whole round. People beyond the levels are fixed.
    """
    element = np.arange(group.order)
    parts = [_orbit(group, levels, base) for base in bases[: -(-wanted // group.order)]]
    for start in across[: max(0, wanted - len(bases) * group.order)]:
        parts.append(group.subtract(element, np.array(start)[:, None]).reshape(1, -1))
    return np.concatenate(parts)[:wanted]


def _orbit(group: Group | Field, levels: int, base: Sequence[Sequence[int]]) -> Ints:
    """A base round moved by each element of the group: (order, people)."""
    order = group.order
    table = seating_of(base)[0]
    before = group.subtract(np.arange(order), np.arange(order)[:, None])
    moving = [table[level * order + before] for level in range(levels)]
    fixed = np.broadcast_to(table[levels * order :], (order, len(table) - levels * order))
    return np.concatenate((*moving, fixed), axis=1)
