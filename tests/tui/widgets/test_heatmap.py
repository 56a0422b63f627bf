from __future__ import annotations

import numpy as np
import pytest
from rich.cells import cell_len
from textual.color import Color

from planner.counting import Counting as Whose
from planner.heat import LEVELS, Heat
from planner.schedule import Schedule
from planner.tally import Longs
from tests.tui.pilots import journey
from tests.tui.widgets.bare import bare, lines
from tui.terminal import SIXTEEN
from tui.widgets.heatmap import CURSOR, GLYPHS, Heatmap


def four() -> Schedule:
    """Ada and Bob meet three times, Ada and Cem once, Bob and Dee once."""
    return Schedule(np.array([[0, 0, 1, 1]] * 3 + [[0, 1, 0, 1]], np.int32))


NAMES = ("Ada", "Bob", "Cem", "Dee")


def crowd(people: int, rounds: int = 15) -> tuple[Heat, list[str]]:
    random = np.random.default_rng(1)
    seats = np.arange(people) % (people // 5)
    schedule = Schedule(np.array([random.permutation(seats) for _ in range(rounds)], np.int32))
    return Heat(schedule), [f"Person {i}" for i in range(people)]


@journey
async def test_a_glyph_says_how_often_two_meet() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(four()), NAMES)
        assert lines(heatmap)[:5] == [
            "              ▼ Ada",
            "Ada         ▶ ◆ ▓▓░░·",
            "Bob           ▓▓╲ · ░░",
            "Cem           ░░· ╲ ▓▓",
            "Dee           · ░░▓▓╲",
        ]


@journey
async def test_one_side_goes_down_and_the_other_across() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        down, across = np.array([0, 2]), np.array([1, 3, 4])
        schedule = Schedule(np.array([[0, 0, 1, 1, 0], [0, 0, 1, 1, 1]], np.int32))
        heatmap.show(Heat(schedule, down, across=across), (*NAMES, "Eve"))
        assert lines(heatmap)[:3] == [
            " " * 14 + "▼ Bob",
            "Ada         ▶ ◆ · ░░",
            "Cem           · ▒▒░░",
        ]
        heatmap.action_last()
        assert heatmap.people_under_cursor() == (2, 4)
        heatmap.action_right()
        heatmap.action_down()
        assert heatmap.people_under_cursor() == (2, 4)
        heatmap.move_to(0, 3)
        assert heatmap.people_under_cursor() == (0, 3)
        heatmap.move_to(3, 0)
        assert heatmap.people_under_cursor() == (0, 3)
        heatmap.show(Heat(four()), NAMES)
        assert heatmap.people_under_cursor() == (0, 0)


@journey
async def test_pairs_that_do_not_count_or_met_before_have_glyphs_of_their_own() -> None:
    counts = np.ones((4, 4), np.bool_)
    counts[0, 3] = counts[3, 0] = counts[2, 3] = counts[3, 2] = False
    known = np.array([[0, 1, 1], [1, 2, 1]], np.int32)
    whose = Whose(counts=counts, known=known)
    async with bare(Heatmap()) as (heatmap, _pilot):
        assert not heatmap.legend_of_marks()
        heatmap.show(Heat(four(), counting=whose), NAMES, whose)
        assert lines(heatmap)[1:5] == [
            "Ada         ▶ ◆ ● ░░–",
            "Bob           ● ╲ ○ ░░",
            "Cem           ░░○ ╲ –",
            "Dee           – ░░– ╲",
        ]
        for sign in "–○●":
            assert sign in heatmap.legend_of_marks()


@pytest.mark.parametrize(("down", "across"), [(3, 200), (200, 3), (300, 500), (0, 4), (4, 0)])
def test_sides_of_any_size_fit_and_the_cursor_reaches_every_corner(down: int, across: int) -> None:
    @journey
    async def run() -> None:
        people = down + across
        rows, columns = np.arange(down), np.arange(down, people)
        seats = np.random.default_rng(1).permutation(np.arange(people) % max(people // 4, 1))
        heat = Heat(Schedule(seats.astype(np.int32)[None]), rows, across=columns)
        async with bare(Heatmap(), (80, 16)) as (heatmap, _pilot):
            heatmap.show(heat, [str(i) for i in range(people)])
            for _ in range(4):
                heatmap.action_last()
                size = heatmap.size_of_block
                if down and across:
                    one, other = heatmap.people_under_cursor()
                    assert heatmap.row == heat.blocks(size) - 1 == one // size
                    assert heatmap.column == heat.blocks_across(size) - 1 == (other - down) // size
                assert all(len(line) <= 80 for line in lines(heatmap))
                heatmap.action_first()
                heatmap.action_zoom_in()

    run()


@journey
async def test_repeats_only_leaves_out_who_meets_once() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(four(), repeats_only=True), NAMES)
        assert lines(heatmap)[1:3] == ["Ada         ▶ ◆ ▓▓· ·", "Bob           ▓▓╲ · ·"]


@journey
async def test_the_cursor_moves_by_cell_and_names_its_people() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(four()), NAMES)
        heatmap.action_down()
        heatmap.action_right()
        heatmap.action_right()
        assert heatmap.people_under_cursor() == (1, 2)
        assert lines(heatmap)[0] == " " * 18 + "▼ Cem"
        heatmap.action_last()
        heatmap.action_down()
        assert heatmap.people_under_cursor() == (3, 3)
        heatmap.action_first()
        assert heatmap.people_under_cursor() == (0, 0)


