"""The clock of the rounds: what it shows, and what starting, pausing and going back write.

Only instants of UTC are kept, so that a program that is closed and opened again, a machine that
slept and a second terminal all show the same. What a clock shows never goes back while the facts
stay as they are; where the clock of the device itself is set back, it stands still meanwhile.

Nothing happens by itself: `due` says what has to be written because the time has come, and until
somebody has written it the clock shows that the time is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from math import ceil
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.evening.facts import Evening, read, written
from planner.messages import N_, refuse
from planner.records import (
    SECONDS_LIMIT,
    EventRecord,
    Pause,
    Record,
    RoundRecord,
    round_record,
)

Phase = Literal["before", "running", "warning", "over", "pause", "break", "finished"]
"""`over`: the time of a round is up and nobody has ended it."""

MINUTE: Final = 60
PATIENCE: Final = timedelta(seconds=30)
"""So late may a round still begin by itself: a machine that slept longer waits for a key."""

_NONE: Final = timedelta(0)
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock shows at an instant."""

    phase: Phase
    round: int
    """The one that runs, or that the break comes after; 0 before the first."""
    rounds: int
    in_break: bool = False
    """Whether the time is that of a break; also of one that stands still."""
    left: timedelta = _NONE
    """Of the round or the break; never negative."""
    overtime: timedelta = _NONE
    """Since its time is up."""
    changes_at: datetime | None = None
    """When the phase, or what `due` says, changes by itself; None while nothing does."""

    @property
    def seconds_left(self) -> int:
        """As digits show them: 0 only when the time is up."""
        return ceil(self.left / timedelta(seconds=1))

    @property
    def is_last(self) -> bool:
        return self.round >= self.rounds


def clock(evening: Evening, now: datetime) -> Clock:
    """What the clock shows."""
    event, current = evening.event, evening.current
    number = current.number if current else 0
    shown = Clock("before", number, event.rounds, in_break=bool(current and current.ended))
    if event.state == "done" or (current and current.ended and number >= event.rounds):
        return replace(shown, phase="finished")
    if current is None:
        return shown
    stretch = _stretch(current)
    left = stretch.seconds - stretch.elapsed(now)
    shown = replace(shown, left=max(left, _NONE), overtime=max(-left, _NONE))
    if stretch.pause.since:
        return replace(shown, phase="pause")
    if current.ended:
        return replace(shown, phase="break", changes_at=now + left if left > _NONE else None)
    if left <= _NONE:
        return replace(shown, phase="over")
    warning = min(timedelta(seconds=event.warning_seconds), left)
    if warning == left:
        return replace(shown, phase="warning", changes_at=now + left)
    return replace(shown, phase="running", changes_at=now + left - warning)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A round, or the break after it."""

    began: datetime
    seconds: timedelta
    pause: Pause

    def elapsed(self, now: datetime) -> timedelta:
        """Pauses apart; to the millisecond, as instants are written."""
        until = read(self.pause.since) if self.pause.since else read(written(now))
        return max(until - self.began - self.pause.milliseconds * _MILLISECOND, _NONE)

    @property
    def ends(self) -> datetime:
        """Where it does not stand still."""
        return self.began + self.seconds + self.pause.milliseconds * _MILLISECOND


def _stretch(record: RoundRecord) -> _Stretch:
    if record.ended:
        seconds = timedelta(seconds=record.rest_seconds)
        return _Stretch(read(record.ended), seconds, record.rest_pause)
    return _Stretch(read(record.started), timedelta(seconds=record.seconds), record.pause)


# What the organizer does. Each returns the records to be saved; Refusal where there is nothing to
# do it to.


def start(evening: Evening, now: datetime) -> list[Record]:
    """Begins the next round by the event's plan; one that runs still ends at the same instant."""
    event, number = evening.event, evening.coming
    if number > event.rounds:
        raise refuse("no-round-left", N_("All rounds are played; add one to go on."))
    known = {record.number: record for record in evening.rounds}
    begun = replace(
        known.get(number, round_record(event.id, number)),
        plan_id=event.plan_id,
        started=written(now),
        seconds=event.minutes_per_round * MINUTE,
        pause=Pause(),
        ended="",
        rest_seconds=event.minutes_of_break * MINUTE,
        rest_pause=Pause(),
        sitting_id="",
    )
    current = evening.current
    ended: list[Record] = []
    if current is not None and not current.ended:
        ended.append(_ended(current, now))
    return [*ended, begun, *_in_state(event, "running")]


