"""Fewer people than seats: whom to leave out so that every round has the same table sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.constructions.recipe import Ints, Recipe, members_of

People = NDArray[np.intp]

LARGEST_CHOICE: Final = 2_000_000
"""Seats (rounds x people) up to which all rounds of a recipe are looked at, for a better choice."""


def strangers(recipe: Recipe, tables: int, number: int, wanted: int) -> tuple[Ints, People]:
    """At most `wanted` rounds of the recipe, and `number` people no two of whom meet in them.

    Leaving them out makes `number` tables one person smaller in every round. People of one class
    cost nothing; people who share a table cost the round in which they do: it is dropped.
    """
    seating = recipe.build(min(wanted, recipe.rounds))
    people = np.arange(number)
    if _apart(seating, people).all():
        return seating, people
    if recipe.rounds > wanted:
        all_ = recipe.rounds * seating.shape[1] <= LARGEST_CHOICE
        seating = recipe.build(recipe.rounds if all_ else wanted + 1)
    kept = np.empty(0, np.intp)
    for candidate in _candidates(seating, tables, number, wanted):
        rounds = np.flatnonzero(_apart(seating, candidate))[:wanted]
        if len(rounds) > len(kept):
            people, kept = candidate, rounds
        if len(kept) == wanted:
            break
    return seating[kept], people


def _apart(seating: Ints, people: People) -> NDArray[np.bool_]:
    """The rounds in which no two of these people share a table."""
    places = np.sort(seating[:, people], axis=1)
    return np.asarray((np.diff(places, axis=1) != 0).all(axis=1))


def _candidates(seating: Ints, tables: int, number: int, wanted: int) -> Iterator[People]:
    yield np.arange(number)
    if number * tables <= seating.shape[1]:
        yield np.flatnonzero(seating[-1] == seating[-1, 0])[:number]
    members = members_of(seating, tables)
    for rounds in (wanted, len(seating)):
        yield _greedy(members[:rounds], seating[:rounds], number)


def _greedy(members: NDArray[np.intp], seating: Ints, number: int) -> People:
    """People chosen one by one, each the first who has met nobody chosen, while there is one."""
    free = np.ones(seating.shape[1], np.bool_)
    left = free.copy()
    people: list[int] = []
    for _ in range(number):
        person = int(free.argmax()) if free.any() else int(left.argmax())
        people.append(person)
        left[person] = free[person] = False
        free[members[np.arange(len(seating)), seating[:, person]]] = False
    return np.array(people)