@journey
async def test_a_name_that_does_not_fit_at_the_right_stands_at_the_left() -> None:
    async with bare(Heatmap(), (24, 8)) as (heatmap, _pilot):
        heatmap.show(Heat(four()), ("Ada", "Bob", "Cem", "Desideria the Long"))
        heatmap.action_last()
        assert lines(heatmap)[0] == " Desideria the Long ▼"
        assert lines(heatmap)[4].startswith("Desideria … ▶ ")


@pytest.mark.parametrize("theme", ["textual-dark", SIXTEEN])
@pytest.mark.parametrize("people", [100, 1_000, 20_000])
def test_everybody_fits_at_first(theme: str, people: int) -> None:
    @journey
    async def run() -> None:
        async with bare(Heatmap(), (80, 16), theme) as (heatmap, _pilot):
            heatmap.show(*crowd(people))
            blocks = heatmap.heat.blocks(heatmap.size_of_block)
            rows = 15 * (2 if heatmap.dense else 1)
            assert rows / 2 < blocks <= rows
            assert sum(1 for line in lines(heatmap)[1:] if line) >= blocks // 2

    run()


@journey
async def test_every_level_has_a_glyph_until_half_blocks_are_asked_for() -> None:
    async with bare(Heatmap(), (80, 16)) as (heatmap, _pilot):
        heatmap.show(*crowd(300))
        drawn = set("".join(line[14:] for line in lines(heatmap)[1:]))
        assert drawn <= {*GLYPHS, CURSOR, " "}
        assert "▒" in drawn
        blocks = heatmap.heat.blocks(heatmap.size_of_block)
        heatmap.action_glyphs()
        assert set(lines(heatmap)[1][14:]) == {"▀"}
        assert heatmap.heat.blocks(heatmap.size_of_block) == 2 * blocks


@journey
async def test_half_blocks_tell_levels_apart_by_lightness() -> None:
    async with bare(Heatmap(), (80, 16)) as (heatmap, _pilot):
        heatmap.show(*crowd(300))
        heatmap.action_glyphs()
        tints = [Color.parse(heatmap._tint(level)).brightness for level in range(LEVELS)]
        assert sorted(set(tints)) == tints


@journey
async def test_sixteen_colors_get_glyphs_whatever_is_asked_for() -> None:
    async with bare(Heatmap(), (80, 16), SIXTEEN) as (heatmap, _pilot):
        heatmap.show(*crowd(300))
        heatmap.action_glyphs()
        assert not heatmap.dense


@journey
async def test_looking_closer_keeps_the_people_and_ends_at_the_pair() -> None:
    chosen: list[int] = []

    class Listening(Heatmap):
        def on_heatmap_chosen(self, event: Heatmap.Chosen) -> None:
            chosen.append(event.person)

    async with bare(Listening()) as (heatmap, pilot):
        heatmap.show(*crowd(1_000))
        heatmap.move_to(700, 123)
        while heatmap.size_of_block > 1:
            before = heatmap.size_of_block
            heatmap.action_look()
            assert heatmap.size_of_block < before
            assert heatmap.people_under_cursor() == (700, 123)
        heatmap.action_look()
        heatmap.action_look_across()
        await pilot.pause()
        assert chosen == [700, 123]
        heatmap.action_whole()
        heatmap.action_zoom_out()
        assert heatmap.heat.blocks(heatmap.size_of_block) <= 46


@journey
async def test_another_order_keeps_the_cursor_on_its_people() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(four()), NAMES)
        heatmap.move_to(0, 3)
        heatmap.show(Heat(four(), np.array([3, 2, 1, 0])), NAMES)
        assert heatmap.people_under_cursor() == (0, 3)
        assert (heatmap.row, heatmap.column) == (3, 0)


@journey
async def test_names_cannot_steer_the_terminal() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(four()), ("\x1b]0;Ada", "[/b]Bob", "Cem", "Dee"))
        drawn = lines(heatmap)
        assert drawn[1].startswith("]0;Ada")
        assert drawn[2].startswith("[/b]Bob")


class Counting(Heat):
    """Notes for how many columns each row is asked."""

    columns: list[int]

    @classmethod
    def asked(cls, heat: Heat) -> list[int]:
        heat.__class__ = cls
        assert isinstance(heat, Counting)
        heat.columns = []
        return heat.columns

    def meetings(self, row: int, size: int, first: int, count: int) -> Longs:
        self.columns.append(count)
        return super().meetings(row, size, first, count)


@journey
async def test_a_line_costs_no_more_with_more_people() -> None:
    """What is looked at for a line is as much as its own people meet, whatever the others do."""
    async with bare(Heatmap(), (80, 24)) as (heatmap, _pilot):
        for people in (1_000, 20_000):
            heat, names = crowd(people)
            asked = Counting.asked(heat)
            heatmap.show(heat, names)
            heatmap.size_of_block = 1
            heatmap.move_to(1, 1)
            asked.clear()
            lines(heatmap)
            assert len(asked) == 23
            assert max(asked) <= 66


@journey
async def test_wide_and_combining_names_keep_the_columns() -> None:
    names = ("漢字漢字漢字漢字", "Ze\u0301lie", "שרה", "\u200bDee")
    async with bare(Heatmap(), (40, 8)) as (heatmap, _pilot):
        heatmap.show(Heat(four()), names)
        assert all(heatmap.render_line(y).cell_length == 40 for y in range(8))
        assert [
            cell_len(line[: line.index(mark)])
            for line, mark in zip(lines(heatmap)[2:5], "╲╲╲", strict=True)
        ] == [16, 18, 20]


@journey
async def test_nobody_is_drawn_as_nothing() -> None:
    async with bare(Heatmap()) as (heatmap, _pilot):
        heatmap.show(Heat(Schedule(np.zeros((1, 0), np.int32))), ())
        heatmap.action_down()
        assert set(lines(heatmap)) == {""}