def end(evening: Evening, now: datetime) -> list[Record]:
    """Ends the round that runs; the last one ends the evening."""
    current = _running(evening)
    done = current.number >= evening.event.rounds
    return [_ended(current, now), *(_in_state(evening.event, "done") if done else ())]


def close(evening: Evening, now: datetime) -> list[Record]:
    """Ends the evening, whatever rounds are left."""
    current = evening.current
    ended = [_ended(current, now)] if current is not None and not current.ended else []
    return [*ended, *_in_state(evening.event, "done")]


def skip(evening: Evening, now: datetime) -> list[Record]:
    """On to what comes next: the break, or the next round."""
    current = evening.current
    if current is None or current.ended:
        return start(evening, now)
    return end(evening, now)


def pause(evening: Evening, now: datetime) -> list[Record]:
    """Stops the time of the round, or of the break."""
    if clock(evening, now).phase not in ("running", "warning", "break"):
        raise refuse("nothing-to-pause", N_("No clock runs that could be paused."))
    current = _begun(evening)
    return [_with_pause(current, replace(_stretch(current).pause, since=written(now)))]


def resume(evening: Evening, now: datetime) -> list[Record]:
    """Lets the time go on where it stood still."""
    if clock(evening, now).phase != "pause":
        raise refuse("not-paused", N_("The clock is not paused."))
    current = _begun(evening)
    paused = _stretch(current).pause
    more = _milliseconds(read(written(now)) - read(paused.since))
    return [_with_pause(current, Pause(paused.milliseconds + more))]


def add(evening: Evening, now: datetime, seconds: int = MINUTE) -> list[Record]:
    """Makes the round, or the break, longer or shorter; once its time is up, from now on."""
    if clock(evening, now).phase in ("before", "finished"):
        raise refuse("nothing-to-lengthen", N_("No round runs that could be made longer."))
    current = _begun(evening)
    stretch = _stretch(current)
    elapsed = _whole_seconds(stretch.elapsed(now))
    planned = max(int(stretch.seconds.total_seconds()), elapsed)
    length = min(max(planned + seconds, elapsed), SECONDS_LIMIT)
    if current.ended:
        return [replace(current, rest_seconds=length)]
    return [replace(current, seconds=length)]


def back(evening: Evening, now: datetime) -> list[Record]:
    """Takes back the last step: the end of a round, or its start.

    A round goes on where it was when it ended, or for a minute more if its time was up; a break
    stands still where it was, so that no round begins by itself at once.
    """
    current = evening.current
    if current is None:
        raise refuse("nothing-begun", N_("No round has begun."))
    running = _in_state(evening.event, "running")
    if not current.ended:
        previous = evening.begun.get(current.number - 1)
        paused = [_stopped(previous, current.started)] if previous is not None else []
        return [*paused, replace(current, started="", sitting_id="")]
    if evening.event.state == "done" and current.number < evening.event.rounds:
        return running
    ended = read(current.ended)
    stretch = _stretch(replace(current, ended=""))
    elapsed = stretch.elapsed(ended)
    gone = Pause(stretch.pause.milliseconds + _milliseconds(read(written(now)) - ended))
    seconds = current.seconds
    if elapsed >= stretch.seconds:
        seconds = min(_whole_seconds(elapsed) + MINUTE, SECONDS_LIMIT)
    return [replace(current, ended="", pause=gone, seconds=seconds), *running]


def due(evening: Evening, now: datetime) -> list[Record]:
    """What has to be written because the time has come; mostly nothing.

    A round ends at the instant its time was up, however late that is noticed, and the next one
    begins when the break is over. Every program that writes it writes the same.
    """
    if not evening.event.moves_on:
        return []
    records: list[Record] = []
    if clock(evening, now).phase == "over":
        records = end(evening, _stretch(_begun(evening)).ends)
        evening = evening.after(records)
    shown = clock(evening, now)
    if shown.phase == "break" and shown.left == _NONE and shown.overtime <= PATIENCE:
        records = _merged(records, start(evening, _stretch(_begun(evening)).ends))
    return records


def _merged(*steps: list[Record]) -> list[Record]:
    """The records of some steps, each as it is in the end."""
    return list({record.id: record for step in steps for record in step}.values())


def _begun(evening: Evening) -> RoundRecord:
    current = evening.current
    assert current is not None
    return current


