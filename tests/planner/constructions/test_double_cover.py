from __future__ import annotations

import numpy as np

from planner.constructions.double_cover import double_cover
from planner.schedule import Schedule


def test_32_people_at_tables_of_four_meet_all_but_their_twin_in_ten_rounds() -> None:
    recipe = double_cover(8, 4)
    assert recipe is not None
    seating = recipe.build(recipe.rounds)
    assert seating.shape == (10, 32)
    assert all((np.bincount(row) == 4).all() for row in seating)
    meetings, times = Schedule(seating).meetings()
    assert times.max() == 1
    strangers = set(range(32 * 32)) - set(meetings.tolist())
    assert {(u, v) for u, v in (divmod(code, 32) for code in strangers) if u < v} == {
        (point, point + 16) for point in range(16)
    }


def test_fewer_rounds_are_the_first_of_them() -> None:
    recipe = double_cover(8, 4)
    assert recipe is not None
    assert (recipe.build(3) == recipe.build(10)[:3]).all()


def test_other_shapes_are_not_its_business() -> None:
    assert double_cover(8, 3) is None
    assert double_cover(4, 8) is None
