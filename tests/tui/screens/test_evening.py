"""The section Evening: the clock from the keyboard, and what else runs with it."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from planner.evening import checkin, clock
from planner.evening.rounds import seated, table_of
from planner.messages import Refusal
from tests.terminal import Terminal
from tests.tui.pilots import LARGE, SMALL, journey, press, screen_text, settled, until
from tests.tui.running.tonight import (
    Hands,
    arrived,
    at,
    bytes_a_tick,
    evening_of,
    facts,
    looks,
    step,
    step_ago,
    tonight,
)
from tui.screens.evening import EveningScreen
from tui.store.store import Store

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@SIZES
def test_an_evening_from_the_first_key_to_the_last_round(size: tuple[int, int]) -> None:
    @journey
    async def go() -> None:
        event_id, hands = evening_of(), Hands(0)
        async with tonight(event_id, hands, size) as pilot:
            assert "Before the first of 3 rounds" in screen_text(pilot.app)
            await looks(pilot, "evening-before")
            await press(pilot, "n")
            await until(pilot, "Round 1 of 3")
            assert (await facts(pilot, event_id)).event.state == "running"
            await at(pilot, hands, 9.5)
            assert "ends soon" in screen_text(pilot.app)
            await looks(pilot, "evening-warning")
            await at(pilot, hands, 10)
            await until(pilot, "Break before round 2")
            await at(pilot, hands, 10.5)
            await press(pilot, "tab")
            await until(pilot, "→ T2")
            await looks(pilot, "evening-names")
            await at(pilot, hands, 12)
            await until(pilot, "Round 2 of 3")
            for minutes in (22, 24, 34):
                await at(pilot, hands, minutes)
            await until(pilot, "The evening is over")
            evening = await facts(pilot, event_id)
            assert evening.event.state == "done"
            assert [record.sitting_id != "" for record in evening.rounds] == [True] * 3

    go()


@journey
async def test_pause_and_minutes_and_steps_are_facts_and_can_be_undone() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        hands.minutes = 4
        await press(pilot, "space")
        await until(pilot, "paused")
        hands.minutes = 30
        assert clock.clock(await facts(pilot, event_id), hands.now()).seconds_left == 360
        await press(pilot, "space")
        await until(pilot, "ends at 20:06")
        await press(pilot, "plus")
        await until(pilot, "ends at 20:07")
        await press(pilot, "u")
        await until(pilot, "ends at 20:06")
        await press(pilot, "minus")
        await until(pilot, "ends at 20:05")
        await press(pilot, "x")
        await until(pilot, "Break before round 2")
        await press(pilot, "b")
        await until(pilot, "Round 1 of 3")
        await press(pilot, "n")
        await until(pilot, "The round still runs")
        await press(pilot, "b")
        await until(pilot, "Before the first")


@journey
async def test_bells_ring_wherever_she_looks_and_rounds_move_on() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        rung: list[float] = []
        pilot.app.bell = lambda: rung.append(hands.minutes)  # type: ignore[method-assign]
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        await press(pilot, "2")
        await until(pilot, "12 in all")
        for minutes in (1, 9, 9.5, 10, 10.5, 12):
            await at(pilot, hands, minutes)
        await until(pilot, lambda: rung == [0, 9, 10, 12])
        await press(pilot, "8", "o")
        await until(pilot, "no bell")
        await at(pilot, hands, 21.5)
        assert rung == [0, 9, 10, 12]


@journey
async def test_the_time_stands_in_the_title_of_every_other_section() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "2")
        await until(pilot, "12 in all")
        assert title(pilot).endswith("Speed Dating Planner")
        step(event_id, clock.start, 0)
        await until(pilot, lambda: title(pilot).endswith("Round 1 of 3 · 10:00"))
        await at(pilot, hands, 9.5)
        assert title(pilot).endswith("Round 1 of 3 · ends soon · 0:30")
        await press(pilot, "4")
        await until(pilot, lambda: title(pilot).endswith("ends soon · 0:30"))
        step(event_id, clock.close, 9.6)
        await until(pilot, lambda: title(pilot).endswith("Speed Dating Planner"))


def title(pilot: Pilot[int]) -> str:
    return screen_text(pilot.app).splitlines()[0]


@journey
async def test_without_moving_on_the_time_is_up_until_a_key_is_pressed() -> None:
    event_id, hands = evening_of(moves_on=False), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        await at(pilot, hands, 13)
        assert "time is up" in screen_text(pilot.app)
        await press(pilot, "n")
        await until(pilot, "Break before round 2")
        await press(pilot, "n")
        await until(pilot, "Round 2 of 3")


@journey
async def test_a_machine_that_slept_is_right_and_starts_nothing_unheard() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        await at(pilot, hands, 55)
        await until(pilot, "Round 2 of 3 can begin")
        evening = await facts(pilot, event_id)
        assert evening.rounds[0].ended == "2026-11-20T19:40:00.000Z"
        assert len(evening.begun) == 1


@journey
async def test_whoever_is_missing_is_told_before_a_round_begins() -> None:
    event_id, hands = evening_of(), Hands(0)
    arrived(event_id, but=2)
    async with tonight(event_id, hands) as pilot:
        assert "10 of 12 here" in screen_text(pilot.app)
        await press(pilot, "n")
        await until(pilot, "Not here: 2")
        await press(pilot, "escape")
        assert not (await facts(pilot, event_id)).begun
        await press(pilot, "n")
        await until(pilot, "Not here: 2")
        await press(pilot, "y")
        await until(pilot, "Round 1 of 3")
        assert "10 people" in screen_text(pilot.app)


@journey
async def test_the_rest_is_planned_for_those_who_came_and_then_begun() -> None:
    event_id, hands = evening_of(), Hands(0)
    arrived(event_id, but=2)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Not here: 2")
        await press(pilot, "e")
        await until(pilot, "planned again: 10 people")
        await press(pilot, "y")
        await until(pilot, "Accepted")
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")


@journey
async def test_two_who_press_the_same_key_begin_one_round() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, EveningScreen)
        seen = screen.seats
        step(event_id, clock.start, 0)
        screen.seats = seen
        with pytest.raises(Refusal) as refusal:
            await screen.action_start()
        assert refusal.value.messages[0].code == "moved-on-meanwhile"
        assert len((await facts(pilot, event_id)).begun) == 1


@journey
async def test_an_end_is_typed_and_shows_what_it_means() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        await press(pilot, "e")
        await until(pilot, "When should the evening end?")
        await press(pilot, "=20:00", "enter")
        await until(pilot, "change nothing: over at 20:04")
        assert "rounds to come: 2, of 8 minutes instead of 10" in screen_text(pilot.app)
        assert "only 2 rounds instead of 3" in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        await until(pilot, "evening ends at 20:00")
        event = (await facts(pilot, event_id)).event
        assert (event.end_at, event.minutes_per_round) == ("20:00", 8)
        await press(pilot, "u")
        await until(pilot, "evening ends at 20:04")


@journey
async def test_who_really_sat_is_corrected_and_taken_back() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "Round 1 of 3")
        await press(pilot, "enter")
        await until(pilot, "Where did Ada really sit")
        await press(pilot, "down", "enter")
        await settled(pilot)
        evening = await facts(pilot, event_id)
        labels = {table.id: table.label for table in evening.tables}
        assert labels[table_of(seated(evening, {}, 1))[evening.people[0].id]] == "T2"
        await press(pilot, "u")
        assert not (await facts(pilot, event_id)).begun[1].sitting_id


@journey
async def test_names_are_found_while_the_clock_runs() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n", "tab", "tab")
        await until(pilot, "12 in all")
        await press(pilot, "/", "=dee")
        await until(pilot, lambda: "Ada" not in screen_text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, "1 of 12 shown")
        await at(pilot, hands, 3)
        assert "1 of 12 shown" in screen_text(pilot.app)


@journey
async def test_another_program_that_runs_the_evening_is_followed() -> None:
    event_id, hands = evening_of(), Hands(1)
    async with tonight(event_id, hands) as pilot:
        step(event_id, clock.start, 0)
        await until(pilot, "Round 1 of 3")
        assert "ends at 19:40" in screen_text(pilot.app)


@journey
async def test_whoever_waits_and_whoever_rests_is_named() -> None:
    event_id, hands = evening_of(), Hands(0)
    arrived(event_id)

    def walk_in(evening: object, now: datetime) -> object:
        zoe = replace(evening.people[0], first_name="Zoë", position=0)  # type: ignore[attr-defined]
        return checkin.walk_in(evening, zoe, now)  # type: ignore[arg-type]

    step(event_id, walk_in, -1)
    async with tonight(event_id, hands) as pilot:
        await press(pilot, "n")
        await until(pilot, "here without a seat: 1")
        await press(pilot, "y")
        await until(pilot, "No seat")
        assert "Zoë" in screen_text(pilot.app)


# --- the real program


def test_it_goes_on_at_the_right_second_after_it_was_killed(home: Path) -> None:
    event_id = evening_of()
    step_ago(event_id, clock.start, 100)
    started = _started(event_id)
    for _ in range(2):
        with Terminal(home=home) as terminal:
            _go_to_evening(terminal)
            terminal.until("Round 1 of 3")
            left = (started + timedelta(minutes=10) - datetime.now(UTC)).total_seconds()
            digits = _digits(terminal)
            assert abs(digits - left) < 3
            terminal.signal(signal.SIGKILL).ended()


def test_the_clock_costs_less_than_a_kilobyte_a_second_and_nothing_at_rest(home: Path) -> None:
    event_id = evening_of()
    with Terminal(home=home) as terminal:
        _go_to_evening(terminal)
        assert terminal.quiet().bytes_of() == 0, "before"
        assert terminal.bytes_of("tab") < 10_000
        terminal.keys("n").until("Round 1 of 3")
        assert bytes_a_tick(terminal) < 1000
        assert terminal.keys("space").until("paused").quiet().bytes_of() == 0, "paused"
        terminal.keys("space", "2").until("12 in all")
        assert bytes_a_tick(terminal) < 500, "in the title"
        terminal.keys("8").until("[8 Evening]")
        step_ago(event_id, clock.close)
        terminal.until("The evening is over").quiet()
        assert terminal.bytes_of() == 0, "after"


def test_the_terminal_rings_at_the_warning(home: Path) -> None:
    event_id = evening_of()
    with Terminal(home=home) as terminal:
        _go_to_evening(terminal)
        before = terminal.sent.count(b"\a")
        step_ago(event_id, clock.start, 9 * 60 - 4)
        terminal.until("Round 1 of 3").until("ends soon")
        assert terminal.sent.count(b"\a") == before + 2, "at the beginning and at the warning"


def _go_to_evening(terminal: Terminal) -> None:
    terminal.until("1 in all").keys("enter").until("[1 Overview]").keys("8").until("[8 Evening]")
    terminal.until("of 3").quiet()


def _started(event_id: str) -> datetime:
    with Store.open() as store:
        evening = store.evening(event_id)
    assert evening is not None
    return datetime.fromisoformat(evening.begun[1].started)


def _digits(terminal: Terminal) -> int:
    """The time in large digits, read as a person does."""
    from tui.widgets.clock import large

    shown = [line[2:40].rstrip() for line in terminal.lines[3:8]]
    for seconds in range(601):
        if [line.rstrip() for line in large(f"{seconds // 60}:{seconds % 60:02}")] == shown:
            return seconds
    raise AssertionError(terminal.text)
