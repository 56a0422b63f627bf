from __future__ import annotations

from tests.tui.pilots import journey
from tests.tui.widgets.bare import bare, lines
from tui.widgets.schedule_grid import ScheduleGrid, TableInRound

NAMES = ("Ada", "Bob", "Cem", "Dee", "Émile", "Fay", "\x1b]0;Gus", "[b]Hal")
SIGNS = ("", " ★", "", "", "", "", "", "")
TABLES = (
    TableInRound("red", (0, 1, 2, 3, 4), 5),
    TableInRound("blue", (5, 6, 7), 4),
)


def words(widget: ScheduleGrid) -> list[list[str]]:
    return [line.split() for line in lines(widget) if line.split()]


async def shown(grid: ScheduleGrid) -> None:
    grid.show_round(TABLES, NAMES, SIGNS)


@journey
async def test_a_table_takes_as_many_lines_as_its_people_need() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        assert words(grid) == [
            ["red", "5/5", "Ada", "Bob", "★", "Cem"],
            ["Dee", "Émile"],
            ["blue", "3/4", "Fay", "]0;Gus", "[b]Hal"],
        ]


@journey
async def test_a_wider_window_shows_more_people_on_a_line() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, pilot):
        await shown(grid)
        grid.move_to_person(4)
        await pilot.resize_terminal(120, 10)
        await pilot.pause()
        assert words(grid)[0] == ["red", "5/5", "Ada", "Bob", "★", "Cem", "Dee", "Émile"]
        assert grid.person == 4


@journey
async def test_left_and_right_go_through_everybody() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        grid.move_to_person(0)
        seen = [grid.person]
        for _ in range(len(NAMES)):
            grid.action_right()
            seen.append(grid.person)
        assert seen == [0, 1, 2, 3, 4, 5, 6, 7, 7]
        for _ in range(len(NAMES)):
            grid.action_left()
        assert grid.person == 0


@journey
async def test_down_onto_a_shorter_line_stays_on_a_person() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        grid.move_to_person(2)
        grid.action_down()
        assert grid.person == 4


@journey
async def test_a_filter_shows_whole_tables_whatever_the_accents() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        grid.filter("emile")
        assert [line[0] for line in words(grid)] == ["red", "Dee"]
        grid.filter("blue")
        assert [line[0] for line in words(grid)] == ["blue"]
        grid.filter("nobody")
        assert grid.person is None


@journey
async def test_another_round_keeps_the_cursor_on_the_person() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        grid.move_to_person(6)
        grid.show_round((TableInRound("one", (7, 6)), TableInRound("two", (0, 1))), NAMES, SIGNS)
        assert grid.person == 6


@journey
async def test_who_is_marked_is_marked_with_signs() -> None:
    async with bare(ScheduleGrid(), (80, 10)) as (grid, _pilot):
        await shown(grid)
        grid.mark(0)
        assert "»Ada«" in words(grid)[0]
