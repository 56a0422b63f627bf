from __future__ import annotations

from planner.bounds import bound
from planner.event import plain_event
from planner.metrics import measure
from planner.problem import compile_event
from planner.schedule import Schedule
from planner.search.front import LARGEST, front
from planner.search.improve import improve


def test_no_plan_of_a_front_is_as_good_as_another_in_every_respect() -> None:
    problem = compile_event(plain_event(12, 3, 4, 5))
    proved = bound(problem)
    best = improve(problem, None, proved, threads=2, seed=1, effort="quick")
    assert best is not None
    plans = front(problem, best, proved, threads=2, seed=1, effort="quick")
    assert any(plan is best for plan in plans)
    assert len(plans) <= LARGEST
    measures = [measure(problem, Schedule(plan), proved) for plan in plans]
    points = [(-m.unique, m.gap, m.most_of_one_pair) for m in measures]
    assert points == sorted(points)
    for a in points:
        for b in points:
            assert a is b or any(x < y for x, y in zip(a, b, strict=True))


def test_where_nothing_is_left_to_wish_for_there_is_one_plan() -> None:
    problem = compile_event(plain_event(20, 5, 4, 3))
    proved = bound(problem)
    best = improve(problem, None, proved, threads=1, seed=1, effort="quick")
    assert best is not None
    assert front(problem, best, proved, threads=1, seed=1, effort="quick") == [best]
