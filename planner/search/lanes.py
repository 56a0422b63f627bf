"""Lanes: several searches side by side whose result does not depend on the number of threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

LANES: Final = 8
"""How many searches run side by side, whatever the number of processors."""


def never() -> bool:
    return False


def race(
    advance: Callable[[int, int], bool],
    slices: int,
    *,
    lanes: int = LANES,
    threads: int = 1,
    stopped: Callable[[], bool] = never,
) -> int | None:
    """The lowest lane that reaches its goal in the earliest slice, or None.

    `advance(lane, slice)` does a fixed amount of work and says whether the goal is reached.
    `stopped` is asked after every slice; nothing else can make two runs differ.
    """
    winner = lanes

    def run(lane: int, number: int) -> None:
        nonlocal winner
        # a lane behind a winner changes nothing, so it need not begin
        if lane < winner and advance(lane, number):
            winner = min(winner, lane)

    with ThreadPoolExecutor(threads) as pool:
        for number in range(slices):
            for done in [pool.submit(run, lane, number) for lane in range(lanes)]:
                done.result()
            if winner < lanes:
                return winner
            if stopped():
                break
    return None
