"""What the rules settle in every schedule: who sits with whom, and at which table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.problem import FREE, Problem
from planner.schedule import ABSENT, Ints, Schedule
from planner.tally import Longs, looked_up


@dataclass(frozen=True, eq=False)
class Certainties:
    """What the rules settle; people may sit out any round short of seats."""

    everybody_sits: NDArray[np.bool_]
    """(R,)"""
    together: Ints
    """(R, N) as `kept_together`."""
    fixed: Ints
    """(R, N) the only table where the person can sit, or FREE."""


def certainties(problem: Problem) -> Certainties:
    seated = problem.occupancy.sum(axis=1) >= problem.present.sum(axis=1)
    if problem.pairs_only and problem.event.breaks == "allowed":
        seated[problem.played :] = False  # who finds no partner may rest
    alone = np.arange(problem.people, dtype=np.int32)
    return Certainties(
        everybody_sits=seated,
        together=np.where(seated[:, None], kept_together(problem), alone),
        fixed=np.where(seated[:, None], _fixed_with_groups(problem), problem.fixed),
    )


def if_all_sit(problem: Problem) -> Certainties:
    """As if nobody had a break, which may part a group or take somebody from his table."""
    return Certainties(
        everybody_sits=np.ones(problem.rounds, np.bool_),
        together=kept_together(problem),
        fixed=_fixed_with_groups(problem),
    )


def kept_together(problem: Problem) -> Ints:
    """(R, N) labels: people with one label sit at one table in that round, by the rules.

    Besides glued groups these are people fixed at one table. The absent have labels of their own.
    """
    people = np.arange(problem.people, dtype=np.int32)
    if problem.is_plain:
        return np.broadcast_to(people, problem.present.shape)
    fixed = _fixed_with_groups(problem)
    labels = np.where(fixed == FREE, problem.glue, problem.people + fixed)
    return np.where(problem.present, labels, -1 - people).astype(np.int32)


def _fixed_with_groups(problem: Problem) -> Ints:
    """`problem.fixed`, where a whole group sits at the table one of them must sit at."""
    fixed = np.full_like(problem.fixed, FREE)
    rows = np.arange(problem.rounds)[:, None]
    np.maximum.at(fixed, (rows, problem.glue), np.where(problem.present, problem.fixed, FREE))
    return np.take_along_axis(fixed, problem.glue, axis=1)


def company(labels: Ints) -> Longs:
    """(N,) how many people share each person's label, the person included."""
    _, group, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    shared: Longs = sizes[group]
    return shared


def groups_only(together: Ints) -> Schedule:
    """The labels as a seating in which everybody without company is absent."""
    shared = np.array([company(row) > 1 for row in together]).reshape(together.shape)
    return Schedule(np.where(shared, together, ABSENT).astype(np.int32))


def forced_meetings(problem: Problem, certain: Certainties) -> tuple[Longs, Longs]:
    """Pairs that must meet, as sorted codes u * people + v, u < v, and how often at least."""
    kept, times = groups_only(certain.together).meetings()
    u, v, least, _ = problem.limits.T.astype(np.int64)
    asked = u * problem.people + v
    if not (least > 0).any():
        return kept, times
    # sorted by hand: np.unique hashes since numpy 2.3, a hundred times slower on such codes
    every = np.sort(np.concatenate([kept, asked[least > 0]]))
    every = every[np.diff(every, prepend=-1) > 0]
    return every, np.maximum(looked_up(kept, times, every), looked_up(asked, least, every))
