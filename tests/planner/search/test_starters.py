from __future__ import annotations

import numpy as np
import pytest

from planner.schedule import Schedule
from planner.search.starters import Action, actions, pair_orbits, starter


@pytest.mark.parametrize(
    ("tables", "seats", "rounds", "missing"),
    [(8, 3, 11, 0), (6, 3, 8, 0), (6, 4, 6, 5), (6, 4, 7, 1), (8, 4, 9, 0), (15, 6, 12, 5)],
)
def test_nobody_meets_twice_and_the_last_tables_are_the_smaller_ones(
    tables: int, seats: int, rounds: int, missing: int
) -> None:
    seating = starter(tables, seats, rounds, missing=missing)
    assert seating is not None
    assert seating.shape == (rounds, tables * seats - missing)
    full = [seats] * (tables - missing) + [seats - 1] * missing
    assert all(np.bincount(row).tolist() == full for row in seating)
    assert Schedule(seating).meetings()[1].max() == 1


@pytest.mark.parametrize("threads", [2, 5])
def test_the_number_of_threads_changes_nothing(threads: int) -> None:
    alone = starter(8, 3, 11, seed=3)
    assert alone is not None
    assert (alone == starter(8, 3, 11, seed=3, threads=threads)).all()


def test_what_cannot_be_is_not_found() -> None:
    assert starter(4, 4, 6) is None, "rounds beyond the bound"
    assert starter(6, 6, 4, courses=2) is None


@pytest.mark.parametrize(
    "action", [Action(7, 3, 3, 0, 1), Action(6, 3, 6, 5, 1), Action(5, 4, 0, 0, 2)]
)
def test_pairs_are_in_one_orbit_exactly_when_a_rotation_takes_one_to_the_other(
    action: Action,
) -> None:
    orbit, allowed = pair_orbits(action)
    n, moving = action.order, action.order * action.copies
    people = np.arange(action.people)
    step = np.where(people < moving, people // n * n + (people + 1 - people // n * n) % n, people)
    assert (orbit[np.ix_(step, step)] == orbit).all()
    assert (orbit == orbit.T).all()
    real = action.people - action.missing
    one, other = np.triu_indices(real, 1)
    sizes = np.bincount(orbit[one, other], minlength=len(allowed))
    assert set(sizes[np.flatnonzero(allowed == 1)]) <= {0, n}
    assert (allowed[orbit[real:, :moving]] > 1).all()
    assert (allowed[orbit[real:, real:][~np.eye(action.missing, dtype=bool)]] == 0).all()


def test_actions_seat_everybody_and_last_long_enough() -> None:
    for action in actions(10, 5, 9, 2):
        assert action.people == 50
        assert action.order * action.bases >= 9
        assert action.fixed >= 2
