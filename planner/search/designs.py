"""Schedules without a repeat where no formula has them: offsets first, then starters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from planner.event import Effort
from planner.schedule import Ints
from planner.search import offsets, starters
from planner.search.lanes import always

_EFFORT: Final[Mapping[Effort, float]] = {"quick": 0.1, "normal": 0.25, "thorough": 2}
"""Of the courses that suffice for every shape found so far; a quarter misses one in a hundred."""


def designed(
    sizes: Sequence[int],
    rounds: int,
    *,
    effort: Effort = "normal",
    seed: int = 1,
    threads: int = 1,
    watch: Callable[[float], bool] = always,
) -> Ints | None:
    """A schedule in which nobody meets twice, (rounds, people), or None where none is found.

    Table t has sizes[t] people in every round; there is none where sizes differ by more than one.
    `watch` is told the share of the work done, several times a second; False stops the search.
    """
    by_size = np.argsort(-np.asarray(sizes), kind="stable").astype(np.int32)
    tables, seats = len(sizes), max(sizes)
    missing = sum(size < seats for size in sizes)
    if min(sizes) < seats - 1 or rounds * (seats - 2) > sum(sizes) - 1:
        return None
    searches = ((offsets.offsets, offsets.COURSES), (starters.starter, starters.COURSES))
    for number, (search, courses) in enumerate(searches):
        stopped = False

        def go_on(share: float, before: int = number) -> bool:
            nonlocal stopped
            stopped = not watch((before + share) / len(searches))
            return not stopped

        seating = search(
            tables,
            seats,
            rounds,
            missing=missing,
            seed=seed,
            courses=int(courses * _EFFORT[effort]),
            threads=threads,
            watch=go_on,
        )
        if seating is not None:
            return by_size[seating]
        if stopped:
            break
    return None
