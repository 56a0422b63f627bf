"""The shell, tried with a screen of its own: what every screen can rely on."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from planner.messages import N_, refuse
from planner.records import EventRecord, ParticipantRecord
from tests.tui.pilots import (
    LARGE,
    SMALL,
    journey,
    press,
    program,
    screen_text,
    settled,
    shell,
    until,
)
from tui.app import PlannerApp
from tui.screens.dialog import CONFIRMED, Confirm
from tui.screens.event import EventScreen
from tui.store.place import store_path
from tui.store.settings import Settings
from tui.store.store import Store

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


class Guests(EventScreen[list[str]]):
    """A section as a colleague would write it."""

    SECTION: ClassVar[str] = "guests"
    HELP = "All guests."

    reads = 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="guests", markup=False)

    def read(self, store: Store) -> list[str]:
        type(self).reads += 1
        return [person.name for person in store.all(ParticipantRecord, self.event_id)]

    def show(self, data: list[str]) -> None:
        self.query_one("#guests", Static).update("\n".join(data))


async def with_event(pilot: Pilot[int], name: str = "Gala") -> EventRecord:
    event = EventRecord("gala", name=name, venue="Old Mill")
    await shell(pilot).write(N_("New event"), lambda unit: unit.add(event))
    await settled(pilot)
    return event


async def add_guest(pilot: Pilot[int], name: str) -> None:
    guest = ParticipantRecord(name, first_name=name, event_id="gala")
    await shell(pilot).write(N_("New guest"), lambda unit: unit.add(guest))
    await settled(pilot)


@journey
async def test_the_program_paints_before_it_opens_the_store() -> None:
    seen: list[str] = []
    app = PlannerApp(Settings())
    begin = app._begin

    def spied() -> None:
        seen.append(screen_text(app))
        assert app.store is None
        begin()

    app._begin = spied  # type: ignore[method-assign]
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.store is not None)
    assert "Speed Dating Planner" in seen[0]
    assert "q quit" in seen[0]


@journey
async def test_before_the_store_is_open_writing_is_refused_in_words() -> None:
    gate = asyncio.Event()

    app = PlannerApp(Settings())
    opened = app._opened

    async def waiting() -> None:
        await gate.wait()
        await opened()

    app._opened = waiting  # type: ignore[method-assign]
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "n")
        assert "still being opened" in screen_text(app)
        await press(pilot, "u")
        gate.set()
        await until(pilot, lambda: app.store is not None)


@journey
async def test_a_store_that_cannot_be_opened_is_told_and_the_program_stays() -> None:
    path = store_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all" * 1000)
    app = PlannerApp(Settings())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, "✗ ")
        await press(pilot, "n", "?")
        await until(pilot, "Help")


@SIZES
def test_a_section_shows_its_event_and_what_changes(size: tuple[int, int]) -> None:
    @journey
    async def go() -> None:
        async with program(size) as pilot:
            await with_event(pilot)
            await pilot.app.push_screen(Guests("gala"))
            await until(pilot, "Gala · Old Mill")
            await add_guest(pilot, "Ana")
            assert "Ana" in screen_text(pilot.app)
            await press(pilot, "u")
            await until(pilot, "Undone: New guest")
            await settled(pilot)
            assert "Ana" not in screen_text(pilot.app)
            await press(pilot, "ctrl+r")
            await until(pilot, "Done again: New guest")
            await settled(pilot)
            assert "Ana" in screen_text(pilot.app)
            await press(pilot, "escape")
            await until(pilot, "1 in all")

    go()


@journey
async def test_a_hidden_screen_reads_again_when_it_comes_back_and_only_then() -> None:
    async with program() as pilot:
        await with_event(pilot)
        screen = Guests("gala")
        pilot.app.install_screen(screen, "guests")
        await pilot.app.push_screen(screen)
        await settled(pilot)
        await pilot.app.pop_screen()
        before = Guests.reads
        await add_guest(pilot, "Ana")
        assert Guests.reads == before
        await pilot.app.push_screen(screen)
        await until(pilot, "Ana")
        await settled(pilot)
        assert Guests.reads == before + 1


@journey
async def test_an_event_deleted_meanwhile_closes_its_screens() -> None:
    async with program() as pilot:
        event = await with_event(pilot)
        await pilot.app.push_screen(Guests("gala"))
        await until(pilot, "Gala · Old Mill")
        await shell(pilot).write(N_("Deletion"), lambda unit: unit.delete(event))
        await until(pilot, "The event was deleted.")
        await until(pilot, "No events yet")


@journey
async def test_what_another_program_writes_is_seen() -> None:
    async with program() as pilot:
        with Store.open() as other, other.writing("new") as unit:
            unit.add(EventRecord("far", name="From elsewhere"))
        await until(pilot, "From elsewhere")


@journey
async def test_undo_of_what_another_program_changed_asks_first() -> None:
    async with program() as pilot:
        event = await with_event(pilot)
        await shell(pilot).write(N_("Rename"), lambda unit: unit.change(event, name="Ours"))
        with Store.open() as other, other.writing("rename") as unit:
            unit.change(event, name="Theirs")
        await press(pilot, "u")
        await until(pilot, "changed elsewhere")
        await press(pilot, "escape")
        await until(pilot, "Theirs")
        await press(pilot, "u")
        await until(pilot, "changed elsewhere")
        await press(pilot, "y")
        await until(pilot, "Gala")


@journey
async def test_the_palette_finds_does_and_greys_with_a_reason() -> None:
    async with program() as pilot:
        await press(pilot, "colon")
        await until(pilot, "All actions")
        await press(pilot, "=delete")
        await until(pilot, "(There is no event under the cursor.)")
        await press(pilot, "enter")
        await until(pilot, "There is no event under the cursor.")
        await press(pilot, "ctrl+p")
        await until(pilot, "All actions")
        await press(pilot, "=new", "enter")
        await until(pilot, "Begins at")


@journey
async def test_help_names_the_screen_and_the_keys_that_work_there() -> None:
    async with program() as pilot:
        await press(pilot, "f1")
        await until(pilot, "Each line is an evening.")
        await press(pilot, "q")
        await settled(pilot)
        assert "Each line is an evening." not in screen_text(pilot.app)
        await with_event(pilot)
        await pilot.app.push_screen(Guests("gala"))
        await settled(pilot)
        await press(pilot, "question_mark")
        await until(pilot, "All guests.")
        assert "Back to the events" in screen_text(pilot.app)


@journey
async def test_a_question_has_cancel_in_focus_and_its_own_key_for_yes() -> None:
    async with program() as pilot:
        answers: list[object] = []

        async def ask() -> None:
            answer = await shell(pilot).ask(Confirm("Sure?", "It hurts.", "Do it"))
            answers.append(answer)

        for key, answer in [("enter", None), ("x", ...), ("n", None), ("y", CONFIRMED),
                            ("f4", None), ("e", ...), ("escape", None)]:  # fmt: skip
            if answers.count(...) or not pilot.app.screen.is_modal:
                pilot.app.run_worker(ask(), group="actions")
                await until(pilot, "Sure?")
            await press(pilot, key)
            if answer is ...:
                assert "Sure?" in screen_text(pilot.app), key
            else:
                await until(pilot, lambda: bool(answers))
                assert answers.pop() == answer, key


@journey
async def test_a_refusal_of_an_action_is_told_and_nothing_breaks() -> None:
    async with program() as pilot:

        async def refused() -> None:
            raise refuse("no", N_("Not with {name}."), name="[/b] Bob")

        await shell(pilot)._told(refused())
        await pilot.pause()
        assert "✗ Not with [/b] Bob." in screen_text(pilot.app)


@journey
async def test_a_refusal_at_once_is_told_as_well() -> None:
    def refused() -> None:
        raise refuse("no", N_("Not today."))

    async with program() as pilot:
        pilot.app.screen.action_show_archived = refused  # type: ignore[attr-defined]
        await press(pilot, "A")
        await until(pilot, "✗ Not today.")


@journey
async def test_an_action_that_runs_is_not_begun_twice() -> None:
    async with program() as pilot:
        await press(pilot, "n", "n")
        await until(pilot, "Begins at")
        await press(pilot, "f4")
        await settled(pilot)
        assert "Begins at" not in screen_text(pilot.app)


@SIZES
def test_a_window_that_shrinks_says_so_and_grows_back(size: tuple[int, int]) -> None:
    @journey
    async def go() -> None:
        async with program(size) as pilot:
            for small in ((60, 20), (1, 1), (79, 24), (80, 23), (2, 50)):
                await pilot.resize_terminal(*small)
                await pilot.pause()
            await pilot.resize_terminal(70, 20)
            await until(pilot, "70 columns and 20 lines")
            await press(pilot, "n")
            await until(pilot, lambda: pilot.app.screen.is_modal)
            await pilot.resize_terminal(40, 20)
            await until(pilot, "40 columns")
            await pilot.resize_terminal(*size)
            await until(pilot, "Begins at")

    go()


@journey
async def test_the_language_changes_at_once() -> None:
    async with program() as pilot:
        await press(pilot, "f2")
        await until(pilot, "Language")
        await press(pilot, "enter")
        await until(pilot, "English")
        await press(pilot, "space")
        await until(pilot, "Français")
        await press(pilot, "f4")
        await until(pilot, "Pas encore d’événement")
        assert "q quitter" in screen_text(pilot.app)
        assert shell(pilot).store is not None
    with Store.open() as store:
        assert store.settings().language == "fr"
