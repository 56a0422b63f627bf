from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.evening import clock as clocks
from planner.evening.clock import (
    PATIENCE,
    Clock,
    add,
    back,
    clock,
    close,
    due,
    end,
    end_instant,
    ending,
    ends,
    pause,
    resume,
    skip,
    start,
)
from planner.evening.facts import Evening, read, written
from planner.messages import Refusal
from planner.records import EventRecord, When, invalid_fields
from tests.planner.evening.evenings import EIGHT, EVENING, EVENT, at, record

Step = Callable[[Evening, datetime], Any]


def after(*steps: tuple[Step, datetime], evening: Evening = EVENING) -> Evening:
    for step, now in steps:
        evening = evening.after(step(evening, now))
    return evening


def code(step: Step, evening: Evening, now: datetime) -> str:
    with pytest.raises(Refusal) as refusal:
        step(evening, now)
    assert str(refusal.value)
    return refusal.value.messages[0].code


def test_before_the_first_round_nothing_runs() -> None:
    assert clock(EVENING, at()) == Clock("before", 0, 3)


def test_a_round_runs_warns_and_is_over() -> None:
    evening = after((start, at()))
    shown = clock(evening, at(3))
    assert (shown.phase, shown.round, shown.seconds_left) == ("running", 1, 7 * 60)
    assert shown.changes_at == at(9)
    assert clock(evening, at(9)).phase == "warning"
    assert clock(evening, at(9)).changes_at == at(10)
    over = clock(evening, at(12))
    assert (over.phase, over.seconds_left, over.overtime) == ("over", 0, timedelta(minutes=2))
    assert over.changes_at is None


def test_digits_show_zero_only_when_the_time_is_up() -> None:
    evening = after((start, at()))
    assert clock(evening, at(9, 59.5)).seconds_left == 1
    assert clock(evening, at(10)).seconds_left == 0


def test_starting_makes_the_event_run_and_settles_the_plan_of_the_round() -> None:
    evening = after((start, at()))
    assert evening.event.state == "running"
    later = replace(evening, event=replace(evening.event, plan_id="other", minutes_per_round=5))
    assert record(later, 1).plan_id == "plan"
    assert clock(later, at(3)).seconds_left == 7 * 60
    later = after((skip, at(4)), (skip, at(5)), evening=later)
    assert record(later, 2).plan_id == "other"
    assert clock(later, at(5)).seconds_left == 5 * 60


def test_a_break_follows_and_then_the_next_round() -> None:
    evening = after((start, at()), (end, at(10)))
    shown = clock(evening, at(11))
    assert (shown.phase, shown.round, shown.in_break, shown.seconds_left) == ("break", 1, True, 60)
    assert shown.changes_at == at(12)
    waiting = clock(evening, at(13))
    assert (waiting.phase, waiting.seconds_left) == ("break", 0)
    evening = after((start, at(13)), evening=evening)
    assert (clock(evening, at(13)).phase, clock(evening, at(13)).round) == ("running", 2)


def test_a_pause_stops_the_time_of_rounds_and_breaks() -> None:
    evening = after((start, at()), (pause, at(4)))
    shown = clock(evening, at(60))
    assert (shown.phase, shown.in_break, shown.seconds_left) == ("pause", False, 6 * 60)
    assert shown.changes_at is None
    evening = after((resume, at(60)), evening=evening)
    assert clock(evening, at(61)).seconds_left == 5 * 60
    evening = after((end, at(66)), (pause, at(67)), evening=evening)
    assert clock(evening, at(90)).seconds_left == 60
    assert clock(evening, at(90)).in_break
    evening = after((resume, at(90)), evening=evening)
    assert clock(evening, at(90, 20)).seconds_left == 40


def test_a_round_that_ends_in_a_pause_leaves_no_pause_behind() -> None:
    evening = after((start, at()), (pause, at(4)), (end, at(6)))
    assert clock(evening, at(7)).phase == "break"
    assert record(evening, 1).pause.milliseconds == 120_000
    assert not record(evening, 1).pause.since


def test_a_minute_more_and_a_minute_less() -> None:
    evening = after((start, at()), (add, at(5)))
    assert clock(evening, at(5)).seconds_left == 6 * 60
    evening = evening.after(add(evening, at(5), -120))
    assert clock(evening, at(5)).seconds_left == 4 * 60
    evening = evening.after(add(evening, at(5), -3600))
    assert clock(evening, at(5)).phase == "over"
    evening = after((end, at(5)), (add, at(5)), evening=evening)
    assert clock(evening, at(5)).seconds_left == 3 * 60


