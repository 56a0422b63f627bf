from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.constructions.truncated import LARGEST, truncated
from planner.schedule import Schedule


@given(st.integers(1, 12), st.integers(2, 12), st.integers(0, 11), st.integers(1, 14))
def test_every_table_has_the_people_it_is_to_have(
    tables: int, seats: int, fewer: int, rounds: int
) -> None:
    sizes = [seats - (t < min(fewer, tables - 1)) for t in range(tables)]
    seating = truncated(sizes, rounds)
    assert seating is not None
    assert 1 <= len(seating) <= rounds
    assert all(np.bincount(row, minlength=tables).tolist() == sizes for row in seating)


@pytest.mark.parametrize(("order", "rounds"), [(5, 6), (8, 9), (9, 4)])
def test_a_whole_plane_has_no_repeats(order: int, rounds: int) -> None:
    seating = truncated([order] * order, rounds)
    assert seating is not None
    assert len(seating) == rounds
    assert Schedule(seating).meetings()[1].max() == 1


@pytest.mark.parametrize(
    ("tables", "seats", "rounds", "pairs"),
    [(10, 10, 10, 4_000), (12, 12, 14, 9_700), (6, 6, 6, 480), (7, 6, 8, 820)],
)
def test_between_the_regimes_most_meetings_are_first_ones(
    tables: int, seats: int, rounds: int, pairs: int
) -> None:
    seating = truncated([seats] * tables, rounds)
    assert seating is not None
    assert len(seating) == rounds
    assert len(Schedule(seating).meetings()[0]) >= pairs


def test_very_large_and_very_uneven_tables_have_none() -> None:
    assert truncated([LARGEST + 1] * 3, 4) is None
    assert truncated([2] * (LARGEST + 1), 4) is None
    assert truncated([5, 5, 3], 2) is None
