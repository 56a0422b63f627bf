"""At which tables pairs sit, so that one of the two need not move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from planner.schedule import Ints

NOWHERE = -1


def at_home(
    rounds: Sequence[Sequence[int]], open_: NDArray[np.bool_], home: Ints, pinned: Iterable[int]
) -> list[list[int]]:
    """The table of each person named, round by round; a round names nobody twice.

    `open_` (R, T) says which tables are free for them, at least as many as there are people.
    `home` (N,) is where each sits by preference, NOWHERE if anywhere; those pinned sit only there.
    Whoever has to move stays where she is next.
    """
    wish, first = home.copy(), set(pinned)
    seated = []
    for people, row in zip(rounds, open_, strict=True):
        free = row.copy()
        table = dict.fromkeys(people, NOWHERE)
        for person in sorted(people, key=lambda person: person not in first):
            if wish[person] != NOWHERE and free[wish[person]]:
                table[person] = int(wish[person])
                free[wish[person]] = False
        wanted = np.isin(np.arange(len(free)), wish)
        # tables that are nobody's home come first
        left = iter([*np.flatnonzero(free & ~wanted).tolist(), *np.flatnonzero(free & wanted)])
        for person in people:
            if table[person] == NOWHERE:
                wish[person] = table[person] = int(next(left))
        seated.append([table[person] for person in people])
    return seated


def homes(people: Sequence[int], had: Ints, tables: Sequence[int]) -> Ints:
    """(N,): a table of its own for each of the people while there are any, in this order.

    `had` (N,) is the table each has already, or NOWHERE; the first to have it keeps it.
    """
    home = np.full_like(had, NOWHERE)
    free = dict.fromkeys(tables)
    for person in people:
        if had[person] in free:
            del free[int(had[person])]
            home[person] = had[person]
    left = iter(free)
    for person in people:
        if home[person] == NOWHERE:
            home[person] = next(left, NOWHERE)
    return home
