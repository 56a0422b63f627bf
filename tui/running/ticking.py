"""When to look at the clock again, and when it rings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from textual.message_pump import MessagePump
from textual.timer import Timer

from planner.evening.clock import Clock

_RUNS: Final = ("running", "warning")
_LATER: Final = 0.01
"""Seconds: a timer that is a little early would find the second before."""


def seconds_to_change(shown: Clock) -> float | None:
    """Until other digits are shown; None while they stand still."""
    if shown.phase not in (*_RUNS, "break") or not shown.left:
        return None
    return (shown.left - timedelta(seconds=shown.seconds_left - 1)).total_seconds() + _LATER


def rings(before: Clock, after: Clock) -> bool:
    """Whether what came between is worth a bell: a warning, the end of a round, its beginning."""
    if after.phase in _RUNS and after.round > before.round:
        return True
    if before.phase not in _RUNS or after.round != before.round:
        return False
    if after.phase == "warning":
        return before.phase == "running"
    return after.phase in ("over", "break", "finished")


class Ticker:
    """Calls `tick` when the digits change: at most once a second, and never while nothing runs.

    No longer than a second is waited at once, for a machine that sleeps does not count it.
    """

    def __init__(self, owner: MessagePump, tick: Callable[[], None]) -> None:
        self._owner = owner
        self._tick = tick
        self._timer: Timer | None = None

    def wait(self, waits: Iterable[float | None]) -> None:
        """Until the first of these; None for those that need no look."""
        self.stop()
        known = [seconds for seconds in waits if seconds is not None]
        if known:
            self._timer = self._owner.set_timer(min(known), self._tick)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
