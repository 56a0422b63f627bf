"""How the sections of an event look, at both sizes and in both themes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot

from planner.messages import N_
from planner.progress import Progress
from planner.records import EventRecord, When, met_before
from planner.schedule import BREAK
from tests.tui.pilots import (
    LARGE,
    SMALL,
    journey,
    press,
    program,
    settled,
    shell,
    until,
)
from tests.tui.planned import contents, keep, new_event, rotated
from tests.tui.snapshots import assert_looks_as_before
from tui.planning.run import Run
from tui.preparing.demo import PEOPLE, ROUNDS, TABLES, sample_event
from tui.screens.import_list import ImportList
from tui.store.store import Store
from tui.terminal import DARK, SIXTEEN

LISTS = Path(__file__).parents[2] / "data" / "participants"
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


class Noon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Noon:
        return cls(2030, 2, 1, 12, tzinfo=tz)


@pytest.fixture(params=[DARK, SIXTEEN], autouse=True)
def theme(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each look in both themes, always on the same day."""
    from tui.app import PlannerApp

    monkeypatch.setattr(PlannerApp.theme, "_default", request.param)
    monkeypatch.setattr("tui.store.unit.datetime", Noon)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def sample() -> str:
    """The sample event on a day of its own, with two plans; the second is the current one."""
    with Store.open() as store:
        event_id = sample_event(store)
        event = store.get(EventRecord, event_id)
        assert event is not None
        with store.writing(N_("Day")) as unit:
            unit.change(event, when=When("2030-03-21", "19:30"))
        for shift in (1, 0):
            keep(store, event_id, rotated(36, TABLES, ROUNDS, shift))
    return event_id


def dating() -> str:
    """Seven women and five men at five tables of two, for four rounds; two women rest in each."""
    with Store.open() as store:
        names = [entry.split(",")[0].strip() for entry in PEOPLE.replace(chr(10), ";").split(";")]
        event_id = new_event(store, [n for n in names if n][:12], tables=5, rounds=4, vips=1)
        found = contents(store, event_id)
        with store.writing(N_("Sides")) as unit:
            unit.change(
                found.event, name="Dating", when=When("2030-03-21", "19:30"), two_sided=True,
                breaks="allowed",
            )  # fmt: skip
            unit.change_all(found.tables, seats=2)
            for number, person in enumerate(found.people):
                woman = number < 7
                unit.change(
                    person, gender="F" if woman else "M", age=30 + number,
                    looking_for=("X",) if number == 6 else ("M",) if woman else ("F",),
                    age_min=25, age_max=50,
                )  # fmt: skip
            people = [person.id for person in found.people]
            unit.add(met_before(event_id, people[0], people[7], source="Ball 2030-01-05"))
            unit.change(found.tables[0], seats_by_round={3: 0})
        place = (np.arange(7) + np.arange(4)[:, None]) % 7
        women = np.where(place < 5, place, BREAK)
        men = np.tile(np.arange(5), (4, 1))
        women[2][women[2] == 0] = men[2, 0] = BREAK
        keep(store, event_id, np.hstack([women, men]).astype(np.int32))
    return event_id


async def section(pilot: Pilot[int], key: str, wanted: str) -> None:
    await press(pilot, key)
    await until(pilot, wanted)
    await settled(pilot)


SECTIONS = (
    ("overview", "1", "Quality"),
    ("people", "2", "36 in all"),
    ("rules", "3", "3 in all"),
    ("setup", "4", "Nobody meets anybody twice"),
    ("generate", "5", "2 in all"),
    ("rounds", "6", f"Round 1 of {ROUNDS}"),
    ("by-person", "i", "36 in all"),
    ("heatmap", "m", "in the order of the list"),
    ("fairness", "f", "Gini"),
    ("vips", "v", "in all"),
    ("kept", "c", "in all"),
    ("versions", "V", "2 in all"),
)


