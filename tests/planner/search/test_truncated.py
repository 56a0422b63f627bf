from __future__ import annotations

from dataclasses import replace

import pytest

from planner.baseline import completed, cut_plane
from planner.bounds import bound
from planner.event import Priority, plain_event
from planner.metrics import key, measure
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.schedule import Schedule
from planner.search.truncated import polished


@pytest.mark.parametrize("priority", ["most-meetings", "balanced"])
def test_the_search_near_a_cut_plane_is_better_than_the_plane(priority: Priority) -> None:
    event = replace(plain_event(35, 6, 6, 6), priority=priority)
    problem = compile_event(event)
    found = cut_plane(problem)
    assert found is not None
    start = completed(problem, found)
    proved = bound(problem)
    seating = polished(problem, start, proved, threads=2, seed=1, effort="quick")
    assert seating is not None
    before, after = (measure(problem, Schedule(s), proved) for s in (start, seating))
    assert after.broken.total == 0
    assert key(after, priority) < key(before, priority)


def test_a_plan_for_most_meetings_has_more_than_the_plane() -> None:
    event = replace(plain_event(36, 6, 6, 8), priority="most-meetings", effort="quick")
    plan = make_plan(compile_event(event), threads=2)
    assert plan.metrics.unique > 591


def test_a_balanced_plan_has_the_plane_beside_it_where_that_has_more_meetings() -> None:
    plan = make_plan(compile_event(replace(plain_event(42, 7, 6, 8), effort="quick")), threads=2)
    assert plan.metrics.gap <= 2
    assert max(other.metrics.unique for other in plan.front) == 825


def test_fewer_tables_than_seats_are_left_to_search() -> None:
    assert cut_plane(compile_event(plain_event(30, 5, 6, 6))) is None
