"""A seating with the counts that make a swap of two people cheap to judge."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.metrics import break_groups, breaks_of_each, potential_after
from planner.problem import FREE, Problem
from planner.schedule import BREAK, Ints, Schedule
from planner.search.balance import Balance, new_balance, off_share
from planner.search.pairs import Pairs

Longs = NDArray[np.int64]

BROKEN, OVER, UNIQUE, GAP, BEHIND, REST, VALUE = range(7)
"""Places in `State.score`."""


class Breaks(NamedTuple):
    """Who has how many breaks; B people where there are breaks at all, else none."""

    taken: Ints
    """(B,): breaks of each person, in all rounds."""
    group: Ints
    """(B,): as `planner.metrics.break_groups`."""
    hist: Ints
    """(3, R + 2): people of a group with so many breaks."""
    spared: Ints
    """(B, R + 2): `Bound.rests`."""


class State(NamedTuple):
    """One lane's seating; R rounds, T tables, N people, S people in a round at most.

    Whoever has a break sits at table T, where nobody meets.
    """

    met: NDArray[Any]
    """(N, N), symmetric: the entry of a pair in `Pairs`, its meetings added."""
    table: Ints
    """(R, N): the table of a person, or ABSENT."""
    order: Ints
    """(R, S): the people, table by table."""
    first: Ints
    """(R, T + 2): where in `order` each table begins."""
    head: Ints
    """(R, N): the lowest of the people glued to this one in that round."""
    size: Ints
    """(R, N): how many people are glued together there; 0: absent or tied to a table."""
    short: Ints
    """(N,): potential, less what breaks take from it, less people met, and `Pairs.spare` more, so
    that it is never below 0."""
    repeats: Ints
    """(N,): `Pairs.trouble`: meetings that were not the first, less those that rules force."""
    kind: Ints
    """(N,): `Problem.classes`: 2 x side + VIP."""
    hist: Ints
    """(C, D): people of a kind with a shortfall; C is 2 without sides, else 4."""
    edges: Ints
    """(C, 2): the least and the most shortfall of a kind; for a kind without people equal."""
    troubled: Ints
    """(N + 1,): the people with repeats in the first places; their number in the last."""
    place: Ints
    """(N,): where in `troubled` a person stands, or -1."""
    score: Longs
    """(7,): rules broken, pairs met too often, pairs met, gap, behind, gap of breaks, value."""
    hands: Longs
    """(2, S): people to exchange, for groups."""
    played: int
    """The first round that is not over."""
    breaks: Breaks
    balance: Balance


class Prices(NamedTuple):
    """What the annealing pays; `pair`, `person` and `rest` are sums over all pairs and people.

    M as in `Pairs`, whose tables are here too.
    """

    pair: Longs
    """(M,): the cost of one more meeting, by the entry of `met` before."""
    gain: Longs
    """(M,)"""
    marks: Longs
    """(M, 5)"""
    person: Longs
    """(C, D): the cost of a shortfall, by kind."""
    rest: Longs
    """(R + 2,): the cost of so many breaks."""
    off: int
    """The cost of one person off the fair share of a table."""
    worth: int
    """What that takes from the value."""
    idle: bool
    """Some meetings are breaks: IDLE in `marks`."""


def new_state(problem: Problem, seating: Ints, bound: Bound, pairs: Pairs) -> State:
    """The seating, to be counted by `settle`; it must keep occupancy, glue and fixed seats."""
    rounds, people = seating.shape
    widest = int((seating != -1).sum(axis=1).max(initial=0))
    depth = int(bound.potential.max(initial=0)) + pairs.spare + 2
    kinds = int(problem.classes.max(initial=0)) // 2 * 2 + 2
    off = off_share(problem, seating)
    score = np.zeros(7, np.int64)
    score[BROKEN] = pairs.breaches
    score[VALUE] = -problem.event.weights.table_balance * off
    return State(
        met=pairs.entries.copy(),
        table=np.where(seating == BREAK, problem.tables, seating).astype(np.int32),
        order=np.full((rounds, widest), -1, np.int32),
        first=_first(problem, seating),
        head=np.ascontiguousarray(problem.glue, np.int32),
        size=movable_sizes(problem),
        short=(potential_after(bound, breaks_of_each(Schedule(seating))) + pairs.spare).astype(
            np.int32
        ),
        repeats=pairs.trouble.astype(np.int32),
        kind=problem.classes,
        hist=np.zeros((kinds, depth), np.int32),
        edges=np.zeros((kinds, 2), np.int32),
        troubled=np.zeros(people + 1, np.int32),
        place=np.full(people, -1, np.int32),
        score=score,
        hands=np.zeros((2, widest), np.int64),
        played=problem.played,
        breaks=_breaks(problem, bound, seating),
        balance=new_balance(problem, seating),
    )


def _first(problem: Problem, seating: Ints) -> Ints:
    first = np.zeros((problem.rounds, problem.tables + 2), np.int32)
    np.cumsum(problem.occupancy, axis=1, out=first[:, 1:-1])
    first[:, -1] = first[:, -2] + (seating == BREAK).sum(axis=1)
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


def _breaks(problem: Problem, bound: Bound, seating: Ints) -> Breaks:
    """Who rests in a seating."""
    resting = seating == BREAK
    allowed = problem.event.breaks == "allowed" and (problem.pairs_only or bool(resting.any()))
    people = problem.people if allowed else 0
    return Breaks(
        taken=resting.sum(axis=0, dtype=np.int32)[:people],
        group=break_groups(problem)[:people],
        hist=np.zeros((3, problem.rounds + 2), np.int32),
        spared=np.ascontiguousarray(bound.rests[:people]),
    )