def _running(evening: Evening) -> RoundRecord:
    current = evening.current
    if current is None or current.ended:
        raise refuse("no-round-runs", N_("No round runs."))
    return current


def _ended(record: RoundRecord, now: datetime) -> RoundRecord:
    """A pause that is on ends with the round."""
    paused = record.pause
    if paused.since:
        more = _milliseconds(read(written(now)) - read(paused.since))
        paused = Pause(paused.milliseconds + more)
    return replace(record, pause=paused, ended=written(now), rest_pause=Pause())


def _stopped(record: RoundRecord, at: str) -> RoundRecord:
    if record.rest_pause.since:
        return record
    return replace(record, rest_pause=replace(record.rest_pause, since=at))


def _with_pause(record: RoundRecord, paused: Pause) -> RoundRecord:
    if record.ended:
        return replace(record, rest_pause=paused)
    return replace(record, pause=paused)


def _in_state(event: EventRecord, state: Literal["running", "done"]) -> list[Record]:
    return [] if event.state == state else [replace(event, state=state)]


def _milliseconds(span: timedelta) -> int:
    return max(span // _MILLISECOND, 0)


def _whole_seconds(span: timedelta) -> int:
    return ceil(span / timedelta(seconds=1))


# When it will be over


@dataclass(frozen=True, slots=True)
class Ending:
    """How the rounds to come fit into the time until an instant."""

    ends: datetime
    """When the last round is over as things are."""
    minutes: int | None
    """The longest rounds to come with which all are over in time; None where no minute is left."""
    rounds: int
    """How many rounds the evening can have, as long as they are."""


def ends(evening: Evening, now: datetime) -> datetime:
    """When the last round will be over; a clock that stands still is taken to go on now."""
    each, rest = _lengths(evening.event)
    more = _more(evening, evening.event.rounds)
    return _next_start(evening, now) + more * each + max(more - 1, 0) * rest


def ending(evening: Evening, now: datetime, end: datetime) -> Ending:
    """How the rounds to come fit until `end`."""
    event = evening.event
    each, rest = _lengths(event)
    begins = _next_start(evening, now)
    more = _more(evening, event.rounds)
    room = end - begins - max(more - 1, 0) * rest
    minutes = room // (more * timedelta(minutes=1)) if more else None
    fitting = max((end - begins + rest) // (each + rest), 0)
    return Ending(
        ends(evening, now),
        minutes if minutes and minutes > 0 else None,
        evening.coming - 1 + fitting,
    )


def _more(evening: Evening, rounds: int) -> int:
    """Rounds that have not begun."""
    return max(rounds - evening.coming + 1, 0)


def _lengths(event: EventRecord) -> tuple[timedelta, timedelta]:
    """Of a round and of a break."""
    return timedelta(minutes=event.minutes_per_round), timedelta(minutes=event.minutes_of_break)


def _next_start(evening: Evening, now: datetime) -> datetime:
    """When the next round can begin; where there is none, when the one that runs is over."""
    shown, current = clock(evening, now), evening.current
    if current is None or shown.phase == "finished":
        return now
    rest = timedelta(seconds=current.rest_seconds)
    comes = current.number < evening.event.rounds and not current.ended
    return now + shown.left + (rest if comes else _NONE)


def end_instant(evening: Evening, now: datetime) -> datetime | None:
    """The instant of the event's `end_at`: the first such time after the evening's beginning."""
    event = evening.event
    if not event.end_at:
        return None
    began = evening.begun.get(1)
    since = read(began.started) if began else max(now, _planned_start(event) or now)
    zone = _zone(event.when.zone)
    local = since.astimezone(zone)
    for days in (0, 1):
        day = (local + timedelta(days=days)).date()
        found = _in_zone(datetime.combine(day, time.fromisoformat(event.end_at)), zone)
        if found > since:
            return found
    return None


def local(event: EventRecord, instant: datetime) -> datetime:
    """As the clocks show it where the event is."""
    return instant.astimezone(_zone(event.when.zone))


def _planned_start(event: EventRecord) -> datetime | None:
    if not event.when.date or not event.when.time:
        return None
    start_ = datetime.fromisoformat(f"{event.when.date}T{event.when.time}")
    return _in_zone(start_, _zone(event.when.zone))


def _zone(name: str) -> tzinfo | None:
    """None for that of the device, and where nothing is known of the name."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _in_zone(local: datetime, zone: tzinfo | None) -> datetime:
    return local.astimezone() if zone is None else local.replace(tzinfo=zone)
