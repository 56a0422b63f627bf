"""Tables of three and four over a field: base rounds that its powers give.

The powers of a generator of GF(q) are written by their exponents: an element e stands for g^e.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from planner.constructions.development import developed
from planner.constructions.fields import field, prime_power
from planner.constructions.recipe import Ints, Recipe

Blocks = list[list[int]]

KIRKMAN: Final = "D. K. Ray-Chaudhuri and R. M. Wilson, 1971"
HANANI: Final = "H. Hanani, D. K. Ray-Chaudhuri and R. M. Wilson, 1972"


def kirkman(tables: int, seats: int) -> Iterator[Recipe]:
    """Everybody meets everybody: (N - 1) / (p - 1) rounds for N people at tables of p = 3 or 4."""
    if seats == 3:
        if tables % 6 == 1 and prime_power(tables):
            yield _recipe(tables, 3, (3 * tables - 1) // 2, KIRKMAN, _triples_of_three_levels)
        order = (3 * tables - 1) // 2
        if tables % 2 and order % 6 == 1 and prime_power(order):
            yield _recipe(order, 2, order, KIRKMAN, _triples_of_two_levels)
    if seats == 4:
        order = (4 * tables - 1) // 3
        if tables % 3 == 1 and order % 4 == 1 and prime_power(order):
            yield _recipe(order, 3, order, HANANI, _quadruples)


def _recipe(
    order: int,
    levels: int,
    rounds: int,
    source: str,
    blocks: Callable[[int], tuple[Blocks, Blocks]],
) -> Recipe:
    def build(wanted: int) -> Ints:
        base, across = blocks(order)
        return developed(field(order), levels, [base], across, wanted)

    name = f"Kirkman system over the field of order {order}"
    return Recipe(rounds, name, source, build)


def _triples_of_three_levels(q: int) -> tuple[Blocks, Blocks]:
    """q = 6t + 1, 3q people: their first theorem."""
    g, t = field(q).powers.tolist(), (q - 1) // 6
    pure = [
        [level * q + g[i + 2 * t * k] for k in range(3)] for i in range(t) for level in range(3)
    ]
    mixed = [[g[(i + 2 * t * level) % (q - 1)] for level in range(3)] for i in range(q - 1)]
    base = [
        [level * q + element for level, element in enumerate(start)]
        for i, start in enumerate(mixed)
        if i // t % 2
    ]
    across = [start for i, start in enumerate(mixed) if i // t % 2 == 0]
    return [[0, q, 2 * q], *pure, *base], across


def _triples_of_two_levels(q: int) -> tuple[Blocks, Blocks]:
    """q = 6t + 1, 2q + 1 people: their second theorem, with 2 g^m = g^t + 1."""
    numbers = field(q)
    g, t = numbers.powers.tolist(), (q - 1) // 6
    double = numbers.add(numbers.powers, numbers.powers)
    m = int(np.flatnonzero(double == numbers.add(numbers.powers[t], np.array(1)))[0])
    power = [g[i % (q - 1)] for i in range(3 * q)]
    mixed = [
        [power[i], power[i + t], q + power[i + m]]
        for start in (0, 2 * t, 4 * t)
        for i in range(start, start + t)
    ]
    pure = [[q + power[i + m + t * k] for k in (1, 3, 5)] for i in range(t)]
    return [[2 * q, 0, q], *mixed, *pure], []


def _quadruples(q: int) -> tuple[Blocks, Blocks]:
    """q = 4t + 1, 3q + 1 people."""
    g, t = field(q).powers.tolist(), (q - 1) // 4
    base = [
        [level * q + g[i], level * q + g[i + 2 * t], up * q + g[i + t], up * q + g[i + 3 * t]]
        for i in range(t)
        for level, up in ((0, 1), (1, 2), (2, 0))
    ]
    return [[3 * q, 0, q, 2 * q], *base], []