def test_a_minute_more_after_the_end_counts_from_now() -> None:
    evening = after((start, at()), (add, at(15)))
    assert clock(evening, at(15)).seconds_left == 60
    assert clock(evening, at(15)).phase == "warning"


def test_skipping_goes_to_the_break_and_to_the_next_round() -> None:
    evening = after((skip, at()), (skip, at(3)))
    assert clock(evening, at(3)).phase == "break"
    evening = after((skip, at(3.5)), evening=evening)
    assert (clock(evening, at(4)).round, clock(evening, at(4)).phase) == (2, "running")


def test_going_back_resumes_the_round_where_it_was() -> None:
    evening = after((start, at()), (skip, at(3)), (back, at(4)))
    assert (clock(evening, at(4)).phase, clock(evening, at(4)).seconds_left) == ("running", 420)


def test_going_back_to_a_round_whose_time_was_up_gives_it_a_minute() -> None:
    evening = after((start, at()), (end, at(10)), (back, at(11)))
    assert clock(evening, at(11)).seconds_left == 60


def test_going_back_to_a_break_leaves_it_standing_where_it_was() -> None:
    evening = after((start, at()), (end, at(10)), (start, at(11)), (back, at(15)))
    shown = clock(evening, at(30))
    assert (shown.phase, shown.round, shown.in_break, shown.seconds_left) == ("pause", 1, True, 60)
    assert not due(evening, at(30))
    evening = after((start, at(30)), evening=evening)
    assert (clock(evening, at(30)).round, clock(evening, at(30)).seconds_left) == (2, 600)


def test_going_back_from_the_first_round_is_before_the_evening() -> None:
    assert clock(after((start, at()), (back, at(1))), at(1)).phase == "before"


def test_the_last_round_ends_the_evening_and_can_be_taken_back() -> None:
    evening = after(*((skip, at(n)) for n in range(6)))
    shown = clock(evening, at(6))
    assert (shown.phase, shown.round, evening.event.state) == ("finished", 3, "done")
    evening = after((back, at(7)), evening=evening)
    assert (clock(evening, at(7)).phase, evening.event.state) == ("running", "running")
    assert clock(evening, at(7)).seconds_left == 9 * 60


def test_an_evening_can_be_closed_early_and_go_on() -> None:
    evening = after((start, at()), (close, at(3)))
    assert clock(evening, at(3)).phase == "finished"
    evening = after((back, at(4)), evening=evening)
    assert clock(evening, at(4)).phase == "break"
    evening = after((close, at(4)), (start, at(5)), evening=evening)
    assert (clock(evening, at(5)).phase, clock(evening, at(5)).round) == ("running", 2)


def test_a_round_more_after_the_last_one() -> None:
    evening = after(*((skip, at(n)) for n in range(6)))
    assert code(start, evening, at(7)) == "no-round-left"
    evening = replace(evening, event=replace(evening.event, rounds=4))
    evening = after((start, at(8)), evening=evening)
    assert (clock(evening, at(8)).round, evening.event.state) == (4, "running")


def test_starting_while_a_round_runs_ends_it() -> None:
    evening = after((start, at()), (start, at(4)))
    assert record(evening, 1).ended == written(at(4))
    assert clock(evening, at(4)).round == 2


def test_what_makes_no_sense_is_refused_in_words() -> None:
    finished = after((close, at()))
    assert code(pause, EVENING, at()) == "nothing-to-pause"
    assert code(pause, after((start, at())), at(11)) == "nothing-to-pause"
    assert code(resume, after((start, at())), at(1)) == "not-paused"
    assert code(add, EVENING, at()) == "nothing-to-lengthen"
    assert code(add, finished, at()) == "nothing-to-lengthen"
    assert code(end, EVENING, at()) == "no-round-runs"
    assert code(back, EVENING, at()) == "nothing-begun"


# Moving on by itself


def test_a_round_ends_by_itself_at_its_own_instant() -> None:
    evening = after((start, at()))
    assert not due(evening, at(9, 59))
    evening = after((due, at(10, 0.4)), evening=evening)
    assert record(evening, 1).ended == written(at(10))
    assert clock(evening, at(11)).seconds_left == 60


def test_the_next_round_begins_by_itself_when_the_break_is_over() -> None:
    evening = after((start, at()), (due, at(10)), (due, at(12, 0.7)))
    assert record(evening, 2).started == written(at(12))


def test_a_machine_that_slept_starts_no_round_that_nobody_heard_of() -> None:
    evening = after((start, at()), (due, at(45)))
    shown = clock(evening, at(45))
    assert (shown.phase, shown.round, shown.seconds_left) == ("break", 1, 0)
    assert record(evening, 1).ended == written(at(10))
    assert not due(evening, at(46))


