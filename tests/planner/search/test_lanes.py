from __future__ import annotations

import pytest

from planner.search.lanes import race


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_lowest_lane_of_the_earliest_slice_wins(threads: int) -> None:
    goals = {(2, 6), (3, 1), (2, 4)}
    assert race(lambda lane, number: (number, lane) in goals, range(9), threads=threads) == 4


def test_without_a_goal_nobody_wins() -> None:
    assert race(lambda lane, number: False, range(3)) is None


def test_a_slice_is_the_longest_wait_after_stop() -> None:
    begun: list[int] = []

    def advance(lane: int, number: int) -> bool:
        begun.append(number)
        return False

    assert race(advance, range(100), watch=lambda _: False) is None
    assert set(begun) == {0}


def test_a_fault_in_a_lane_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        race(lambda lane, number: bool(1 // number), range(2))
