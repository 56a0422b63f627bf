from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.heat import (
    COUNTED,
    IDLE,
    KNOWN,
    LEVELS,
    Heat,
    by_group,
    by_meetings,
    by_side,
    by_table,
    rounds_met,
)
from planner.problem import Problem
from planner.schedule import Schedule
from tests.planner.evenings import rich_evenings, small_evenings


def matrix(schedule: Schedule) -> list[list[int]]:
    """How often each two meet, counted seat by seat."""
    people = range(schedule.people)
    return [[0 if u == v else len(rounds_met(schedule, u, v)) for v in people] for u in people]


def shuffled(people: int, tables: int, rounds: int, seed: int = 1) -> Schedule:
    random = np.random.default_rng(seed)
    seats = np.arange(people) % tables
    return Schedule(np.array([random.permutation(seats) for _ in range(rounds)], np.int32))


@given(small_evenings(), st.integers(1, 4), st.booleans())
def test_blocks_hold_the_meetings_of_their_people(
    evening: tuple[Problem, Schedule], size: int, repeats_only: bool
) -> None:
    schedule = evening[1]
    order = np.random.default_rng(schedule.people).permutation(schedule.people)
    heat = Heat(schedule, order, repeats_only=repeats_only)
    met = np.array(matrix(schedule))[np.ix_(order, order)]
    if repeats_only:
        met[met < 2] = 0
    blocks = heat.blocks(size)
    for row in range(blocks):
        inside = [
            int(met[row * size : (row + 1) * size, c * size : (c + 1) * size].sum())
            for c in range(blocks)
        ]
        assert heat.meetings(row, size, 0, blocks).tolist() == inside
        assert heat.meetings(row, size, 1, 2).tolist() == [*inside, 0, 0, 0][1:3]


def test_the_level_of_a_pair_is_how_often_it_meets() -> None:
    schedule = Schedule(
        np.array([[0, 0, 1, 1]] * 3 + [[0, 1, 0, 1]] + [[0, 0, 1, 1]] * 3, np.int32)
    )
    assert Heat(schedule).levels(0, 1, 0, 4).tolist() == [0, LEVELS - 1, 1, 0]
    repeats = Heat(schedule, repeats_only=True)
    assert repeats.levels(0, 1, 0, 4).tolist() == [0, LEVELS - 1, 0, 0]


def test_the_level_of_a_block_says_how_its_pairs_compare_with_all() -> None:
    first = Schedule(np.array([np.repeat(np.arange(10), 10)] * 2, np.int32))
    levels = Heat(first).levels(0, 10, 0, 10)
    assert levels.tolist() == [LEVELS - 1] + [0] * 9
    even = Heat(shuffled(300, 10, 12))
    assert all(set(even.levels(row, 30, 0, 10).tolist()) == {2} for row in range(10))


def test_the_last_block_counts_only_the_people_in_it() -> None:
    everybody = Schedule(np.zeros((1, 7), np.int32))
    heat = Heat(everybody)
    assert heat.blocks(3) == 3
    assert [heat.levels(row, 3, 0, 3).tolist() for row in range(3)] == [
        [2, 2, 2],
        [2, 2, 2],
        [2, 2, 0],
    ]
    assert heat.people_of(2, 3).tolist() == [6]


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_to_meet_is_a_picture_too(people: int) -> None:
    heat = Heat(Schedule(np.zeros((2, people), np.int32)))
    assert [heat.levels(row, 1, 0, people).tolist() for row in range(people)] == [[0]] * people


@given(rich_evenings(), st.integers(1, 3))
@settings(deadline=None)
def test_one_side_goes_down_and_the_other_across(
    evening: tuple[Problem, Schedule], size: int
) -> None:
    problem, schedule = evening
    side = np.arange(problem.people, dtype=np.int32) % 2
    down, across = by_side(side)
    heat = Heat(schedule, down, across=across, counting=problem.counting)
    met = np.array(matrix(schedule))[np.ix_(down, across)]
    wide = heat.blocks_across(size)
    for row in range(heat.blocks(size)):
        rows = slice(row * size, (row + 1) * size)
        assert heat.meetings(row, size, 0, wide).tolist() == [
            int(met[rows, c * size : (c + 1) * size].sum()) for c in range(wide)
        ]
        assert len(heat.levels(row, size, 0, wide)) == wide


@given(rich_evenings(), st.integers(1, 3))
@settings(deadline=None)
def test_pairs_who_do_not_count_or_had_met_are_marked(
    evening: tuple[Problem, Schedule], size: int
) -> None:
    problem, schedule = evening
    counting, people = problem.counting, problem.people
    known = set() if counting.known is None else {(u, v) for u, v, _ in counting.known.tolist()}

    def mark(row: int, column: int) -> int:
        pairs = [
            (min(u, v), max(u, v))
            for u in range(row * size, min((row + 1) * size, people))
            for v in range(column * size, min((column + 1) * size, people))
            if u != v
        ]
        if counting.counts is not None and pairs and not any(counting.counts[p] for p in pairs):
            return IDLE
        return KNOWN if size == 1 and pairs and pairs[0] in known else COUNTED

    heat = Heat(schedule, counting=counting)
    blocks = heat.blocks(size)
    for row in range(blocks):
        assert heat.marks(row, size, 0, blocks).tolist() == [mark(row, c) for c in range(blocks)]


def test_orders() -> None:
    schedule = Schedule(np.array([[1, 0, -1, 0, 1]], np.int32))
    assert by_table(schedule, 0).tolist() == [1, 3, 0, 4, 2]
    assert by_group(["b", "", "A", "a", "b"]).tolist() == [2, 3, 0, 4, 1]
    assert by_meetings(np.array([3, 1, 2, 1])).tolist() == [1, 3, 2, 0]


def test_twenty_thousand_people_need_no_square_of_memory() -> None:
    schedule = shuffled(20_000, 4_000, 6)
    tracemalloc.start()
    heat = Heat(schedule)
    for row in range(40):
        heat.levels(row, 500, 0, 40)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000 * 20_000 / 4  # a quarter of a byte for each pair
