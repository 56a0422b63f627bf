"""Journeys over the views of a plan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest
from textual.events import Key
from textual.pilot import Pilot

from planner.event import Apart, Together
from planner.records import ParticipantRecord, PlanPartRecord, met_before
from tests.tui.pilots import SMALL, journey, press, program, screen_text, settled, shell, until
from tests.tui.planned import contents, keep, new_event, rotated
from tui.screens.dialog import Confirm
from tui.screens.results.heat import HeatPane
from tui.screens.results.pane import Pane
from tui.screens.results.rounds import Rounds
from tui.screens.results.screen import ResultsScreen
from tui.store.settings import Settings

NAMES = ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida")
PLAN = np.array([[0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2]], np.int32)
"""Nobody meets anybody twice."""
OTHER = np.array([[0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2, 1, 0, 2, 0, 1, 2]], np.int32)


@asynccontextmanager
async def results(
    *plans: Any, size: tuple[int, int] = SMALL, names: tuple[str, ...] = NAMES,
    rules: Any = (), settings: Settings | None = None, keys: tuple[str, ...] = (),
) -> AsyncIterator[tuple[Pilot[int], str]]:  # fmt: skip
    """The screen of an evening of nine at three tables, with these plans, the last current."""
    async with program(size, settings=settings) as pilot:
        app = shell(pilot)
        assert app.store is not None
        event_id = new_event(app.store, names, tables=3, rounds=2, vips=1, rules=rules)
        for plan in plans or (PLAN,):
            keep(app.store, event_id, *(plan if isinstance(plan, tuple) else (plan,)))
        app.store_changed()
        app.open_event(event_id)
        app.show_section("results", event_id)
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        yield pilot, event_id


def screen(pilot: Pilot[int]) -> ResultsScreen:
    found = pilot.app.screen
    assert isinstance(found, ResultsScreen)
    return found


def seating(pilot: Pilot[int], event_id: str) -> list[list[int]]:
    """Of the current plan, as stored."""
    store = shell(pilot).store
    assert store is not None
    plan = contents(store, event_id).plan
    assert plan is not None
    return store.unpack(plan).seating


async def pick(pilot: Pilot[int], person: int) -> None:
    pane = screen(pilot).pane
    assert isinstance(pane, Rounds)
    pane.grid.move_to_person(person)
    await press(pilot, "x")


# --- looking


@journey
async def test_by_round_shows_the_tables_of_one_round_after_the_other() -> None:
    async with results() as (pilot, _event):
        assert "Round 1 of 2 · people seated: 9 · tables: 3" in screen_text(pilot.app)
        assert ["T1", "3/3", "Ada", "★", "Bob", "Cem"] in lines(pilot)
        await press(pilot, "n")
        assert ["T1", "3/3", "Ada", "★", "Dee", "Gus"] in lines(pilot)
        await press(pilot, "n")
        assert "There is no further round." in screen_text(pilot.app)
        await press(pilot, "p")
        assert "Round 1 of 2" in screen_text(pilot.app)


@journey
async def test_a_filter_finds_the_table_of_a_name() -> None:
    async with results() as (pilot, _event):
        await press(pilot, "slash", "=hal", "enter")
        assert ["T3", "3/3", "Gus", "Hal", "Ida"] in lines(pilot)
        assert not [line for line in lines(pilot) if line[:1] == ["T1"]]
        assert "tables with “hal”: 1" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert [line for line in lines(pilot) if line[:1] == ["T1"]]


@journey
async def test_enter_shows_the_evening_of_the_person() -> None:
    async with results() as (pilot, _event):
        await press(pilot, "enter")
        await until(pilot, "Round 2 · T1 · Dee, Gus")
        await press(pilot, "f4", "i", "down", "enter")
        await until(pilot, "Round 2 · T2 · Eve, Hal")


@journey
async def test_tab_goes_through_every_view_and_back() -> None:
    seen = ["Ada", "one cell for a pair", "Gini", "Could meet", "This event has no rules", "Made"]
    async with results() as (pilot, _event):
        for text in seen:
            await press(pilot, "tab")
            await until(pilot, text)
        await press(pilot, "tab")
        await until(pilot, "Round 1 of 2")
        await press(pilot, "shift+tab")
        await until(pilot, "● current")


@journey
async def test_whoever_is_quick_gets_the_view_asked_for_last() -> None:
    async with results() as (pilot, _event):
        for keys, last in (("imfvcV", "● current"), ("cvfmiw", "Round 1 of")):
            for letter in keys:
                pilot.app.post_message(Key(letter, letter))
            await until(pilot, last)
            await until(pilot, lambda: not any(w.is_running for w in pilot.app.workers))
            shown = [pane for pane in screen(pilot).query(Pane) if pane.display]
            assert shown == [screen(pilot).pane]
            assert type(shown[0]) is screen(pilot).view


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
def test_every_view_fits_in_the_window(size: tuple[int, int]) -> None:
    @journey
    async def run() -> None:
        async with results(size=size) as (pilot, _event):
            for key in "wimfvcV":
                await press(pilot, key)
                await settled(pilot)
                text = screen_text(pilot.app).splitlines()
                assert "[" in text[2]
                assert "? help" in text[-1]
                assert all(len(line) <= size[0] for line in text)

    run()


@journey
async def test_the_heatmap_names_the_pair_and_its_rounds() -> None:
    async with results(OTHER, keys=("m",)) as (pilot, _event):
        await press(pilot, "right")
        assert "Ada and Bob meet once, in round 1" in screen_text(pilot.app)
        await press(pilot, "right", "right")
        assert "Ada and Dee never meet" in screen_text(pilot.app)
        await press(pilot, "right", "a")
        await until(pilot, "Round 2 · T1 · Ada, Gus")


@journey
async def test_repeats_only_and_orders_of_the_heatmap() -> None:
    async with results(keys=("m", "r")) as (pilot, _event):
        assert "Nobody meets anybody twice." in screen_text(pilot.app)
        await press(pilot, "r")
        for order in ("by table in round 1", "by company", "fewest meetings first",
                      "in the order of the list"):  # fmt: skip
            await press(pilot, "o")
            assert order in screen_text(pilot.app)
        await press(pilot, "n", "n")
        assert "by table in round 2" in screen_text(pilot.app)


@journey
async def test_sixteen_colors_refuse_half_blocks_in_words() -> None:
    async with results(keys=("m",)) as (pilot, _event):
        pilot.app.theme = "ansi-dark"
        await press(pilot, "b")
        assert "too few colors" in screen_text(pilot.app)
        pane = screen(pilot).pane
        assert isinstance(pane, HeatPane)
        assert not pane.heatmap.dense


@journey
async def test_names_are_shown_and_never_obeyed() -> None:
    names = ("[/b] Bob", "\x1b]0;Eve\x07", "[red]Cem", *NAMES[3:])
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, NAMES, tables=3, rounds=2)
        keep(store, event_id, PLAN)
        people = store.all(ParticipantRecord, event_id)
        with store._transaction("IMMEDIATE") as connection:  # past the checks, as a sync may be
            for person, name in zip(people, names, strict=False):
                connection.exec_driver_sql(
                    "UPDATE participants SET first_name = ? WHERE id = ?", (name, person.id)
                )
        shell(pilot).open_event(event_id)
        shell(pilot).show_section("results", event_id)
        await settled(pilot)
        for key in ("w", "i", "m", "f", "v", "c", "V"):
            await press(pilot, key)
            await settled(pilot)
            assert "\x1b" not in screen_text(pilot.app)
        await press(pilot, "w")
        assert "[/b] Bob" in screen_text(pilot.app)
        await press(pilot, "enter")
        await until(pilot, "[red]Cem")


# --- swapping


@journey
async def test_a_swap_is_told_then_kept_as_a_version_and_undone() -> None:
    async with results() as (pilot, event_id):
        await pick(pilot, 0)
        assert "»Ada ★«" in screen_text(pilot.app)
        await pick(pilot, 4)
        await until(pilot, "Swap Ada and Eve in round 1?")
        assert "Different meetings: 18 → 16" in screen_text(pilot.app)
        assert "Pairs that meet again: 0 → 2" in screen_text(pilot.app)
        await press(pilot, "y")
        await until(pilot, "this is a new version")
        await until(pilot, lambda: seating(pilot, event_id)[0] == [1, 0, 0, 1, 0, 1, 2, 2, 2])
        await settled(pilot)
        assert "↺ meet again: 4" in screen_text(pilot.app)
        await press(pilot, "u")
        await until(pilot, lambda: seating(pilot, event_id) == PLAN.tolist())
        await until(pilot, "Undone: Swap of two people")


@journey
async def test_a_swap_that_is_not_confirmed_changes_nothing() -> None:
    async with results() as (pilot, event_id):
        await pick(pilot, 0)
        await pick(pilot, 3)
        await until(pilot, "Swap Ada and Dee")
        await press(pilot, "enter")  # cancel has the focus
        await settled(pilot)
        assert seating(pilot, event_id) == PLAN.tolist()
        assert "»" not in screen_text(pilot.app)


@journey
async def test_escape_forgets_who_was_marked_and_stays() -> None:
    async with results() as (pilot, _event):
        await pick(pilot, 0)
        await press(pilot, "escape")
        assert "»" not in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, ResultsScreen)


@journey
async def test_breaking_a_rule_is_named_and_asked_twice() -> None:
    rules = [(Together, (0, 1)), (Apart, (0, 4))]
    plan = np.array([[0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 0, 2, 1, 1, 2, 0, 1, 2]], np.int32)
    async with results(plan, rules=rules) as (pilot, event_id):
        await pick(pilot, 0)
        await pick(pilot, 3)
        await until(pilot, "This breaks:")
        assert "✗ Ada, Bob together" in screen_text(pilot.app)
        assert "✗ Ada, Eve apart" in screen_text(pilot.app)
        await press(pilot, "y")
        await until(pilot, "Break these rules all the same?")
        assert seating(pilot, event_id) == plan.tolist()
        await press(pilot, "y")
        await until(pilot, lambda: seating(pilot, event_id) != plan.tolist())
        await press(pilot, "c")
        await until(pilot, "✗ no")


@journey
async def test_two_at_one_table_are_not_swapped() -> None:
    async with results() as (pilot, _event):
        await pick(pilot, 0)
        await pick(pilot, 1)
        assert "The two are at the same place in this round." in screen_text(pilot.app)


# --- versions


@journey
async def test_versions_are_compared_and_restored() -> None:
    async with results(OTHER, PLAN, keys=("V", "down", "enter")) as (pilot, event_id):
        await until(pilot, "Seats that differ: 2")
        await press(pilot, "f4", "r")
        await until(pilot, lambda: seating(pilot, event_id) == OTHER.tolist())
        await press(pilot, "u")
        await until(pilot, lambda: seating(pilot, event_id) == PLAN.tolist())


@journey
async def test_the_current_version_cannot_be_taken_again() -> None:
    async with results(keys=("V", "r")) as (pilot, _event):
        assert "This is the current plan already." in screen_text(pilot.app)


@journey
async def test_a_plan_from_before_an_edit_is_marked_and_not_swapped() -> None:
    async with results() as (pilot, event_id):
        store = shell(pilot).store
        assert store is not None
        gone = store.all(ParticipantRecord, event_id)[3]
        await shell(pilot).write("somebody leaves", lambda unit: unit.delete(gone))
        await until(pilot, "! Made before the event was changed")
        assert "(left the event)" in screen_text(pilot.app)
        await press(pilot, "x")
        assert "The event was changed after this plan was made" in screen_text(pilot.app)
        for key in "imfvcV":
            await press(pilot, key)
            await settled(pilot)
        assert [line for line in lines(pilot) if line[:1] == ["●!"]]


@journey
async def test_a_trade_off_is_taken_and_the_plan_kept_among_them() -> None:
    async with results((PLAN, OTHER), keys=("t",)) as (pilot, event_id):
        await until(pilot, "Trade-offs")
        await press(pilot, "down", "enter")
        await until(pilot, lambda: seating(pilot, event_id) == OTHER.tolist())
        await settled(pilot)
        await press(pilot, "t")
        await until(pilot, "Most together")
        await press(pilot, "down", "enter")
        await until(pilot, lambda: seating(pilot, event_id) == PLAN.tolist())


@journey
async def test_a_plan_without_trade_offs_says_so() -> None:
    async with results(keys=("t",)) as (pilot, _event):
        assert "No trade-offs were kept" in screen_text(pilot.app)


# --- when there is nothing to show


@journey
async def test_without_a_plan_the_screen_says_what_to_do() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, NAMES, tables=3, rounds=2)
        shell(pilot).open_event(event_id)
        shell(pilot).show_section("results", event_id)
        await settled(pilot)
        assert "There is no plan yet." in screen_text(pilot.app)
        for key in ("e", "P", "x", "m", "n", "tab"):
            await press(pilot, key)
        assert "There is no plan yet; generate one first." in screen_text(pilot.app)
        keep(store, event_id, PLAN)
        shell(pilot).store_changed()
        await until(pilot, "Round 1 of 2")


@journey
async def test_undoing_the_first_plan_leaves_none() -> None:
    async with results() as (pilot, _event):
        await press(pilot, "u")
        await until(pilot, "There is no plan yet.")
        await press(pilot, "x", "n", "U")
        await until(pilot, "Round 1 of 2")


@journey
async def test_a_plan_with_missing_parts_is_told_in_words() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = new_event(store, NAMES, tables=3, rounds=2)
        plan_id = keep(store, event_id, PLAN)
        with store.writing("loss") as unit:
            unit.delete(*unit.all(PlanPartRecord, plan_id))
        shell(pilot).open_event(event_id)
        shell(pilot).show_section("results", event_id)
        await until(pilot, "Parts of this plan are missing or damaged")


@journey
async def test_a_thousand_people_are_shown_in_every_view() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        names = [f"Person {i}" for i in range(1_000)]
        event_id = new_event(store, names, tables=200, rounds=10)
        keep(store, event_id, rotated(1_000, 200, 10))
        shell(pilot).open_event(event_id)
        shell(pilot).show_section("results", event_id)
        await until(pilot, "people seated: 1,000 · tables: 200")
        await press(pilot, "i", "G")
        await until(pilot, "Person 999")
        await press(pilot, "m")
        await until(pilot, "people to a cell")
        await press(pilot, "f")
        await until(pilot, "Gini")


def test_looking_at_a_plan_imports_nothing_that_only_planning_or_printing_needs() -> None:
    script = (
        "import sys, tui.screens.dashboard, tui.screens.results.screen; "
        "print({'numba', 'reportlab', 'xlsxwriter', 'python_calamine'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


# --- two sides


DATES = np.array([[0, 0, 1, 1, -2], [0, 1, -2, 0, 1], [-2, 1, 0, 0, 1]], np.int32)
"""Ada and Cem meet Bob and Dee; of Ada, Cem and Eve one rests in each round."""


@asynccontextmanager
async def dates(view: str = "", **fields: Any) -> AsyncIterator[tuple[Pilot[int], str]]:
    """Three women and two men at two tables of two, for three rounds."""
    async with program(SMALL) as pilot:
        app = shell(pilot)
        assert app.store is not None
        event_id = new_event(app.store, NAMES[:5], tables=2, rounds=3)
        found = contents(app.store, event_id)
        ada, bob, cem, dee, eve = found.people
        with app.store.writing("sides") as unit:
            unit.change(found.event, two_sided=True, breaks="allowed", **fields)
            unit.change_all([ada, cem, eve], gender="F")
            unit.change_all([bob, dee], gender="M", looking_for=("F",))
            unit.change(eve, looking_for=("X",))
            unit.change_all(found.tables, seats=2)
            unit.add(met_before(event_id, ada.id, bob.id))
        keep(app.store, event_id, DATES)
        app.store_changed()
        app.open_event(event_id)
        app.show_section("results", event_id)
        await settled(pilot)
        await press(pilot, *view)
        await settled(pilot)
        yield pilot, event_id


@journey
async def test_who_rests_is_seen_by_round_and_by_person() -> None:
    async with dates() as (pilot, _event):
        assert "Round 1 of 3 · people seated: 4 · tables: 2 · rest: 1" in screen_text(pilot.app)
        assert ["Break", "Eve"] in lines(pilot)
        await press(pilot, "i")
        await until(pilot, "Rests")
        assert ["Ada", "1", "1", "1", "T1", "T1", "break"] in lines(pilot)
        await press(pilot, "enter")
        await until(pilot, "rests: 1")
        assert "Round 3 · break" in screen_text(pilot.app)


@journey
async def test_the_heatmap_has_a_side_down_and_the_other_across() -> None:
    async with dates("m", interest="soft") as (pilot, _event):
        await until(pilot, "F ↓ M →")
        text = screen_text(pilot.app)
        await until(pilot, "Ada and Bob meet once, in round 1; they suit each other; they met at")
        rows = [line.split() for line in text.splitlines()]
        assert ["Cem", "·", "▒▒"] in rows
        assert "○ met before  ● met before, and again" in text


@journey
async def test_pairs_that_do_not_count_have_a_glyph() -> None:
    async with dates("m") as (pilot, _event):
        await until(pilot, "– does not count")
        assert ["Eve", "–", "–"] in [line.split() for line in screen_text(pilot.app).splitlines()]
        await press(pilot, "down", "down")
        await until(pilot, "Eve and Bob meet 2 times, in rounds 2-3; it does not count")


@journey
async def test_measures_of_sides_wishes_and_breaks_stand_with_fairness_and_the_rules_kept() -> None:
    async with dates("f") as (pilot, _event):
        await until(pilot, "Side F")
        await press(pilot, "c")
        await until(pilot, "Pairs at tables of two whose meeting does not count")


@journey
async def test_somebody_seated_is_exchanged_with_somebody_who_rests() -> None:
    async with dates() as (pilot, event_id):
        await pick(pilot, 4)
        await pick(pilot, 0)
        await until(pilot, "Swap Eve and Ada in round 1?")
        await press(pilot, "y")
        await settled(pilot)
        while isinstance(pilot.app.screen, Confirm):  # it breaks a wish
            await press(pilot, "y")
            await settled(pilot)
        await until(pilot, "Swapped; this is a new version")
        assert seating(pilot, event_id)[0] == [-2, 0, 1, 1, 0]
        await press(pilot, "u")
        await settled(pilot)
        assert seating(pilot, event_id)[0] == DATES[0].tolist()


def lines(pilot: Pilot[int]) -> list[list[str]]:
    return [line.split() for line in screen_text(pilot.app).splitlines()]
