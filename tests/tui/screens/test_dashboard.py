"""The overview of an event, before and after there is a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.records import EventRecord, ParticipantRecord, TableRecord
from tests.tui.pilots import SMALL, journey, press, program, screen_text, settled, shell, until
from tests.tui.planned import keep, new_event
from tui.screens.dashboard import (
    CARDS,
    GENERATE,
    GO_ON,
    PEOPLE,
    SEATS,
    TABLES,
    Overview,
    Step,
    next_step,
)
from tui.store.reading import EventContents

PLAN = np.array([[0, 0, 0, 1, 1, 1]] * 2, np.int32)


def holding(people: int, seats: int, *, breaks: bool = False, partly: bool = False) -> Overview:
    event = EventRecord("e", breaks="allowed" if breaks else "never")
    guests = [ParticipantRecord(str(n)) for n in range(people)]
    if partly:
        guests = [replace(guest, rounds=(1,)) for guest in guests]
    tables = (TableRecord("t", seats),) if seats else ()
    return Overview(EventContents(event, tuple(guests), tables, (), ()), None, "")


@pytest.mark.parametrize(
    ("overview", "step"),
    [
        (holding(0, 0), PEOPLE),
        (holding(1, 6), PEOPLE),
        (holding(6, 0), TABLES),
        (holding(6, 5), SEATS),
        (holding(6, 5, breaks=True), GENERATE),
        (holding(6, 5, partly=True), GENERATE),
        (holding(6, 6), GENERATE),
    ],
)
def test_what_is_missing_comes_first(overview: Overview, step: Step) -> None:
    assert next_step(overview) == step


@pytest.mark.parametrize(
    ("event", "step"),
    [(EventRecord("e", state="running"), GO_ON), (EventRecord("e", state="done"), CARDS)],
)
def test_once_it_has_begun_nothing_about_the_plan_comes_first(
    event: EventRecord, step: Step
) -> None:
    overview = holding(6, 5)
    begun = replace(overview, contents=replace(overview.contents, event=event))
    assert next_step(begun) == step


@journey
async def test_before_there_is_a_plan_it_says_what_is_missing() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, ("Ada", "Bob"), tables=1, rounds=3, vips=1)
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "VIPs: 1" in text
        assert "none yet" in text
        assert "➜ Generate a plan." in text
        await press(pilot, "e")
        assert "There is no plan yet; generate one first." in screen_text(pilot.app)


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
def test_with_a_plan_it_shows_the_figures_and_what_would_raise_the_score(
    size: tuple[int, int],
) -> None:
    @journey
    async def run() -> None:
        async with program(size) as pilot:
            store = shell(pilot).store
            assert store is not None
            event_id = new_event(store, tuple("ABCDEF"), tables=2, rounds=2)
            keep(store, event_id, PLAN)
            shell(pilot).store_changed()
            shell(pilot).open_event(event_id)
            await settled(pilot)
            text = screen_text(pilot.app)
            for figure in ("6 of 15 pairs", "of 100", "Equity gap", "Limit reached",
                           "What would raise the score"):  # fmt: skip
                assert figure in text
            assert "➜ Look at the plan" in text
            await press(pilot, "enter")
            await until(pilot, "Round 1 of 2")

    run()


@journey
async def test_after_an_edit_the_next_step_is_to_plan_again() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, tuple("ABCDEF"), tables=2, rounds=2)
        keep(store, event_id, PLAN)
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        await settled(pilot)
        person = store.all(ParticipantRecord, event_id)[0]
        await shell(pilot).write("a VIP", lambda unit: unit.change(person, vip=True))
        await until(pilot, "plan again")


@pytest.mark.parametrize(("vips", "note"), [(0, "each meets 1 to 2"), (3, "of equals; all 1–2")])
def test_whose_gap_it_is_is_said_where_it_is_not_everybodys(vips: int, note: str) -> None:
    @journey
    async def go() -> None:
        async with program(SMALL) as pilot:
            store = shell(pilot).store
            assert store is not None
            event_id = new_event(store, tuple("ABCDE"), tables=2, rounds=2, vips=vips)
            keep(store, event_id, np.array([[0, 0, 0, 1, 1]] * 2, np.int32))
            shell(pilot).store_changed()
            shell(pilot).open_event(event_id)
            await until(pilot, note)

    go()
