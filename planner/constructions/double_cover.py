"""Eight tables of four for ten rounds: two affine planes of order 4, each point doubled."""

from __future__ import annotations

from typing import Final

import numpy as np

from planner.constructions.fields import field
from planner.constructions.recipe import Ints, Recipe

_SECOND: Final = (0, 1, 4, 5, 2, 3, 6, 7, 9, 8, 13, 12, 11, 10, 15, 14)
"""Where the second plane sees point 4x + y: a map linear over GF(2), not over GF(4)."""

_SIDES: Final = (0, 0, 0x5AF0, 0xAAF0, 0xA6A6, 0x65C0, 0x6A0C, 0xFF00, 0xFF00, 0xF0F0)
"""Bit 4x + y of a round: on which of the two tables of its line the first of the twins sits."""


def double_cover(tables: int, seats: int) -> Recipe | None:
    """8 tables of 4, 10 rounds, the most that can be; person 4x + y + 16 is the twin of 4x + y.

    The 32 people are two for each point of AG(2, 4). A parallel class of lines is a round: four
    people, one for each point of a line, sit at one of its two tables, their twins at the other.
    Two points share a line of each plane, and their sides are chosen so that who meets in one
    plane meets the other's twin in the second: 120 linear equations over GF(2), solved for a pair
    of planes found by our own search. That such a schedule (a resolvable group divisible design
    with blocks of 4 and 16 groups of 2) exists: G. Ge, C. W. H. Lam, A. C. H. Ling and H. Shen,
    Resolvable maximum packings with quadruples, Des. Codes Cryptogr. 35 (2005).
    """
    if (tables, seats) != (8, 4):
        return None

    def build(wanted: int) -> Ints:
        lines = _lines()
        lines = np.concatenate((lines, lines[:, list(_SECOND)]))
        sides = np.array(_SIDES)[:, None] >> np.arange(16) & 1
        rounds = np.concatenate((2 * lines + sides, 2 * lines + 1 - sides), axis=1)
        return rounds[:wanted].astype(np.int32)

    return Recipe(
        10, "two affine planes of order 4, doubled", "Ge, Lam, Ling and Shen, 2005", build
    )


def _lines() -> Ints:
    """The line of each point 4x + y of AG(2, 4) in each of the five parallel classes."""
    numbers = field(4)
    x, y = np.divmod(np.arange(16), 4)
    slopes = np.arange(4)[:, None]
    return np.concatenate((numbers.subtract(y, numbers.multiply(slopes, x)), x[None, :]))
