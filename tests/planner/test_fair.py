from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from planner.bounds import bound
from planner.event import Event, Participant, Seat, Table, Together, plain_event
from planner.metrics import measure, shares
from planner.problem import Problem, compile_event
from planner.schedule import BREAK, Schedule
from tests.planner.evenings import problem_around, rich_evenings, small_evenings


def dating(*, tables: int, seats: int, rounds: int) -> Event:
    return Event(
        tuple(Participant(f"{s}{i}", side=s) for s in "AB" for i in range(tables * seats // 2)),
        tuple(Table(str(t), seats) for t in range(tables)),
        rounds,
        two_sided=True,
    )


@given(small_evenings() | rich_evenings())
@settings(max_examples=100, deadline=None)
def test_breaks_take_ever_more_and_never_more_than_there_is(
    evening: tuple[Problem, Schedule],
) -> None:
    problem, schedule = evening
    proved = bound(problem)
    assert proved.rests.shape == (problem.people, problem.rounds + 2)
    assert (proved.rests[:, 0] == 0).all()
    assert (np.diff(proved.rests, axis=1) >= 0).all()
    assert (proved.rests <= proved.potential[:, None]).all()
    assume(measure(problem, schedule).broken.total == 0)
    each = shares(problem, schedule, proved)
    assert (each.shortfall >= -proved.rests.max(initial=0)).all()


def test_who_sits_with_a_friend_across_the_sides_has_a_seat_less_for_others() -> None:
    """The two of a couple who would not choose each other meet two new people a round, not 3."""
    event = replace(
        dating(tables=10, seats=6, rounds=4),
        rules=(Together(("A1", "B1")), Together(("A2", "A3"))),
    )
    problem = compile_event(event)
    assert problem.counting.counts is not None
    counts = problem.counting.counts.copy()
    counts[1, 31] = counts[31, 1] = False
    potential = bound(replace(problem, counting=replace(problem.counting, counts=counts))).potential
    assert potential[0] - potential[1] == potential[30] - potential[31] == 4
    # whoever sits with a friend of the same side has as many across as anybody
    assert potential[0] == potential[2]


def test_a_host_of_a_small_table_is_compared_with_what_it_seats() -> None:
    event = Event(
        tuple(Participant(str(i)) for i in range(22)),
        (*(Table(str(t), 5) for t in range(4)), Table("small", 2)),
        3,
        rules=(Seat("0", "small"), Seat("1", "1")),
    )
    potential = bound(compile_event(event)).potential
    assert potential[1] - potential[0] == 9
    # 15 free seats at other tables and 4 beside the other host and one small one take turns
    assert potential[1] - potential[2] == 12 - np.ceil(3 * (19 * 4 + 1) / 20)


@pytest.mark.parametrize(("rests", "gap"), [((0, 1), 0), ((0, 0), 1)])
def test_a_break_that_the_numbers_force_is_no_unfairness_but_two_of_one_person_are(
    rests: tuple[int, int], gap: int
) -> None:
    """Five people at a table of four, two rounds: each has half a break, so one at most."""
    seating = np.zeros((2, 5), np.int32)
    for round_, person in enumerate(rests):
        seating[round_, person] = BREAK
    problem = problem_around(seating)
    plan = Schedule(seating)
    m = measure(problem, plan)
    assert (m.gap > 1) == (gap > 0)
    short = shares(problem, plan, bound(problem)).shortfall
    assert short[0] == short[1 if gap == 0 else 0]


def test_breaks_before_count_among_what_is_a_fair_share() -> None:
    seating = np.array([[BREAK, 0, 0, 1, 1], [0, BREAK, 0, 1, 1], [0, 0, BREAK, 1, 1]], np.int32)
    problem = problem_around(seating)
    proved = bound(replace(problem, past=seating[:1], event=problem.event))
    # 3 breaks for 5 people: one for each at most, and 0 had hers
    assert proved.rests[0].tolist() == [0] * 5
    assert proved.rests[1].tolist()[:3] == [0, 1, 1]


def test_plain_evenings_are_compared_with_what_each_can_reach() -> None:
    for event in (plain_event(30, 5, 6, 6), plain_event(97, 20, 5, 8)):
        proved = bound(compile_event(event))
        assert np.array_equal(proved.potential, proved.reach)
        assert not proved.rests.any()
