from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.tui.pilots import journey, screen_text
from tui.widgets.table import Column, ListPane, Table, fold


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    company: str = ""
    age: int = 30


COLUMNS = (
    Column[Person]("name", "Name", lambda person: person.name, grows=True),
    Column[Person]("company", "Company", lambda person: person.company, from_width=60),
    Column[Person](
        "age", "Age", lambda person: str(person.age), sort=lambda person: person.age, right=True
    ),
)
PEOPLE = [
    Person(1, "Zoë van Dijk", "Havenlicht", 9),
    Person(2, "Ana Ferreira", "Lumen", 41),
    Person(3, "Émile Dubois", "Transports Dubois", 100),
]


class Listing(App[None]):
    CSS_PATH = "../../../tui/app.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, people: Sequence[Person] = (), **options: Any) -> None:
        super().__init__()
        self.people = people
        self.table = Table(COLUMNS, lambda person: person.id, **options)

    def compose(self) -> ComposeResult:
        yield ListPane(self.table, empty="Press n.")

    def on_mount(self) -> None:
        self.table.show(self.people)
        self.table.focus()

    def action_perform(self, action_id: str) -> None:
        """As the shell does it, without its reasons."""
        verb = action_id.partition(".")[2].replace("-", "_")
        for node in (self.table, self.query_one(ListPane)):
            if hasattr(node, f"action_{verb}"):
                getattr(node, f"action_{verb}")()


def names(app: Listing) -> list[str]:
    return [person.name.split()[0] for person in app.table.shown]


def lines(pilot: Pilot[None]) -> list[str]:
    return screen_text(pilot.app).splitlines()


@journey
async def test_rows_come_as_given_and_are_counted() -> None:
    async with Listing(PEOPLE).run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert lines(pilot)[0].strip() == "3 in all"
        assert "Zoë van Dijk" in lines(pilot)[2]
        assert "100" in lines(pilot)[4]


@journey
async def test_an_empty_list_says_what_to_do() -> None:
    async with Listing().run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert "Press n." in screen_text(pilot.app)
        await pilot.press("down", "end", "enter", "s", "S")


@journey
async def test_the_filter_ignores_case_accents_and_order_of_words() -> None:
    app = Listing(PEOPLE)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("slash", *"dubois EM")
        await pilot.pause()
        assert names(app) == ["Émile"]
        await pilot.press("enter")
        await pilot.pause()
        assert "1 of 3 shown with “dubois EM”" in lines(pilot)[0]
        assert app.focused is app.table
        await pilot.press("slash", "escape")
        await pilot.pause()
        assert lines(pilot)[0].strip() == "3 in all"


@journey
async def test_a_filter_that_leaves_nothing_says_so() -> None:
    app = Listing(PEOPLE)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("slash", *"[/b]x")
        await pilot.pause()
        assert "Nothing holds “[/b]x”" in screen_text(pilot.app)
        await pilot.press("f4")
        assert names(app) == ["Zoë", "Ana", "Émile"]


@journey
async def test_sorting_goes_through_the_columns_by_value_and_back() -> None:
    app = Listing(PEOPLE)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("s")
        assert names(app) == ["Ana", "Émile", "Zoë"]
        await pilot.pause()
        assert "Name ▲" in lines(pilot)[1]
        await pilot.press("s", "s")
        assert names(app) == ["Zoë", "Ana", "Émile"]
        await pilot.press("S")
        assert names(app) == ["Émile", "Ana", "Zoë"]
        await pilot.pause()
        assert "Age ▼" in lines(pilot)[1]


@journey
async def test_the_cursor_stays_on_its_row_when_the_rows_change() -> None:
    app = Listing(PEOPLE)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("down")
        assert app.table.current == PEOPLE[1]
        app.table.show([Person(7, "New"), *PEOPLE])
        assert app.table.current == PEOPLE[1]
        older = replace(PEOPLE[1], age=42)
        app.table.show([PEOPLE[0], older])
        assert app.table.current == older
        app.table.show([PEOPLE[0]])
        assert app.table.current == PEOPLE[0]
        app.table.show([])
        assert app.table.current is None
        app.table.show(PEOPLE)
        assert app.table.current == PEOPLE[0]


