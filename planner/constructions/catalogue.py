"""Which construction seats g tables of p for the most rounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from planner.constructions.arc import arc
from planner.constructions.circle import circle
from planner.constructions.double_cover import double_cover
from planner.constructions.fields import divisors
from planner.constructions.kirkman import kirkman
from planner.constructions.latin import transversal
from planner.constructions.lifting import inflated, lifted
from planner.constructions.recipe import Recipe, alone, one_round
from planner.constructions.rotation import rotation
from planner.constructions.starters import starter
from planner.constructions.unital import unital


@cache
def recipes(tables: int, seats: int) -> tuple[Recipe, ...]:
    """What there is for equal tables, each with more rounds than those before it (cheapest first).

    Never empty: one round is always possible.
    """
    found = [one_round(tables, seats)]
    for recipe in _known(tables, seats):
        if recipe.rounds > found[-1].rounds:
            found.append(recipe)
    return tuple(found)


def _known(tables: int, seats: int) -> Iterator[Recipe]:
    if seats == 1:
        yield alone(tables)
    elif seats == 2:
        yield circle(tables)
    elif seats <= tables:  # otherwise two tablemates meet again in any other round
        yield rotation(tables, seats)
        yield transversal(tables, seats)
        yield from _grown(tables, seats)
        yield from kirkman(tables, seats)
        for special in (arc, unital, starter, double_cover):
            if recipe := special(tables, seats):
                yield recipe


def _grown(tables: int, seats: int) -> Iterator[Recipe]:
    """From fewer tables of the same size: each person becomes a class of `width` people."""
    for width in reversed(divisors(tables)[1:]):
        inner = transversal(width, seats)
        outer = recipes(tables // width, seats)[-1]
        across = inner if width == tables else inflated(outer, inner, tables // width, seats)
        yield across
        if width % seats == 0:
            inside = recipes(width // seats, seats)[-1]
            yield lifted(across, inside, tables // width * seats)
