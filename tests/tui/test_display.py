"""The public display: what it shows, whom it follows, and that it never writes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from planner.evening import clock
from planner.messages import N_, Refusal
from planner.records import EventRecord, When
from tests.terminal import Terminal
from tests.tui.pilots import LARGE, SMALL, journey, press, screen_text, until
from tests.tui.running.tonight import Hands, bytes_a_tick, evening_of, looks, step, step_ago
from tui.cli.display import chosen
from tui.cli.exits import FILES, INVALID
from tui.display import DisplayApp
from tui.store.place import store_path
from tui.store.store import Store
from tui.store.watch import Watch

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
_BESIDE: Final = {"speed-dating.db-wal", "speed-dating.db-shm"}
GUESTS: Final = [f"Guest{n:02} Lastname" for n in range(1, 61)]


@asynccontextmanager
async def display(
    event_id: str, hands: Hands, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[int]]:
    with closing(Watch(store_path())) as watch:
        app = DisplayApp(watch, event_id)
        app.now = hands.now
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "q leaves" in screen_text(app).splitlines()[-1])
            await until(pilot, " of 3")
            yield pilot


async def at(pilot: Pilot[int], hands: Hands, minutes: float) -> str:
    assert isinstance(pilot.app, DisplayApp)
    hands.minutes = minutes
    pilot.app.tick()
    await pilot.pause()
    return screen_text(pilot.app)


@SIZES
def test_an_evening_as_the_guests_see_it(size: tuple[int, int]) -> None:
    @journey
    async def go() -> None:
        event_id, hands = evening_of(), Hands(-10)
        async with display(event_id, hands, size) as pilot:
            assert "starts at 19:30" in screen_text(pilot.app)
            await looks(pilot, "display-before")
            step(event_id, clock.start, 0)
            hands.minutes = 9.5
            await until(pilot, "Round 1 of 3 · ends soon")
            await looks(pilot, "display-round")
            step(event_id, clock.due, 10)
            hands.minutes = 10.5
            await until(pilot, "Break before round 2")
            assert "Ada = T1" in screen_text(pilot.app)
            assert "Dee → T2" in screen_text(pilot.app)
            await looks(pilot, "display-break")
            step(event_id, clock.close, 10.6)
            await until(pilot, "The evening is over")
            assert "Ada" not in screen_text(pilot.app)

    go()


@journey
async def test_by_table_by_name_and_under_which_names() -> None:
    event_id, hands = evening_of(["Ada Byron", "Ada Lovelace", "Bob Kahn"], tables=1), Hands(-1)
    with Store.open() as store, store.writing(N_("Names")) as unit:
        for person in unit.contents(event_id).people:  # type: ignore[union-attr]
            first, _, last = person.first_name.partition(" ")
            unit.change(person, first_name=first, last_name=last)
    async with display(event_id, hands) as pilot:
        assert "Ada B. → T1" in screen_text(pilot.app)
        await press(pilot, "d")
        assert " 1 → T1" in screen_text(pilot.app)
        await press(pilot, "d", "tab")
        assert "T1     Ada Byron, Ada Lovelace, Bob Kahn" in screen_text(pilot.app)
        await press(pilot, "q")
    assert pilot.app.return_code == 0


@journey
async def test_pages_turn_by_themselves_and_by_hand() -> None:
    event_id, hands = evening_of(GUESTS, tables=10), Hands(-1)
    async with display(event_id, hands) as pilot:
        assert "page 1 of 2" in screen_text(pilot.app)
        await press(pilot, "right")
        assert "page 2 of 2" in screen_text(pilot.app)
        app = pilot.app
        assert isinstance(app, DisplayApp)
        app.turned()
        await pilot.pause()
        assert "page 1 of 2" in screen_text(app)
        shown = set(re.findall(r"Guest\d\d", screen_text(app)))
        await press(pilot, "left")
        shown |= set(re.findall(r"Guest\d\d", screen_text(app)))
        assert len(shown) == 60
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "page" not in screen_text(app).split("q leaves")[0])


@journey
async def test_it_rings_once_at_the_warning_and_at_the_end() -> None:
    event_id, hands = evening_of(), Hands(0)
    step(event_id, clock.start, 0)
    async with display(event_id, hands) as pilot:
        rung: list[float] = []
        pilot.app.bell = lambda: rung.append(hands.minutes)  # type: ignore[method-assign]
        for minutes in (1, 5, 9, 9.5, 9.9, 10, 10.1):
            await at(pilot, hands, minutes)
        assert rung == [9, 10]


@journey
async def test_a_deleted_event_is_told() -> None:
    event_id, hands = evening_of(), Hands(0)
    async with display(event_id, hands) as pilot:
        with Store.open() as store, store.writing(N_("Delete")) as unit:
            event = unit.get(EventRecord, event_id)
            assert event is not None
            unit.delete(event)
        await until(pilot, "The event was deleted.")


# --- which event


EVENTS = (
    EventRecord("a", "Gala", When("2026-11-20")),
    EventRecord("b", "Winter gala", When("2026-12-20")),
    EventRecord("c", "Old one", state="done"),
)
TODAY = date(2026, 11, 20)


def test_the_event_that_runs_else_that_of_today_is_taken() -> None:
    running = EventRecord("d", "Now", state="running")
    assert chosen([*EVENTS, running], None, TODAY) is running
    assert chosen(EVENTS, None, TODAY) is EVENTS[0]
    assert chosen(EVENTS[1:], None, TODAY) is EVENTS[1]


def test_an_event_is_called_by_id_name_or_a_part_of_it() -> None:
    assert chosen(EVENTS, "b", TODAY) is EVENTS[1]
    assert chosen(EVENTS, "gala", TODAY) is EVENTS[0]
    assert chosen(EVENTS, "winter", TODAY) is EVENTS[1]


@pytest.mark.parametrize(
    ("events", "typed", "code"),
    [
        (EVENTS, "nobody", "no-such-event"),
        (EVENTS, "l", "several-events"),
        (EVENTS, None, "several-events"),
        (EVENTS[2:], None, "no-event-runs"),
    ],
)
def test_what_cannot_be_told_apart_is_asked(
    events: tuple[EventRecord, ...], typed: str | None, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        chosen(events, typed, date(2026, 1, 1))
    assert refusal.value.messages[0].code == code


# --- the real program


def test_it_follows_another_program_and_writes_nothing(home: Path) -> None:
    event_id = evening_of()
    with Terminal("display", home=home) as terminal:
        terminal.until("Before the first of 3 rounds").quiet()
        files = {path: path.read_bytes() for path in home.rglob("*.db")}
        names = {path.name for path in (home / "data").iterdir()} - _BESIDE
        assert terminal.bytes_of() == 0, "idle"
        assert {path: path.read_bytes() for path in files} == files
        assert {path.name for path in (home / "data").iterdir()} - _BESIDE == names
        step_ago(event_id, clock.start, 2)
        terminal.until("Round 1 of 3")
        terminal.resize(120, 40).until(lambda t: "q leaves" in t.lines[-1])
        terminal.keys("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_its_clock_costs_less_than_a_kilobyte_a_second(home: Path, size: tuple[int, int]) -> None:
    event_id = evening_of()
    step_ago(event_id, clock.start, 2)
    with Terminal("display", home=home, columns=size[0], lines=size[1]) as terminal:
        assert bytes_a_tick(terminal.until("Round 1 of 3")) < 1000
        step_ago(event_id, clock.pause)
        terminal.until("paused").quiet()
        assert terminal.bytes_of() == 0, "while it stands still"


def test_it_refuses_in_words(home: Path) -> None:
    with Terminal("display", home=home) as terminal:
        assert terminal.ended() == FILES
        assert "There are no events yet" in terminal.text
    evening_of()
    evening_of()
    with Terminal("display", home=home) as terminal:
        assert terminal.ended() == INVALID
        assert "Which event?" in terminal.text
    with Terminal("display", "--list", home=home) as terminal:
        assert terminal.ended() == 0
        assert terminal.text.count("Gala") == 2