def test_without_a_break_the_next_round_begins_at_once() -> None:
    brief = replace(EVENING, event=replace(EVENT, minutes_of_break=0))
    evening = after((start, at()), (due, at(10, 1)), evening=brief)
    assert record(evening, 2).started == record(evening, 1).ended == written(at(10))


def test_the_last_round_ends_by_itself_and_the_evening_with_it() -> None:
    evening = after(*((skip, at(n)) for n in range(5)), (due, at(14)))
    assert (clock(evening, at(14)).phase, evening.event.state) == ("finished", "done")


def test_where_the_clock_does_not_move_on_nothing_is_due() -> None:
    manual = replace(EVENING, event=replace(EVENT, moves_on=False))
    evening = after((start, at()), evening=manual)
    assert not due(evening, at(30))
    assert clock(evening, at(30)).phase == "over"


def test_two_programs_that_see_the_time_come_write_the_same() -> None:
    evening = after((start, at()))
    assert due(evening, at(10)) == due(evening, at(10, 25))
    once = after((due, at(10)), evening=evening)
    assert not due(once, at(10, 25))


# When it will be over


def test_the_end_is_told_in_every_phase() -> None:
    assert ends(EVENING, at()) == at(34)
    evening = after((start, at()))
    assert ends(evening, at(4)) == at(34)
    assert ends(evening, at(11)) == at(35)
    evening = after((pause, at(4)), evening=evening)
    assert ends(evening, at(9)) == at(39)
    evening = after((resume, at(9)), (end, at(9)), evening=evening)
    assert ends(evening, at(10)) == at(33)
    finished = after((close, at(10)), evening=evening)
    assert ends(replace(finished, event=replace(finished.event, rounds=1)), at(50)) == at(50)


def test_rounds_are_shortened_or_left_out_to_end_in_time() -> None:
    evening = after((start, at()))
    found = ending(evening, at(4), at(30))
    assert (found.ends, found.minutes, found.rounds) == (at(34), 8, 2)
    assert ending(evening, at(4), at(60)).rounds == 5
    assert ending(evening, at(4), at(13)).minutes is None
    assert ending(evening, at(4), at(13)).rounds == 1
    assert ending(EVENING, at(), at(34)).rounds == 3


@given(st.integers(1, 30), st.integers(0, 10), st.integers(1, 12), st.floats(0, 400))
def test_what_is_proposed_ends_in_time(minutes: int, rest: int, rounds: int, until: float) -> None:
    event = replace(EVENT, minutes_per_round=minutes, minutes_of_break=rest, rounds=rounds)
    evening = replace(EVENING, event=event)
    found = ending(evening, at(), at(until))
    if found.minutes is not None:
        shorter = replace(evening, event=replace(event, minutes_per_round=found.minutes))
        assert ends(shorter, at()) <= at(until)
        longer = replace(evening, event=replace(event, minutes_per_round=found.minutes + 1))
        assert ends(longer, at()) > at(until)
    if found.rounds:
        assert ends(replace(evening, event=replace(event, rounds=found.rounds)), at()) <= at(until)
    assert ends(replace(evening, event=replace(event, rounds=found.rounds + 1)), at()) > at(until)


def test_the_end_may_be_past_midnight() -> None:
    def found(event: EventRecord) -> datetime | None:
        return end_instant(replace(EVENING, event=event), at(-60 * 24))

    assert found(EVENT) is None
    assert found(replace(EVENT, end_at="21:30")) == at(90)
    assert found(replace(EVENT, end_at="00:30")) == at(270)
    paris = When("2026-11-20", "20:00", "Europe/Paris")
    assert found(replace(EVENT, end_at="21:30", when=paris)) == at(30)
    begun = after((start, at(60)), evening=replace(EVENING, event=replace(EVENT, end_at="21:30")))
    assert end_instant(begun, at(200)) == at(90)


@pytest.mark.parametrize("zone", ["", "Nowhere/At all", "../etc"])
def test_without_a_zone_it_is_that_of_the_device(zone: str) -> None:
    event = replace(EVENT, end_at="21:30", when=When("2026-11-20", "20:00", zone))
    found = end_instant(replace(EVENING, event=event), at(-2000))
    assert found == datetime.fromisoformat("2026-11-20T21:30").astimezone()


def test_the_hour_that_comes_twice_lengthens_no_round() -> None:
    """Clocks went back in Paris at 01:00 UTC."""
    night = datetime.fromisoformat("2026-10-25T02:55+02:00")
    evening = after((start, night))
    assert clock(evening, datetime.fromisoformat("2026-10-25T02:03+01:00")).seconds_left == 120


