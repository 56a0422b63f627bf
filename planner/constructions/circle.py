"""The circle method: everybody meets everybody, two by two."""

from __future__ import annotations

import numpy as np

from planner.constructions.recipe import Ints, Recipe

SOURCE = "E. Lucas, Récréations mathématiques II, 1883"


def circle(tables: int) -> Recipe:
    """2g - 1 rounds for g tables of two: the last person stays, the others go round.

    In round r persons a and b < 2g - 1 meet when a + b = 2r modulo 2g - 1.
    """
    ring = 2 * tables - 1

    def build(wanted: int) -> Ints:
        distance = (np.arange(ring) - np.arange(wanted)[:, None]) % ring
        table = np.minimum(distance, ring - distance).astype(np.int32)
        return np.concatenate((table, np.zeros((wanted, 1), np.int32)), axis=1)

    return Recipe(ring, f"circle of {2 * tables} people", SOURCE, build)
