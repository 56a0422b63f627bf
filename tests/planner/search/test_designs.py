from __future__ import annotations

import numpy as np
import pytest

from planner.schedule import Schedule
from planner.search.designs import designed


@pytest.mark.parametrize(
    ("sizes", "rounds"),
    [
        ([5] * 10, 8),
        ([4, 5] * 7, 9),
        ([3] * 8, 11),
        ([4] * 5 + [3], 6),
    ],
)
def test_every_table_is_as_full_as_asked_and_nobody_meets_twice(
    sizes: list[int], rounds: int
) -> None:
    seating = designed(sizes, rounds)
    assert seating is not None
    assert seating.shape == (rounds, sum(sizes))
    assert all(np.bincount(row).tolist() == sizes for row in seating)
    assert Schedule(seating).meetings()[1].max() == 1


def test_neither_impossible_sizes_nor_too_many_rounds_are_searched() -> None:
    assert designed([5, 5, 3], 2) is None
    assert designed([5, 5, 5, 5, 5], 10**6) is None


def test_the_same_seed_gives_the_same_schedule_with_any_number_of_threads() -> None:
    schedules = [designed([4, 5] * 7, 9, seed=5, threads=count) for count in (1, 2, 5)]
    assert all((schedule == schedules[0]).all() for schedule in schedules[1:])  # type: ignore[union-attr]


def test_a_stopped_search_ends_without_a_schedule() -> None:
    assert designed([6] * 6, 5, watch=lambda _: False) is None


def test_it_tells_how_far_it_is_and_more_effort_searches_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four tables of three last four rounds, but nobody tells the search."""
    monkeypatch.setattr("planner.search.starters._STEPS", 100)
    told: list[float] = []

    def note(share: float) -> bool:
        told.append(share)
        return True

    assert designed([3] * 4, 5, effort="quick", watch=note) is None
    quick = len(told)
    assert designed([3] * 4, 5, effort="thorough", watch=note) is None
    assert len(told) - quick > 2 * quick
    for shares in (told[:quick], told[quick:]):
        assert shares == sorted(shares)
        assert shares[0] > 0
        assert shares[-1] == 1
