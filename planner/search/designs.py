"""Schedules without a repeat where no formula has them: offsets first, then starters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from planner.schedule import Ints
from planner.search.lanes import never
from planner.search.offsets import offsets
from planner.search.starters import starter


def designed(
    sizes: Sequence[int],
    rounds: int,
    *,
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
    for search in (offsets, starter):
        seating = search(
            tables, seats, rounds, missing=missing, seed=seed, threads=threads, stopped=stopped
        )
        if seating is not None:
            return by_size[seating]
        if stopped():
            break
    return None
