"""Small matrices over groups that generate Latin squares of orders that are no prime powers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.constructions.recipe import Ints


@dataclass(frozen=True)
class DifferenceMatrix:
    """Rows over the group Z_m1 x Z_m2 x ...: any two differ by each element exactly once.

    Entries count group elements in mixed radix, the first modulus the most significant.
    """

    moduli: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    source: str

    @property
    def classes(self) -> int:
        return len(self.rows)

    def turns(self) -> Ints:
        """turns[r, c, j]: class c is moved by row c's entry r in round r."""
        shape = self.moduli
        moves = np.unravel_index(np.array(self.rows).T, shape)
        places = np.unravel_index(np.arange(int(np.prod(shape))), shape)
        moved = [
            (move[:, :, None] + place) % modulus
            for move, place, modulus in zip(moves, places, shape, strict=True)
        ]
        return np.ravel_multi_index(moved, shape).astype(np.int32)


MATRICES: Final[dict[int, DifferenceMatrix]] = {}
"""By the order of the Latin squares they give."""
