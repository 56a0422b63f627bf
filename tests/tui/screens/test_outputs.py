"""Exports and papers, from the screens to the files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot

from planner.records import ParticipantRecord
from tests.tui.pilots import journey, press, program, screen_text, settled, shell, until
from tests.tui.planned import contents, keep, new_event
from tui import texts
from tui.planning.outputs import EXPORTS, PAPERS, Output, file_path, is_taken, usual_paper, write
from tui.planning.seen import Seen, chosen, see
from tui.store.store import Store
from tui.widgets.field import Field

NAMES = ("Ada", "Bob", "Émile", "=Dee", "[b]Eve", "Fay")
PLAN = np.array([[0, 0, 0, 1, 1, 1], [0, 1, 1, 0, 1, 0]], np.int32)


def seen_in(store: Store) -> Seen:
    event_id = new_event(store, NAMES, tables=2, rounds=2)
    keep(store, event_id, PLAN)
    found = contents(store, event_id)
    record = chosen(found)
    assert record is not None
    with store.reading() as reader:
        return see(reader, found, record)


async def fill(pilot: Pilot[int], path: Path) -> None:
    """As typed, letter by letter, but quicker."""
    pilot.app.screen.query_one("#path", Field).value = str(path)
    await pilot.pause()


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    with Store.open(tmp_path / "data.db") as store:
        return seen_in(store)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("output", [*EXPORTS, *PAPERS], ids=lambda output: output.id)
def test_everything_can_be_written(
    output: Output, language: str, seen: Seen, tmp_path: Path
) -> None:
    texts.use(language)
    path = tmp_path / "file"
    write(output, seen, path, None, replace=False)
    begins = {"pdf": b"%PDF", "lsx": b"PK", "son": b"{", "csv": b""}[output.ending[-3:]]
    assert path.read_bytes().startswith(begins)
    assert path.stat().st_size > 50


def test_files_call_people_and_tables_as_people_do(seen: Seen, tmp_path: Path) -> None:
    names, plan = tmp_path / "names.csv", tmp_path / "plan.json"
    write(EXPORTS[1], seen, names, None, replace=False)
    assert names.read_text("utf-8-sig").splitlines()[1:3] == ["1,Ada,T1,T1", "2,Bob,T1,T2"]
    write(EXPORTS[2], seen, plan, None, replace=False)
    first = json.loads(plan.read_text())["sessions"][0]["tables"][0]
    assert first == {"table_id": "T1", "participants": ["1", "2", "3"]}


def test_the_lists_own_ids_are_used_where_everybody_has_one(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data.db") as store:
        event_id = new_event(store, NAMES, tables=2, rounds=2)
        keep(store, event_id, PLAN)
        with store.writing("ids") as unit:
            for person in unit.all(ParticipantRecord, event_id):
                unit.change(person, reference=f"B{person.position // 2}")
        found = contents(store, event_id)
        record = chosen(found)
        assert record is not None
        with store.reading() as reader:
            seen = see(reader, found, record)
    ids = [person.id for person in seen.plan.problem.event.participants]
    assert ids == ["B0", "B1", "B1 (2)", "B2", "B2 (2)", "B3"]


def test_an_existing_file_stays_unless_told(seen: Seen, tmp_path: Path) -> None:
    path = tmp_path / "there.json"
    path.write_text("mine")
    assert is_taken(path)
    with pytest.raises(Exception, match="already there"):
        write(EXPORTS[2], seen, path, None, replace=False)
    assert path.read_text() == "mine"
    assert not is_taken(tmp_path / "new.json")


@pytest.mark.parametrize("typed", ["", "  ", "/no/such/folder/x.csv"])
def test_a_path_that_cannot_be_written_is_refused_at_once(typed: str) -> None:
    with pytest.raises(Exception, match=r"Give the name|no folder"):
        file_path(typed)


def test_letter_is_offered_where_it_is_used() -> None:
    assert usual_paper({"LANG": "en_US.UTF-8"}) == "letter"
    assert usual_paper({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}) == "a4"
    assert usual_paper({}) == "a4"


@journey
async def test_exporting_asks_for_what_and_where_and_before_replacing(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("mine")
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = seen_in(store).contents.event.id
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        await settled(pilot)
        await press(pilot, "e")
        await until(pilot, "Workbook for Excel")
        await press(pilot, "down", "enter")
        await until(pilot, "Write to the file")
        await fill(pilot, path)
        await press(pilot, "enter")
        await until(pilot, "This file is there already")
        await press(pilot, "enter")  # cancel has the focus
        await settled(pilot)
        assert path.read_text() == "mine"
        await press(pilot, "e")
        await until(pilot, "Workbook for Excel")
        await press(pilot, "down", "enter")
        await until(pilot, "Write to the file")
        await fill(pilot, path)
        await press(pilot, "enter")
        await until(pilot, "This file is there already")
        await press(pilot, "y")
        await until(pilot, "Written:")
        assert "Ada" in path.read_text("utf-8-sig")


@journey
async def test_printing_asks_for_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = seen_in(store).contents.event.id
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        await settled(pilot)
        await press(pilot, "P")
        await until(pilot, "Table cards")
        await press(pilot, "enter")
        await until(pilot, "Paper: a4 or letter")
        await fill(pilot, path)
        await press(pilot, "tab", "ctrl+u", "=foolscap", "enter")
        await until(pilot, "no paper we know")
        await press(pilot, "ctrl+u", "=Letter", "enter")
        await until(pilot, "Written:")
        assert path.read_bytes().startswith(b"%PDF")


@journey
async def test_a_round_is_copied_to_the_terminals_clipboard() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        event_id = seen_in(store).contents.event.id
        shell(pilot).store_changed()
        shell(pilot).open_event(event_id)
        shell(pilot).show_section("results", event_id)
        await settled(pilot)
        await press(pilot, "y")
        assert "T1: Ada, Bob, Émile" in pilot.app.clipboard
        await press(pilot, "i", "y")
        assert pilot.app.clipboard.startswith("Ada\nmeets 4 others")
        await press(pilot, "f", "y")
        assert "Nothing here can be copied" in screen_text(pilot.app)
