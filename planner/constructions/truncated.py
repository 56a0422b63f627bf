"""Between the regimes: planes cut down to the people there are, with the fewest lines given up.

Where no schedule without repeats lasts long enough, most of a slightly larger affine plane still
makes a good one: its points on a grid of rows and columns are the people, its lines the tables.
Rows and columns are rounds as they are; a round of any other slope has a few lines too many, and
the people of the shortest sit down where they meet the most new people. 100 people in the plane
of order 11 meet 4,036 others in 10 rounds of 10 tables before any search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.constructions.fields import field, prime_power
from planner.constructions.flow import NEVER, cheapest
from planner.constructions.recipe import Ints

NAME: Final = "affine plane cut down (R. C. Bose, 1938)"

LARGEST: Final = 64
"""Tables, and seats of a table, up to which planes are cut down."""

Groups = list[NDArray[np.intp]]


def truncated(sizes: Sequence[int], rounds: int) -> Ints | None:
    """At most `rounds` rounds (r, people) with few repeats: table t has sizes[t] people.

    Everybody has met everybody, or nearly so, where there are fewer rounds than were asked for.
    None for sizes that differ by more than one, and for very large ones.
    """
    if max(sizes) > LARGEST or len(sizes) > LARGEST or max(sizes) - min(sizes) > 1:
        return None
    order = max(len(sizes), max(sizes))
    while prime_power(order) is None:
        order += 1
    met = np.zeros((sum(sizes), sum(sizes)), np.bool_)
    seating = []
    for lines in islice(_classes(order, sizes), rounds):
        seating.append(_seated(lines, sizes, met))
        met |= seating[-1][:, None] == seating[-1]
    return np.stack(seating)


def _classes(order: int, sizes: Sequence[int]) -> Iterator[Ints]:
    """The line of each person in each class of parallel lines, those that fit the tables first."""
    column, row = np.divmod(np.arange(sum(sizes), dtype=np.int32), np.int32(len(sizes)))
    yield row
    if max(sizes) >= len(sizes):
        yield column
    numbers = field(order)
    for slope in range(1, order):
        yield numbers.subtract(row, numbers.multiply(np.array(slope), column))
    if max(sizes) < len(sizes):
        yield column


def _seated(lines: Ints, sizes: Sequence[int], met: NDArray[np.bool_]) -> Ints:
    """The table of each person: most stay with their line, the rest meet as many as they can."""
    groups = [np.flatnonzero(lines == line) for line in np.unique(lines)]
    groups.sort(key=len, reverse=True)
    largest_first = np.argsort(-np.asarray(sizes), kind="stable")
    best, most = np.empty(0, np.int32), -1
    for kept in _kept(groups, len(sizes)):
        table = np.full(len(lines), -1, np.int32)
        for t, group in zip(largest_first.tolist(), kept, strict=False):
            table[group[: sizes[t]]] = t
        gain = _fill(table, sizes, met)
        if gain > most:
            best, most = table, gain
    return best


def _kept(groups: Groups, tables: int) -> Iterator[Groups]:
    """The longest lines, as many as there are tables; each choice among the shortest of them."""
    if len(groups) <= tables:
        yield groups
        return
    longer = [group for group in groups if len(group) > len(groups[tables - 1])]
    equal = [group for group in groups if len(group) == len(groups[tables - 1])]
    wanted = tables - len(longer)
    for first in range(len(equal)):
        yield longer + [equal[(first + k) % len(equal)] for k in range(wanted)]


def _fill(table: Ints, sizes: Sequence[int], met: NDArray[np.bool_]) -> int:
    """Seats those without a table where they meet the most new people; how many pairs those are."""
    waiting = np.flatnonzero(table < 0)
    seated = (table == np.arange(len(sizes))[:, None]).astype(np.int64)
    new = (~met[waiting]).astype(np.int64) @ seated.T
    room = np.asarray(sizes) - seated.sum(axis=1)
    place = np.arange(room.max(initial=0))
    price = -(new + len(table) + 1)
    once = np.zeros((len(waiting), 1), np.int64)
    chosen = cheapest(price[None], once, np.where(place < room[:, None], 0, NEVER), len(waiting))
    table[waiting] = chosen.argmax(axis=1)
    return int((new * chosen).sum())
