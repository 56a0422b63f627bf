"""Min-cost flows between two sides of people: how often each pair meets, nobody dearer than needed.

A network of source, left people, right people and sink, in which every arc may grow dearer with
each unit. Successive shortest paths (R. G. Busacker and P. J. Gowen, 1961), many of them at once:
all augmenting paths of one length that share nobody (as J. Hopcroft and R. Karp do, 1973).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Prices = NDArray[np.int64]

NEVER: Final = 1 << 50
"""The price of what must not be; all others together are below it."""


def cheapest(pairs: Prices, left: Prices, right: Prices, most: int) -> NDArray[np.int64]:
    """(a, b) how often each pair meets, at the least total price of at most `most` meetings.

    `pairs[k, i, j]` is the price of meeting k + 1 of left person i and right person j;
    `left[i, k]` and `right[j, k]` those of a person's meeting k + 1. No later one is cheaper than
    the one before. With prices below zero there are meetings at all.
    """
    flow = _Flow(pairs, left, right)
    while flow.total < most and flow.measure():
        flow.augment(most)
    return flow.times


class _Flow:
    def __init__(self, pairs: Prices, left: Prices, right: Prices) -> None:
        _, a, b = pairs.shape
        self.pairs = np.concatenate((pairs, np.full((1, a, b), NEVER)))
        self.left = np.hstack((left, np.full((a, 1), NEVER)))
        self.right = np.hstack((right, np.full((b, 1), NEVER)))
        self.times = np.zeros((a, b), np.int64)
        self.total = 0
        self.more = self.pairs[0].copy()
        """(a, b): the price of one more meeting."""
        self.less = np.full((a, b), NEVER)
        """(a, b): the price of one meeting less."""
        self.begin = self.left[:, 0].copy()
        self.end = self.right[:, 0].copy()
        self.from_left = np.empty(a, np.int64)
        """(a,): the cheapest way from the source to each person; `from_right` likewise."""
        self.from_right = np.empty(b, np.int64)
        self.best = 0

    def measure(self) -> bool:
        """Works out the cheapest ways; whether one to the sink pays."""
        self.from_left = self.begin.copy()
        while True:
            self.from_right = (self.from_left[:, None] + self.more).min(axis=0, initial=NEVER)
            back = (self.from_right + self.less).min(axis=1, initial=NEVER)
            if (back >= self.from_left).all():
                break
            self.from_left = np.minimum(self.from_left, back)
        self.best = int((self.from_right + self.end).min(initial=NEVER))
        return self.best < 0

    def augment(self, most: int) -> None:
        """Adds cheapest ways, as many as are found that share nobody."""
        forward = _bits(self.from_left[:, None] + self.more == self.from_right)
        back = _bits((self.from_right + self.less == self.from_left[:, None]).T)
        goal = _bits((self.from_right + self.end == self.best)[None, :])[0]
        seen = [0, 0]
        for first in np.flatnonzero(self.begin == self.from_left).tolist():
            if self.total < most and not seen[0] >> first & 1:
                way = _way(first, forward, back, goal, seen)
                if way:
                    self._follow(way)

    def _follow(self, way: list[int]) -> None:
        """One more meeting of every left person with the next right one, one less with the last."""
        self.total += 1
        for number, (one, other) in enumerate(pairwise(way)):
            i, j, step = (other, one, -1) if number % 2 else (one, other, 1)
            times = self.times[i, j] = self.times[i, j] + step
            self.more[i, j] = self.pairs[times, i, j]
            self.less[i, j] = -self.pairs[times - 1, i, j] if times else NEVER
        i, j = way[0], way[-1]
        self.begin[i] = self.left[i, self.times[i].sum()]
        self.end[j] = self.right[j, self.times[:, j].sum()]


def _way(
    first: int, forward: list[int], back: list[int], goal: int, seen: list[int]
) -> list[int] | None:
    """People from left person `first` to one of the `goal`, left and right in turn, depth first.

    Sets of people are integers with a bit for each; those `seen`, left and right, are left out.
    """
    way = [first]
    seen[0] |= 1 << first
    while way:
        at = len(way) % 2
        options = (forward if at else back)[way[-1]] & ~seen[at]
        ends = options & goal if at else 0
        if not options:
            way.pop()
            continue
        options = ends or options
        person = (options & -options).bit_length() - 1
        seen[at] |= 1 << person
        way.append(person)
        if ends:
            return way
    return None


def _bits(rows: NDArray[np.bool_]) -> list[int]:
    """Each row as an integer with bit k for entry k."""
    packed = np.packbits(rows, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]
