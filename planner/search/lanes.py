"""Lanes: several searches side by side whose result does not depend on the number of threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

Work = TypeVar("Work")

LANES: Final = 8
"""How many searches run side by side, whatever the number of processors."""


def always(_: float) -> bool:
    return True


def race(
    advance: Callable[[int, Work], bool],
    slices: Sequence[Work],
    *,
    lanes: int = LANES,
    threads: int = 1,
    watch: Callable[[float], bool] = always,
) -> int | None:
    """The lowest lane that reaches its goal in the earliest slice, or None.

    `advance(lane, slice)` does a fixed amount of work and says whether the goal is reached; its
    length is how long a cancel may wait. `watch` is told the share of the slices done after each of
    them, and ends the race by False; nothing else can make two runs differ.
    """
    winner = lanes

    def run(lane: int, work: Work) -> None:
        nonlocal winner
        # a lane behind a winner changes nothing, so it need not begin
        if lane < winner and advance(lane, work):
            winner = min(winner, lane)

    with ThreadPoolExecutor(threads) as pool:
        for number, work in enumerate(slices, 1):
            for done in [pool.submit(run, lane, work) for lane in range(lanes)]:
                done.result()
            if winner < lanes:
                return winner
            if not watch(number / len(slices)):
                break
    return None
