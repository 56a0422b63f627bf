from __future__ import annotations

import numpy as np
import pytest

from planner.schedule import Schedule
from planner.search.offsets import abelian_groups, differences, offsets


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [(4, 3, 3), (10, 5, 8), (12, 6, 9), (14, 6, 9), (20, 8, 12), (60, 5, 50), (125, 8, 76)],
)
def test_nobody_meets_twice_at_full_tables(tables: int, seats: int, rounds: int) -> None:
    seating = offsets(tables, seats, rounds)
    assert seating is not None
    assert seating.shape == (rounds, tables * seats)
    assert all((np.bincount(row, minlength=tables) == seats).all() for row in seating)
    assert Schedule(seating).meetings()[1].max() == 1


@pytest.mark.parametrize("threads", [2, 5])
def test_the_number_of_threads_changes_nothing(threads: int) -> None:
    alone = offsets(14, 5, 12, seed=3)
    assert alone is not None
    assert (alone == offsets(14, 5, 12, seed=3, threads=threads)).all()


def test_another_seed_gives_another_schedule() -> None:
    assert (offsets(10, 4, 8, seed=1) != offsets(10, 4, 8, seed=2)).any()  # type: ignore[union-attr]


@pytest.mark.parametrize(("tables", "seats", "rounds"), [(4, 3, 5), (4, 5, 2), (6, 4, 6)])
def test_what_cannot_be_is_not_found(tables: int, seats: int, rounds: int) -> None:
    """The last one would be two orthogonal Latin squares of order 6 (Euler, Tarry)."""
    assert offsets(tables, seats, rounds, courses=4) is None


def test_a_search_can_be_stopped() -> None:
    assert offsets(6, 6, 6, courses=10**4, watch=lambda _: False) is None


def test_the_abelian_groups_of_an_order_are_all_there() -> None:
    assert abelian_groups(1) == [(1,)]
    assert abelian_groups(12) == [(12,), (2, 6)]
    assert sorted(abelian_groups(16)) == [(2, 2, 2, 2), (2, 2, 4), (2, 8), (4, 4), (16,)]


@pytest.mark.parametrize("group", [(6,), (2, 6), (2, 2, 3)])
def test_differences_are_those_of_a_group(group: tuple[int, ...]) -> None:
    minus = differences(group)
    order = len(minus)
    assert (np.sort(minus, axis=0) == np.arange(order)[:, None]).all()
    assert (np.sort(minus, axis=1) == np.arange(order)).all()
    plus = minus[:, minus[0]]
    assert (plus == plus.T).all()
    a, b, c = np.ogrid[:order, :order, :order]
    assert (plus[plus[a, b], c] == plus[a, plus[b, c]]).all()
