"""The evening, its tables, and the figures that follow while they are typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from planner.event import Apart, Balance, Seat, Together, Weights
from planner.records import EventRecord, TableRecord
from tests.tui.pilots import LARGE, SMALL, journey, press, screen_text, settled, shell, until
from tests.tui.screens.evenings import EVENT, kept, people, section, tables
from tests.tui.screens.test_rules import earlier_event, sees
from tui import texts
from tui.safe import safe
from tui.screens.character import CharacterDialog
from tui.screens.form import Form
from tui.screens.presets import Presets
from tui.screens.setup import SetupScreen
from tui.widgets.field import Field
from tui.widgets.table import Table

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


async def event(pilot: Pilot[int]) -> EventRecord:
    return (await kept(pilot)).event


async def seats(pilot: Pilot[int]) -> list[int]:
    return [table.seats for table in (await kept(pilot)).tables]


async def labels(pilot: Pilot[int]) -> list[str]:
    return [table.label for table in (await kept(pilot)).tables]


async def dialog(pilot: Pilot[int], kind: type[object], *keys: str) -> None:
    """Opens a dialog with the first key and presses the others in it."""
    await press(pilot, keys[0])
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await press(pilot, *keys[1:])
    await until(pilot, lambda: isinstance(pilot.app.screen, SetupScreen))
    await settled(pilot)


@SIZES
def test_the_evening_its_tables_and_what_they_allow_are_seen_at_once(size: tuple[int, int]) -> None:
    @journey
    async def run() -> None:
        async with section("setup", Seat("Ada", "t1"), size=size) as pilot:
            await sees(pilot, "Gala", "Old Mill", "19:30", "2 x 3", "Ada")
            await sees(pilot, "Until 20:25 (55 min). Rounds at 19:30 19:45 20:00 20:15")
            await sees(
                pilot, "6 for 6 people; 0 free", "15 pairs", "Nobody meets anybody twice no, proved"
            )
            assert isinstance(pilot.app.focused, Table)

    run()


@journey
async def test_figures_follow_what_is_typed_and_nothing_is_kept_before_enter() -> None:
    async with section("setup") as pilot:
        await press(pilot, "t", "=3 tables of 4")
        await sees(pilot, "12 for 6 people; 6 free", "2 in all")
        assert await seats(pilot) == [3, 3]
        await press(pilot, "enter")
        await sees(pilot, "3 x 4", "3 in all")
        assert await seats(pilot) == [4, 4, 4]
        assert isinstance(pilot.app.focused, Table)
        await press(pilot, "u")
        await sees(pilot, "Undone: Change of the tables", "2 x 3", "2 in all")
        assert await seats(pilot) == [3, 3]


@journey
async def test_the_bound_and_which_bound_follow_the_rounds() -> None:
    async with section("setup") as pilot:
        await press(pilot, "r", "=1")
        await sees(pilot, "6 of 15 pairs: every seat", "Until 19:40 (10 min)")
        await press(pilot, "=9")
        await sees(pilot, "15 of 15 pairs: every two people")
        assert (await event(pilot)).rounds == 4


@journey
async def test_plus_and_minus_count_and_tab_keeps_what_was_typed() -> None:
    async with section("setup") as pilot:
        await press(pilot, "r", "plus", "plus", "minus", "down", "=7", "tab")
        assert (await event(pilot)).rounds == 5
        assert (await event(pilot)).minutes_per_round == 7
        await press(pilot, "=0", "enter")
        assert (await event(pilot)).minutes_of_break == 0
        await sees(pilot, "Until 20:05 (35 min)")
        await press(pilot, "u", "u", "u")
        await sees(pilot, "Until 20:25 (55 min)")
        assert await event(pilot) == EVENT


@journey
async def test_esc_takes_back_what_was_typed() -> None:
    async with section("setup") as pilot:
        await press(pilot, "r", "=12")
        await sees(pilot, "Until")
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#rounds", Field).value == "4"
        assert await event(pilot) == EVENT
        assert isinstance(pilot.app.screen, SetupScreen)
        assert isinstance(pilot.app.focused, Table)


@journey
async def test_wrong_input_is_named_beside_the_form_and_not_kept() -> None:
    async with section("setup") as pilot:
        await press(pilot, "r", "=x", "enter")
        await sees(pilot, "✗ “x” is no whole number between 1 and 1,000.")
        assert isinstance(pilot.app.focused, Field)
        await press(pilot, "up", "=99")
        await sees(pilot, "6 for 6 people")
        await press(pilot, "escape")
        await press(pilot, "t", "=20", "enter")
        await sees(pilot, "“20” does not say how many tables of how many seats")
        await press(pilot, "escape", "e", "delete", "enter")
        await sees(pilot, "The name is missing; write one.")
        await press(pilot, "escape", "e", "down", "down", "=32/13", "enter")
        await sees(pilot, "is no day")
        assert (await kept(pilot)).event == EVENT


@journey
async def test_name_place_day_and_time_are_changed_here_too() -> None:
    async with section("setup") as pilot:
        await press(pilot, "e", "=Ball [b]", "down", "=Barn", "down", "=24/12/2026", "down")
        await press(pilot, "=20h", "enter")
        changed = await event(pilot)
        assert (changed.name, changed.venue) == ("Ball [b]", "Barn")
        assert (changed.when.date, changed.when.time) == ("2026-12-24", "20:00")
        await sees(pilot, "Ball [b]", "2026-12-24", "Rounds at 20:00")


@journey
async def test_an_impossible_evening_is_explained_in_words() -> None:
    async with section("setup", Together(("Ada", "Bob")), Apart(("Ada", "Bob"))) as pilot:
        await sees(pilot, "Rules 1, 2 cannot all hold: Ada, Bob")
        await press(pilot, "t", "=1 x 5")
        await sees(
            pilot, "5 for 6 people: 1 too few", "Too few seats: 5 for 6 people (rounds: 1-4)"
        )


@journey
async def test_without_people_the_figures_are_those_of_full_tables() -> None:
    async with section("setup", guests=[], seats=[]) as pilot:
        await sees(pilot, "No tables. Press t", "There are no tables")
        await dialog(pilot, Presets, "p", "1")
        await sees(pilot, "30; nobody is on the list yet", "425 of 435 pairs")
        assert (await event(pilot)).rounds == 6
        assert await seats(pilot) == [6] * 5
        assert await labels(pilot) == ["1", "2", "3", "4", "5"]
        await press(pilot, "u")
        await sees(pilot, "No tables. Press t")
        assert (await event(pilot)).rounds == 4


@pytest.mark.parametrize(
    ("digit", "shape", "rounds"), [("1", [6] * 5, 6), ("2", [5] * 20, 10), ("3", [5] * 60, 15)]
)
def test_presets_set_tables_and_rounds(digit: str, shape: list[int], rounds: int) -> None:
    @journey
    async def run() -> None:
        async with section("setup") as pilot:
            await dialog(pilot, Presets, "p", digit)
            assert (await event(pilot)).rounds == rounds
            assert await seats(pilot) == shape

    run()


@journey
async def test_every_evening_ready_made_shows_what_it_comes_to() -> None:
    guests = [replace(p, gender="FFFFMM"[n]) for n, p in enumerate(people())]
    async with section("setup", guests=guests) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Presets))
        await sees(pilot, "Evenings ready made, for 6 on the list", "30 for 6 people")
        await press(pilot, "down", "down", "down")
        await sees(pilot, "Tables of two, one of each side", "2 x 2")
        await sees(pilot, "4 for 6 people: F 4, M 2", "each of the 4 on side “F” rests")
        await press(pilot, "enter")
        await sees(pilot, "two sides, strict, breaks", "2 x 2")
        found = await event(pilot)
        assert (found.two_sided, found.interest, found.breaks) == (True, "strict", "allowed")
        await press(pilot, "u")
        await sees(pilot, "Undone: Evening ready made", "everybody", "2 x 3")


@journey
async def test_mixing_teams_needs_teams_and_keeps_a_rule() -> None:
    async with section("setup") as pilot:
        await dialog(pilot, Presets, "p", "8")
        assert [r.rule for r in (await kept(pilot)).rules] == [Balance("company")]
        await press(pilot, "u")
        await sees(pilot, "Undone: Evening ready made")
        assert not (await kept(pilot)).rules
    bare = [replace(p, attributes={}) for p in people()]
    async with section("setup", guests=bare) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Presets))
        await press(pilot, "8")
        await sees(pilot, "✗ Nobody’s team, group or company is known.")
        await press(pilot, "f4")


@journey
async def test_returning_guests_are_asked_where_they_met() -> None:
    async with section("setup") as pilot:
        await shell(pilot).read(earlier_event)
        shell(pilot).store_changed()
        await press(pilot, "p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Presets))
        await press(pilot, "7")
        await sees(pilot, "Who met at which event?")
        await press(pilot, "enter")
        await sees(pilot, "Come again: 3.")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SetupScreen))
        assert len((await kept(pilot)).met) == 3


@SIZES
def test_sides_wishes_breaks_and_weights_are_chosen_with_their_figures(
    size: tuple[int, int],
) -> None:
    @journey
    async def run() -> None:
        guests = [replace(p, gender="FFFFMM"[n]) for n, p in enumerate(people())]
        async with section("setup", guests=guests, size=size) as pilot:
            await sees(pilot, "Who meets everybody")
            await press(pilot, "o")
            await until(pilot, lambda: isinstance(pilot.app.screen, CharacterDialog))
            await sees(pilot, "‹ no ›", "15 pairs")
            await press(pilot, "space")
            await sees(pilot, "‹ yes ›", "‹ strict ›", "of 8 pairs", "F 4, M 2")
            await press(pilot, "down", "right", "down", "left", "down", "down", "minus")
            await sees(pilot, "‹ soft ›", "‹ allowed ›", "‹ 0 ›")
            await press(pilot, "f2")
            await sees(pilot, "two sides, soft, breaks")
            found = await event(pilot)
            assert (found.two_sided, found.interest, found.breaks) == (True, "soft", "allowed")
            assert found.weights == Weights(1, 0, 1)
            await press(pilot, "u")
            await sees(pilot, "Undone: Change of the evening", "everybody")
            assert await event(pilot) == EVENT
            await press(pilot, "o")
            await until(pilot, lambda: isinstance(pilot.app.screen, CharacterDialog))
            await press(pilot, "space", "f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, SetupScreen))
            assert await event(pilot) == EVENT

    run()


@journey
async def test_a_table_is_closed_in_some_rounds_and_stays_so() -> None:
    async with section(
        "setup", seats=[*tables(), replace(tables()[0], id="t3", label="3")]
    ) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await press(pilot, "down", "down", "=3: 0; 9: 1", "enter")
        await sees(pilot, "“9” is not between round 1 and round 4.")
        await press(pilot, *["backspace"] * 4, "=2: 5", "enter")
        await sees(pilot, "In rounds", "2: 5; 3: closed")
        assert (await kept(pilot)).tables[0].seats_by_round == {2: 5, 3: 0}
        await press(pilot, "plus")
        await settled(pilot)
        await press(pilot, "t", "=3 x 5", "enter")
        await sees(pilot, "15 for 6 people")
        assert (await kept(pilot)).tables[0].seats_by_round == {3: 0}
        await press(pilot, "u", "u", "u")
        await sees(pilot, "3 in all")
        assert (await kept(pilot)).tables[0].seats_by_round == {}


@journey
async def test_tables_are_added_changed_removed_and_numbered() -> None:
    async with section("setup", Seat("Ada", "t2")) as pilot:
        await dialog(pilot, Form, "n", *(["backspace"] * 5), "=2 x 4", "enter")
        assert await seats(pilot) == [3, 3, 4, 4]
        label, eight = ("end", "backspace", "=Bar"), ("down", "end", "backspace", "=8")
        await dialog(pilot, Form, "enter", *label, *eight, "enter")
        assert (await labels(pilot), await seats(pilot)) == (["Bar", "2", "3", "4"], [8, 3, 4, 4])
        await press(pilot, "down", "plus")
        await settled(pilot)
        await press(pilot, "minus")
        await settled(pilot)
        await press(pilot, "minus")
        assert await seats(pilot) == [8, 2, 4, 4]
        await press(pilot, "x")
        await sees(pilot, "Remove table 2?", "The rule that seats Ada there then says nothing.")
        await press(pilot, "y")
        await sees(pilot, "Table 2 is removed; u brings it back.", "3 in all")
        await press(pilot, "R")
        await sees(pilot, "3 in all")
        assert await labels(pilot) == ["1", "2", "3"]
        for _ in range(7):
            await press(pilot, "u")
            await settled(pilot)
        assert (await kept(pilot)).tables == tuple(tables())


@journey
async def test_a_label_is_taken_once_and_seats_are_whole_numbers() -> None:
    async with section("setup") as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await press(pilot, "end", "backspace", "=2", "down", "end", "backspace", "=-1", "enter")
        await sees(pilot, "Another table is called “2” already.", "“-1” is no whole number")
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, SetupScreen))
        assert (await kept(pilot)).tables == tuple(tables())


@journey
async def test_what_is_typed_stays_when_another_program_writes() -> None:
    async with section("setup") as pilot:
        await press(pilot, "r", "=12")
        await shell(pilot).write("x", lambda unit: unit.change(EVENT, venue="Barn", rounds=9))
        await sees(pilot, "Barn")
        assert pilot.app.screen.query_one("#rounds", Field).value == "12"
        await press(pilot, "escape")
        await sees(pilot, "Barn")
        assert pilot.app.screen.query_one("#rounds", Field).value == "9"


@journey
async def test_names_from_elsewhere_are_neither_obeyed_nor_changed_by_being_looked_at() -> None:
    label = "\x1b]0;x\x07[/b]"
    odd = [replace(tables()[0], label=label)]
    guests = [replace(person, first_name="[red]אב") for person in people()]
    async with section("setup", Seat("Ada", "t1"), guests=guests) as pilot:
        await shell(pilot).read(lambda store: _force(store, label))
        shell(pilot).store_changed()
        await sees(pilot, safe(label), "[red]")
        await press(pilot, "e", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab")
        assert odd[0].label == (await kept(pilot)).tables[0].label
        assert "\x1b" not in screen_text(pilot.app)


def _force(store: object, label: str) -> None:
    """A label no unit would write, as an older program or another device may have."""
    with store._transaction("IMMEDIATE") as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE tables SET label = ? WHERE id = 't1'", (label,))


@journey
async def test_many_tables_of_all_sizes_are_shown_and_measured() -> None:
    many = [TableRecord(f"t{n}", 2 + n % 9, {}, EVENT.id, f"T{n}", n) for n in range(300)]
    async with section("setup", seats=many) as pilot:
        await sees(pilot, "300 in all", "for 6 people")
        assert pilot.app.screen.query_one("#outlook", Static).size.height > 2


@journey
async def test_the_screen_speaks_french() -> None:
    texts.use("fr")
    async with section("setup") as pilot:
        await sees(pilot, "Soirée", "Rencontres différentes, au plus", "Tours à 19:30")
        await sees(pilot, "Qui rencontre tout le monde")
        await press(pilot, "o", "space")
        await sees(pilot, "Deux côtés ‹ oui ›", "Souhaits ‹ stricts ›")
        await press(pilot, "f4")
        await press(pilot, "t", "=beaucoup")
        await sees(pilot, "ne dit pas combien de tables")
