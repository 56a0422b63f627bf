"""Who meets whom how often, as a picture that can be drawn line by line in any order and scale.

Nothing here is as large as all pairs: only the pairs that meet are kept, sorted by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.counting import EVERYBODY, Counting
from planner.schedule import Ints, Schedule
from planner.tally import Longs, counts_of, known_of

LEVELS: Final = 5
"""0 is no meeting, the last is four and more, or far more than usual."""
_STEPS: Final = np.array([0.5, 1.5, 3.0])
"""Of the evening's meetings per pair: where a block of pairs counts as more than the level below.
"""
COUNTED, IDLE, KNOWN = range(3)
"""Marks of cells: an ordinary pair, one whose meeting does not count, one that had met before."""


class Heat:
    """The meetings of a schedule, people at places 0, 1, ... down, and people across.

    Down and across are the same people in the same order, or two sides: each pair once.
    """

    def __init__(
        self,
        schedule: Schedule,
        order: Longs | None = None,
        *,
        across: Longs | None = None,
        repeats_only: bool = False,
        counting: Counting = EVERYBODY,
    ) -> None:
        """`order` is the person at each place down, (N,) where `across` is not given.

        `repeats_only` keeps pairs that meet again, of those whose meetings count.
        """
        people = schedule.people
        self.order = np.arange(people, dtype=np.int64) if order is None else order
        self.across = self.order if across is None else across
        """The person at each place across."""
        self.place = _places(self.order, people)
        """(N,) where each person is down, or -1."""
        self.place_across = _places(self.across, people)
        self._counting = counting
        self._square = across is None
        codes, times = schedule.meetings()
        again = (times > 1) & counts_of(counting, people, codes)
        self.repeats = int(again.sum())
        """Pairs who meet more than once, and whose meetings count."""
        if repeats_only:
            codes, times = codes[again], times[again]
        left, right = np.divmod(codes, people)
        rows = self.place[np.concatenate((left, right))]
        columns = self.place_across[np.concatenate((right, left))]
        shown = (rows >= 0) & (columns >= 0)
        rows, columns, both = rows[shown], columns[shown], np.concatenate((times, times))[shown]
        by_row = np.lexsort((columns, rows))
        self._columns = columns[by_row]
        self._times = both[by_row]
        self._starts = np.searchsorted(rows[by_row], np.arange(self.people + 1))
        pairs = self.people * self.across.size - (self.people if self._square else 0)
        self.usual = int(self._times.sum()) / pairs if pairs else 0.0
        """Meetings per pair in the whole picture."""

    @property
    def people(self) -> int:
        """How many are down."""
        return int(self.order.size)

    def blocks(self, size: int) -> int:
        """How many blocks of `size` people the picture is high."""
        return -(-self.people // size)

    def blocks_across(self, size: int) -> int:
        """How many it is wide."""
        return -(-int(self.across.size) // size)

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
        height = self.people_of(row, size).size
        widths = np.array([self.people_across(c, size).size for c in range(first, first + count)])
        pairs = height * widths
        if self._square and 0 <= row - first < count:
            pairs[row - first] -= height
        # a block of one person with herself has no pair, and no meeting
        share = met / np.maximum(pairs * self.usual, 1e-9)
        return np.where(met > 0, 1 + np.searchsorted(_STEPS, share, side="right"), 0)

    def marks(self, row: int, size: int, first: int, count: int) -> Ints:
        """(count,) COUNTED, IDLE or KNOWN; of larger blocks only where no pair of them counts.

        A person with herself is COUNTED.
        """
        found = np.full(count, COUNTED, np.int32)
        if self._counting.is_plain:
            return found
        people = self.place.size
        for index in range(count):
            one, other = self.people_of(row, size), self.people_across(first + index, size)
            left, right = (who.ravel() for who in np.meshgrid(one, other, indexing="ij"))
            apart = left != right
            low, high = np.minimum(left, right)[apart], np.maximum(left, right)[apart]
            codes = low * people + high
            if codes.size and not counts_of(self._counting, people, codes).any():
                found[index] = IDLE
            elif size == 1 and known_of(self._counting, people, codes).any():
                found[index] = KNOWN
        return found

    def people_of(self, block: int, size: int) -> Longs:
        """The people of a block down, in order."""
        return self.order[block * size : (block + 1) * size]

    def people_across(self, block: int, size: int) -> Longs:
        """The people of a block across, in order."""
        return self.across[block * size : (block + 1) * size]


def _places(order: Longs, people: int) -> Longs:
    place = np.full(people, -1, np.int64)
    place[order] = np.arange(order.size)
    return place


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


def by_side(side: Ints) -> tuple[Longs, Longs]:
    """The people of either side, in the order of the list: one goes down, the other across."""
    return np.flatnonzero(side == 0), np.flatnonzero(side == 1)


def by_meetings(unique: NDArray[np.integer]) -> Longs:
    """People by how many others they meet, the fewest first: (N,) `unique` as counted."""
    return np.argsort(unique, kind="stable")
