"""The assignment: who sits at which table in each round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

ABSENT: Final = -1
"""In a seating: the person is not there in that round."""
BREAK: Final = -2
"""In a seating: the person is there and sits the round out."""


@dataclass(frozen=True, eq=False, slots=True)
class Schedule:
    """`seating[r, i]` is the table index of person i in round r, or ABSENT or BREAK."""

    seating: Ints

    @property
    def rounds(self) -> int:
        return int(self.seating.shape[0])

    @property
    def people(self) -> int:
        return int(self.seating.shape[1])

    def tables(self, round_: int) -> dict[int, list[int]]:
        """The people at each occupied table of a round (counted from 0), both in index order."""
        row = self.seating[round_]
        order = np.argsort(row, kind="stable")
        order = order[row[order] >= 0]
        starts = np.flatnonzero(np.diff(row[order], prepend=-1))
        return {
            int(row[part[0]]): part.tolist() for part in np.split(order, starts[1:]) if part.size
        }

    def meeting_codes(self, round_: int) -> NDArray[np.int64]:
        """Every pair u < v at one table in this round, as u * people + v, unsorted."""
        return np.concatenate([np.empty(0, np.int64), *self._codes_by_size(self.seating[round_])])

    def _codes_by_size(self, row: Ints) -> Iterator[NDArray[np.int64]]:
        """Tables of one size are handled together: 12,500 tables cost a few array operations."""
        order = np.argsort(row, kind="stable").astype(np.int64)
        order = order[row[order] >= 0]
        starts = np.flatnonzero(np.diff(row[order], prepend=-1))
        sizes = np.diff(starts, append=order.size)
        for size in np.unique(sizes):
            seats = order[starts[sizes == size][:, None] + np.arange(size)]
            left, right = np.triu_indices(int(size), 1)
            # the stable sort keeps people in index order inside a table, so left < right
            yield (seats[:, left] * self.people + seats[:, right]).ravel()

    def meetings(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs that meet, as codes u * people + v (u < v, sorted), and how often each does."""
        rounds = [self.meeting_codes(r) for r in range(self.rounds)]
        codes = np.concatenate([np.empty(0, np.int64), *rounds])
        unique, counts = np.unique(codes, return_counts=True)
        return unique, counts.astype(np.int64)
