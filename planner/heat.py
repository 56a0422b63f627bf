"""Who meets whom how often, as a picture that can be drawn line by line in any order and scale.

Nothing here is as large as all pairs: only the pairs that meet are kept, sorted by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.schedule import Schedule

Longs = NDArray[np.int64]

LEVELS: Final = 5
"""0 is no meeting, the last is four and more, or far more than usual."""
_STEPS: Final = np.array([0.5, 1.5, 3.0])
"""Of the evening's meetings per pair: where a block of pairs counts as more than the level below.
"""


class Heat:
    """The meetings of a schedule between the people at places 0, 1, ... of an order."""

    def __init__(
        self, schedule: Schedule, order: Longs | None = None, *, repeats_only: bool = False
    ) -> None:
        """`order` is (N,) the person at each place; `repeats_only` keeps pairs that meet again."""
        people = schedule.people
        self.order = np.arange(people, dtype=np.int64) if order is None else order
        self.place = np.empty(people, np.int64)
        """(N,) where each person is in the order."""
        self.place[self.order] = np.arange(people)
        codes, times = schedule.meetings()
        self.repeats = int((times > 1).sum())
        """Pairs who meet more than once."""
        if repeats_only:
            codes, times = codes[times > 1], times[times > 1]
        left, right = (self.place[who] for who in np.divmod(codes, people))
        rows, columns = np.concatenate((left, right)), np.concatenate((right, left))
        by_row = np.lexsort((columns, rows))
        self._columns = columns[by_row]
        self._times = np.concatenate((times, times))[by_row]
        self._starts = np.searchsorted(rows[by_row], np.arange(people + 1))
        pairs = people * (people - 1)
        self.usual = int(self._times.sum()) / pairs if pairs else 0.0
        """Meetings per pair in the whole picture."""

    @property
    def people(self) -> int:
        return int(self.order.size)

    def blocks(self, size: int) -> int:
        """How many blocks of `size` people the picture is wide and high."""
        return -(-self.people // size)

    def meetings(self, row: int, size: int, first: int, count: int) -> Longs:
        """(count,) meetings of the people of block `row` with those of blocks `first` onwards.

        Inside a block on the diagonal every meeting counts for both.
        """
        start, end = self._starts[[row * size, min((row + 1) * size, self.people)]]
        columns = self._columns[start:end] // size - first
        inside = (columns >= 0) & (columns < count)
        found = np.bincount(columns[inside], self._times[start:end][inside], count)
        return found.astype(np.int64)

    def levels(self, row: int, size: int, first: int, count: int) -> Longs:
        """(count,) levels, 0 to LEVELS - 1, of the blocks of a row.

        For single people it is how often they meet. For larger blocks it is how often its pairs
        meet against all pairs: none at all, less than half as often, about as often, up to three
        times, more.
        """
        met = self.meetings(row, size, first, count)
        if size == 1:
            return np.minimum(met, LEVELS - 1)
        height = self._extent(row, size)
        widths = np.array([self._extent(c, size) for c in range(first, first + count)])
        pairs = height * widths
        if 0 <= row - first < count:
            pairs[row - first] -= height
        # a block of one person with herself has no pair, and no meeting
        share = met / np.maximum(pairs * self.usual, 1e-9)
        return np.where(met > 0, 1 + np.searchsorted(_STEPS, share, side="right"), 0)

    def _extent(self, block: int, size: int) -> int:
        """People in a block; the last one may be smaller."""
        return max(min(size, self.people - block * size), 0)

    def people_of(self, block: int, size: int) -> Longs:
        """The people of a block, in order."""
        return self.order[block * size : (block + 1) * size]


def rounds_met(schedule: Schedule, one: int, other: int) -> list[int]:
    """The rounds, counted from 0, in which two people share a table."""
    seats = schedule.seating[:, one]
    return np.flatnonzero((seats >= 0) & (seats == schedule.seating[:, other])).tolist()


# Orders


def by_table(schedule: Schedule, round_: int) -> Longs:
    """People by their table in a round, those without one at the end."""
    row = schedule.seating[round_]
    return np.argsort(np.where(row < 0, np.iinfo(np.int32).max, row), kind="stable")


def by_group(groups: Sequence[str]) -> Longs:
    """People by their group, those without one (an empty text) at the end."""
    order = sorted(range(len(groups)), key=lambda i: (not groups[i], groups[i].casefold()))
    return np.array(order, np.int64)


def by_meetings(unique: NDArray[np.integer]) -> Longs:
    """People by how many others they meet, the fewest first: (N,) `unique` as counted."""
    return np.argsort(unique, kind="stable")
