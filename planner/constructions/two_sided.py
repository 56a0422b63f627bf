"""Construction 2: evenings at tables of two in which only pairs across two sides meet.

Which pairs meet is a flow (`sharing`), in which round an edge colouring (`coloring`), where they
sit is free. That is exact while everybody is there all evening, from now on: the most meetings, or
the fairest, of any plan. With attendance windows the problem is NP-hard (S. Even, A. Itai and
A. Shamir, On the complexity of timetable and multicommodity flow problems, 1976), and wishes that
are not between two sides are no bipartite graph: both are left to search.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.constructions.coloring import rounds_of
from planner.constructions.flow import NEVER, cheapest
from planner.constructions.homes import at_home, homes
from planner.constructions.sharing import Side, shared
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, BREAK, Ints, Schedule

Longs = NDArray[np.int64]
Pairs = NDArray[np.bool_]
Who = NDArray[np.intp]

NAME: Final = "flow and edge colouring (D. König, 1916)"

LARGEST: Final = 1_000_000
"""Pairs of people, one of each side, up to which flows are quick."""


def two_sided(problem: Problem, potential: Ints, chance: NDArray[np.uint64]) -> Ints | None:
    """A seating (R, N) of an evening of pairs, or None where this construction has none.

    `potential` says how many people each could meet (`planner.bounds.Bound`), `chance` (N,) decides
    among equals. Rounds that were played stay. Pairs who have to meet do; whoever has nobody to
    meet in a round has a break, and meets someone from an earlier evening rather than that. Where
    breaks are not allowed, pairs meet again instead.

    None: some are not there all the time, are kept together or have to meet twice, wishes are not
    between two sides, or breaks are needed and not allowed.
    """
    if not _applies(problem):
        return None
    sides = _sides(problem, chance)
    if sides is None or sides[0].size * sides[1].size > LARGEST:
        return None
    evening = _Evening(problem, potential, sides)
    times = evening.times()
    return None if times is None else evening.seated(times)


def _applies(problem: Problem) -> bool:
    to_come = slice(problem.played, None)
    present, fixed = problem.present[to_come], problem.fixed[to_come]
    return (
        problem.pairs_only
        and bool((present == present[:1]).all())
        and bool((problem.glue[to_come] == np.arange(problem.people)).all())
        and bool((fixed == fixed[:1]).all())
        and bool((problem.limits[:, 2] <= 1).all())
    )


def _sides(problem: Problem, chance: NDArray[np.uint64]) -> tuple[Who, Who] | None:
    """The people of each side who are there, in the order of `chance`."""
    order = np.argsort(chance)
    there = order[problem.present[-1][order]]
    side = problem.counting.side
    if side is None:
        side = _two_colors(_allowed(problem))
    if side is None:
        return None
    return there[side[there] == 0], there[side[there] == 1]


def _allowed(problem: Problem) -> Pairs:
    """(N, N): who are there and may sit at a table of two."""
    assert problem.counting.counts is not None
    there = problem.present[-1]
    allowed: Pairs = problem.counting.counts & there & there[:, None]
    never = np.vstack((problem.apart, problem.limits[problem.limits[:, 3] == 0, :2])).T
    allowed[never[0], never[1]] = allowed[never[1], never[0]] = False
    return allowed


def _two_colors(graph: Pairs) -> Ints | None:
    """(N,) 0 or 1, so that all edges are between unequal ones, or None if there is no such way."""
    color = np.full(len(graph), -1, np.int32)
    for root in range(len(graph)):
        if color[root] < 0:
            color[root] = 0
            front = np.array([root])
            while front.size:
                next_ = graph[front].any(axis=0) & (color < 0)
                color[next_] = 1 - color[front[0]]
                front = np.flatnonzero(next_)
    left, right = np.nonzero(graph)
    return None if bool((color[left] == color[right]).any()) else color


@dataclass(frozen=True, eq=False)
class _Evening:
    """Arrays (a, b) are of the people of the first side and of the second, (N, N) of all."""

    problem: Problem
    potential: Ints
    sides: tuple[Who, Who]

    @cached_property
    def open(self) -> Pairs:
        """(rounds to come, T): the tables where two can sit."""
        twos: Pairs = self.problem.seats[self.problem.played :] == 2
        return twos

    @cached_property
    def rooms(self) -> list[int]:
        """The most pairs in each round to come."""
        least = min(side.size for side in self.sides)
        return [min(least, tables) for tables in self.open.sum(axis=1).tolist()]

    @cached_property
    def allowed(self) -> Pairs:
        """(a, b): who may sit at a table of two."""
        allowed: Pairs = _allowed(self.problem)[np.ix_(*self.sides)]
        return allowed

    @cached_property
    def everybody_met(self) -> Longs:
        """(N, N): how often each pair sat together in the rounds that were played."""
        people = self.problem.people
        met = np.zeros((people, people), np.int64)
        if self.problem.past is not None:
            codes, times = Schedule(self.problem.past).meetings()
            met[codes // people, codes % people] = met[codes % people, codes // people] = times
        return met

    @cached_property
    def everybody_known(self) -> Longs:
        """(N, N): the weight of earlier evenings, 0 without."""
        people, known = self.problem.people, self.problem.counting.known
        weights = np.zeros((people, people), np.int64)
        if known is not None:
            u, v, weight = known.T
            weights[u, v] = weights[v, u] = weight
        return weights

    @cached_property
    def met(self) -> Longs:
        met: Longs = self.everybody_met[np.ix_(*self.sides)]
        return met

    @cached_property
    def known(self) -> Longs:
        known: Longs = self.everybody_known[np.ix_(*self.sides)]
        return known

    @cached_property
    def limits(self) -> tuple[Longs, Longs]:
        """(a, b) twice: the fewest and the most meetings in the rounds to come."""
        rounds = self.problem.rounds
        least, most = np.zeros_like(self.everybody_met), np.full_like(self.everybody_met, rounds)
        u, v, low, high = self.problem.limits.T
        least[u, v] = least[v, u] = low
        most[u, v] = most[v, u] = high
        across = np.ix_(*self.sides)
        return np.maximum(least[across] - self.met, 0), np.maximum(most[across] - self.met, 0)

    @cached_property
    def must(self) -> Pairs:
        """(a, b): who still have to meet."""
        must: Pairs = self.limits[0] > 0
        return must

    def times(self) -> Longs | None:
        """(a, b): how often each pair meets in the rounds to come."""
        rooms = [len(self.rooms) - self.must.sum(axis=axis) for axis in (1, 0)]
        most = sum(self.rooms) - int(self.must.sum())
        if (self.must & ~self.allowed).any() or min(most, *(r.min(initial=0) for r in rooms)) < 0:
            return None
        if self.problem.event.breaks == "never":
            return self._without_breaks(rooms, most)
        meet = self.must | self._new(rooms, most)
        return meet + self._instead_of_breaks(meet)

    def _new(self, rooms: list[Longs], most: int) -> Pairs:
        """Who meet for the first time, besides those who must."""
        event, counts = self.problem.event, self.problem.counting.counts
        had = ((self.everybody_met > 0) & (self.everybody_known == 0) & counts).sum(axis=1)
        sides = []
        for axis, who, room in zip((1, 0), self.sides, rooms, strict=True):
            due = self.potential[who] - had[who] - (self.must & (self.known == 0)).sum(axis=axis)
            kind = self.problem.classes[who].astype(np.int64)
            sides.append(Side(due, room, self._breaks[who] + room, kind, self.problem.vip[who]))
        new = self.allowed & (self.known == 0) & (self.met == 0) & ~self.must
        return shared(
            new * self._worth,
            (sides[0], sides[1]),
            most,
            meetings_first=event.priority == "most-meetings" or not event.weights.equity,
        )

    @cached_property
    def _breaks(self) -> Longs:
        """(N,): in the rounds that were played."""
        past = self.problem.past
        if past is None:
            return np.zeros(self.problem.people, np.int64)
        breaks: Longs = (past == BREAK).sum(axis=0)
        return breaks

    @cached_property
    def _worth(self) -> Longs:
        wished = self.problem.counting.wished
        if wished is None:
            return np.ones_like(self.met)
        return 1 + wished[np.ix_(*self.sides)].astype(np.int64)

    def _instead_of_breaks(self, meet: Pairs) -> Longs:
        """Who meet although they know each other, where both had a break: as many as can be.

        The least known come first, and after that those with the most breaks.
        """
        rounds = len(self.rooms)
        known = self.allowed & (self.known > 0) & (self.limits[1] > 0) & ~meet
        breaks = [rounds - meet.sum(axis=axis)[:, None] for axis in (1, 0)]
        place = np.arange(rounds)
        of_left, of_right = (np.where(place < b, 1 - 2 * (b - place), NEVER) for b in breaks)
        step = 8 * rounds + 1
        one_more = step * (_heaviest(self.known) * sum(known.shape) + 1)
        price = np.where(known, step * _weights(self.known) - one_more, NEVER)
        return cheapest(price[None], of_left, of_right, sum(self.rooms) - int(meet.sum()))

    def _without_breaks(self, rooms: list[Longs], most: int) -> Longs | None:
        """Everybody in every round: few more than twice, most of them new, the rest little known.

        None where not everybody can be there every time.
        """
        number = self.met + self.must + np.arange(1, len(self.rooms) + 1)[:, None, None]
        people = sum(self.met.shape)
        first = people * _heaviest(self.known) + 1
        third = 2 * people * first + 1
        price = np.where(number == 1, 0, 1) * np.maximum(_weights(self.known), 1)
        price = np.where((number == 1) & (self.known > 0), _weights(self.known), price)
        price = np.where((number == 1) & (self.known == 0), -first * self._worth, price)
        price += third * np.maximum(number - 2, 0)
        further = number - self.met
        price[~self.allowed | (further > self.limits[1])] = NEVER
        everybody = third * people * number.max(initial=1)
        place = np.arange(len(self.rooms))
        of_left, of_right = (np.where(place < r[:, None], -everybody, NEVER) for r in rooms)
        times = self.must + cheapest(price, of_left, of_right, most)
        full = all((times.sum(axis=axis) == len(self.rooms)).all() for axis in (1, 0))
        return times if full else None

    def seated(self, times: Longs) -> Ints | None:
        """(R, N): the rounds that were played and those to come, everybody at a table or resting.

        One side stays at its tables as far as there are enough: the smaller one, or where somebody
        must sit at one table. None if that cannot be, or tables that are closed leave no way.
        """
        problem, played = self.problem, self.problem.played
        staying = self._staying()
        pairs = np.argwhere(times)
        pairs = np.repeat(pairs, times[pairs[:, 0], pairs[:, 1]], axis=0)
        edges = [(i, j) for i, j in pairs.tolist()]
        rounds = rounds_of(edges, (self.sides[0].size, self.sides[1].size), self.rooms)
        if staying is None or rounds is None:
            return None
        seating = np.where(problem.present, BREAK, ABSENT).astype(np.int32)
        if problem.past is not None:
            seating[:played] = problem.past
        stayers = self.sides[staying][pairs[:, staying]]
        movers = self.sides[1 - staying][pairs[:, 1 - staying]]
        of_round = [np.flatnonzero(np.array(rounds) == r) for r in range(len(self.rooms))]
        fixed = problem.fixed[-1]
        tables = at_home(
            [stayers[row].tolist() for row in of_round],
            self.open,
            self._homes(staying),
            np.flatnonzero(fixed != FREE).tolist(),
        )
        for r, (row, at) in enumerate(zip(of_round, tables, strict=True)):
            seating[played + r, stayers[row]] = seating[played + r, movers[row]] = at
        return seating

    def _staying(self) -> int | None:
        """The side that stays at its tables; None if people of both must sit somewhere."""
        fixed = self.problem.fixed[-1]
        hosts = [fixed[who][fixed[who] != FREE] for who in self.sides]
        staying = int(self.sides[1].size < self.sides[0].size)
        if not hosts[staying].size:
            staying = 1 - staying if hosts[1 - staying].size else staying
        tables = hosts[staying]
        ready = np.unique(tables).size == tables.size and self.open[:, tables].all()
        return staying if ready and not hosts[1 - staying].size else None

    def _homes(self, staying: int) -> Ints:
        """Where they must sit, else where they sat last, else at a table that is used anyway."""
        fixed, past = self.problem.fixed[-1], self.problem.past
        had = fixed if past is None else np.where(fixed == FREE, past[-1], fixed)
        who = self.sides[staying]
        used = self.problem.occupancy[self.problem.played :].sum(axis=0)
        tables = np.argsort(-used, kind="stable")
        always = tables[self.open[:, tables].all(axis=0)]
        hosts_first = who[np.argsort(fixed[who] == FREE, kind="stable")]
        return homes(hosts_first.tolist(), had.astype(np.int32), always.tolist())


_WEIGHTS: Final = 1000


def _weights(known: Longs) -> Longs:
    """Weights as prices; beyond a thousand all are the same."""
    return np.minimum(known, _WEIGHTS)


def _heaviest(known: Longs) -> int:
    return int(_weights(known).max(initial=1))
