"""Every count of a state after any swaps is that of a recount."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.bounds import bound
from planner.metrics import key
from planner.metrics import measure as measure_plan
from planner.problem import Problem
from planner.schedule import BREAK, Ints, Schedule
from planner.search.anneal import Best, Course, anneal, rank
from planner.search.compile import kernel
from planner.search.moves import measure, settle, swap, swap_cost
from planner.search.pairs import pair_kinds
from planner.search.prices import BALANCED, prices
from planner.search.random import ONE, below, streams
from planner.search.start import rested, start
from planner.search.state import Prices, State, new_state
from tests.planner.search.evenings import mixed_problems
from tests.planner.search.recount import recount

COUNTS = ("met", "short", "repeats", "hist", "score")


@kernel
def judged_and_made(s: State, p: Prices, r: int, i: int, j: int) -> int:
    """By how much a swap costs more than it was judged to."""
    judged = swap_cost(s, p, r, i, j)
    rise = swap(s, p, r, i, j)
    measure(s)
    return rise - judged


def seated(problem: Problem, seating: Ints) -> tuple[State, Prices]:
    proved = bound(problem)
    pairs = pair_kinds(problem, proved)
    paid = prices(problem, proved, proved.potential, pairs, BALANCED, 0, proved.unique, None, 0)
    state = new_state(problem, seating, proved, pairs)
    settle(state, paid)
    return state, paid


def seating_of(problem: Problem, table: Ints) -> Ints:
    return np.where(table == problem.tables, BREAK, table).astype(np.int32)


def assert_counted(problem: Problem, state: State) -> None:
    seating = seating_of(problem, state.table)
    again, _ = seated(problem, seating)
    for name in COUNTS:
        assert np.array_equal(getattr(state, name), getattr(again, name)), name
    assert np.array_equal(state.breaks.taken, again.breaks.taken)
    assert np.array_equal(state.breaks.hist, again.breaks.hist)
    assert np.array_equal(state.balance.people, again.balance.people)
    last = state.troubled[-1]
    assert set(state.troubled[:last].tolist()) == set(np.flatnonzero(state.repeats > 0).tolist())
    assert_scored(problem, state.score, seating)
    assert_ranked(problem, state.score, seating)


def assert_scored(problem: Problem, score: NDArray[np.int64], seating: Ints) -> None:
    true = recount(problem, bound(problem), seating)
    names = ("broken", "over", "unique", "gap", "behind", "rest", "value")
    assert dict(zip(names, score.tolist(), strict=True)) == true


def assert_ranked(problem: Problem, score: NDArray[np.int64], seating: Ints) -> None:
    """As the key of the plan, unless breaks in place of meetings make other tables of it."""
    if np.array_equal(rested(problem, seating), seating):
        event = problem.event
        metrics = measure_plan(problem, Schedule(seating), bound(problem))
        by_key = key(metrics, event.priority, event.weights.equity)
        fair = event.weights.equity > 0
        # swaps do not change what the last two places compare
        assert rank(score, event.priority == "most-meetings", fair) == by_key[:-2]


_relaxed = settings(
    max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@_relaxed
@given(mixed_problems(), st.integers(0, 1000))
def test_counts_after_a_run_are_those_of_a_recount(problem: Problem, seed: int) -> None:
    seating = start(problem, seed)
    assume(seating is not None)
    assert seating is not None
    state, paid = seated(problem, seating)
    best = Best(state.table.copy(), state.score.copy())
    course = Course(2000, 20 * ONE, 2 * ONE, 64, False, True, 1 << 40)
    anneal(state, paid, best, course, streams(seed, 1)[0])
    assert_counted(problem, state)
    assert_scored(problem, best.score, seating_of(problem, best.table))


@_relaxed
@given(mixed_problems(), st.integers(0, 1000))
def test_a_swap_costs_what_it_was_judged_to(problem: Problem, seed: int) -> None:
    seating = start(problem, seed)
    assume(seating is not None)
    assert seating is not None
    state, paid = seated(problem, seating)
    words = streams(seed, 1)[0]
    for _ in range(30):
        r = below(words, problem.rounds)
        i, j = below(words, problem.people), below(words, problem.people)
        if state.size[r, i] == state.size[r, j] == 1 and state.table[r, i] != state.table[r, j]:
            assert judged_and_made(state, paid, r, i, j) == 0
    assert_counted(problem, state)
