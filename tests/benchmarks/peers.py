"""Other programs beside this one, in one run: `python -m tests.benchmarks.peers` (extra `bench`).

krcg (MIT) seats tournaments at tables of 4 and 5 by annealing; its score puts other rules first, so
only its repeats are compared. Sage's designs (GPL, only called here) build single structures: what
they give for tables without a repeat is a resolvable design, or a transversal design whose groups
become rounds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from planner.constructions import zero_repeats
from planner.event import plain_event
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.schedule import Schedule
from tests.benchmarks.conditions import describe

EVENINGS = ((30, 6, 5, 5), (47, 10, 5, 6), (60, 12, 5, 6), (97, 20, 5, 8), (100, 20, 5, 8))
"""People, tables, seats, rounds; krcg seats tables of 4 and 5 only."""
KRCG_STEPS = 20_000
KRCG_CALLS = 4
"""As its documentation advises."""

SHAPES = (
    (5, 3), (8, 3), (13, 3), (7, 4), (10, 4), (16, 4), (17, 5), (20, 5), (12, 6), (15, 5),
    (8, 8), (20, 6), (50, 6), (125, 8), (26, 6), (10, 10),
)  # fmt: skip
"""Tables, seats."""
MANY = 1000
"""More rounds than any of these has."""


def clocked(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def krcg_unique(people: int, rounds: int) -> int:
    seating = import_module("krcg.seating")
    planned = seating.get_rounds(list(range(people)), rounds)
    for _ in range(KRCG_CALLS):
        planned, _score = seating.optimise(planned, KRCG_STEPS, fixed=0)
    table_of = np.empty((rounds, people), np.int32)
    for r, tables in enumerate(planned):
        for t, who in enumerate(tables):
            table_of[r, list(who)] = t
    return len(Schedule(table_of).meetings()[0])


def own_unique(people: int, tables: int, seats: int, rounds: int) -> int:
    return make_plan(compile_event(plain_event(people, tables, seats, rounds))).metrics.unique


def sage_rounds(tables: int, seats: int) -> int:
    """Rounds without a repeat that Sage's designs give for equal tables."""
    return max(_from_resolvable(tables, seats), _from_transversal(tables, seats))


def _from_resolvable(tables: int, seats: int) -> int:
    designs = import_module("sage.combinat.designs.resolvable_bibd")
    try:
        found = designs.resolvable_balanced_incomplete_block_design(tables * seats, seats)
    except (NotImplementedError, ValueError):
        return 0
    return len(found._classes) if found else 0


def _from_transversal(tables: int, seats: int) -> int:
    arrays = import_module("sage.combinat.designs.orthogonal_arrays")
    empty = import_module("sage.categories.sets_cat").EmptySetError
    try:
        arrays.transversal_design(seats + 1, tables, check=False)
    except (NotImplementedError, ValueError, empty):
        return 0
    return tables


def main() -> None:
    import_module("sage.all__sagemath_modules")
    print(describe())
    own_unique(12, 3, 4, 4)  # kernels compiled and loaded beforehand
    print("\nunique meetings          ours  krcg   most    ours, s  krcg, s")
    for evening in EVENINGS:
        people, _tables, _seats, rounds = evening
        meetings = _meetings(evening)
        ours, own_time = clocked(partial(own_unique, *evening))
        theirs, time_ = clocked(partial(krcg_unique, people, rounds))
        name = "{} at {} of {}, {} rounds".format(*evening)
        print(f"{name:25}{ours:6}{theirs:6}{meetings:7}{own_time:11.2f}{time_:9.2f}", flush=True)
    print("\nrounds without a repeat, by construction alone")
    print("tables x seats   ours  Sage    ours, s  Sage, s")
    for tables, seats in SHAPES:
        sizes = [seats] * tables
        ours, own_time = clocked(partial(zero_repeats, sizes, MANY))
        theirs, time_ = clocked(partial(sage_rounds, tables, seats))
        both = f"{len(ours.seating):6}{theirs:6}"
        print(f"{f'{tables} x {seats}':15}{both}{own_time:11.3f}{time_:9.3f}", flush=True)


def _meetings(evening: tuple[int, int, int, int]) -> int:
    problem = compile_event(plain_event(*evening))
    sizes = problem.occupancy.astype(int)
    return int((sizes * (sizes - 1) // 2).sum())


if __name__ == "__main__":
    main()
