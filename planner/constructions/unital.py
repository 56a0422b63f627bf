"""Tables of q + 1 from the Hermitian curve."""

from __future__ import annotations

import numpy as np

from planner.constructions.fields import field, prime_power
from planner.constructions.recipe import Ints, Recipe


def unital(tables: int, seats: int) -> Recipe | None:
    """q^2 - q + 1 tables of q + 1 seats, q^2 rounds in which everybody meets everybody.

    People are the q^3 points (x, y) of y^q + y = x^(q + 1) over GF(q^2) and the one at infinity.
    In round m they sit by lines of slope m; the points whose line of slope m is a tangent lie on
    one line with the point at infinity, the polar of the direction m (R. C. Bose, On the
    application of finite projective geometry for deriving a certain series of balanced Kirkman
    arrangements, Calcutta Math. Soc. Golden Jubilee vol., 1959).
    """
    root = seats - 1
    if prime_power(root) is None or tables != root * root - root + 1:
        return None

    def build(wanted: int) -> Ints:
        numbers = field(root * root)
        every = np.arange(root * root)
        trace = numbers.add(numbers.power(every, root), every)
        x, y = np.nonzero(numbers.power(every, root + 1)[:, None] == trace)
        lines = numbers.subtract(y, numbers.multiply(np.arange(wanted)[:, None], x))
        return np.stack([_round(line) for line in lines])

    return Recipe(root * root, f"Hermitian unital of order {root}", "R. C. Bose, 1959", build)


def _round(line: Ints) -> Ints:
    _, table, people = np.unique(line, return_inverse=True, return_counts=True)
    secant = people > 1
    number = np.where(secant, np.cumsum(secant) - 1, secant.sum())
    return np.append(number[table], secant.sum()).astype(np.int32)
