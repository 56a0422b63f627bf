"""An event compiled to arrays, checked: what the constructions, the search and the measures read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.event import Apart, Effort, Event, Priority, Seat, Together
from planner.schedule import Ints

FREE: Final = -1
"""In `fixed`: the person may sit at any table."""


@dataclass(frozen=True, eq=False)
class Problem:
    """All indices count from 0: R rounds, T tables, N people, in the order of the event.

    `occupancy[r, t]` is how many people sit at table t in round r. It is settled before any search:
    with labels free, only the sizes of the tables matter, and equal tables differ by at most 1.
    """

    event: Event
    present: NDArray[np.bool_]
    """(R, N): who is there."""
    occupancy: Ints
    """(R, T): people at each table; a row sums to the people present."""
    glue: Ints
    """(R, N): the lowest index among those the person sits together with in that round, else itself."""
    apart: Ints
    """(A, 2): pairs u < v never at one table, sorted, without duplicates."""
    fixed: Ints
    """(R, N): the table a person must sit at, or FREE."""
    vip: NDArray[np.bool_]
    """(N,)"""

    @property
    def rounds(self) -> int:
        return int(self.present.shape[0])

    @property
    def people(self) -> int:
        return int(self.present.shape[1])

    @property
    def tables(self) -> int:
        return int(self.occupancy.shape[1])

    @property
    def priority(self) -> Priority:
        return self.event.priority

    @property
    def effort(self) -> Effort:
        return self.event.effort

    @property
    def seed(self) -> int:
        return self.event.seed

    @property
    def is_plain(self) -> bool:
        """No rule and everybody always there: constructions apply as they are."""
        return (
            bool(self.present.all())
            and not len(self.apart)
            and bool((self.fixed == FREE).all())
            and bool((self.glue == np.arange(self.people)).all())
        )
