"""When the rounds of an evening begin and when it ends."""

from __future__ import annotations

from datetime import time

from planner.records import EventRecord

DAY = 24 * 60


def minutes_in_all(event: EventRecord) -> int:
    """From the beginning of the first round to the end of the last."""
    rounds, breaks = event.rounds, max(event.rounds - 1, 0)
    return rounds * event.minutes_per_round + breaks * event.minutes_of_break


def beginnings(event: EventRecord) -> list[str]:
    """When each round begins, as `19:30`; nothing while the evening has no time."""
    step = event.minutes_per_round + event.minutes_of_break
    return [_clock(event, step * index) for index in range(event.rounds) if event.when.time]


def end(event: EventRecord) -> str:
    """When the last round is over, as `21:05`; empty while the evening has no time."""
    return _clock(event, minutes_in_all(event)) if event.when.time else ""


def _clock(event: EventRecord, minutes: int) -> str:
    start = time.fromisoformat(event.when.time)
    hour, minute = divmod((start.hour * 60 + start.minute + minutes) % DAY, 60)
    return f"{hour:02}:{minute:02}"