@journey
async def test_keys_move_within_the_list_and_never_beyond() -> None:
    app = Listing([Person(n, f"Person {n}") for n in range(100)])
    async with app.run_test(size=(80, 12)) as pilot:
        for key, expected in [
            ("up", 0), ("j", 1), ("G", 99), ("down", 99), ("pageup", 89), ("k", 88), ("g", 0),
            ("pagedown", 10), ("end", 99), ("home", 0),
        ]:  # fmt: skip
            await pilot.press(key)
            await pilot.pause()
            assert app.table.current == Person(expected, f"Person {expected}"), key
            assert f"Person {expected} " in screen_text(app), key


@journey
async def test_a_cell_cursor_names_its_column() -> None:
    app = Listing(PEOPLE, cells=True)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("right", "l", "right")
        assert app.table.current_column.id == "age"
        await pilot.press("left")
        assert app.table.current_column.id == "company"
        await pilot.press("h", "h")
        assert app.table.current_column.id == "name"


@journey
async def test_columns_leave_where_there_is_no_room_and_long_cells_say_they_are_cut() -> None:
    app = Listing([Person(1, "A very long name that never ends " * 3, "Company")], cells=True)
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.pause()
        assert "Company" not in screen_text(app)
        assert "…" in lines(pilot)[2]
        assert lines(pilot)[2].rstrip().endswith("30")
        await pilot.press("right", "right", "right")
        assert app.table.current_column.id == "age"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("[/b] Bob [red]", "[/b] Bob [red]"),
        ("\x1b]0;owned\x07Eve", "]0;ownedEve"),
        ("A\nB\tC", "A B C"),
        ("\u202eEve", "Eve"),
        ("Ǆ ﬁ\u0301", "Ǆ ﬁ"),
        ("王小明 👩‍🔬", "王小明"),
    ],
)
def test_names_are_shown_and_never_obeyed(name: str, seen: str) -> None:
    @journey
    async def look() -> None:
        app = Listing([Person(1, name, "here")])
        async with app.run_test(size=(80, 10)) as pilot:
            await pilot.pause()
            line = lines(pilot)[2]
            assert seen in line
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line)
            await pilot.press("slash", *"here", "enter")
            assert app.table.current is not None

    look()


@journey
async def test_ten_thousand_rows_draw_only_what_is_seen() -> None:
    drawn: list[int] = []

    def name(person: Person) -> str:
        return person.name

    def spied(person: Person) -> Text:
        drawn.append(person.id)
        return Text(person.name)

    app = Listing([Person(n, f"Person {n}") for n in range(10_000)])
    app.table.columns = (Column("name", "Name", name),)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.columns = (Column("name", "Name", spied),)
        for key in ("end", "pageup", "home", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
        assert len(set(drawn)) < 100


def test_folding_forgets_case_and_accents() -> None:
    assert fold("Émile ŻÓŁĆ Straße") == fold("EMILE zołć STRASSE")
    assert fold("Émile") == "emile"
    assert fold("STRASSE") == fold("straße")


class Untitled(Listing):
    def __init__(self, columns: Sequence[Column[Person]]) -> None:
        super().__init__(PEOPLE)
        self.table = Table(columns, lambda person: person.id)


@journey
async def test_without_titles_there_is_no_header() -> None:
    app = Untitled([Column("name", "", lambda person: person.name, grows=True)])
    async with app.run_test(size=(40, 10)) as pilot:
        lines = screen_text(app).splitlines()
        assert lines[1].strip() == "Zoë van Dijk"
        await pilot.press("down")
        await pilot.click(offset=(3, 3))
        assert app.table.current == PEOPLE[2]


@journey
async def test_a_column_of_signs_never_takes_the_width_that_is_left() -> None:
    signs: Column[Person] = Column("sign", "", lambda person: "●")
    app = Untitled([signs, Column("name", "Name", lambda person: person.name)])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert " ●   Zoë van Dijk" in screen_text(app)
