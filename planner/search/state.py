"""A seating with the counts that make a swap of two people cheap to judge."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound, kept_together
from planner.problem import FREE, Problem
from planner.schedule import Ints, Schedule
from planner.search.compile import kernel

Longs = NDArray[np.int64]

BROKEN, OVER, UNIQUE, GAP, BEHIND = range(5)
"""Places in `State.score`."""


class State(NamedTuple):
    """One lane's seating; R rounds, T tables, N people, S seats a round at most.

    `met` counts the meetings of two people; a pair kept apart has `met.shape` 's top bit set, so
    that the tables below, which are indexed by an entry of `met`, give it its own price.
    """

    met: NDArray[Any]
    """(N, N), symmetric, uint8 or uint16."""
    table: Ints
    """(R, N): the table of a person, or below 0."""
    order: Ints
    """(R, S): the people, table by table."""
    first: Ints
    """(R, T + 1): where in `order` each table begins."""
    head: Ints
    """(R, N): the lowest of the people glued to this one in that round."""
    size: Ints
    """(R, N): how many people are glued together there; 0: absent or tied to a table."""
    short: Ints
    """(N,): potential less people met."""
    repeats: Ints
    """(N,): meetings that were not the first, less those that rules force."""
    kind: Ints
    """(N,): 1 for VIPs, else 0."""
    hist: Ints
    """(2, D): people of a kind with a shortfall."""
    edges: Ints
    """(2, 2): the least and the most shortfall of a kind; for a kind without people equal."""
    troubled: Ints
    """(N + 1,): the people with repeats in the first places; their number in the last."""
    place: Ints
    """(N,): where in `troubled` a person stands, or -1."""
    score: Longs
    """(5,): meetings of pairs kept apart, pairs met too often, pairs met, gap, behind."""
    hands: Ints
    """(2, S): people to exchange, for groups."""


class Prices(NamedTuple):
    """What the annealing pays; `pair` and `person` are sums over all pairs and people."""

    pair: Longs
    """(M,): the cost of one more meeting, by the entry of `met` before."""
    gain: Longs
    """(M,): 1 where one more meeting is the first, else 0."""
    person: Longs
    """(2, D): the cost of a shortfall, by kind."""
    over: Longs
    """(M,): 1 where one more meeting is the first too many, else 0."""


def unavoidable(problem: Problem, often: int) -> tuple[Ints, int]:
    """What rules alone make of `State.repeats` and of the pairs met too often in `State.score`."""
    repeats = np.zeros(problem.people, np.int32)
    if problem.is_plain:
        return repeats, 0
    codes, times = Schedule(kept_together(problem)).meetings()
    for person in np.divmod(codes, problem.people):
        np.add.at(repeats, person, times - 1)
    return repeats, int((times > often).sum())


def new_state(problem: Problem, seating: Ints, bound: Bound) -> State:
    """The seating, to be counted by `settle`; it must keep occupancy, glue and fixed seats."""
    repeats, over = unavoidable(problem, bound.often)
    potential = bound.potential
    rounds, people = seating.shape
    kind = np.uint8 if rounds < 1 << 7 else np.uint16
    widest = int(problem.occupancy.sum(1).max(initial=0))
    depth = int(potential.max(initial=0)) + 2
    state = State(
        met=np.zeros((people, people), kind),
        table=np.ascontiguousarray(seating, np.int32).copy(),
        order=np.full((rounds, widest), -1, np.int32),
        first=_first(problem),
        head=np.ascontiguousarray(problem.glue, np.int32),
        size=movable_sizes(problem),
        short=potential.astype(np.int32),
        repeats=-repeats,
        kind=problem.vip.astype(np.int32),
        hist=np.zeros((2, depth), np.int32),
        edges=np.zeros((2, 2), np.int32),
        troubled=np.zeros(people + 1, np.int32),
        place=np.full(people, -1, np.int32),
        score=np.array([0, -over, 0, 0, 0], np.int64),
        hands=np.zeros((2, widest), np.int32),
    )
    top = np.iinfo(kind).max // 2 + 1
    for left, right in problem.apart:
        state.met[left, right] = state.met[right, left] = top
    return state


def _first(problem: Problem) -> Ints:
    first = np.zeros((problem.rounds, problem.tables + 1), np.int32)
    np.cumsum(problem.occupancy, axis=1, out=first[:, 1:])
    return first


def movable_sizes(problem: Problem) -> Ints:
    """(R, N): the number of people in the unit that moves with a person; 0 where it cannot move."""
    sizes = np.zeros((problem.rounds, problem.people), np.int32)
    for row, glue, fixed, present in zip(
        sizes, problem.glue, problem.fixed, problem.present, strict=True
    ):
        counts = np.bincount(glue[present], minlength=problem.people)
        counts[glue[present & (fixed != FREE)]] = 0
        row[present] = counts[glue[present]]
    return sizes


@kernel
def settle(s: State, p: Prices) -> None:
    """Fills every count of a new state from its seating."""
    rounds, people = s.table.shape
    for r in range(rounds):
        for i in range(people):
            t = s.table[r, i]
            if t >= 0:
                q = s.first[r, t]
                while s.order[r, q] >= 0:
                    _meet(s, p, i, int(s.order[r, q]))
                    q += 1
                s.order[r, q] = i
    s.edges[:, 0] = s.hist.shape[1]
    for i in range(people):
        kind, d = s.kind[i], s.short[i]
        s.hist[kind, d] += 1
        s.edges[kind, 0] = min(s.edges[kind, 0], d)
        s.edges[kind, 1] = max(s.edges[kind, 1], d)
        change(s, i, 0, 0)
    for kind in range(2):
        if s.edges[kind, 0] > s.edges[kind, 1]:
            s.edges[kind] = 0 if kind else s.hist.shape[1]
    measure(s)


@kernel
def _meet(s: State, p: Prices, i: int, j: int) -> None:
    m = s.met[i, j]
    new = p.gain[m]
    s.short[i] -= new
    s.short[j] -= new
    s.repeats[i] += 1 - new
    s.repeats[j] += 1 - new
    s.score[UNIQUE] += new
    s.score[OVER] += p.over[m]
    s.score[BROKEN] += m >= p.gain.size >> 1
    s.met[i, j] = s.met[j, i] = m + 1


@kernel
def measure(s: State) -> None:
    """The equity gap of the two kinds, and how far the worst VIP is behind the best of the rest."""
    for kind in range(2):
        low, high = s.edges[kind, 0], s.edges[kind, 1]
        while low < high and s.hist[kind, low] == 0:
            low += 1
        while high > low and s.hist[kind, high] == 0:
            high -= 1
        s.edges[kind, 0], s.edges[kind, 1] = low, high
    s.score[GAP] = max(s.edges[0, 1] - s.edges[0, 0], s.edges[1, 1] - s.edges[1, 0])
    s.score[BEHIND] = max(0, s.edges[1, 1] - s.edges[0, 0])


@kernel
def swap_cost(s: State, p: Prices, r: int, i: int, j: int) -> int:
    """How much the energy rises when i and j, at two tables of round r, change places."""
    cost = 0
    gain_i = 0
    gain_j = 0
    old, new = i, j
    for _ in range(2):
        # at the first table i goes and j comes, at the second the other way round
        t = s.table[r, old]
        gained = 0
        lost = 0
        for q in range(s.first[r, t], s.first[r, t + 1]):
            k = int(s.order[r, q])
            if k != old:
                m, n = s.met[old, k] - 1, s.met[new, k]
                cost += p.pair[n] - p.pair[m]
                gained += p.gain[n]
                lost += p.gain[m]
                gain = p.gain[n] - p.gain[m]
                if gain:
                    d = s.short[k]
                    cost += p.person[s.kind[k], d - gain] - p.person[s.kind[k], d]
        gain_i, gain_j = gain_j + gained, gain_i - lost
        old, new = j, i
    # two turns have put the gains back in their places
    d = s.short[i]
    cost += p.person[s.kind[i], d - gain_i] - p.person[s.kind[i], d]
    d = s.short[j]
    cost += p.person[s.kind[j], d - gain_j] - p.person[s.kind[j], d]
    return int(cost)


@kernel
def swap(s: State, p: Prices, r: int, i: int, j: int) -> None:
    """i and j, at two tables of round r, change places."""
    half = p.gain.size >> 1
    old, new = i, j
    for _ in range(2):
        t = s.table[r, old]
        seats = int(s.first[r, t + 1] - s.first[r, t]) - 1
        gained, lost = 0, 0
        for q in range(s.first[r, t], s.first[r, t + 1]):
            k = int(s.order[r, q])
            if k == old:
                s.order[r, q] = new
            else:
                m, n = s.met[old, k] - 1, s.met[new, k]
                s.met[old, k] = s.met[k, old] = m
                s.met[new, k] = s.met[k, new] = n + 1
                gained += p.gain[n]
                lost += p.gain[m]
                s.score[OVER] += p.over[n] - p.over[m]
                s.score[BROKEN] += (n >= half) - (m >= half)
                if p.gain[n] != p.gain[m]:
                    change(s, k, int(p.gain[n] - p.gain[m]), 0)
        s.score[UNIQUE] += gained - lost
        change(s, old, -lost, -seats)
        change(s, new, gained, seats)
        old, new = j, i
    s.table[r, i], s.table[r, j] = s.table[r, j], s.table[r, i]


@kernel
def change(s: State, i: int, gain: int, seats: int) -> None:
    """Person i meets `gain` more people, at `seats` more seats."""
    kind, d = s.kind[i], s.short[i]
    s.hist[kind, d] -= 1
    d -= gain
    s.hist[kind, d] += 1
    s.short[i] = d
    s.edges[kind, 0] = min(s.edges[kind, 0], d)
    s.edges[kind, 1] = max(s.edges[kind, 1], d)
    s.repeats[i] += seats - gain
    place, last = s.place[i], s.troubled.size - 1
    if s.repeats[i] > 0 and place < 0:
        s.place[i] = s.troubled[last]
        s.troubled[s.troubled[last]] = i
        s.troubled[last] += 1
    elif s.repeats[i] == 0 and place >= 0:
        s.troubled[last] -= 1
        other = s.troubled[s.troubled[last]]
        s.troubled[place] = other
        s.place[other] = place
        s.place[i] = -1
