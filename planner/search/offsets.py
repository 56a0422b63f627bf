"""Construction 4: every class of people moves round the tables by its own offsets, found by search.

`tables * seats` people stand in `seats` classes of `tables`. With a group G of as many elements as
there are tables, person (c, j) sits in round r at table j + M[r][c]. Two people of classes c and d
meet at most once exactly when the differences M[r][c] - M[r][d] are distinct over the rounds: M is
a partial difference matrix (Handbook of Combinatorial Designs, 2nd ed., chapter VI.17).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

import numpy as np

from planner.schedule import Ints
from planner.search.compile import kernel
from planner.search.lanes import LANES, always, race
from planner.search.random import ONE, Words, accepts, below, streams

COURSES: Final = 24
"""Default effort; the first courses of a lane are short."""

LARGEST: Final = 1000
"""Tables up to which offsets are searched; each group needs LARGEST^2 differences."""

_STEPS: Final = 400_000
_STEPS_PER_CHANGE: Final = 10
_SLICE: Final = 2_000_000
"""Entries compared by one lane in a slice, about 20 ms: a course is divided into slices."""
_TEMPERATURES: Final = (ONE * 3 // 20, ONE // 5, ONE // 4)
"""Taken in turn, course by course: many tables want it cold, tight matrices warmer (measured)."""


def offsets(
    tables: int,
    seats: int,
    rounds: int,
    *,
    missing: int = 0,
    seed: int = 1,
    courses: int = COURSES,
    threads: int = 1,
    watch: Callable[[float], bool] = always,
) -> Ints | None:
    """A schedule of `tables` tables of `seats` without a repeat, (rounds, people), or None.

    The last `missing` tables have one seat less: class 0 does not move and lacks its last people.
    Person c * tables + j - missing is (c, j) of a later class; the people of one class never meet.
    Nothing is found where `rounds` or `seats` exceed `tables`, or these LARGEST.
    """
    if max(rounds, seats) > tables or tables > LARGEST:
        return None
    lanes = [_Lane(minus, seats, rounds, state) for minus, state in _starts(tables, seed)]
    winner = race(
        lambda lane, slice_: lanes[lane].advance(*slice_),
        list(_slices(tables, seats, rounds, courses)),
        threads=threads,
        watch=watch,
    )
    if winner is None:
        return None
    there = np.delete(np.arange(tables * seats), np.arange(tables - missing, tables))
    return lanes[winner].seating()[:, there]


def abelian_groups(order: int) -> list[tuple[int, ...]]:
    """The orders of cyclic factors whose products are all the abelian groups of an order.

    The most cyclic comes first: 12 gives (12,) and (2, 6).
    """
    powers = [_partitions(prime, power) for prime, power in _factors(order)]
    groups = []
    for choice in product(*powers):
        width = max(map(len, choice), default=1)
        padded = [(1,) * (width - len(parts)) + parts for parts in choice]
        groups.append(tuple(int(np.prod(column)) for column in zip(*padded, strict=True)) or (1,))
    return sorted(groups, key=len)


def differences(group: tuple[int, ...]) -> Ints:
    """minus[a, b] = a - b in the product of cyclic groups; elements are numbered from 0."""
    digits = np.array(list(np.ndindex(*group)), np.int64)
    apart = (digits[:, None, :] - digits[None, :, :]) % np.array(group)
    numbers: Ints = np.ravel_multi_index(tuple(np.moveaxis(apart, 2, 0)), group).astype(np.int32)
    return numbers


class _Lane:
    """One matrix, the differences of its columns counted, and its own chance."""

    def __init__(self, minus: Ints, seats: int, rounds: int, state: Words) -> None:
        self.minus = minus
        self.state = state
        order = minus.shape[0]
        self.matrix = np.zeros((rounds, seats), np.int32)
        for column in range(1, seats):
            for row in range(rounds):
                self.matrix[row, column] = below(state, order)
        self.counts = np.zeros((seats, seats, order), np.int32)
        self.cost = _count(self.matrix, minus, self.counts)

    def advance(self, temperature: int, steps: int) -> bool:
        self.cost = _anneal(
            self.matrix, self.minus, self.counts, self.cost, self.state, temperature, steps
        )
        return self.cost == 0

    def seating(self) -> Ints:
        """The element a + b is a - (0 - b)."""
        negative = self.minus[0][self.matrix]
        moved = self.minus[:, negative]  # j, round, class
        return np.ascontiguousarray(np.moveaxis(moved, 0, 2)).reshape(self.matrix.shape[0], -1)


def _starts(tables: int, seed: int) -> list[tuple[Ints, Words]]:
    groups = [differences(group) for group in abelian_groups(tables)]
    return [(groups[lane % len(groups)], state) for lane, state in enumerate(streams(seed, LANES))]


def _slices(tables: int, seats: int, rounds: int, courses: int) -> Iterator[tuple[int, int]]:
    """The temperature and the steps of each slice."""
    changes = rounds * seats * tables
    for course in range(courses):
        steps = max(_STEPS, _STEPS_PER_CHANGE * changes) >> max(0, 6 - course)
        parts = -(-steps * seats // _SLICE)
        yield from [(_TEMPERATURES[course % len(_TEMPERATURES)], steps // parts)] * parts


def _factors(number: int) -> list[tuple[int, int]]:
    factors = []
    prime = 2
    while number > 1:
        power = 0
        while number % prime == 0:
            number //= prime
            power += 1
        if power:
            factors.append((prime, power))
        prime += 1
    return factors


def _partitions(prime: int, power: int, largest: int | None = None) -> list[tuple[int, ...]]:
    """Powers of the prime, ascending, whose exponents add up to `power`."""
    if power == 0:
        return [()]
    found = []
    for part in range(min(power, largest or power), 0, -1):
        found += [(*rest, prime**part) for rest in _partitions(prime, power - part, part)]
    return found


@kernel
def _count(matrix: Ints, minus: Ints, counts: Ints) -> int:
    """Counts the difference of columns c < d in counts[c, d]; returns the repeated ones."""
    cost = 0
    rounds, seats = matrix.shape
    for r in range(rounds):
        for c in range(seats):
            for d in range(c + 1, seats):
                apart = minus[matrix[r, c], matrix[r, d]]
                cost += counts[c, d, apart] > 0
                counts[c, d, apart] += 1
    return cost


@kernel
def _anneal(
    matrix: Ints,
    minus: Ints,
    counts: Ints,
    cost: int,
    state: Words,
    temperature: int,
    steps: int,
) -> int:
    """Changes one entry at a time until no difference repeats; returns the repeats left."""
    rounds, seats = matrix.shape
    order = minus.shape[0]
    for _ in range(steps):
        if cost == 0:
            break
        r = below(state, rounds)
        c = 1 + below(state, seats - 1)
        old = matrix[r, c]
        new = below(state, order)
        if new == old:
            continue
        rise = 0
        for d in range(seats):
            other = matrix[r, d]
            if d < c:
                rise += counts[d, c, minus[other, new]] > 0
                rise -= counts[d, c, minus[other, old]] > 1
            elif d > c:
                rise += counts[c, d, minus[new, other]] > 0
                rise -= counts[c, d, minus[old, other]] > 1
        if not accepts(state, rise, temperature):
            continue
        for d in range(seats):
            other = matrix[r, d]
            if d < c:
                counts[d, c, minus[other, old]] -= 1
                counts[d, c, minus[other, new]] += 1
            elif d > c:
                counts[c, d, minus[old, other]] -= 1
                counts[c, d, minus[new, other]] += 1
        matrix[r, c] = new
        cost += rise
    return cost
