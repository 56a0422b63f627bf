"""What is fair: how many people each should meet, by the places and the breaks there are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.problem import FREE, Problem
from planner.reach import Reach
from planner.schedule import ABSENT, BREAK, Ints
from planner.tally import Longs

Parts = NDArray[np.float64]


def is_same_for_all(problem: Problem, fixed: Ints) -> bool:
    """Everybody can have the places anybody has: no sides, no breaks, nobody with a place."""
    everybody_sits = (problem.occupancy.sum(axis=1) >= problem.present.sum(axis=1)).all()
    held = problem.present & (fixed != FREE)
    return problem.counting.counts is None and bool(everybody_sits) and not held.any()


def at_twos(
    problem: Problem, within: Reach, lost: Longs, sure: Longs, slots: Longs, unique: int
) -> Longs:
    """(N,): at tables of two, a part of all there is by the rounds in which each is there.

    Those with few to meet keep them, the others of their side share the rest. Less what is `lost`,
    and no less than what is `sure`.
    """
    seated, there = problem.occupancy.sum(axis=1), problem.present.sum(axis=1)
    if problem.counting.side is None:
        part = within.seats * np.minimum(seated / np.maximum(there, 1), 1.0)[:, None]
        total = 2 * unique
    else:
        part, total = problem.present * slots[:, None].astype(np.float64), unique
        for who in _sides(problem):
            of_side = problem.present[:, who].sum(axis=1, keepdims=True)
            part[:, who] = part[:, who] / np.maximum(of_side, 1)
    fair = within.most.copy()
    for who in _sides(problem):
        most, parts = within.most[who], part[:, who].sum(axis=0)
        level = _level(most, parts, total)
        if level < np.inf:
            its = np.maximum(_whole(level * parts) - lost[who], sure[who])
            fair[who] = np.minimum(most, its)
    return fair


def at_tables(
    problem: Problem, fixed: Ints, within: Reach, lost: Longs, slots: Longs, unique: int
) -> Parts:
    """(N,): what an even mix gives whoever never rests, not yet whole and not yet less `lost`.

    That is a seat at the table where somebody has to sit (`fixed`, (R, N)), else a seat drawn from
    the others: with smaller tables among them all take turns. Less where pairs run out.
    """
    rests, both = rest_shares(problem, fixed), problem.counting.side is None
    part = np.zeros(fixed.shape)
    for r, meetings in enumerate(slots.tolist()):
        part[r] = _of_round(problem, r, fixed[r], meetings)
    always: Parts = part.sum(axis=0)
    due = (part * (1 - rests)).sum(axis=0)
    for who in _sides(problem):
        total = (1 + both) * unique + int(lost[who].sum())
        always[who] *= min(1.0, _level(within.most[who], due[who], total))
    return always


def _of_round(problem: Problem, round_: int, fixed: Ints, slots: int) -> Parts:
    """(N,): whom each who is seated meets at an even mix in which so many meetings count."""
    sizes, there = problem.occupancy[round_].astype(np.float64), problem.present[round_]
    part = np.zeros(problem.people)
    room = sizes - np.bincount(fixed[there & (fixed != FREE)], minlength=problem.tables)
    room = np.maximum(room, 0)
    people = int(there.sum())
    for who in _sides(problem):
        here = there & who
        beside = np.maximum(sizes - 1, 0)
        if problem.counting.side is not None:
            own = int(here.sum()) / max(1, people)
            mixed = float((sizes * sizes).sum()) * own * (1 - own)
            beside = sizes * (1 - own) * min(1.0, slots / max(mixed, 1e-9))
        part[here] = (room * beside).sum() / max(1.0, float(room.sum()))
        held = here & (fixed != FREE)
        part[held] = beside[fixed[held]]
    return part


def rest_shares(problem: Problem, fixed: Ints) -> Parts:
    """(R, N): the part of a break that is each one's in a round: nobody's who has a place."""
    free = problem.present & (fixed == FREE)
    resting = np.maximum(problem.present.sum(axis=1) - problem.occupancy.sum(axis=1), 0)
    shares: Parts = free * (resting / np.maximum(free.sum(axis=1), 1))[:, None]
    return shares


def breaks_so_far(problem: Problem) -> tuple[Longs, Parts]:
    """(N,) twice: each one's breaks in the rounds that are over, and what part of them was due."""
    if problem.past is None:
        return np.zeros(problem.people, np.int64), np.zeros(problem.people)
    rested = problem.past == BREAK
    there = problem.past != ABSENT
    part = there * (rested.sum(axis=1) / np.maximum(there.sum(axis=1), 1))[:, None]
    return rested.sum(axis=0, dtype=np.int64), part.sum(axis=0)


def by_breaks(
    always: Parts, lost: Longs, least: Longs, most: Longs, there: Longs, breaks: Longs
) -> Longs:
    """(N, B): the fair number of people met by who has so many `breaks` (N, B) of the rounds in
    which she is `there`; from `least` to `most`."""
    seated = 1 - breaks / np.maximum(there, 1)[:, None]
    fair: Longs = np.clip(
        _whole((always - lost)[:, None] * seated),
        np.minimum(least, most)[:, None],
        most[:, None],
    )
    return fair


def raised(problem: Problem, fair: Longs, most: Longs) -> Longs:
    """As fair, by the same number more for a whole side so that nobody can have more."""
    above = fair.copy()
    for who in _sides(problem):
        above[who] += (most - fair)[who].max(initial=0)
    return above


def _sides(problem: Problem) -> list[NDArray[np.bool_]]:
    side = problem.counting.side
    return [np.ones(problem.people, np.bool_)] if side is None else [side == 0, side == 1]


def _whole(numbers: Parts) -> Longs:
    whole: Longs = np.ceil(numbers - 1e-9).astype(np.int64)
    return whole


def _level(most: Longs, parts: Parts, total: int) -> float:
    """Which multiple of the parts uses up a total, where nobody can have more than so many."""
    if int(most.sum()) <= total:
        return np.inf
    order = np.argsort(np.divide(most, np.maximum(parts, 1e-12)), kind="stable")
    given = np.append(0, np.cumsum(most[order]))[:-1]
    left = np.cumsum(parts[order][::-1])[::-1]
    levels = (total - given) / np.maximum(left, 1e-12)
    return float(levels[int(np.argmin(levels * parts[order] >= most[order]))])
