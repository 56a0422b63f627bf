"""Small matrices over groups that generate Latin squares of orders that are no prime powers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import prod

import numpy as np

from planner.constructions.data import records, tuples
from planner.constructions.recipe import Ints


@dataclass(frozen=True)
class DifferenceMatrix:
    """Columns over the group Z_m1 x Z_m2 x ...; any two rows differ by each element once.

    Entries count group elements in mixed radix, the first modulus the most significant; -1 is an
    empty cell. With `empty` cells in each row it is a quasi-difference matrix: the group is
    extended by as many fixed points, among which one smaller design of order `empty` remains
    (Handbook of Combinatorial Designs, 2nd edition, VI.17).
    """

    moduli: tuple[int, ...]
    columns: list[list[int]]
    empty: int
    source: str

    @property
    def classes(self) -> int:
        """One row names the rounds; without empty cells the rounds are the columns."""
        return len(self.columns[0]) - (self.empty > 0)

    def turns(self) -> Ints:
        """turns[r, c, j], the table of person j of class c in round r; class 0 never moves."""
        if self.empty:
            return turns_of(self._array())
        moved = self._translates()
        return stationary(moved.transpose(0, 2, 1))

    def _translates(self) -> Ints:
        """Every column moved by every element: (columns, elements, rows); empty cells are -1."""
        entries = np.array(self.columns)[:, None, :]
        elements = np.arange(prod(self.moduli))[:, None]
        parts = [
            (left + right) % modulus
            for left, right, modulus in zip(
                np.unravel_index(np.maximum(entries, 0), self.moduli),
                np.unravel_index(elements, self.moduli),
                self.moduli,
                strict=True,
            )
        ]
        return np.where(entries < 0, -1, np.ravel_multi_index(parts, self.moduli)).astype(np.int32)

    def _array(self) -> Ints:
        """The orthogonal array: any two columns hold each pair of symbols once."""
        moved = self._translates()
        fixed = np.array(self.columns) < 0
        symbol = prod(self.moduli) + np.cumsum(fixed, axis=0) - 1
        filled = np.where(fixed[:, None, :], symbol[:, None, :], moved)
        lines = filled.reshape(-1, filled.shape[2])
        rest = prod(self.moduli) + np.arange(self.empty)
        first, second = np.meshgrid(np.arange(self.empty), np.arange(self.empty), indexing="ij")
        slopes = [first, *(second + k * first for k in range(filled.shape[2] - 1))]
        small = [rest[slope.ravel() % self.empty] for slope in slopes]
        return np.concatenate((lines, np.stack(small, axis=1))).astype(np.int32)


def turns_of(array: Ints) -> Ints:
    """turns[r, c, j] from an orthogonal array whose last column is the round."""
    order = array.max() + 1
    rounds = array[np.argsort(array[:, -1], kind="stable")].reshape(order, order, -1)
    turns = np.empty((order, array.shape[1] - 1, order), np.int32)
    places = np.broadcast_to(np.arange(order, dtype=np.int32)[:, None], rounds[:, :, :-1].shape)
    np.put_along_axis(turns.transpose(0, 2, 1), rounds[:, :, :-1], places, axis=1)
    return stationary(turns)


def stationary(turns: Ints) -> Ints:
    """The same design with the tables of each round named after the person of class 0."""
    names = np.argsort(turns[:, :1], axis=2).astype(np.int32)
    return np.take_along_axis(np.broadcast_to(names, turns.shape), turns, axis=2)


@cache
def matrices() -> dict[int, DifferenceMatrix]:
    """The shipped ones, by the order of the Latin squares they give."""
    found = {}
    for moduli, empty, source, columns in records("matrices.txt"):
        group = tuple(map(int, moduli.split()))
        order = prod(group) + int(empty)
        found[order] = DifferenceMatrix(group, tuples(columns), int(empty), source)
    return found
