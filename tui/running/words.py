"""The clock of an evening in words and digits."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.evening.clock import Clock, clock, end_instant, ends, local
from planner.evening.facts import Evening
from planner.messages import N_
from planner.records import EventRecord
from tui.preparing.timetable import end
from tui.texts import _, say


def digits(evening: Evening, shown: Clock) -> str:
    """`9:05`; before the first round how long it will last, and nothing once all is over."""
    if shown.phase == "finished":
        return ""
    seconds = shown.seconds_left
    if shown.phase == "before":
        seconds = evening.event.minutes_per_round * 60
    return f"{seconds // 60}:{seconds % 60:02}"


def heading(shown: Clock) -> str:
    """Which round, and how it stands with it."""
    rounds = {"round": shown.round, "rounds": shown.rounds, "next": shown.round + 1}
    match shown.phase:
        case "before":
            return say("Before the first of {rounds} rounds", **rounds)
        case "running":
            return say("Round {round} of {rounds}", **rounds)
        case "warning":
            return say("Round {round} of {rounds} · ends soon", **rounds)
        case "over":
            return say("Round {round} of {rounds} · time is up", **rounds)
        case "pause" if not shown.in_break:
            return say("Round {round} of {rounds} · paused", **rounds)
        case "pause":
            return say("Break before round {next} of {rounds} · paused", **rounds)
        case "break" if shown.overtime:
            return say("Round {next} of {rounds} can begin", **rounds)
        case "break":
            return say("Break before round {next} of {rounds}", **rounds)
        case _:
            return _("The evening is over")


def in_a_line(evening: Evening, now: datetime) -> str:
    """`Round 3 of 6 · 7:12`; empty before and after."""
    shown = clock(evening, now)
    if shown.phase in ("before", "finished"):
        return ""
    return f"{heading(shown)} · {digits(evening, shown)}"


def instants(evening: Evening, shown: Clock, now: datetime) -> list[str]:
    """When what begins or ends, in two lines or none: only what stays right while nobody does
    anything."""
    event = evening.event
    if shown.phase == "before":
        return _planned(event)
    if shown.phase not in ("running", "warning", "break") or not shown.left:
        return []
    at = clock_time(event, now + shown.left)
    first = N_("next round at {time}") if shown.in_break else N_("ends at {time}")
    over = ends(evening, now)
    last = say("evening ends at {time}", time=clock_time(event, over))
    wanted = end_instant(evening, now)
    if wanted is not None and over - wanted >= timedelta(minutes=1):
        last += say(" (! after {time})", time=event.end_at)
    return [say(first, time=at), last]


def _planned(event: EventRecord) -> list[str]:
    if not event.when.time:
        return []
    return [
        say("starts at {time}", time=event.when.time),
        say("evening ends at {time}", time=end(event)),
    ]


def clock_time(event: EventRecord, instant: datetime) -> str:
    """`20:45`, as the clocks show it there."""
    return f"{local(event, instant):%H:%M}"