# Properties

seconds = st.floats(0, 5_000, allow_nan=False)
deeds = st.lists(
    st.tuples(st.sampled_from(["start", "end", "pause", "resume", "add", "skip", "back", "due"]),
              st.floats(0, 900)),
    max_size=25,
)  # fmt: skip


def lived(steps: list[tuple[str, float]]) -> tuple[Evening, datetime]:
    """An evening on which these things were done, one so long after the other."""
    evening, now = EVENING, EIGHT
    for name, wait in steps:
        now += timedelta(seconds=wait)
        try:
            evening = evening.after(getattr(clocks, name)(evening, now))
        except Refusal:
            continue
    return evening, now


@given(deeds, seconds, seconds)
def test_what_the_clock_shows_never_goes_back(
    steps: list[tuple[str, float]], one: float, more: float
) -> None:
    evening, now = lived(steps)
    earlier = clock(evening, now + timedelta(seconds=one))
    later = clock(evening, now + timedelta(seconds=one + more))
    assert later.left <= earlier.left
    assert later.overtime >= earlier.overtime
    assert later.round == earlier.round
    order = ["before", "running", "warning", "over", "pause", "break", "finished"]
    assert order.index(later.phase) >= order.index(earlier.phase)


@given(deeds, seconds)
def test_the_phase_changes_at_the_instant_that_was_told(
    steps: list[tuple[str, float]], one: float
) -> None:
    evening, now = lived(steps)
    now += timedelta(seconds=one)
    shown = clock(evening, now)
    if shown.changes_at is None:
        assert clock(evening, now + timedelta(days=1)).phase == shown.phase
        return
    just_before = clock(evening, shown.changes_at - timedelta(milliseconds=2))
    assert just_before.phase == shown.phase
    then = clock(evening, shown.changes_at + timedelta(milliseconds=2))
    assert then.phase != shown.phase or (then.phase == "break" and then.left == timedelta(0))


@given(deeds)
def test_every_state_of_an_evening_may_be_kept(steps: list[tuple[str, float]]) -> None:
    evening, now = lived(steps)
    assert not invalid_fields(evening.event)
    assert not [problem for kept in evening.rounds for problem in invalid_fields(kept)]
    numbers = sorted(evening.begun)
    assert numbers == list(range(1, evening.coming))
    running = [r.number for r in evening.begun.values() if not r.ended]
    assert running in ([], [evening.coming - 1])
    assert clock(evening, now) == clock(replace(evening, rounds=evening.rounds[::-1]), now)


@given(st.floats(0, 590), st.lists(st.tuples(st.floats(0.001, 90), st.floats(0, 4000)), max_size=8))
def test_pauses_cost_no_time(first: float, pauses: list[tuple[float, float]]) -> None:
    """To the millisecond for each pause, as instants are kept."""
    evening, now, ran = after((start, at())), at(0, first), first
    for run, stood in pauses:
        if ran + run > 599:
            break
        now, ran = now + timedelta(seconds=run), ran + run
        evening = after((pause, now), evening=evening)
        now += timedelta(seconds=stood)
        evening = after((resume, now), evening=evening)
    expected = timedelta(seconds=600 - ran)
    assert abs(clock(evening, now).left - expected) <= timedelta(milliseconds=2 + 2 * len(pauses))


@given(st.floats(1, 590), st.floats(0, 3000))
def test_skipping_and_going_back_is_as_if_nothing_had_been(when: float, lost: float) -> None:
    evening = after((start, at()))
    before = clock(evening, at(0, when))
    evening = after((skip, at(0, when)), (back, at(0, when + lost)), evening=evening)
    again = clock(evening, at(0, when + lost))
    assert abs(again.left - before.left) <= timedelta(milliseconds=3)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))
def test_instants_are_kept_to_the_millisecond(local: datetime) -> None:
    instant = local.replace(tzinfo=EIGHT.tzinfo)
    assert timedelta(0) <= instant - read(written(instant)) < timedelta(milliseconds=1)
    assert written(read(written(instant))) == written(instant)


def test_a_device_whose_clock_is_set_back_stands_still() -> None:
    evening = after((start, at()))
    assert clock(evening, at(-30)).seconds_left == 600
    assert clock(after((pause, at(3)), evening=evening), at(-30)).seconds_left == 420


def test_patience_is_shorter_than_any_round() -> None:
    assert timedelta(0) < PATIENCE < timedelta(minutes=1)
