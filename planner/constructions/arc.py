"""Tables of 2^a from maximal arcs: points of a plane that no line meets in more or fewer."""

from __future__ import annotations

import numpy as np

from planner.constructions.fields import field, prime_power
from planner.constructions.recipe import Ints, Recipe


def arc(tables: int, seats: int) -> Recipe | None:
    """q - q/p + 1 tables of p seats, q + 1 rounds, for powers of two p < q.

    Points (x, y) over GF(q) whose value of an irreducible quadratic form lies in an additive
    subgroup of p elements: every line meets them in p points or none (R. H. F. Denniston, Some
    maximal arcs in finite projective planes, J. Combin. Theory 6, 1969). The lines of one slope
    are a round.
    """
    order, rest = divmod((tables - 1) * seats, seats - 1)
    powers = prime_power(order), prime_power(seats)
    if rest or order <= seats or any(power is None or power[0] != 2 for power in powers):
        return None

    def build(wanted: int) -> Ints:
        numbers = field(order)
        x, y = _points(order, seats)
        lines = numbers.subtract(y, numbers.multiply(np.arange(min(wanted, order))[:, None], x))
        if wanted > order:
            lines = np.concatenate((lines, x[None, :].astype(np.int32)))
        return np.stack([np.unique(row, return_inverse=True)[1] for row in lines]).astype(np.int32)

    return Recipe(
        order + 1, f"maximal arc of degree {seats} in the plane of order {order}",
        "R. H. F. Denniston, 1969", build,
    )  # fmt: skip


def _points(order: int, degree: int) -> tuple[Ints, Ints]:
    """Coordinates of the points with x^2 + b x y + y^2 < degree, t^2 + b t + 1 without a root."""
    numbers = field(order)
    every = np.arange(order)
    square = numbers.power(every, 2)
    for b in range(1, order):
        middle = numbers.multiply(every, np.array(b))
        if (numbers.add(numbers.add(square, middle), np.array(1)) != 0).all():
            break
    mixed = numbers.multiply(middle[:, None], every)
    value = numbers.add(numbers.add(square[:, None], mixed), square)
    x, y = np.nonzero(value < degree)
    return x.astype(np.int32), y.astype(np.int32)
