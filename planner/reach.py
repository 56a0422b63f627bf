"""Whom each person can still meet, and how many different people at most."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from planner.certainties import Certainties, company
from planner.problem import FREE, Problem
from planner.schedule import Ints
from planner.tally import Longs

Pairs = NDArray[np.bool_]

CLASSES_LIMIT: Final = 600
"""Kinds of people (by attendance and fixed seats) told apart; the rest count as free for all."""

CELLS_LIMIT: Final = 25_000_000
"""Rounds times pairs of such kinds: with very many rounds fewer kinds are told apart."""

SPELLS_LIMIT: Final = 64
"""Rounds up to which all spells, or all pairs of unlike rounds, are looked at; else fewer are."""

SPELL_CELLS_LIMIT: Final = 400_000_000
"""Pairs looked at in all spells together, where every pair of people is told apart."""

COUPLES_LIMIT: Final = 6_000
"""People up to whom every pair is told apart, where pairs differ."""

AWAY: Final = FREE - 1
"""Among fixed tables: the person is not there."""


class Eligible(Protocol):
    """Which meetings of each round could be a first one that counts."""

    @property
    def spells(self) -> bool:
        """Whether all spells of rounds are to be looked at."""

    @property
    def least(self) -> list[int]:
        """For each round a lower limit of the people whom anybody there may meet in it."""

    def nobody(self) -> Pairs:
        """(S, S) no kinds at all."""

    def by_round(self, round_: int) -> Pairs:
        """(S, S) which kinds of people may meet."""

    def people(self, may_meet: Pairs) -> Longs:
        """(N,) whom each person may meet, by the kinds (S, S) that may meet."""


@dataclass(frozen=True, eq=False)
class Reach:
    """What each person can get in the rounds of a problem."""

    people: Longs
    """(N,) |E_i|: whom the person could ever meet."""
    most: Longs
    """(N,) p_i: how many different ones at most."""
    seats: Longs
    """(R, N) how many new ones at most in each round."""
    eligible: Eligible
    union: Pairs
    """(S, S) the kinds of people who may meet in some round."""


def reach(
    problem: Problem,
    certain: Certainties,
    taken: Longs | None = None,
    kept: Longs | None = None,
) -> Reach:
    """|E_i| and p_i.

    `taken` (R, N) are seats beside each person that go to people whose meeting is never new, and
    `kept` (N,) the seats that bring people in again who are counted already.

    p_i is the least, over all cuts of the evening into spells of rounds, of the sum over spells of
    min(people met in it at most, seats beside i in it); less what a kept group repeats (Hall's
    condition for the rounds of a spell; the whole evening as one spell is the plain formula).
    """
    eligible: Eligible = (
        Couples(problem, certain) if couples_differ(problem) else Classes(problem, certain)
    )
    seats = most_seats(problem, certain)
    if taken is not None:
        seats = np.maximum(seats - taken, 0)
    before = np.zeros((problem.rounds + 1, problem.people), np.int64)
    np.cumsum(seats, axis=0, out=before[1:])
    union = eligible.nobody()
    for r in range(problem.rounds):
        union |= eligible.by_round(r)
    ever = eligible.people(union)
    best = before.copy()
    for stop in range(1, problem.rounds + 1 if eligible.spells else 1):
        np.minimum(best[stop], best[stop - 1] + seats[stop - 1], out=best[stop])
        may_meet, least = eligible.nobody(), problem.people
        for start in reversed(range(stop)):
            may_meet |= eligible.by_round(start)
            least = min(least, eligible.least[start])
            spell = before[stop] - before[start]
            if least < spell.max(initial=0):
                met = np.minimum(eligible.people(may_meet), spell)
                np.minimum(best[stop], best[start] + met, out=best[stop])
    most = np.minimum(best[-1], ever)
    if kept is not None:
        most = np.minimum(most, before[-1] - kept)
    return Reach(ever, np.maximum(most, 0), seats, eligible, union)


def most_seats(problem: Problem, certain: Certainties) -> Longs:
    """(R, N) the most people each person can sit with in a round; nobody while absent."""
    most = np.take_along_axis(problem.occupancy, np.maximum(certain.fixed, 0), axis=1)
    for r, (fixed, sizes) in enumerate(zip(certain.fixed, problem.occupancy, strict=True)):
        room = sizes.astype(np.int64)
        if certain.everybody_sits[r]:
            held = fixed[(fixed != FREE) & problem.present[r]]
            room -= np.bincount(held, minlength=problem.tables)
        group = company(certain.together[r])
        for size in np.unique(group).tolist():
            here = (fixed == FREE) & (group == size)
            most[r, here] = sizes[room >= size].max(initial=0)
    beside: Longs = np.where(problem.present, np.maximum(most - 1, 0), 0).astype(np.int64)
    return beside


def least_seats(problem: Problem, certain: Certainties) -> Longs:
    """(N,) the fewest meetings each person has in all, repeats included."""
    sizes = problem.occupancy
    least = np.where(sizes > 0, sizes, np.iinfo(np.int32).max).min(axis=1, keepdims=True)
    at_fixed = np.take_along_axis(sizes, np.maximum(certain.fixed, 0), axis=1)
    beside = np.where(certain.fixed == FREE, least, at_fixed) - 1
    there = problem.present & certain.everybody_sits[:, None]
    least_of_each: Longs = np.where(there, beside, 0).sum(axis=0, dtype=np.int64)
    return least_of_each


class Classes:
    """People of one class are there in the same rounds and have the same fixed seats, so that
    classes stand for people and no table of all pairs is needed."""

    def __init__(self, problem: Problem, certain: Certainties) -> None:
        where = np.where(problem.present, certain.fixed, AWAY)
        classes, self._class_of, sizes = _classes(where)
        self._sizes = sizes.astype(np.float32)
        self._apart = apart_with_groups(problem, certain.together)
        most_apart = int(np.bincount(self._apart.ravel()).max(initial=0))
        self._by_round = _may_share(classes)
        self.spells = problem.rounds <= SPELLS_LIMIT
        self.least = [
            int(self._by_class(may_meet)[there].min(initial=problem.people)) - most_apart
            for may_meet, there in zip(self._by_round, classes != AWAY, strict=True)
        ]

    def nobody(self) -> Pairs:
        return np.zeros(self._by_round.shape[1:], np.bool_)

    def by_round(self, round_: int) -> Pairs:
        may_meet: Pairs = self._by_round[round_]
        return may_meet

    def _by_class(self, may_meet: Pairs) -> Longs:
        """(S,) people one person of each class may meet; 32-bit floats count exactly to 2^24."""
        return (may_meet.astype(np.float32) @ self._sizes - may_meet.diagonal()).astype(np.int64)

    def people(self, may_meet: Pairs) -> Longs:
        u, v = self._apart.T
        counted = may_meet[self._class_of[u], self._class_of[v]]
        lost = np.bincount(self._apart[counted].ravel(), minlength=self._class_of.size)
        return self._by_class(may_meet)[self._class_of] - lost


class Couples:
    """Every pair of people by itself, where meetings do not all count the same."""

    def __init__(self, problem: Problem, certain: Certainties) -> None:
        self._fresh = fresh_pairs(problem)
        u, v = apart_with_groups(problem, certain.together).T
        self._fresh[u, v] = self._fresh[v, u] = False
        self._where = np.where(problem.present, certain.fixed, AWAY)
        self._known: dict[bytes, Pairs] = {}
        cells = problem.rounds**2 * problem.people**2
        self.spells = problem.rounds <= SPELLS_LIMIT and cells <= SPELL_CELLS_LIMIT
        self.least = [
            int(self.people(self.by_round(r))[there].min(initial=problem.people))
            for r, there in enumerate(problem.present)
        ]

    def nobody(self) -> Pairs:
        return np.zeros_like(self._fresh)

    def by_round(self, round_: int) -> Pairs:
        where = self._where[round_]
        if (where == FREE).all():
            return self._fresh
        kind = self.kind(round_)
        may_meet = self._known.get(kind)
        if may_meet is None:
            may_meet = _may_share(where[None, :])[0]
            may_meet &= self._fresh
            if self.spells:
                self._known[kind] = may_meet
        return may_meet

    def kind(self, round_: int) -> bytes:
        """The same for rounds in which the same people may meet."""
        where: Ints = self._where[round_]
        return where.tobytes()

    def people(self, may_meet: Pairs) -> Longs:
        met: Longs = may_meet.sum(axis=1, dtype=np.int64)
        return met


def couples_differ(problem: Problem) -> bool:
    """Whether it matters, and is not too much, to tell every pair of people apart."""
    return not problem.counting.is_plain and problem.people <= COUPLES_LIMIT


def fresh_pairs(problem: Problem) -> Pairs:
    """(N, N) whose meeting could be a first one that counts, were they at one table."""
    counting, people = problem.counting, problem.people
    fresh = np.ones((people, people), np.bool_)
    if counting.counts is not None:
        fresh &= counting.counts
    if counting.known is not None:
        u, v, _ = counting.known.T
        fresh[u, v] = fresh[v, u] = False
    np.fill_diagonal(fresh, False)
    return fresh


def _classes(where: Ints) -> tuple[Ints, Longs, Longs]:
    """Distinct columns (R, S), the class of each person, people in each class."""
    if (where == where[:, :1]).all():
        return where[:, :1], np.zeros(where.shape[1], np.int64), np.array([where.shape[1]])
    classes, class_of, sizes = np.unique(where, axis=1, return_inverse=True, return_counts=True)
    limit = min(CLASSES_LIMIT, isqrt(CELLS_LIMIT // len(where)))
    if sizes.size > limit:
        common = np.argsort(-sizes, kind="stable")[: limit - 1]
        new = np.full(sizes.size, limit - 1)
        new[common] = np.arange(common.size)
        class_of = new[class_of]
        free = np.full((where.shape[0], 1), FREE, where.dtype)
        classes = np.concatenate([classes[:, common], free], axis=1)
        sizes = np.bincount(class_of, minlength=limit)
    return classes, class_of, sizes


def _may_share(classes: Ints) -> NDArray[np.bool_]:
    """(R, S, S): both there and not fixed at different tables."""
    may_share = np.empty((*classes.shape, classes.shape[1]), np.bool_)
    for where, out in zip(classes, may_share, strict=True):
        there, free = where != AWAY, where == FREE
        np.equal.outer(where, where, out=out)
        out |= free[:, None] | free
        out &= there[:, None] & there
    return may_share


def apart_with_groups(problem: Problem, together: Ints) -> Longs:
    """(A, 2) pairs never at one table: whoever is always together with u is apart from v too."""
    apart = problem.apart.astype(np.int64)
    if not len(apart):
        return apart
    _, group, sizes = np.unique(together, axis=1, return_inverse=True, return_counts=True)
    members, first = np.argsort(group, kind="stable"), np.cumsum(sizes) - sizes
    left, right = np.unique(np.sort(group[apart], axis=1), axis=0).T
    repeat = np.repeat(np.arange(left.size), sizes[left] * sizes[right])
    index = np.arange(repeat.size) - np.searchsorted(repeat, repeat)
    width = sizes[right[repeat]]
    u = members[first[left[repeat]] + index // width]
    v = members[first[right[repeat]] + index % width]
    return np.stack([u, v], axis=1)
