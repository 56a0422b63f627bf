"""Planning from the keyboard, with the real planner process wherever it is about planning."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from planner.event import Effort, Seat
from planner.messages import N_, Message
from planner.progress import Progress
from planner.records import PlanRecord, RuleRecord, rule_id
from tests.tui.pilots import (
    LARGE,
    PATIENCE,
    SMALL,
    journey,
    press,
    program,
    screen_text,
    settled,
    shell,
    until,
)
from tests.tui.planned import contents, keep, new_event, rotated
from tui import texts
from tui.planning import run as planning
from tui.planning.process import PlannerProcess
from tui.planning.remedies import refusal_text
from tui.planning.run import Run
from tui.store.reading import EventContents
from tui.store.settings import Settings
from tui.store.store import Store

pytestmark = pytest.mark.usefixtures("warm")
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def made(
    people: int = 30, tables: int = 10, rounds: int = 5, effort: Effort = "quick", **more: Any
) -> str:
    """30 people at tables of 3 need no search; at tables of 6 they do."""
    with Store.open() as store:
        names = [f"Guest {n}" for n in range(1, people + 1)]
        event_id = new_event(store, names, tables=tables, rounds=rounds, **more)
        event = contents(store, event_id).event
        with store.writing(N_("Effort")) as unit:
            unit.change(event, effort=effort)
    return event_id


@asynccontextmanager
async def generating(
    event_id: str, size: tuple[int, int] = SMALL, settings: Settings | None = None
) -> AsyncIterator[Pilot[int]]:
    async with program(size, settings=settings) as pilot:
        shell(pilot).open_event(event_id)
        await settled(pilot)
        await press(pilot, "5")
        await until(pilot, "Seed")
        await settled(pilot)
        yield pilot


async def done(pilot: Pilot[int]) -> None:
    """The run that was begun has ended and is shown."""
    planning = shell(pilot).planning
    await until(pilot, lambda: planning.run is None and not _acting(pilot))
    await settled(pilot)


def _acting(pilot: Pilot[int]) -> bool:
    return any(w.is_running and w.group == "actions" for w in pilot.app.workers)


async def searching(pilot: Pilot[int]) -> Run:
    """A search is going on, and its first figures have come."""
    planning = shell(pilot).planning
    await until(pilot, lambda: planning.run is not None and bool(planning.run.history))
    assert planning.run is not None
    return planning.run


async def stored(pilot: Pilot[int], event_id: str) -> EventContents:
    return await shell(pilot).read(lambda store: contents(store, event_id))


async def current(pilot: Pilot[int], event_id: str) -> PlanRecord:
    plan = (await stored(pilot, event_id)).plan
    assert plan is not None
    return plan


@SIZES
def test_one_key_plans_an_evening_of_thirty(size: tuple[int, int]) -> None:
    event_id = made()

    @journey
    async def go() -> None:
        async with generating(event_id, size) as pilot:
            assert "No plan yet. Press p" in screen_text(pilot.app)
            await press(pilot, "p")
            await until(pilot, "Proved best: 150 meetings")
            await done(pilot)
            seen = screen_text(pilot.app)
            assert "● The plan: 150 of at most 150 meetings, gap 0" in seen
            assert "1 in all" in seen
            found = await stored(pilot, event_id)
            assert found.plan is not None
            assert found.plan.digest == found.digest
            assert found.event.state == "planned"
            await press(pilot, "u")
            await until(pilot, "Undone: Plan with seed 1")
            await settled(pilot)
            assert "No current plan." in screen_text(pilot.app)
            assert (await stored(pilot, event_id)).event.state == "draft"

    go()


@journey
async def test_a_search_is_watched_from_anywhere_and_cancel_keeps_the_best() -> None:
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating(event_id) as pilot:
        await press(pilot, "p")
        run = await searching(pilot)
        await until(pilot, "▸ Improvement")
        seen = screen_text(pilot.app)
        assert "of at most 425 meetings" in seen
        assert "Time" in seen
        await press(pilot, "2", "p")
        await until(pilot, "[2 ")
        await press(pilot, "5")
        await until(pilot, "✓ Baseline")
        assert shell(pilot).planning.run is run
        await press(pilot, "p")
        await until(pilot, "An event is being planned; c ends that.")
        await press(pilot, "c")
        await until(pilot, "Cancelled, and the best so far is kept.")
        await done(pilot)
        record = await current(pilot, event_id)
        assert record.stopped == "cancelled"
        assert record.broken == 0
        assert record.unique > 300
        assert "▸" not in screen_text(pilot.app)


@journey
async def test_several_seeds_are_compared_the_best_is_taken_and_another_can_be() -> None:
    event_id = made(people=13, tables=3, rounds=4, vips=3)
    async with generating(event_id) as pilot:
        await press(pilot, "m")
        await until(pilot, "How many seeds")
        await press(pilot, "tab", "end", "backspace", "3", "enter")
        await until(pilot, "3 seeds tried: seed ")
        await done(pilot)
        found = await stored(pilot, event_id)
        assert sorted(plan.seed for plan in found.plans) == [1, 2, 3]
        best = found.plan
        assert best is not None
        assert best.unique == max(p.unique for p in found.plans if p.gap == best.gap)
        assert "3 in all" in screen_text(pilot.app)
        other = next(plan for plan in found.plans if plan.id != best.id)
        table = pilot.app.screen.query_one("#tries")
        table.focus()
        table.move_to(other.id)  # type: ignore[attr-defined]  # ours
        await press(pilot, "enter")
        await until(pilot, "This version is the current plan now.")
        assert (await current(pilot, event_id)).id == other.id
        await press(pilot, "enter")
        await until(pilot, "This is the current plan already.")


@journey
async def test_the_same_seed_gives_the_same_plan_and_no_second_version() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        for _ in range(2):
            await press(pilot, "p")
            await until(pilot, "Proved best")
            await done(pilot)
        assert len((await stored(pilot, event_id)).plans) == 1


@journey
async def test_a_worse_plan_does_not_take_the_place_of_a_better_one() -> None:
    event_id = made(people=18, tables=3, rounds=5)
    async with generating(event_id) as pilot:
        await press(pilot, "p")
        await until(pilot, "The plan is made")
        await done(pilot)
        best = await current(pilot, event_id)
        event = (await stored(pilot, event_id)).event
        await shell(pilot).write(N_("x"), lambda unit: unit.change(event, effort="thorough"))
        await settled(pilot)
        await press(pilot, "d")
        await until(pilot, "Another seed")
        await press(pilot, "end", "backspace", "7", "enter")
        await until(pilot, "Seed 7")
        await done(pilot)
        planning = shell(pilot).planning
        await press(pilot, "p")
        await until(pilot, lambda: planning.run is not None and planning.run.progress is not None)
        await press(pilot, "c")  # a first seating, hardly searched
        await done(pilot)
        now = await current(pilot, event_id)
        assert now.id == best.id or now.gap <= best.gap
        assert len((await stored(pilot, event_id)).plans) == 2


@journey
async def test_a_plan_made_before_a_change_is_marked_and_adapted_with_few_other_seats() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        await press(pilot, "r")
        await until(pilot, "There is no plan yet")
        await press(pilot, "p")
        await until(pilot, "Proved best")
        await done(pilot)
        await press(pilot, "r")
        await until(pilot, "The plan is for the event as it is")
        gone = (await stored(pilot, event_id)).people[4]
        await shell(pilot).write(N_("Somebody cancels"), lambda unit: unit.delete(gone))
        await until(pilot, "! The event was changed after its plan was made")
        assert "! out of date" in screen_text(pilot.app)
        await press(pilot, "r")
        await until(pilot, "Re-planned; people with other seats: 0.")
        await done(pilot)
        found = await stored(pilot, event_id)
        assert found.plan is not None
        assert found.plan.digest == found.digest
        assert found.plan.people == 29
        assert "● The plan" in screen_text(pilot.app)
        await press(pilot, "u")
        await until(pilot, "Undone: Changed plan")
        await until(pilot, "! The event was changed")


@journey
async def test_an_event_changed_while_it_is_planned_gets_a_plan_that_is_out_of_date() -> None:
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating(event_id) as pilot:
        await press(pilot, "p")
        await searching(pilot)
        gone = (await stored(pilot, event_id)).people[0]
        await shell(pilot).write(N_("Somebody cancels"), lambda unit: unit.delete(gone))
        await press(pilot, "c")
        await done(pilot)
        await until(pilot, "! The event was changed after its plan was made")


@journey
async def test_an_event_deleted_while_it_is_planned_loses_nothing_else() -> None:
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating(event_id) as pilot:
        await press(pilot, "p")
        await searching(pilot)
        event = (await stored(pilot, event_id)).event
        await shell(pilot).write(N_("Deleted"), lambda unit: unit.delete(event))
        await until(pilot, "No events yet")
        shell(pilot).planning.cancel()
        await done(pilot)
        assert "The event is not there any more." in screen_text(pilot.app)


@journey
async def test_a_killed_planner_is_told_and_trying_again_works() -> None:
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating(event_id) as pilot:
        planning = shell(pilot).planning
        await press(pilot, "p")
        await searching(pilot)
        assert planning.process.pid is not None
        os.kill(planning.process.pid, signal.SIGKILL)
        await until(pilot, "The planner ended without an answer (-9). Nothing is lost")
        await done(pilot)
        assert not (await stored(pilot, event_id)).plans
        await press(pilot, "p")
        await searching(pilot)
        assert "Nothing is lost" not in screen_text(pilot.app).splitlines()[5]
        await press(pilot, "c")
        await done(pilot)
        assert (await current(pilot, event_id)).broken == 0


@journey
async def test_a_planner_killed_while_it_stood_ready_is_replaced_without_a_word() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        process = shell(pilot).planning.process
        ready = process._ready
        assert ready is not None
        waiting = await ready
        waiting.process.kill()
        await waiting.process.wait()
        await press(pilot, "p")
        await until(pilot, "Proved best")
        await done(pilot)


@pytest.mark.parametrize(
    "code",
    [
        "print('garbage')",
        "print('[]')",
        "print('{}')",
        "print('[' * 100000)",
        'print(\'{"type": "progress"}\')',
        'print(\'{"type": "plan"}\')',
        'print(\'{"type": "refused"}\')',
        'print(\'{"type": "error", "reason": "x"}\')',
        "import os; os.write(1, b'\\xff\\n')",
        "import sys; sys.exit(3)",
    ],
)
def test_a_planner_that_says_anything_else_is_told_and_nothing_breaks(code: str) -> None:
    event_id = made()

    @journey
    async def go() -> None:
        async with generating(event_id) as pilot:
            planning = shell(pilot).planning
            await planning.process.close()
            planning.process = PlannerProcess([sys.executable, "-c", code])
            await press(pilot, "p")
            await until(pilot, "Nothing is lost; try again.")
            await done(pilot)
            planning.process = PlannerProcess()
            await press(pilot, "p")
            await until(pilot, "Proved best")
            await done(pilot)

    go()


@journey
async def test_a_planner_that_cannot_be_started_is_told() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        planning = shell(pilot).planning
        await planning.process.close()
        planning.process = PlannerProcess(["/no/such/program"])
        await press(pilot, "p")
        await until(pilot, "The planner could not be started")
        await done(pilot)


@journey
async def test_what_cannot_be_planned_is_said_with_where_to_go() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        found = await stored(pilot, event_id)
        await shell(pilot).write(N_("x"), lambda unit: unit.delete(*found.tables[:4]))
        await settled(pilot)
        await press(pilot, "p")
        await until(pilot, "→ Put it right in 4 Setup.")
        await done(pilot)
        await shell(pilot).write(N_("x"), lambda unit: unit.restore(*found.tables[:4]))
        await settled(pilot)
        await press(pilot, "p")
        await until(pilot, "Proved best")
        assert "Put it right" not in screen_text(pilot.app)


@journey
async def test_what_cannot_be_planned_is_said_with_the_names_of_tables() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        found = await stored(pilot, event_id)
        table = found.tables[0]
        rules = [Seat(person.id, table.id) for person in found.people[:4]]
        records = [RuleRecord(rule_id(event_id, rule), rule, event_id=event_id) for rule in rules]
        await shell(pilot).write(N_("x"), lambda unit: unit.add(*records))
        await settled(pilot)
        await press(pilot, "p")
        await until(pilot, "→ Put it right in 3 Rules.")
        await done(pilot)
        text = screen_text(pilot.app)
        assert f"table {table.label}" in text
        assert table.id[:8] not in text


def test_every_kind_of_refusal_has_its_place() -> None:
    text = refusal_text(
        (Message("too-few-people", "A."), Message("apart-at-one-table", "B."), Message("odd", "C."))
    )
    assert text.splitlines() == [
        "✗ A.", "✗ B.", "✗ C.", "→ Put it right in 2 People.", "→ Put it right in 3 Rules.",
    ]  # fmt: skip


FRONT = """
from dataclasses import replace
import planner.worker as worker
plan = worker.make_plan
def with_front(problem, **options):
    other = replace(problem, event=replace(problem.event, seed=99))
    return replace(plan(problem, **options), front=(plan(other, **options),))
