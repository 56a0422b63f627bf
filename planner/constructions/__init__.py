"""Schedules that algebra gives at once: no search, no repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.constructions.catalogue import recipes
from planner.constructions.deletion import strangers
from planner.constructions.recipe import Ints, Recipe, one_round
from planner.constructions.starter_blocks import uneven


@dataclass(frozen=True, eq=False)
class Construction:
    seating: Ints
    """(rounds, people): the table of each person in each round; table t has sizes[t] people."""
    name: str
    source: str


def zero_repeats(sizes: Sequence[int], rounds: int) -> Construction | None:
    """The most rounds (at most `rounds`) known here in which no two people meet twice.

    Table t gets sizes[t] people in every round; a size may be 0. Where sizes differ by more than
    one there is one round. None when there is nobody to seat or no round to play.
    """
    return glued(sizes, rounds, 1)


def glued(sizes: Sequence[int], rounds: int, block: int) -> Construction | None:
    """The same for blocks of people who always sit together, two blocks at one table at most once.

    People are numbered block by block, `block` people each; where the tables' sizes need it, the
    last blocks are smaller, in decreasing size. None when blocks cannot fill the tables.
    """
    seats = np.asarray(sizes, np.int64)
    tables = np.flatnonzero(seats)
    if not tables.size or rounds < 1 or block < 1:
        return None
    blocks = -(-int(seats.max()) // block)
    losses = blocks * block - np.sort(seats[tables])
    losses = losses[losses > 0]
    if losses.size and losses[0] > block:
        return _one_round(seats) if block == 1 else None
    recipe, seating, smaller = _longest(len(tables), blocks, rounds, len(losses))
    people = np.full(seating.shape[1], block)
    people[smaller] -= losses
    order = np.argsort(-people, kind="stable")
    seating = seating[:, np.repeat(order, people[order])]
    return Construction(_renamed(seating, seats), recipe.name, recipe.source)


def _one_round(seats: NDArray[np.int64]) -> Construction:
    table = np.repeat(np.arange(len(seats), dtype=np.int32), seats)
    recipe = one_round(1, 1)
    return Construction(table[None, :], recipe.name, recipe.source)


def _longest(
    tables: int, seats: int, rounds: int, missing: int
) -> tuple[Recipe, Ints, NDArray[np.intp]]:
    """The first recipe that keeps `rounds` rounds, or the best, and the people to leave out.

    The seating still holds them; no two of them ever share a table in it.
    """
    best: tuple[Recipe, Ints, NDArray[np.intp]] | None = None
    known = [*recipes(tables, seats), *filter(None, [uneven(tables, seats, missing)])]
    for recipe in known:
        if best is not None and recipe.rounds <= len(best[1]):
            continue
        if not missing and recipe.rounds < rounds and recipe is not known[-1]:
            continue
        seating, people = strangers(recipe, tables, missing, rounds)
        if best is None or len(seating) > len(best[1]):
            best = recipe, seating, people
        if len(seating) == rounds:
            break
    assert best is not None, "one round is always possible"
    return best


def _renamed(seating: Ints, seats: NDArray[np.int64]) -> Ints:
    """The same seating with the fullest table of each round named after the largest table."""
    rounds, tables = len(seating), len(seats)
    cell = np.arange(rounds)[:, None] * tables + seating
    filled = np.bincount(cell.ravel(), minlength=rounds * tables).reshape(rounds, tables)
    names = np.empty((rounds, tables), np.int32)
    largest = np.argsort(-seats, kind="stable").astype(np.int32)
    np.put_along_axis(names, np.argsort(-filled, axis=1, kind="stable"), largest[None, :], axis=1)
    return np.take_along_axis(names, seating, axis=1)
