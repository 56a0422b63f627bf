"""Small evenings with every kind of rule: what the search returns is valid, and counted right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.bounds import bound
from planner.breaches import broken_rules
from planner.event import Apart, Event, Participant, Seat, Table, Together
from planner.messages import Refusal
from planner.metrics import measure
from planner.problem import Problem, compile_event
from planner.schedule import Schedule
from planner.search.anneal import Best, Course, anneal
from planner.search.improve import Slice, improve
from planner.search.prices import BALANCED, prices
from planner.search.random import ONE, streams
from planner.search.start import start
from planner.search.state import BROKEN, GAP, OVER, UNIQUE, new_state, settle


def _first_slices() -> Callable[[Slice], bool]:
    seen: list[Slice] = []

    def watch(report: Slice) -> bool:
        seen.append(report)
        return len(seen) < 3

    return watch


@st.composite
def problems(draw: Any) -> Problem:
    people = draw(st.integers(8, 16))
    tables = draw(st.integers(2, 4))
    rounds = draw(st.integers(2, 4))
    ids = draw(st.permutations([str(i) for i in range(people)]))
    groups = [tuple(ids[:2]), tuple(ids[2:4])][: draw(st.integers(0, 2))]
    rules: list[Together | Apart | Seat] = [Together(group) for group in groups]
    if draw(st.booleans()):
        rules.append(Apart(tuple(ids[4:6])))
    if draw(st.booleans()):
        rules.append(Seat(ids[6], "t0"))
    away = draw(st.sampled_from([None, (1,), (1, 2)]))
    event = Event(
        tuple(
            Participant(str(i), vip=str(i) == ids[5], rounds=away if str(i) == ids[7] else None)
            for i in range(people)
        ),
        tuple(Table(f"t{t}", -(-people // tables) + 1) for t in range(tables)),
        rounds,
        tuple(rules),
        priority=draw(st.sampled_from(["balanced", "most-meetings"])),
    )
    try:
        return compile_event(event)
    except Refusal:
        assume(False)
        raise


_relaxed = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@_relaxed
@given(problems(), st.integers(0, 1000))
def test_a_start_breaks_no_rule_and_has_the_sizes_foreseen(problem: Problem, seed: int) -> None:
    seating = start(problem, seed)
    assert seating is not None
    broken = broken_rules(problem, Schedule(seating))
    assert broken.total == broken.apart
    for row, sizes in zip(seating, problem.occupancy, strict=True):
        assert np.array_equal(np.bincount(row[row >= 0], minlength=problem.tables), sizes)


@_relaxed
@given(problems())
def test_every_result_keeps_every_rule_on_any_number_of_threads(problem: Problem) -> None:
    proved = bound(problem)
    plans = [
        improve(
            problem, None, proved, threads=threads, seed=3, effort="quick", watch=_first_slices()
        )
        for threads in (1, 5)
    ]
    assert plans[0] is not None
    assert plans[1] is not None
    assert (plans[0] == plans[1]).all()
    metrics = measure(problem, Schedule(plans[0]), proved)
    assert metrics.broken.total == 0
    assert metrics.unique <= proved.unique


@_relaxed
@given(problems(), st.integers(0, 1000))
def test_counts_after_a_run_are_those_of_a_recount(problem: Problem, seed: int) -> None:
    seating = start(problem, seed)
    assert seating is not None
    proved = bound(problem)
    paid = prices(problem, proved, BALANCED, 0, proved.unique, None)
    state = new_state(problem, seating, proved)
    settle(state, paid)
    best = Best(state.table.copy(), state.score.copy())
    course = Course(2000, 20 * ONE, 2 * ONE, 64, False, proved.unique)
    anneal(state, paid, best, course, streams(seed, 1)[0])

    again = new_state(problem, state.table, proved)
    settle(again, paid)
    for name in ("met", "short", "repeats", "hist", "edges", "score"):
        assert np.array_equal(getattr(state, name), getattr(again, name)), name
    last = state.troubled[-1]
    assert set(state.troubled[:last].tolist()) == set(np.flatnonzero(state.repeats > 0).tolist())

    metrics = measure(problem, Schedule(best.table), proved)
    assert int(best.score[UNIQUE]) + _apart_meetings(problem, best.table) >= metrics.unique
    assert int(best.score[BROKEN]) == metrics.broken.total == metrics.broken.apart
    if not metrics.broken.total:
        assert int(best.score[UNIQUE]) == metrics.unique
        assert int(best.score[GAP]) == metrics.gap
        assert int(best.score[OVER]) == metrics.over_twice


def _apart_meetings(problem: Problem, seating: Any) -> int:
    return broken_rules(problem, Schedule(seating)).apart