@SIZES
def test_the_sections_of_an_event_look_as_before(size: tuple[int, int]) -> None:
    event_id = sample()

    @journey
    async def go() -> None:
        async with program(size) as pilot:
            shell(pilot).open_event(event_id)
            await settled(pilot)
            for name, key, wanted in SECTIONS:
                await section(pilot, key, wanted)
                if name == "heatmap":
                    await press(pilot, "z", "z")
                    await section(pilot, "right", "and Anders Lindqvist")
                assert_looks_as_before(pilot.app, name)
            await section(pilot, "question_mark", "esc or q leaves")
            assert_looks_as_before(pilot.app, "help")
            await press(pilot, "q", "P")
            await until(pilot, "enter takes it")
            assert_looks_as_before(pilot.app, "print")
            await press(pilot, "f4", "f2")
            await until(pilot, "enter or space changes")
            await section(pilot, "down", "Colors")
            await section(pilot, "space", "From the next start on.")
            assert_looks_as_before(pilot.app, "settings")

    go()


@SIZES
def test_planning_and_dialogs_look_as_before(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = sample()
    monkeypatch.setattr(Run, "elapsed", 12.0)
    monkeypatch.setattr(Run, "left", 30.0)

    @journey
    async def go() -> None:
        async with program(size) as pilot:
            app = shell(pilot)
            app.open_event(event_id)
            await settled(pilot)
            run = app.planning.run = Run(event_id, (1, 2, 3), number=1)
            for unique in range(400, 500, 4):
                run.told(Progress("improvement", 0.4, unique, 540, 2, 11.0))
            await section(pilot, "5", "▸ Improvement")
            assert_looks_as_before(pilot.app, "planning")
            app.planning.run = None
            await section(pilot, "2", "36 in all")
            await section(pilot, "enter", "First name")
            assert_looks_as_before(pilot.app, "person")
            await section(pilot, "f4", "36 in all")
            await section(pilot, "3", "3 in all")
            await section(pilot, "n", "people who never sit")
            assert_looks_as_before(pilot.app, "kinds-of-rules")
            await section(pilot, "2", "Chosen: 0")
            await press(pilot, "enter", "down", "enter")
            await until(pilot, "Chosen: 2")
            await until(pilot, "Nothing was found against it")
            assert_looks_as_before(pilot.app, "rule")

    go()


@SIZES
def test_evenings_of_two_sides_look_as_before(size: tuple[int, int]) -> None:
    event_id = dating()

    @journey
    async def go() -> None:
        async with program(size) as pilot:
            shell(pilot).open_event(event_id)
            await settled(pilot)
            await section(pilot, "2", "no possible partner: 1")
            await press(pilot, "end")
            await section(pilot, "up", "Demir")
            assert_looks_as_before(pilot.app, "people-of-two-sides")
            await section(pilot, "3", "Ball")
            await section(pilot, "m", "No other event")
            assert_looks_as_before(pilot.app, "rules-met-before")
            await section(pilot, "4", "3: closed")
            assert_looks_as_before(pilot.app, "setup-of-two-sides")
            await section(pilot, "o", "‹ strict ›")
            await section(pilot, "down", "F 7, M 5")
            assert_looks_as_before(pilot.app, "character")
            await section(pilot, "f4", "3: closed")
            await section(pilot, "p", "30 for 12")
            await press(pilot, "down", "down")
            await section(pilot, "down", "Tables of two")
            assert_looks_as_before(pilot.app, "presets")
            await section(pilot, "f4", "3: closed")
            await section(pilot, "6", "rest: 2")
            assert_looks_as_before(pilot.app, "rounds-with-breaks")
            await section(pilot, "i", "Rests")
            assert_looks_as_before(pilot.app, "by-person-with-breaks")
            await section(pilot, "m", "F ↓ M →")
            await section(pilot, "right", "F ↓ M →")
            assert_looks_as_before(pilot.app, "heatmap-of-two-sides")

    go()


@SIZES
def test_the_import_looks_as_before(size: tuple[int, int]) -> None:
    event_id = sample()

    @journey
    async def go() -> None:
        async with program(size) as pilot:
            shell(pilot).open_event(event_id)
            await settled(pilot)
            await section(pilot, "2", "36 in all")
            await section(pilot, "i", "Which list?")
            assert isinstance(pilot.app.screen, ImportList)
            pilot.app.screen.step.field.value = str(LISTS / "messy-40.csv")  # type: ignore[attr-defined]
            await settled(pilot)
            for name, wanted in (
                ("rows", "names the columns"),
                ("columns", "What does each"),
                ("check", "something wrong"),
            ):
                await section(pilot, "enter", wanted)
                assert_looks_as_before(pilot.app, f"import-{name}")
            await section(pilot, "i", "36 gone")
            assert_looks_as_before(pilot.app, "import-differences")

    go()
