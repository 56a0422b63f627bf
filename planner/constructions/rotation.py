"""Classes of people who turn around the room at different speeds."""

from __future__ import annotations

import numpy as np

from planner.constructions.fields import divisors
from planner.constructions.recipe import Ints, Recipe


def rotation(tables: int, seats: int) -> Recipe:
    """Person (c, j), number c * tables + j, sits in round r at table j + c r modulo `tables`.

    Classes c and c' meet in the same way in rounds r and s only if (c - c')(r - s) = 0 modulo g
    tables, and |c - c'| < p seats: impossible while g / gcd(g, r - s) >= p. Of any more rounds
    than the least divisor h > g / p of g, two differ by a multiple of h, so more speeds than
    0 ... h - 1 cannot be had. Source: Dagstuhl's Happy Diner (Schloss Dagstuhl, 2011).
    """
    rounds = next(d for d in divisors(tables) if d * seats > tables)

    def build(wanted: int) -> Ints:
        place = np.arange(tables, dtype=np.int32)
        step = np.arange(wanted)[:, None] * np.arange(seats) % tables
        turned = (step.astype(np.int32)[:, :, None] + place) % np.int32(tables)
        return turned.reshape(wanted, -1)

    return Recipe(rounds, f"rotation of {seats} classes", "Dagstuhl's Happy Diner, 2011", build)
