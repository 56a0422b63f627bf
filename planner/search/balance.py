"""The mix at each table: people of each value, and how far they are from the fair share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.breaches import people_off
from planner.problem import Problem
from planner.rules import Mix
from planner.schedule import Ints
from planner.search.compile import part


class Balance(NamedTuple):
    """One lane's counts; K mixes, whose values have numbers below V, one mix after the other."""

    of: Ints
    """(K, N): the number of each person's value, or -1."""
    ends: Ints
    """(K + 1,): where the values of each mix begin."""
    weight: Ints
    """(K,)"""
    people: Ints
    """(R, T + 1, V + K): people with each value, then with any of each mix; the last table stands
    for all."""


def mixes_to_keep(problem: Problem) -> tuple[Mix, ...]:
    """The mixes that swaps can improve, and that matter.

    Where two of one side at a table of two get a break, all other tables have one of each.
    """
    if not problem.event.weights.table_balance:
        return ()
    paired = problem.pairs_only and problem.event.breaks == "allowed"
    sided = problem.counting.side is not None
    return problem.mixes[1 if paired and sided else 0 :]


def new_balance(problem: Problem, seating: Ints) -> Balance:
    """The counts of a seating (R, N)."""
    mixes = mixes_to_keep(problem)
    ends = np.cumsum([0, *(len(mix.values) for mix in mixes)], dtype=np.int32)
    of = np.full((len(mixes), problem.people), -1, np.int32)
    count = np.zeros((problem.rounds, problem.tables + 1, ends[-1] + len(mixes)), np.int32)
    for k, mix in enumerate(mixes):
        np.add(mix.of, ends[k], out=of[k], where=mix.of >= 0)
        rounds, people = np.nonzero((seating >= 0) & (mix.of >= 0))
        tables = seating[rounds, people]
        for column in (of[k, people], ends[-1] + k):
            np.add.at(count, (rounds, tables, column), 1)
    count[:, -1] = count[:, :-1].sum(axis=1)
    return Balance(of, ends, np.array([mix.weight for mix in mixes], np.int32), count)


def off_share(problem: Problem, seating: Ints) -> int:
    """People beyond, or short of, the fair shares in the rounds to come, by the weights."""
    coming = seating[problem.played :]
    return sum(mix.weight * people_off(mix, coming) for mix in mixes_to_keep(problem))


@part
def rebalance(b: Balance, r: int, i: int, a: int, j: int, t: int, make: bool) -> int:
    """How many more are off when i at table a and j at table t change places, or one of them a
    place with a break (the table after the last); counted so if asked to."""
    more = 0
    for k in range(b.weight.size):
        if b.of[k, i] != b.of[k, j]:
            # a loop is compiled once, where calls would be copied each: moved, back, and moved
            one, other = i, j
            for turn in range(3 if make else 2):
                if turn < 2:
                    off = int(b.weight[k]) * _off(b, k, r, i, a, j, t)
                    more += off if turn else -off
                _move(b, k, r, one, a, other, t)
                one, other = other, one
    return more


@part
def _move(b: Balance, k: int, r: int, i: int, a: int, j: int, t: int) -> None:
    """i leaves table a to j, and j table t to i."""
    some, breaks = b.ends[-1] + k, b.people.shape[1] - 1
    for n in range(4):
        value = b.of[k, i if n == 0 or n == 3 else j]
        at, more = a if n < 2 else t, 2 * (n % 2) - 1
        if value >= 0 and at < breaks:
            b.people[r, at, value] += more
            b.people[r, at, some] += more
            b.people[r, breaks, value] += more
            b.people[r, breaks, some] += more


@part
def _off(b: Balance, k: int, r: int, i: int, a: int, j: int, t: int) -> int:
    """People off the fair share at the tables and of the values that a swap of i and j changes."""
    breaks = b.people.shape[1] - 1
    u, v = b.of[k, i], b.of[k, j]
    everywhere, both = a == breaks or t == breaks, u >= 0 and v >= 0
    off = 0
    for n in range(breaks if everywhere else 2):
        at = n if everywhere else (a if n == 0 else t)
        for m in range(2 if both else b.ends[k + 1] - b.ends[k]):
            value = (u if m == 0 else v) if both else b.ends[k] + m
            off += _off_one(b, k, r, at, value)
    return off


@part
def _off_one(b: Balance, k: int, r: int, t: int, value: int) -> int:
    """People with a value beyond, or short of, their share of a table, rounded up or down.

    With n people at the table, and c of the M in the round having the value, the share is n c / M:
    h people are |h M - n c| div M off.
    """
    some = b.ends[-1] + k
    seated = b.people[r, -1, some]
    if seated == 0:
        return 0
    away = b.people[r, t, value] * seated - b.people[r, t, some] * b.people[r, -1, value]
    return abs(int(away)) // int(seated) if abs(away) >= seated else 0
