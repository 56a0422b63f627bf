from __future__ import annotations

import numpy as np
import pytest

from planner.counting import EVERYBODY, Counting
from planner.printing.heatmap import MOST_CELLS, picture
from planner.schedule import Schedule
from tests.planner.printing.conftest import english, rotating


def test_a_cell_says_how_often_two_people_meet() -> None:
    shown = picture(
        Schedule(np.array([[0, 0, 1], [0, 0, 1], [0, 1, 1]], np.int32)), EVERYBODY, english
    )
    assert shown.levels.tolist() == [[-1, 2, 0], [2, -1, 1], [0, 1, -1]]
    assert shown.legend == ("never", "once", "twice")


def test_who_meets_very_often_has_the_darkest_shade() -> None:
    shown = picture(Schedule(np.zeros((9, 2), np.int32)), EVERYBODY, english)
    assert shown.levels[0, 1] == 5
    assert shown.legend[-1] == "5 times or more"


@pytest.mark.parametrize("people", [MOST_CELLS + 1, 1000, 5000])
def test_many_people_are_shown_in_groups(people: int) -> None:
    shown = picture(Schedule(rotating(people, people // 5, 4)), EVERYBODY, english)
    assert len(shown.levels) <= MOST_CELLS
    assert len(shown.levels) * shown.people_per_cell >= people
    assert (shown.levels == shown.levels.T).all()
    assert shown.levels.max() == 5


def test_a_group_whose_people_all_meet_is_darkest_and_strangers_stay_white() -> None:
    people = 200
    seating = (np.arange(people) // 100).astype(np.int32)[None, :]
    shown = picture(Schedule(seating), EVERYBODY, english)
    half = len(shown.levels) // 2
    assert (shown.levels[:half, :half] == 5).all()
    assert (shown.levels[:half, half:] == 0).all()
    assert shown.legend[-1] == f"up to {1:.1%}"


def two_sides(people: int) -> Counting:
    side = (np.arange(people) % 3 == 0).astype(np.int32)
    return Counting(side, side[:, None] != side)


def test_one_side_stands_down_the_page_and_the_other_across() -> None:
    seating = np.array([[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1]], np.int32)
    shown = picture(Schedule(seating), two_sides(6), english)
    assert (shown.down.tolist(), shown.across.tolist()) == ([1, 2, 4, 5], [0, 3])
    assert shown.levels.tolist() == [[2, 0], [2, 0], [0, 2], [0, 2]]


def test_pairs_who_do_not_count_are_gray_and_those_who_had_met_are_marked() -> None:
    counts = ~np.eye(4, dtype=np.bool_)
    counts[0, 1] = counts[1, 0] = False
    known = np.array([[0, 1, 1], [2, 3, 1]], np.int32)
    schedule = Schedule(np.array([[0, 0, 1, 1]], np.int32))
    shown = picture(schedule, Counting(None, counts, None, known), english)
    assert shown.levels.tolist()[:2] == [[-1, -1, 0, 0], [-1, -1, 0, 0]]
    assert np.argwhere(shown.known).tolist() == [[2, 3], [3, 2]]


def test_many_people_of_two_sides_are_shown_in_groups_of_one_side() -> None:
    people = 600
    shown = picture(Schedule(rotating(people, 60, 4)), two_sides(people), english)
    assert shown.levels.shape == (100, 50)
    alone = Counting(None, np.zeros((people, people), np.bool_))
    assert (picture(Schedule(rotating(people, 60, 4)), alone, english).levels == -1).all()
