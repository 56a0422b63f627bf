"""Evenings that mix every kind of rule: what the search returns is valid, and none the worse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.bounds import bound
from planner.breaches import broken_rules
from planner.metrics import measure
from planner.problem import Problem
from planner.schedule import BREAK, Ints, Schedule
from planner.search.improve import Slice, improve
from planner.search.start import start
from tests.planner.search.evenings import mixed_problems


def _first_slices() -> Callable[[Slice], bool]:
    seen: list[Slice] = []

    def watch(report: Slice) -> bool:
        seen.append(report)
        return len(seen) < 3

    return watch


def _improve(problem: Problem, threads: int) -> Ints | None:
    return improve(
        problem, None, bound(problem),
        threads=threads, seed=3, effort="quick", watch=_first_slices(),
    )  # fmt: skip


_relaxed = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def assert_seated(problem: Problem, seating: Ints) -> None:
    """Everything holds that no search may give up."""
    broken = broken_rules(problem, Schedule(seating))
    assert broken.total == broken.apart + broken.limits + broken.mismatched
    # two whose meeting counts nothing leave their table
    may_leave = (
        problem.counting.counts is not None
        and problem.pairs_only
        and problem.event.breaks == "allowed"
    )
    if problem.past is not None:
        assert np.array_equal(seating[: problem.played], problem.past)
    for r in range(problem.played, problem.rounds):
        row, there = seating[r], problem.present[r]
        sizes = np.bincount(row[row >= 0], minlength=problem.tables)
        assert ((sizes == problem.occupancy[r]) | (may_leave & (sizes == 0))).all()
        assert np.array_equal(there, row != -1)
        assert np.array_equal(row[there], row[problem.glue[r]][there]), "a group is split"
        assert (row == BREAK).sum() == there.sum() - sizes.sum()


@_relaxed
@given(mixed_problems(), st.integers(0, 1000))
def test_a_start_holds_groups_tables_breaks_and_played_rounds(problem: Problem, seed: int) -> None:
    seating = start(problem, seed)
    assume(seating is not None)
    assert seating is not None
    assert_seated(problem, seating)


@_relaxed
@given(mixed_problems())
def test_any_number_of_threads_gives_one_seating_that_is_valid(problem: Problem) -> None:
    assert_found_once(problem)


@pytest.mark.soak
@settings(_relaxed, max_examples=3000, derandomize=False)
@given(mixed_problems())
def test_long_no_evening_breaks_what_holds_always(problem: Problem) -> None:
    assert_found_once(problem)


def assert_found_once(problem: Problem) -> None:
    plans = [_improve(problem, threads) for threads in (1, 5)]
    assume(plans[0] is not None)
    assert plans[0] is not None
    assert plans[1] is not None
    assert np.array_equal(plans[0], plans[1])
    assert_seated(problem, plans[0])
    proved = bound(problem)
    metrics = measure(problem, Schedule(plans[0]), proved)
    if not metrics.broken.total:
        assert metrics.unique <= proved.unique
        assert metrics.value <= proved.value
