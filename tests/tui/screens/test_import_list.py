"""Lists through the wizard: every guess shown and changeable, nothing kept before it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from planner.records import ParticipantRecord
from tests.tui.pilots import journey, press, screen_text, settled, until
from tests.tui.screens.rooms import named, people_of, stored
from tui import texts
from tui.screens.import_list import ImportList
from tui.screens.importing.check import CheckStep
from tui.screens.importing.columns import ColumnsStep
from tui.screens.importing.differences import DifferencesStep
from tui.screens.importing.file import FileStep
from tui.screens.importing.rows import RowsStep
from tui.screens.importing.sheet import SheetStep
from tui.screens.importing.step import Step

LISTS = Path(__file__).parents[2] / "data" / "participants"
STEPS: tuple[type[Step], ...] = (
    FileStep, SheetStep, RowsStep, ColumnsStep, CheckStep, DifferencesStep,
)  # fmt: skip


def wizard(pilot: Pilot[int]) -> ImportList:
    screen = pilot.app.screen
    assert isinstance(screen, ImportList)
    return screen


async def at(pilot: Pilot[int], step: type[Step]) -> None:
    await until(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, ImportList) and isinstance(pilot.app.screen.step, step)
        ),
    )
    await settled(pilot)


async def open_list(pilot: Pilot[int], path: Path) -> None:
    """Names the file, and waits until it has been read."""
    await press(pilot, "i")
    await at(pilot, FileStep)
    await name(pilot, path)


async def name(pilot: Pilot[int], path: Path) -> None:
    field = wizard(pilot).query_one(FileStep).field
    field.value = str(path)
    await settled(pilot)
    await press(pilot, "enter")
    await settled(pilot)


async def check(pilot: Pilot[int], path: Path) -> None:
    """From the file to the check, every guess taken."""
    await open_list(pilot, path)
    if isinstance(wizard(pilot).step, SheetStep):
        await press(pilot, "enter")
        await settled(pilot)
    await at(pilot, RowsStep)
    await press(pilot, "enter")
    await at(pilot, ColumnsStep)
    await press(pilot, "enter")
    await at(pilot, CheckStep)


async def done(pilot: Pilot[int], key: str) -> list[ParticipantRecord]:
    await press(pilot, key)
    await until(pilot, lambda: not pilot.app.screen.is_modal)
    await until(pilot, "Imported:")
    return await stored(pilot)


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("file", "people", "key"),
    [
        ("conference-300.xlsx", 300, "enter"),
        ("congress-1000.csv", 1000, "enter"),
        ("dating-two-sided-41.csv", 41, "enter"),
        ("evening-30.csv", 30, "enter"),
        ("messy-40.csv", 26, "i"),
        ("networking-100-excel-fr.csv", 100, "enter"),
    ],
)
def test_every_list_comes_in_and_goes_again(file: str, people: int, key: str) -> None:
    @journey
    async def go() -> None:
        async with people_of() as pilot:
            await check(pilot, LISTS / file)
            assert len(await done(pilot, key)) == people
            await press(pilot, "u")
            await until(pilot, "Nobody yet")
            assert await stored(pilot) == []
            await press(pilot, "U")
            await until(pilot, lambda: "in all" in screen_text(pilot.app))
            assert len(await stored(pilot)) == people

    go()


@journey
async def test_bad_rows_are_named_by_row_and_column_and_stop_the_import() -> None:
    async with people_of() as pilot:
        await check(pilot, LISTS / "messy-40.csv")
        text = screen_text(pilot.app)
        assert "Rows with something wrong: 8. People who can be read: 26." in text
        assert "Row 5 has the same e-mail address" in text
        await press(pilot, "down")
        await until(pilot, "Email: “yves.hardy(at)example.org” is not an e-mail address")
        await press(pilot, "enter")
        await until(pilot, "i imports the others, esc goes back.")
        assert await stored(pilot) == []
        await press(pilot, "f4")
        await until(pilot, "Nobody yet")


@journey
async def test_a_list_nobody_of_which_can_be_read_is_not_imported(tmp_path: Path) -> None:
    async with people_of() as pilot:
        await check(pilot, written(tmp_path, "Nom;Mail\nAda;x@\n"))
        await press(pilot, "i")
        await until(pilot, "There is nobody to import.")


@journey
async def test_a_workbook_asks_for_its_sheet_and_offers_the_likely_one() -> None:
    async with people_of() as pilot:
        await open_list(pilot, LISTS / "conference-300.xlsx")
        await at(pilot, SheetStep)
        assert "The file has 2 sheets. “Inscrits” looks like the list." in screen_text(pilot.app)
        await press(pilot, "up", "enter")
        await at(pilot, RowsStep)
        assert "Which row names the columns?" in screen_text(pilot.app)
        await press(pilot, "escape")
        await at(pilot, SheetStep)
        await press(pilot, "down", "enter")
        await at(pilot, RowsStep)
        assert "Row 3 looks like it." in screen_text(pilot.app)
        assert "encoding" not in screen_text(pilot.app)


@journey
async def test_encoding_and_delimiter_can_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Nom;Ville\nZoé;Orléans\nBob;Brno\n".encode("cp1252"))
    async with people_of() as pilot:
        await open_list(pilot, path)
        await at(pilot, RowsStep)
        assert "Zoé │ Orléans" in screen_text(pilot.app)
        assert "encoding: cp1252 (guessed)" in screen_text(pilot.app)
        await press(pilot, "e")
        await until(pilot, "Encoding of the file")
        pilot.app.screen.query_one("Table").move_to("mac-roman")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, "ZoÈ │ OrlÈans")
        await press(pilot, "d")
        await until(pilot, "What separates cells")
        await press(pilot, "up", "enter")
        await until(pilot, "ZoÈ;OrlÈans")
        await until(pilot, "cells separated by: comma ,")


@journey
async def test_a_list_without_a_header_gets_its_columns_named(tmp_path: Path) -> None:
    async with people_of() as pilot:
        await open_list(pilot, written(tmp_path, "Ada;Lovelace\nBob;Moore\n"))
        await at(pilot, RowsStep)
        await press(pilot, "0", "enter")
        await at(pilot, ColumnsStep)
        await press(pilot, "enter")
        await until(pilot, "No column holds the names: A, B. Say which one does.")
        for field in ("First name", "Last name"):
            await press(pilot, "space")
            await until(pilot, "holds")
            choices = pilot.app.screen.query_one("Table")
            wanted = "first_name" if field == "First name" else "last_name"
            choices.move_to(wanted)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, f"{field} *")
            await press(pilot, "down")
        await press(pilot, "enter")
        await at(pilot, CheckStep)
        people = await done(pilot, "enter")
        assert [(p.first_name, p.last_name) for p in people] == [
            ("Ada", "Lovelace"), ("Bob", "Moore"),
        ]  # fmt: skip


@journey
async def test_a_field_given_to_another_column_leaves_the_first(tmp_path: Path) -> None:
    async with people_of() as pilot:
        await open_list(pilot, written(tmp_path, "Name,E-mail,Private\nAda,a@x.org,b@x.org\n"))
        await at(pilot, RowsStep)
        await press(pilot, "enter")
        await at(pilot, ColumnsStep)
        await press(pilot, "down", "down", "space")
        await until(pilot, "What “Private” holds")
        pilot.app.screen.query_one("Table").move_to("email")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, "Kept under its own name *")
        await press(pilot, "escape")
        await at(pilot, RowsStep)
        await press(pilot, "enter")  # the same row: what was changed stays
        await at(pilot, ColumnsStep)
        await press(pilot, "enter")
        await at(pilot, CheckStep)
        person = (await done(pilot, "enter"))[0]
        assert (person.email, person.attributes) == ("b@x.org", {"E-mail": "a@x.org"})


# --- files


@journey
async def test_what_is_no_list_is_refused_in_words_and_another_can_be_named(tmp_path: Path) -> None:
    pdf = written(tmp_path, "%PDF-1.7", "list.pdf")
    empty = written(tmp_path, "", "empty.csv")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    async with people_of() as pilot:
        await open_list(pilot, pdf)
        await until(pilot, "This is a PDF file, not a list")
        await name(pilot, empty)
        await until(pilot, "The list is empty.")
        await name(pilot, tmp_path / "none.csv")
        await until(pilot, "There is no file")
        await name(pilot, pipe)
        await until(pilot, "not a plain file.")
        wizard(pilot).query_one(FileStep).field.value = "no-such-folder/"
        await until(pilot, "no-such-folder cannot be looked into")
        await name(pilot, written(tmp_path, "Nom\nAda\n"))
        await at(pilot, RowsStep)


@journey
async def test_folders_are_walked_and_names_completed(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    written(tmp_path / "inbox", "Nom\nAda\n", "People of May.csv")
    written(tmp_path / "inbox", "x", "photo.png")
    async with people_of() as pilot:
        await press(pilot, "i")
        await at(pilot, FileStep)
        field = wizard(pilot).query_one(FileStep).field
        field.value = f"{tmp_path}/inb"
        await settled(pilot)
        await press(pilot, "enter")
        await until(pilot, "People of May.csv")
        assert "photo.png" not in screen_text(pilot.app)
        await settled(pilot)
        await press(pilot, "=m", "=a", "=y", "tab")
        await until(pilot, lambda: field.value.endswith("/inbox/People of May.csv"))
        await settled(pilot)
        await press(pilot, "enter")
        await at(pilot, RowsStep)


@journey
async def test_the_next_list_is_looked_for_where_the_last_one_was(tmp_path: Path) -> None:
    async with people_of() as pilot:
        await check(pilot, written(tmp_path, "Nom\nAda\n", "may.csv"))
        await done(pilot, "enter")
        await press(pilot, "i")
        await until(pilot, "may.csv")


# --- a newer list


ADA = named("Ada Lovelace", email="ada@example.org", vip=True, phone="1")
BOB = named("Bob Moore", email="bob@example.org", attributes={"company": "X"})
EVE = named("Eve Stone")
NEWER = "Name,E-mail,Company\nAda King,ada@example.org,\nBob Moore,bob@example.org,Y\nCy New,,Z\n"


@journey
async def test_a_newer_list_shows_who_is_new_changed_and_gone_first(tmp_path: Path) -> None:
    async with people_of(ADA, BOB, EVE) as pilot:
        await check(pilot, written(tmp_path, NEWER))
        await press(pilot, "enter")
        await at(pilot, DifferencesStep)
        text = screen_text(pilot.app)
        assert "1 new, 2 changed, 1 gone, 0 the same." in text
        assert "Name: Ada Lovelace → Ada King" in text
        assert "Company: X → Y" in text
        assert len(await stored(pilot)) == 3
        people = await done(pilot, "enter")
        assert [p.name for p in people] == ["Ada King", "Bob Moore", "Eve Stone", "Cy New"]
        assert (people[0].id, people[0].vip, people[0].phone) == (ADA.id, True, "1")


@journey
async def test_who_is_gone_is_taken_off_only_when_told_and_one_step_takes_it_back(
    tmp_path: Path,
) -> None:
    async with people_of(ADA, BOB, EVE) as pilot:
        before = await stored(pilot)
        await check(pilot, written(tmp_path, NEWER))
        await press(pilot, "enter")
        await at(pilot, DifferencesStep)
        await press(pilot, "space")
        await until(pilot, "gone: 1 of 1 taken off")
        await press(pilot, "t", "t")
        await until(pilot, "is taken off")
        people = await done(pilot, "enter")
        assert [p.name for p in people] == ["Ada King", "Bob Moore", "Cy New"]
        await press(pilot, "u")
        await until(pilot, "Undone")
        assert await stored(pilot) == before


@journey
async def test_empty_cells_clear_only_when_told(tmp_path: Path) -> None:
    async with people_of(BOB) as pilot:
        await check(pilot, written(tmp_path, "Name,Company\nBob Moore,\n"))
        await press(pilot, "enter")
        await until(pilot, "nothing changes")
        await press(pilot, "c")
        await until(pilot, "Company: X → –")
        assert (await done(pilot, "enter"))[0].attributes == {}


@journey
async def test_people_in_rows_that_cannot_be_read_stay(tmp_path: Path) -> None:
    async with people_of(ADA, EVE) as pilot:
        await check(pilot, written(tmp_path, "Name,Age\nCy New,3\nEve Stone,old\n"))
        await press(pilot, "i")
        await at(pilot, DifferencesStep)
        assert "so they stay: 1." in screen_text(pilot.app)
        await press(pilot, "t")
        assert [p.name for p in await done(pilot, "enter")] == ["Eve Stone", "Cy New"]


# --- what it looks like


@journey
async def test_what_a_list_holds_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    rows = "Nom;Ville\n[/b] Bob;[red]x\n\x1b]0;title\x07Eve;x\nאברהם;\u202ex\n山田 太郎;é\n"
    async with people_of() as pilot:
        await open_list(pilot, written(tmp_path, rows))
        seen = ""
        for step in (RowsStep, ColumnsStep, CheckStep):
            await at(pilot, step)
            seen += screen_text(pilot.app)
            await press(pilot, "enter")
        assert "[/b] Bob" in seen
        assert "山田 太郎" in seen
        assert not {"\x1b", "\x07", "\u202e"} & set(seen)
        assert [p.name for p in await done(pilot, "i")] == ["[/b] Bob", "山田 太郎"]


@journey
async def test_the_filter_works_in_the_check(tmp_path: Path) -> None:
    async with people_of() as pilot:
        await check(pilot, LISTS / "evening-30.csv")
        await press(pilot, "slash", *"colas")
        await until(pilot, lambda: "Victor Gillet" not in screen_text(pilot.app))
        await press(pilot, "escape")
        await until(pilot, "Victor Gillet")
        await at(pilot, CheckStep)


@journey
async def test_the_wizard_survives_any_window() -> None:
    async with people_of() as pilot:
        await check(pilot, LISTS / "evening-30.csv")
        for size in ((1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert "Every row can be read" in screen_text(pilot.app)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_step_says_fits_into_80_columns(language: str) -> None:
    texts.use(language)
    assert [step for step in STEPS if cell_len(texts._(step.KEYS)) > 76] == []
    assert sum(cell_len(texts._(step.TITLE)) + 3 for step in STEPS) < 76


@journey
async def test_the_wizard_speaks_french() -> None:
    texts.use("fr")
    async with people_of() as pilot:
        await check(pilot, LISTS / "evening-30.csv")
        told = " ".join(str(part.content) for part in wizard(pilot).query(Static))
        assert "Toutes les lignes se lisent : 30 personnes." in told
        assert "contrôle" in told
