"""After the rounds across classes, each class makes its own schedule inside itself."""

from __future__ import annotations

import numpy as np

from planner.constructions.recipe import Ints, Recipe

SOURCE = "Miller et al., Symmetry 18(2):269, 2026"


def lifted(across: Recipe, inside: Recipe, classes: int) -> Recipe:
    """`across` keeps each of `classes` classes apart; `inside` seats one class by itself.

    W(g, p) >= rounds of a transversal design of order g with p classes + W(g / p, p). With fields
    this gives the affine geometries.
    """

    def build(wanted: int) -> Ints:
        first = across.build(min(wanted, across.rounds))
        if wanted <= across.rounds:
            return first
        own = inside.build(wanted - across.rounds)
        tables = np.int32(own.max() + 1)
        second = np.concatenate([own + tables * np.int32(c) for c in range(classes)], axis=1)
        return np.concatenate((first, second))

    name = f"{across.name}, then {inside.name} in each class"
    return Recipe(across.rounds + inside.rounds, name, f"{across.source}; {SOURCE}", build)


def inflated(outer: Recipe, inner: Recipe, tables: int, seats: int) -> Recipe:
    """Each person of `outer` (tables x seats) becomes a class of people; a table becomes `inner`.

    `inner` is a transversal design with `seats` classes; the members of a new class never meet.
    Source: Wilson's weighting, for resolvable designs.
    """

    def build(wanted: int) -> Ints:
        few = outer.build(min(outer.rounds, -(-wanted // inner.rounds)))
        turns = inner.build(min(wanted, inner.rounds))
        width = turns.shape[1] // seats
        turns = turns.reshape(len(turns), seats, width)
        # the place of each person at her outer table says which class of `inner` she becomes
        place = np.empty_like(few)
        order = np.argsort(few, axis=1, kind="stable")
        places = np.tile(np.arange(seats, dtype=np.int32), tables)
        np.put_along_axis(place, order, np.broadcast_to(places, few.shape), axis=1)
        blocks = few[:, None, :, None] * np.int32(width) + turns[:, place].swapaxes(0, 1)
        return blocks.reshape(len(few) * len(turns), -1)[:wanted]

    name = f"{outer.name}, each person made {inner.name}"
    return Recipe(outer.rounds * inner.rounds, name, f"{outer.source}; {inner.source}", build)
