from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from planner.messages import N_
from planner.records import EventRecord, ParticipantRecord, RuleRecord, When
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
from tui import texts
from tui.preparing.demo import PEOPLE
from tui.screens.events import mark
from tui.store.store import Store

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def events() -> list[EventRecord]:
    with Store.open() as store:
        return [row.event for row in store.events()]


async def new(pilot: Pilot[int], *typed: str) -> None:
    await press(pilot, "n")
    await until(pilot, "Begins at")
    await press(pilot, *typed, "enter")
    await until(pilot, lambda: not pilot.app.screen.is_modal)
    await settled(pilot)


async def close_the_sample(pilot: Pilot[int]) -> None:
    await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
    await settled(pilot)
    await press(pilot, "escape")
    await until(pilot, "1 in all")


@SIZES
def test_an_evening_is_made_changed_copied_archived_and_taken_back(size: tuple[int, int]) -> None:
    @journey
    async def go() -> None:
        async with program(size) as pilot:
            assert "Press n to make the first one." in screen_text(pilot.app)
            await new(pilot, "=Gala", "tab", "=20/11/2030", "tab", "=19h30", "tab", "=Old Mill")
            await until(pilot, "Wed 20 Nov 2030")
            assert "Old Mill" in screen_text(pilot.app)
            await press(pilot, "e")
            await until(pilot, "Change the event")
            await press(pilot, "end", "=!", "f2")
            await until(pilot, "Gala!")
            await press(pilot, "d")
            await until(pilot, "Gala! (copy)")
            await press(pilot, "a")
            await until(pilot, "is archived")
            await until(pilot, "1 in all")
            await press(pilot, "A")
            await until(pilot, "2 in all")
            for remaining in ("2 in all", "1 in all", "1 in all", "0 in all"):
                await press(pilot, "u")
                await settled(pilot)
                await until(pilot, remaining)

    go()


@journey
async def test_wrong_fields_are_told_at_their_place_and_kept() -> None:
    async with program() as pilot:
        await press(pilot, "n")
        await until(pilot, "Begins at")
        await press(pilot, "tab", "=31/2/2030", "tab", "=25h", "f2")
        await until(pilot, "The name is missing")
        assert "“31/2/2030” is no day" in screen_text(pilot.app)
        assert "“25h” is no time" in screen_text(pilot.app)
        assert "31/2/2030" in screen_text(pilot.app)
        await press(pilot, "escape")
        await until(pilot, "0 in all")


@journey
async def test_a_name_that_cannot_be_kept_is_refused_in_words() -> None:
    async with program() as pilot:
        await press(pilot, "n")
        await until(pilot, "Begins at")
        pilot.app.screen.query_one("#name").value = "x" * 300  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, "300 characters")
        assert events() == []


@journey
async def test_names_are_shown_and_never_obeyed() -> None:
    name = "[/b] [red]Bob[/red] {y}"
    async with program() as pilot:
        await new(pilot, f"={name}")
        await press(pilot, "a")
        await until(pilot, f"“{name}” is archived")
        await press(pilot, "A", "x")
        await until(pilot, f"Delete “{name}”?")
        await press(pilot, "y")
        await until(pilot, f"“{name}” is deleted")


@journey
async def test_deleting_asks_and_can_be_taken_back() -> None:
    async with program(demo=True) as pilot:
        await close_the_sample(pilot)
        await press(pilot, "x")
        await until(pilot, "its people (36), tables (9) and plans (0)")
        await press(pilot, "x", "enter")
        await settled(pilot)
        assert "1 in all" in screen_text(pilot.app)
        await press(pilot, "x")
        await until(pilot, "Delete “")
        await press(pilot, "y")
        await until(pilot, "u brings it back")
        await until(pilot, "0 in all")
        await press(pilot, "u")
        await until(pilot, "1 in all")
        await until(pilot, " 36 ")


@journey
async def test_forgetting_offers_an_export_first_and_is_for_good(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    async with program(demo=True) as pilot:
        await close_the_sample(pilot)
        await press(pilot, "X", "e")
        await until(pilot, "Write to the file")
        await press(pilot, "ctrl+u", f"={file}", "enter")
        await until(pilot, lambda: file.exists())
        await until(pilot, "Forget “")
        await press(pilot, "y")
        await until(pilot, "is forgotten.")
        await until(pilot, "0 in all")
        await press(pilot, "u")
        await settled(pilot)
        assert "0 in all" in screen_text(pilot.app)
    kept = json.loads(file.read_text("utf-8"))
    assert len(kept["participants"]) == 36
    assert len(kept["events"]) == 1


@journey
async def test_an_export_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    file.write_text("mine")
    async with program() as pilot:
        await new(pilot, "=Gala")
        await press(pilot, "X", "e")
        await until(pilot, "Write to the file")
        await press(pilot, "ctrl+u", f"={file}", "enter")
        await until(pilot, "already there")
        await press(pilot, "f4")
        await settled(pilot)
        assert "1 in all" in screen_text(pilot.app)
    assert file.read_text() == "mine"


@journey
async def test_the_sample_is_made_once_and_its_copy_has_rules_of_its_own() -> None:
    async with program(demo=True) as pilot:
        await close_the_sample(pilot)
        await press(pilot, "d")
        await until(pilot, "2 in all")
    async with program(demo=True):
        pass
    with Store.open() as store:
        rows = store.events()
        assert len(rows) == 2
        assert [row.people for row in rows] == [36, 36]
        copy = next(row.event for row in rows if row.event.name.endswith("(copy)"))
        people = {person.id for person in store.all(ParticipantRecord, copy.id)}
        tables = {table.id for table in (store.contents(copy.id) or pytest.fail("gone")).tables}
        rules = store.all(RuleRecord, copy.id)
        assert len(rules) == 3
        for record in rules:
            who = getattr(record.rule, "who", ())
            assert set([who] if isinstance(who, str) else who) <= people
            assert getattr(record.rule, "table", next(iter(tables))) in tables


def test_the_sample_people_differ() -> None:
    names = [entry.split(",")[0].strip() for line in PEOPLE.strip().splitlines()
             for entry in line.split(";")]  # fmt: skip
    assert len(names) == len(set(names)) == 36


@pytest.mark.parametrize(
    ("days", "state", "sign"),
    [
        (-1, "draft", "!"),
        (-1, "done", ""),
        (0, "planned", "•"),
        (30, "draft", "•"),
        (31, "draft", ""),
    ],
)
def test_events_past_due_or_soon_are_marked(days: int, state: str, sign: str) -> None:
    today = date(2026, 11, 20)
    day = (today + timedelta(days=days)).isoformat()
    event = EventRecord("x", when=When(day), state=state)  # type: ignore[arg-type]
    assert mark(event, today) == sign
    assert mark(EventRecord("x"), today) == ""


@journey
async def test_all_of_it_is_french_too() -> None:
    texts.use("fr")
    async with program() as pilot:
        await shell(pilot).write(N_("New event"), lambda unit: unit.add(
            EventRecord("x", name="Gala", when=When("2030-11-20"))
        ))  # fmt: skip
        await until(pilot, "mer 20 nov 2030")
        text = screen_text(pilot.app)
        for word in ("Événement", "Jour ▲", "Lieu", "Personnes", "État", "brouillon", "q quitter"):
            assert word in text, word
