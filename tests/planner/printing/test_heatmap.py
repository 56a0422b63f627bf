from __future__ import annotations

import numpy as np
import pytest

from planner.printing.heatmap import MOST_CELLS, picture
from planner.schedule import Schedule
from tests.planner.printing.conftest import english, rotating


def test_a_cell_says_how_often_two_people_meet() -> None:
    shown = picture(Schedule(np.array([[0, 0, 1], [0, 0, 1], [0, 1, 1]], np.int32)), english)
    assert shown.levels.tolist() == [[-1, 2, 0], [2, -1, 1], [0, 1, -1]]
    assert shown.legend == ("never", "once", "twice")


def test_who_meets_very_often_has_the_darkest_shade() -> None:
    shown = picture(Schedule(np.zeros((9, 2), np.int32)), english)
    assert shown.levels[0, 1] == 5
    assert shown.legend[-1] == "5 times or more"


@pytest.mark.parametrize("people", [MOST_CELLS + 1, 1000, 5000])
def test_many_people_are_shown_in_groups(people: int) -> None:
    shown = picture(Schedule(rotating(people, people // 5, 4)), english)
    assert len(shown.levels) <= MOST_CELLS
    assert len(shown.levels) * shown.people_per_cell >= people
    assert (shown.levels == shown.levels.T).all()
    assert shown.levels.max() == 5


def test_a_group_whose_people_all_meet_is_darkest_and_strangers_stay_white() -> None:
    people = 200
    seating = (np.arange(people) // 100).astype(np.int32)[None, :]
    shown = picture(Schedule(seating), english)
    half = len(shown.levels) // 2
    assert (shown.levels[:half, :half] == 5).all()
    assert (shown.levels[:half, half:] == 0).all()
    assert shown.legend[-1] == f"up to {1:.1%}"