worker.make_plan = with_front
worker.main()
"""
"""A worker whose plans have a front."""


@journey
async def test_the_trade_offs_are_one_key_away_and_one_can_be_taken() -> None:
    event_id = made(people=13, tables=3, rounds=4, vips=3)
    async with generating(event_id) as pilot:
        planning = shell(pilot).planning
        await planning.process.close()
        planning.process = PlannerProcess([sys.executable, "-c", FRONT])
        await press(pilot, "t")
        await until(pilot, "There is no plan yet")
        await press(pilot, "p")
        await until(pilot, "The plan is made")
        await done(pilot)
        first = await current(pilot, event_id)
        await press(pilot, "t")
        await until(pilot, "Most together")
        await press(pilot, "enter")
        await done(pilot)
        assert (await current(pilot, event_id)).id == first.id
        await press(pilot, "t")
        await until(pilot, "Most together")
        table = pilot.app.screen.query_one("Table")
        table.move_to(0)  # type: ignore[attr-defined]  # ours
        await press(pilot, "enter")
        await until(pilot, "Taken; this is a new version")
        await done(pilot)
        second = await current(pilot, event_id)
        assert second.id != first.id
        assert second.content != first.content
        await press(pilot, "t")
        await until(pilot, "Most together")  # the one before is in its front
        await press(pilot, "escape", "u")
        await until(pilot, "Undone: Taking a trade-off")
        assert (await current(pilot, event_id)).id == first.id


@journey
async def test_the_plan_is_printed_from_here_too() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, tuple("ABCDEF"), tables=2, rounds=2)
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        await press(pilot, "5", "P")
        await until(pilot, "There is no plan yet; generate one first.")
        keep(store, event_id, rotated(6, 2, 2))
        shell(pilot).store_changed()
        await settled(pilot)
        await press(pilot, "P")
        await until(pilot, "Table cards")


@journey
async def test_effort_priority_and_seed_are_kept_with_the_event() -> None:
    event_id = made()
    async with generating(event_id) as pilot:
        await press(pilot, "e")
        await until(pilot, "How long to search")
        await press(pilot, "down", "down", "enter")
        await until(pilot, "effort thorough")
        await press(pilot, "o")
        await until(pilot, "What comes first")
        await press(pilot, "down", "enter")
        await until(pilot, "· most meetings first")
        await press(pilot, "d")
        await until(pilot, "Another seed")
        await press(pilot, "end", "backspace", "=x", "enter")
        await until(pilot, "is no whole number between 0 and")
        await press(pilot, "backspace", "4", "2", "enter")
        await until(pilot, "Seed 42")
        event = (await stored(pilot, event_id)).event
        assert (event.effort, event.priority, event.seed) == ("thorough", "most-meetings", 42)


@journey
async def test_all_of_it_is_there_in_french() -> None:
    texts.use("fr")
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating_in_french(event_id) as pilot:
        await press(pilot, "p")
        await searching(pilot)
        await until(pilot, "▸ Amélioration")
        seen = screen_text(pilot.app)
        assert "rencontres sur au plus 425" in seen
        assert not re.search(r"\b(seed|meetings|of at most|Time|Planning)\b", seen)
        assert max(map(len, seen.splitlines())) <= 80
        await press(pilot, "c")
        await until(pilot, "Arrêté, le meilleur plan trouvé est gardé.")
        await done(pilot)


@asynccontextmanager
async def generating_in_french(event_id: str) -> AsyncIterator[Pilot[int]]:
    async with program() as pilot:
        shell(pilot).open_event(event_id)
        await settled(pilot)
        await press(pilot, "5")
        await until(pilot, "Graine")
        await settled(pilot)
        yield pilot


@journey
async def test_leaving_the_program_while_it_plans_keeps_the_best_and_leaves_no_planner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event_id = made(tables=5, rounds=6, effort="thorough")
    async with generating(event_id) as pilot:
        await press(pilot, "p")
        await searching(pilot)
        pid = shell(pilot).planning.process.pid
        assert pid is not None
        monkeypatch.setattr(planning, "PARTING", PATIENCE)
        await press(pilot, "q")
        await until(pilot, lambda: shell(pilot).leaving)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with Store.open() as store:
        plan = contents(store, event_id).plan
        assert plan is not None
        assert plan.stopped == "cancelled"


def test_what_a_run_says_of_its_time() -> None:
    run = Run("x", (1, 2))
    assert run.left is None
    run.told(Progress("baseline", 1.0, 0, 10, 0, 0.1))
    assert run.left is None
    run.seed_began -= 9
    run.told(Progress("improvement", 0.5, 4, 10, 0, 9.0))
    left = run.left
    assert left is not None
    assert 15 + 24 <= left <= 15.2 + 24.2
    run.seeds = ()
    assert 15 <= (run.left or 0) <= 15.2
    run.prepares = True
    assert not run.preparing
    run.told(Progress("improvement", 0.0, 4, 10, 0, 9.0))
    assert run.preparing
    assert run.left is None
    for _ in range(200):
        run.told(Progress("equity", 0.1, 5, 10, 0, 9.0))
    assert len(run.history) < 50
    run.next_seed(1)
    assert run.history == []
