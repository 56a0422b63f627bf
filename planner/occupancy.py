"""How many people sit at each table of a round: level, as far as seats and rules allow.

With labels free only the sizes of the tables matter to a plan, so they are settled before any
search: equal tables differ by at most 1 and nobody sits alone, unless rules or seats force it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.packing import Undecided, Units, pack
from planner.schedule import Ints


def level_sizes(people: int, seats: Ints, floors: Ints | None = None) -> Ints:
    """Fills the tables like water: everybody seated, at most `seats` and at least `floors` each.

    Needs floors <= seats and floors.sum() <= people <= seats.sum(). Extra people go to the first
    tables that stand at the level.
    """
    low = np.zeros_like(seats) if floors is None else floors
    level, too_high = 0, int(seats.max(initial=0)) + 1
    while too_high - level > 1:
        middle = (level + too_high) // 2
        if np.clip(middle, low, seats).sum() <= people:
            level = middle
        else:
            too_high = middle
    sizes: Ints = np.clip(level, low, seats).astype(np.int32)
    rising = np.flatnonzero((seats > level) & (low <= level))
    sizes[rising[: people - int(sizes.sum())]] += 1
    return sizes


def round_sizes(
    people: int,
    seats: Ints,
    units: Units,
    *,
    rest: int = 0,
    hosted: Ints | None = None,
    largest: int = 0,
) -> tuple[Ints, bool]:
    """The most level sizes in which the bound people can sit, and whether a seating proves it.

    `rest` more people than these have a break; a unit rests as a whole, and only where it has to.
    Where it can be, table t has `hosted[t]` people and some table `largest`, for those who are to
    meet so many. Rules come before company for everybody, and that before evenness. Where few steps
    find no seating of the bound people, the sizes are level. Needs people <= seats.sum(), and room
    for the people fixed at each table.
    """
    floors = units.fixed_load(len(seats))
    if hosted is not None:
        floors = _with_company(people, seats, floors, hosted, largest)
    for room in _rooms(people, seats, floors):
        try:
            tables = pack(units, room, rest)
        except Undecided:
            if room.sum() == people and _groups_fit(units, room, rest):
                # the search over the whole plan is better at keeping people apart than this is
                return room, False
            continue
        if tables is None:
            continue
        load = units.load(tables, len(seats))
        for least in (np.maximum(load, np.minimum(floors, room)), load):
            if least.sum() <= people:
                return level_sizes(people, room, least), True
    return level_sizes(people, seats, floors), False


def _with_company(people: int, seats: Ints, floors: Ints, hosted: Ints, largest: int) -> Ints:
    """The floors, raised as far as the people suffice."""
    raised: Ints = np.maximum(floors, np.minimum(hosted, seats))
    if raised.sum() > people:
        raised = floors.copy()
    large = int(np.lexsort((raised, seats))[-1])
    wanted = min(largest, int(seats[large]))
    if raised.max() < wanted <= people - int(raised.sum()) + int(raised[large]):
        raised[large] = wanted
    return raised


def _groups_fit(units: Units, room: Ints, rest: int) -> bool:
    """Whether the units fit, the people to keep apart forgotten."""
    try:
        return pack(units.without_conflicts(), room, rest) is not None
    except Undecided:
        return False


def _rooms(people: int, seats: Ints, floors: Ints) -> Iterator[Ints]:
    """Room at the tables to try, the most level first, then ever more uneven up to all seats."""
    target = seats
    for target in _targets(people, seats, floors):
        yield target
    excess = 1
    while (target < seats).any():
        target = np.minimum(target + excess, seats).astype(np.int32)
        yield target
        excess *= 2


def _targets(people: int, seats: Ints, floors: Ints) -> Iterator[Ints]:
    """Level sizes at ever more open tables, from as many as leave nobody alone to all."""
    useful = np.flatnonzero(seats >= 2)
    order = useful[np.lexsort((useful, -seats[useful], -floors[useful]))]
    most = int((np.cumsum(np.maximum(floors[order], 2)) <= people).sum())
    if most < len(seats):
        step = max(1, (len(seats) - most) // 8)
        for count in range(max(most, 1), len(order) + 1, step):
            open_seats = np.zeros_like(seats)
            open_seats[order[:count]] = seats[order[:count]]
            if open_seats.sum() >= people and (floors <= open_seats).all():
                yield level_sizes(people, open_seats, floors)
    yield level_sizes(people, seats, floors)
