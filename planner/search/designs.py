"""Schedules without a repeat where no formula has them: offsets first, then starters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from planner.event import Effort
from planner.schedule import Ints
from planner.search import offsets, starters
from planner.search.lanes import never

_EFFORT: Final[Mapping[Effort, float]] = {"quick": 0.1, "normal": 0.25, "thorough": 2}
"""Of the slices that suffice for every shape found so far; a quarter misses one in a hundred."""


def designed(
    sizes: Sequence[int],
    rounds: int,
    *,
    effort: Effort = "normal",
    seed: int = 1,
    threads: int = 1,
    stopped: Callable[[], bool] = never,
) -> Ints | None:
    """A schedule in which nobody meets twice, (rounds, people), or None where none is found.

    Table t has sizes[t] people in every round; there is none where sizes differ by more than one.
    """
    by_size = np.argsort(-np.asarray(sizes), kind="stable").astype(np.int32)
    tables, seats = len(sizes), max(sizes)
    missing = sum(size < seats for size in sizes)
    if min(sizes) < seats - 1 or rounds * (seats - 2) > sum(sizes) - 1:
        return None
    for search, slices in (
        (offsets.offsets, offsets.SLICES),
        (starters.starter, starters.SLICES),
    ):
        seating = search(
            tables,
            seats,
            rounds,
            missing=missing,
            seed=seed,
            slices=int(slices * _EFFORT[effort]),
            threads=threads,
            stopped=stopped,
        )
        if seating is not None:
            return by_size[seating]
        if stopped():
            break
    return None
