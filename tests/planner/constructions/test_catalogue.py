from __future__ import annotations

import pytest

from planner.constructions.catalogue import recipes
from planner.constructions.data import records
from planner.constructions.fields import prime_power
from planner.constructions.latin import transversal
from planner.constructions.matrices import matrices
from tests.planner.constructions.recount import faults


@pytest.mark.parametrize("seats", range(1, 9))
def test_all_recipes_keep_their_promise(seats: int) -> None:
    for tables in range(1, 27):
        for recipe in recipes(tables, seats):
            rounds = min(recipe.rounds, 2 * tables)
            seating = recipe.build(rounds)
            assert seating.shape == (rounds, tables * seats)
            assert faults(seating, [seats] * tables) == [], (tables, seats, recipe.name)


@pytest.mark.parametrize("seats", range(2, 12))
@pytest.mark.parametrize("tables", [4, 9, 12, 15, 20, 26, 60])
def test_no_recipe_promises_more_than_counting_allows(tables: int, seats: int) -> None:
    for recipe in recipes(tables, seats):
        assert recipe.rounds * (seats - 1) <= tables * seats - 1 or recipe.rounds == 1


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [
        *[(n, n, n + 1) for n in (2, 3, 4, 5, 7, 8, 9, 11, 13)],
        *[(n, 2, 2 * n - 1) for n in (3, 10, 77)],
        *[(n, 3, (3 * n - 1) // 2) for n in range(3, 60, 2)],
        *[(n, 3, 3 * n // 2 - 1) for n in (6, 8, 10, 12, 14, 16, 20, 22, 24, 28, 32, 40, 50)],
        *[(n, 4, (4 * n - 1) // 3) for n in (4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 37, 40)],
        *[(n, 4, 4 * n // 3 - 1) for n in (6, 9, 12, 15, 21, 24, 27)],
        *[(n, 4, (4 * n - 2) // 3) for n in (11, 14, 20)],
        *[
            (13, 5, 16),
            (17, 5, 21),
            (25, 5, 31),
            (21, 6, 25),
            (26, 6, 31),
            (43, 8, 49),
            (15, 8, 17),
        ],
        *[
            (27, 9, 28),
            (20, 5, 21),
            (6, 3, 8),
            (49, 7, 57),
            (12, 6, 13),
            (12, 7, 6),
            (10, 10, 4),
            (18, 8, 9),
        ],
    ],
)
def test_theorems_are_reached(tables: int, seats: int, rounds: int) -> None:
    recipe = recipes(tables, seats)[-1]
    assert recipe.rounds >= rounds
    assert faults(recipe.build(recipe.rounds), [seats] * tables) == []


@pytest.mark.parametrize("order", sorted(matrices()))
def test_shipped_matrices_give_orthogonal_squares(order: int) -> None:
    assert prime_power(order) is None
    for classes in (matrices()[order].classes, order):
        recipe = transversal(order, classes)
        assert faults(recipe.build(recipe.rounds), [classes] * order) == []
    assert transversal(order, matrices()[order].classes).rounds == order


def test_shipped_base_rounds_are_needed_and_faultless() -> None:
    for head, *_ in records("starters.txt"):
        tables, seats, _, _ = map(int, head.split())
        recipe = recipes(tables, seats)[-1]
        assert recipe.source == "base round by computer search"
        assert faults(recipe.build(recipe.rounds), [seats] * tables) == []


def test_class_zero_stays_and_classes_never_meet_inside() -> None:
    for order, classes in ((12, 6), (15, 5), (16, 7), (20, 4), (50, 6)):
        seating = transversal(order, classes).build(3).reshape(3, classes, order)
        assert (seating[:, 0] == range(order)).all()
        for turn in seating.reshape(-1, order):
            assert sorted(turn.tolist()) == list(range(order))
