from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.bounds import bound
from planner.event import Effort, Priority, plain_event
from planner.metrics import key, measure
from planner.problem import Problem, compile_event
from planner.schedule import Ints, Schedule
from planner.search.anneal import Best, Course
from planner.search.improve import Slice, improve
from planner.search.random import Words
from planner.search.start import start
from planner.search.state import Prices, State


def _problem(
    people: int, tables: int, seats: int, rounds: int, priority: Priority = "balanced"
) -> Problem:
    return compile_event(plain_event(people, tables, seats, rounds, priority=priority))


def _improve(problem: Problem, seating: Ints | None = None, threads: int = 2) -> Ints:
    found = improve(
        problem, seating, bound(problem), threads=threads, seed=problem.seed, effort="quick"
    )
    assert found is not None
    return found


def test_a_hundred_people_meet_somebody_new_at_every_seat() -> None:
    problem = _problem(100, 20, 5, 8)
    metrics = measure(problem, Schedule(_improve(problem)))
    assert (metrics.unique, metrics.gap) == (1600, 0)


@pytest.mark.parametrize("priority", ["balanced", "most-meetings"])
def test_any_number_of_threads_gives_the_same_plan(priority: Priority) -> None:
    problem = _problem(14, 4, 4, 5, priority)
    plans = [_improve(problem, threads=threads) for threads in (1, 2, 5)]
    assert (plans[0] == plans[1]).all()
    assert (plans[0] == plans[2]).all()


def test_a_good_start_is_never_made_worse() -> None:
    problem = _problem(12, 3, 4, 4)
    good = _improve(problem)
    again = _improve(replace(problem, event=replace(problem.event, seed=9)), good)
    before, after = (measure(problem, Schedule(s)) for s in (good, again))
    assert key(after, "balanced") <= key(before, "balanced")


def test_cancelled_at_once_there_is_a_complete_seating() -> None:
    problem = _problem(30, 5, 6, 6)
    seen: list[Slice] = []

    def stop(report: Slice) -> bool:
        seen.append(report)
        return False

    found = improve(problem, None, bound(problem), threads=1, seed=1, effort="quick", watch=stop)
    assert found is not None
    assert len(seen) == 1
    assert (found == seen[0].seating).all()
    assert not measure(problem, Schedule(found)).broken.total


def test_reports_are_what_a_recount_says() -> None:
    problem = _problem(11, 3, 4, 5)
    seen: list[Slice] = []

    def note(report: Slice) -> bool:
        seen.append(report)
        return len(seen) < 3

    improve(problem, None, bound(problem), threads=1, seed=1, effort="quick", watch=note)
    for report in seen:
        metrics = measure(problem, Schedule(report.seating))
        assert (report.unique, report.gap, report.over) == (
            metrics.unique, metrics.gap, metrics.over_twice,
        )  # fmt: skip
    assert [report.share for report in seen] == sorted(report.share for report in seen)


def test_rounds_that_are_good_already_are_kept_where_rules_allow() -> None:
    problem = _problem(20, 5, 4, 3)
    wish = start(problem, 1)
    assert wish is not None
    again = start(problem, 2, wish[:2])
    assert again is not None
    assert np.array_equal(again[:2], wish[:2])
    assert not measure(problem, Schedule(again)).broken.total


@pytest.mark.parametrize("shape", [(30, 5, 6, 6), (250, 5, 50, 5), (1200, 30, 40, 12)])
def test_a_cancel_waits_for_a_slice_which_more_effort_does_not_make_longer(
    shape: tuple[int, int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    courses: list[Course] = []

    def only_count(_s: State, _p: Prices, _b: Best, course: Course, _w: Words) -> bool:
        courses.append(course)
        return False

    monkeypatch.setattr("planner.search.improve.anneal", only_count)
    problem = _problem(*shape)
    total = {}
    efforts: tuple[Effort, ...] = ("quick", "normal", "thorough")
    for effort in efforts:
        courses.clear()
        improve(problem, None, bound(problem), threads=1, seed=1, effort=effort)
        # a swap of two people looks at everybody at their two tables
        assert max(course.steps for course in courses) * shape[2] <= 400_000
        total[effort] = sum(course.steps for course in courses)
    assert total["quick"] * 4 < total["normal"] < total["thorough"] / 2
