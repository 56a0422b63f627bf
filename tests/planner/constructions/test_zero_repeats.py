from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.constructions import glued, zero_repeats
from tests.planner.constructions.recount import faults, known_shapes


def test_every_published_shape_gets_a_faultless_schedule() -> None:
    for shape in known_shapes():
        made = zero_repeats(shape.sizes, shape.bound)
        assert made is not None
        assert faults(made.seating, shape.sizes) == [], shape.name


def test_a_fault_is_seen() -> None:
    made = zero_repeats([3, 3, 3], 4)
    assert made is not None
    broken = made.seating.copy()
    broken[1] = broken[0]
    assert len(faults(broken, [3, 3, 3])) == 9
    assert faults(made.seating, [4, 3, 2]) != []


@given(st.integers(1, 30), st.integers(1, 9), st.integers(1, 40), st.data())
def test_any_evening_of_nearly_equal_tables_is_faultless(
    tables: int, seats: int, rounds: int, data: st.DataObject
) -> None:
    sizes = [seats - data.draw(st.integers(0, 1)) for _ in range(tables)]
    made = zero_repeats(sizes, rounds)
    if sum(sizes) == 0:
        assert made is None
        return
    assert made is not None
    assert 1 <= len(made.seating) <= rounds
    assert made.seating.shape[1] == sum(sizes)
    assert faults(made.seating, sizes) == []


@given(st.integers(1, 20), st.integers(1, 8), st.integers(1, 20), st.integers(1, 4), st.data())
def test_blocks_stay_together_and_meet_once(
    tables: int, seats: int, rounds: int, block: int, data: st.DataObject
) -> None:
    losses = [data.draw(st.integers(0, block)) for _ in range(tables)]
    sizes = [seats * block - loss for loss in losses]
    made = glued(sizes, rounds, block)
    if sum(sizes) == 0:
        assert made is None
        return
    assert made is not None
    people = 0
    first = []
    for members in _blocks(sizes, block):
        rows = made.seating[:, people : people + members]
        assert (rows == rows[:, :1]).all()
        first.append(people)
        people += members
    assert people == made.seating.shape[1] == sum(sizes)
    met = faults(made.seating[:, first], sizes)
    assert not [fault for fault in met if "meet" in fault]
    for row in made.seating:
        assert [int((row == table).sum()) for table in range(tables)] == sizes


def _blocks(sizes: list[int], block: int) -> list[int]:
    """The sizes of the blocks: full ones first, then the smaller in decreasing size."""
    positive = [size for size in sizes if size]
    seats = -(-max(positive) // block)
    losses = sorted(seats * block - size for size in positive)
    people = seats * len(positive)
    kept = [block] * (people - sum(loss > 0 for loss in losses))
    return kept + [block - loss for loss in losses if 0 < loss < block]


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [(50, 6, 10), (125, 8, 10), (60, 5, 15), (200, 5, 25), (1250, 8, 10)],
)
def test_the_usual_evenings_get_all_their_rounds(tables: int, seats: int, rounds: int) -> None:
    made = zero_repeats([seats] * tables, rounds)
    assert made is not None
    assert len(made.seating) == rounds
    assert faults(made.seating, [seats] * tables) == []


def test_very_uneven_tables_get_one_round() -> None:
    made = zero_repeats([8, 4, 0, 4], 3)
    assert made is not None
    assert faults(made.seating, [8, 4, 0, 4]) == []
    assert len(made.seating) == 1


@pytest.mark.parametrize(("sizes", "rounds"), [([], 3), ([0, 0], 3), ([4, 4], 0)])
def test_nothing_to_seat_gives_nothing(sizes: list[int], rounds: int) -> None:
    assert zero_repeats(sizes, rounds) is None


def test_blocks_too_large_for_the_tables_are_not_glued() -> None:
    assert glued([6, 3], 2, 2) is None
