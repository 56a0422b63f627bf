"""Construction 12: base rounds developed over a cyclic group, found by search over orbits.

Some copies of the integers modulo n and some fixed people are moved by x -> x + 1, so that a base
round stands for n rounds. Nobody meets twice exactly when the base rounds together cover no orbit
of pairs twice and no short one at all (two fixed people, people n / 2 apart in a copy): a few
tables are searched instead of all of them. Most records of the social golfer problem were made
with such symmetries (Miller, Valkov and Abel, Symmetry 18(2):269, 2026).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.schedule import Ints
from planner.search.compile import kernel
from planner.search.lanes import LANES, always, race
from planner.search.random import ONE, Words, accepts, below, streams

COURSES: Final = 40
"""Default effort, some tens of milliseconds for each course of a lane."""

_STEPS: Final = 100_000
_SLICE: Final = 500_000
"""Seats of the two tables looked at by one lane in a slice: a course is divided into slices."""
_TEMPERATURES: Final = (ONE // 5, ONE * 23 // 100, ONE * 26 // 100)
"""Taken in turn, course by course: what solved the shapes that nothing else did (measured)."""

_ACTIONS: Final = 4
"""How many actions share the lanes: those with the fewest base rounds, the roomiest first."""

_MOST_BASES: Final = 2

LARGEST: Final = 400
"""People up to which a search over pairs is worth its memory; formulas and offsets do the rest."""

_ROOMY: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Action:
    """How n = `order` moves the people: person c * n + a is a in copy c, the fixed ones come last.

    The last `missing` of the fixed ones are empty seats; each stands at a table of its own.
    """

    order: int
    copies: int
    fixed: int
    missing: int
    bases: int

    @property
    def people(self) -> int:
        return self.copies * self.order + self.fixed

    def room(self, tables: int, seats: int) -> float:
        """Long orbits of pairs for each pair at the tables; below 1 there is no hope."""
        within = self.copies * ((self.order - 1) // 2)
        across = self.copies * (self.copies - 1) // 2 * self.order
        alone = (self.fixed - self.missing) * self.copies
        pairs = tables * seats * (seats - 1) // 2 - self.missing * (seats - 1)
        return (within + across + alone) / (self.bases * pairs)


def starter(
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
    """A schedule without a repeat, shape (rounds, people), for `tables` tables of `seats`, or None.

    The last `missing` tables (fewer than all) have one seat less. Nothing is found for more than
    LARGEST people.
    """
    if tables * seats > LARGEST:
        return None
    # one person can be left out of anything, more of them must be people who never meet
    empty = 0 if missing == 1 else missing
    chosen = sorted(
        actions(tables, seats, rounds, empty),
        key=lambda action: (action.bases, -action.room(tables, seats)),
    )[:_ACTIONS]
    if not chosen:
        return None
    lanes = [
        _Lane(chosen[lane % len(chosen)], tables, seats, state)
        for lane, state in enumerate(streams(seed, LANES))
    ]
    winner = race(
        lambda lane, slice_: lanes[lane].advance(*slice_),
        list(_slices(seats, courses)),
        threads=threads,
        watch=watch,
    )
    if winner is None:
        return None
    seating = lanes[winner].seating()[:rounds]
    return seating if empty == missing else _without_last(seating, tables)


def _slices(seats: int, courses: int) -> Iterator[tuple[int, int]]:
    """The temperature and the steps of each slice."""
    parts = -(-_STEPS * seats // _SLICE)
    for course in range(courses):
        yield from [(_TEMPERATURES[course % len(_TEMPERATURES)], _STEPS // parts)] * parts


def actions(tables: int, seats: int, rounds: int, missing: int) -> Iterator[Action]:
    """Those that give at least `rounds` rounds and leave enough orbits of pairs for them."""
    people = tables * seats
    for bases in range(1, _MOST_BASES + 1):
        for order in range(-(-rounds // bases), people + 1):
            for fixed in range(missing, min(tables, people - order) + 1):
                if (people - fixed) % order == 0:
                    copies = (people - fixed) // order
                    action = Action(order, copies, fixed, missing, bases)
                    if action.room(tables, seats) >= 1:
                        yield action


def pair_orbits(action: Action) -> tuple[Ints, Ints]:
    """The orbit of each two people, and how often base rounds may cover each orbit: 0, 1, always.

    Always: an empty seat meets everybody; and a person herself, which passes while two swap.
    """
    n, copies = action.order, action.copies
    moving = copies * n
    copy, place = np.divmod(np.arange(moving), n)
    apart = (place[None, :] - place[:, None]) % n
    same = copy[:, None] == copy[None, :]
    forward = copy[:, None] < copy[None, :]
    distance = np.where(same, np.minimum(apart, n - apart), np.where(forward, apart, -apart % n))
    low, high = np.minimum.outer(copy, copy), np.maximum.outer(copy, copy)
    first_fixed = copies * copies * n
    free, barred = first_fixed + action.fixed * copies, first_fixed + action.fixed * copies + 1

    orbit = np.full((action.people, action.people), barred, np.int64)
    orbit[:moving, :moving] = (low * copies + high) * n + distance
    of_fixed = first_fixed + np.arange(action.fixed)[:, None] * copies + copy
    of_fixed[action.fixed - action.missing :] = free
    orbit[moving:, :moving] = of_fixed
    orbit[:moving, moving:] = of_fixed.T
    np.fill_diagonal(orbit, free)

    allowed = np.ones(barred + 1, np.int32)
    allowed[barred] = 0
    if n % 2 == 0:
        allowed[[(c * copies + c) * n + n // 2 for c in range(copies)]] = 0
    allowed[free] = _ROOMY
    return orbit.astype(np.int32), allowed


class _Lane:
    """Base rounds, the orbits they cover, and their own chance."""

    def __init__(self, action: Action, tables: int, seats: int, state: Words) -> None:
        self.action = action
        self.tables = tables
        self.state = state
        self.base = np.empty((action.bases * tables, seats), np.int32)
        for number in range(action.bases):
            mixed = _shuffled(action.people, state)
            self.base[number * tables :][:tables] = mixed.reshape(tables, seats)
        self.orbit, self.allowed = pair_orbits(action)
        self.covered = np.zeros(len(self.allowed), np.int32)
        self.cost = _cover(self.base, self.orbit, self.allowed, self.covered)

    def advance(self, temperature: int, steps: int) -> bool:
        self.cost = _anneal(
            self.base,
            self.tables,
            self.orbit,
            self.allowed,
            self.covered,
            self.cost,
            self.state,
            temperature,
            steps,
        )
        return self.cost == 0

    def seating(self) -> Ints:
        bases = self.base.reshape(self.action.bases, self.tables, -1)
        return np.concatenate([_developed(self.action, base) for base in bases])


def _developed(action: Action, base: Ints) -> Ints:
    """The rounds of one base round, (n, people); tables with an empty seat come last."""
    full = (base < action.people - action.missing).all(axis=1)
    table = np.empty(action.people, np.int32)
    table[base[np.argsort(~full, kind="stable")]] = np.arange(len(base))[:, None]
    moving = table[: action.copies * action.order].reshape(action.copies, action.order)
    turns = (np.arange(action.order) - np.arange(action.order)[:, None]) % action.order
    moved = moving[:, turns].transpose(1, 0, 2).reshape(action.order, -1)
    fixed = table[moving.size : action.people - action.missing]
    return np.hstack([moved, np.broadcast_to(fixed, (action.order, fixed.size))])


def _without_last(seating: Ints, tables: int) -> Ints:
    """Leaves out the last person, whose table of each round changes its name with the last one."""
    hers = seating[:, -1:]
    others = seating[:, :-1]
    others = np.where(others == hers, -1, np.where(others == tables - 1, hers, others))
    return np.where(others < 0, np.int32(tables - 1), others)


def _shuffled(count: int, state: Words) -> NDArray[np.int32]:
    people = np.arange(count, dtype=np.int32)
    for last in range(count - 1, 0, -1):
        other = below(state, last + 1)
        people[[last, other]] = people[[other, last]]
    return people


@kernel
def _shift(row: Ints, seat: int, step: int, orbit: Ints, allowed: Ints, covered: Ints) -> int:
    """Covers (step 1) or frees (-1) the pairs of a seat with its table; returns the added cost."""
    rise = 0
    for other in range(row.shape[0]):
        if other != seat:
            pair = orbit[row[seat], row[other]]
            before = covered[pair] - allowed[pair]
            covered[pair] += step
            rise += max(before + step, 0) - max(before, 0)
    return rise


@kernel
def _cover(base: Ints, orbit: Ints, allowed: Ints, covered: Ints) -> int:
    """Counts the pairs of all tables in `covered`; returns how many are too many."""
    cost = 0
    for table in range(base.shape[0]):
        for low in range(base.shape[1]):
            for high in range(low + 1, base.shape[1]):
                pair = orbit[base[table, low], base[table, high]]
                covered[pair] += 1
                cost += covered[pair] > allowed[pair]
    return cost


@kernel
def _anneal(
    base: Ints,
    tables: int,
    orbit: Ints,
    allowed: Ints,
    covered: Ints,
    cost: int,
    state: Words,
    temperature: int,
    steps: int,
) -> int:
    """Swaps two people of a base round at a time; returns the pairs still too many."""
    rows, seats = base.shape
    for _ in range(steps):
        if cost == 0:
            break
        t = below(state, rows)
        u = t // tables * tables + below(state, tables)
        if t == u:
            continue
        i, j = below(state, seats), below(state, seats)
        left, right = base[t, i], base[u, j]
        rise = _shift(base[t], i, -1, orbit, allowed, covered)
        rise += _shift(base[u], j, -1, orbit, allowed, covered)
        base[t, i], base[u, j] = right, left
        rise += _shift(base[t], i, 1, orbit, allowed, covered)
        rise += _shift(base[u], j, 1, orbit, allowed, covered)
        if accepts(state, rise, temperature):
            cost += rise
            continue
        _shift(base[t], i, -1, orbit, allowed, covered)
        _shift(base[u], j, -1, orbit, allowed, covered)
        base[t, i], base[u, j] = left, right
        _shift(base[t], i, 1, orbit, allowed, covered)
        _shift(base[u], j, 1, orbit, allowed, covered)
    return cost
