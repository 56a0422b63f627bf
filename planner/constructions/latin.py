"""Resolvable transversal designs: seats-many classes of people, no two of a class ever together.

A design of order g is kept as turns[r, c, j], the table of person j of class c in round r: for
each round and class a permutation of the g tables. Class 0 stays at its tables. With p classes it
seats g tables of p; p - 1 mutually orthogonal Latin squares of order g are the same thing as g
rounds of it (Colbourn and Dinitz, Handbook of Combinatorial Designs, 2nd edition, III.3).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from planner.constructions.fields import divisors, field, prime_power
from planner.constructions.matrices import matrices, stationary
from planner.constructions.recipe import Ints, Recipe
from planner.constructions.rotation import rotation

LARGEST_FIELD = 1024
"""Beyond this order rotation has more rounds than an evening; fields would only cost time."""


@cache
def transversal(order: int, classes: int) -> Recipe:
    """The most rounds known here for `order` tables with one person of each of `classes`."""
    best = rotation(order, classes)
    for recipe in (_field(order, classes), _matrix(order, classes), *_products(order, classes)):
        if recipe is not None and recipe.rounds > best.rounds:
            best = recipe
    return best


def _field(order: int, classes: int) -> Recipe | None:
    """Person (c, j) sits in round r at table j + c r, computed in GF(order)."""
    if order > LARGEST_FIELD or classes > order or prime_power(order) is None:
        return None

    def build(wanted: int) -> Ints:
        numbers = field(order)
        step = numbers.multiply(np.arange(wanted)[:, None], np.arange(classes))
        return numbers.add(step[:, :, None], np.arange(order)).reshape(wanted, -1)

    return Recipe(order, f"lines over the field of order {order}", "R. C. Bose, 1938", build)


def _products(order: int, classes: int) -> list[Recipe]:
    """Direct products: rounds and tables of designs of orders a and b, a b = order, multiply."""
    return [
        _product(transversal(a, classes), transversal(order // a, classes), classes)
        for a in divisors(order)[1:-1]
        if a * a <= order
    ]


def _product(left: Recipe, right: Recipe, classes: int) -> Recipe:
    def build(wanted: int) -> Ints:
        first = left.build(min(left.rounds, -(-wanted // right.rounds)))
        second = right.build(min(wanted, right.rounds))
        a, b = first.shape[1] // classes, second.shape[1] // classes
        one = first.reshape(-1, 1, classes, a, 1)
        two = second.reshape(1, -1, classes, 1, b)
        return (one * np.int32(b) + two).reshape(len(first) * len(second), -1)[:wanted]

    name = f"product of ({left.name}) and ({right.name})"
    return Recipe(left.rounds * right.rounds, name, "H. F. MacNeish, 1922", build)


def _matrix(order: int, classes: int) -> Recipe | None:
    """From a shipped difference matrix, or its dual when there are more classes than rows."""
    matrix = matrices().get(order)
    if matrix is None or classes > order:
        return None
    dual = classes > matrix.classes

    def build(wanted: int) -> Ints:
        turns = matrix.turns()
        if dual:
            turns = stationary(np.argsort(turns, axis=2).swapaxes(0, 1).astype(np.int32))
        return turns[:wanted, :classes].reshape(wanted, -1)

    name = f"{matrix.classes - 1} orthogonal Latin squares of order {order}"
    return Recipe(matrix.classes if dual else order, name, matrix.source, build)
