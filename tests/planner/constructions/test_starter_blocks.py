from __future__ import annotations

import numpy as np
import pytest

from planner.constructions import zero_repeats
from planner.constructions.starter_blocks import uneven
from planner.schedule import Schedule

SHAPES = [(14, 6, count) for count in range(6, 13)] + [(15, 6, count) for count in (5, 6, 9, 12)]


@pytest.mark.parametrize(("tables", "seats", "missing"), SHAPES)
def test_without_the_empty_seats_nobody_meets_twice(tables: int, seats: int, missing: int) -> None:
    recipe = uneven(tables, seats, missing)
    assert recipe is not None
    assert recipe.rounds >= 12
    people = np.ascontiguousarray(recipe.build(recipe.rounds)[:, missing:])
    assert people.shape == (recipe.rounds, tables * seats - missing)
    for row in people:
        full = tables - missing
        assert sorted(np.bincount(row, minlength=tables)) == [seats - 1] * missing + [seats] * full
    assert Schedule(people).meetings()[1].max() == 1


@pytest.mark.parametrize("shape", [(14, 6, 0), (14, 6, 13), (15, 6, 4), (15, 6, 7), (8, 4, 6)])
def test_other_numbers_of_empty_seats_have_none(shape: tuple[int, int, int]) -> None:
    assert uneven(*shape) is None


def test_people_are_left_out_where_the_base_round_has_empty_seats() -> None:
    schedule = zero_repeats([6] * 6 + [5] * 9, 12)
    assert schedule is not None
    assert schedule.seating.shape == (12, 81)
    assert Schedule(schedule.seating).meetings()[1].max() == 1
