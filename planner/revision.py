"""A plan for an event that was changed, as close to the plan before as it can be.

People keep their table wherever rules and room allow; then swaps of two people mend what the
change has spoilt, each only if it is worth telling two people something new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.bounds import Bound
from planner.mending import Mending
from planner.problem import FREE, Problem
from planner.schedule import ABSENT, BREAK, Ints
from planner.search.start import start

MENDED: Final = 5_000
"""People up to which a plan is mended: it takes a number for each two of them."""


def keep(problem: Problem, previous: Ints) -> Ints | None:
    """(R, N): everybody at the table of `previous` (k, N) wherever rules and room allow.

    FREE there is for people and tables that it did not know, BREAK for who was to sit out. None: no
    seating that holds groups, fixed seats and table sizes was found. Other rules may be broken.
    """
    kept = previous[problem.played : problem.rounds]
    wishes = np.where(kept == BREAK, problem.tables, kept).astype(np.int32)
    seating = start(_to_come(_fitted(problem, kept)), problem.seed, wishes)
    if seating is None:
        seating = start(_to_come(problem), problem.seed, wishes)
    if seating is None:
        return None
    seating[seating == problem.tables] = BREAK
    return seating if problem.past is None else np.concatenate((problem.past, seating))


def mend(
    problem: Problem,
    seating: Ints,
    previous: Ints,
    proved: Bound,
    stopped: Callable[[], bool] = lambda: False,
) -> Ints:
    """(R, N): `seating` with the swaps that pay, by rules, repeats, fairness, breaks and mixes, for
    not being `previous`.

    Played rounds stay. Up to MENDED people; above, as it is. The result depends on the arguments
    only.
    """
    if problem.people > MENDED:
        return seating
    mending = Mending(problem, previous[: problem.rounds], proved, seating.copy())
    mending.run(stopped)
    return mending.seating


def moved(previous: Ints, seating: Ints) -> NDArray[np.bool_]:
    """(N,) who sits elsewhere in some round that both plans have.

    Newcomers do not count, nor who is not there any more.
    """
    kept = previous[: len(seating)]
    now = seating[: len(kept)]
    different: NDArray[np.bool_] = ((now != kept) & (kept != FREE) & (now != ABSENT)).any(axis=0)
    return different


def aligned(problem: Problem, seating: Ints, previous: Ints) -> Ints:
    """(R, N): the same plan with equal rounds, and equal tables of a round, in another order, so
    that more people sit as in `previous`; everything but who moves stays as good as it is.
    """
    told = np.full(seating.shape, FREE, np.int32)
    told[: len(previous)] = previous[: len(seating)]
    best = seating.copy()
    for rounds in _equal_rounds(problem):
        rows = {(r, told_as): _relabeled(problem, seating[r], told[told_as], told_as)
                for r in rounds for told_as in rounds}  # fmt: skip
        kept = {pair: int((row == told[pair[1]]).sum()) for pair, row in rows.items()}
        left, open_ = set(rounds), set(rounds)
        for r, told_as in sorted(kept, key=lambda pair: (-kept[pair], pair[0] != pair[1], pair)):
            if r in left and told_as in open_:
                best[told_as] = rows[r, told_as]
                left.remove(r)
                open_.remove(told_as)
    return best


def _equal_rounds(problem: Problem) -> list[list[int]]:
    """Rounds to come in which the same people are there under the same rules."""
    kinds: dict[bytes, list[int]] = {}
    for r in range(problem.played, problem.rounds):
        parts = (problem.present[r], problem.glue[r], problem.fixed[r], problem.seats[r])
        kinds.setdefault(b"".join(part.tobytes() for part in parts), []).append(r)
    return list(kinds.values())


def _relabeled(problem: Problem, row: Ints, told: Ints, r: int) -> Ints:
    """A round with each table called what most of its people were told, if such a one is free."""
    tables = problem.tables
    seats, fixed = problem.seats[r], problem.fixed[r]
    held = np.unique(fixed[fixed != FREE])
    both = (row >= 0) & (told >= 0) & ~np.isin(row, held) & ~np.isin(told, held)
    both[both] = seats[row[both]] == seats[told[both]]
    pairs, count = np.unique(row[both].astype(np.int64) * tables + told[both], return_counts=True)
    name = np.full(tables, FREE, np.int32)
    taken = np.zeros(tables, np.bool_)
    taken[held] = True
    name[held] = held
    for pair in pairs[np.argsort(-count, kind="stable")].tolist():
        table, called = divmod(pair, tables)
        if name[table] == FREE and not taken[called]:
            name[table], taken[called] = called, True
    for size in np.unique(seats):
        nameless = np.flatnonzero((seats == size) & (name == FREE))
        name[nameless] = np.flatnonzero((seats == size) & ~taken)
    return np.where(row >= 0, name[np.maximum(row, 0)], row)


def is_as_told(seating: Ints, previous: Ints) -> bool:
    """Whether everybody is there who was told a seat, nobody else, and all sit as told."""
    return len(previous) >= len(seating) and bool((seating == previous[: len(seating)]).all())


def _fitted(problem: Problem, kept: Ints) -> Problem:
    """The same problem with its table sizes where most people can stay.

    Only the sizes are settled, not which of some equal tables has them: a table that was full
    stays so, and somebody who is gone leaves the gap at her own.
    """
    occupancy = problem.occupancy.copy()
    for r, row in enumerate(kept, problem.played):
        there = row[problem.present[r] & (row >= 0)]
        before = np.bincount(there, minlength=problem.tables)
        for size in np.unique(problem.seats[r]):
            equal = np.flatnonzero(problem.seats[r] == size)
            fullest = equal[np.argsort(-before[equal], kind="stable")]
            occupancy[r, fullest] = -np.sort(-occupancy[r, equal])
    return replace(problem, occupancy=occupancy)


def _to_come(problem: Problem) -> Problem:
    """The rounds to come; whoever has no seat sits at one table more, where people rest."""
    resting = problem.present.sum(axis=1) - problem.occupancy.sum(axis=1)
    occupancy = np.column_stack((problem.occupancy, resting)).astype(np.int32)
    coming = slice(problem.played, None)
    return replace(
        problem,
        present=problem.present[coming],
        occupancy=occupancy[coming],
        glue=problem.glue[coming],
        fixed=problem.fixed[coming],
        past=None,
    )
