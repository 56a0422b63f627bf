from __future__ import annotations

from tests.tui.pilots import journey
from tests.tui.widgets.bare import bare, lines
from tui.widgets.clock import HEIGHT, ClockFace, large
from tui.widgets.live import Live

SECOND = 1_000
MOVE = 8
"""Bytes to where on the screen a change begins, at most: ESC [ 40 ; 120 H."""


def test_digits_are_of_one_height_and_double_with_the_scale() -> None:
    for scale in (1, 2):
        shown = large("10:28", scale)
        assert len(shown) == HEIGHT * scale
        assert len({len(line) for line in shown}) == 1
        assert len(shown[0]) == scale * 2 * (4 * 3 + 1 + 4)


def test_every_digit_is_another() -> None:
    assert len({tuple(large(digit)) for digit in "0123456789"}) == 10


def test_a_second_costs_less_than_a_kilobyte_at_any_time_but_a_new_minute() -> None:
    for left in range(1, 30 * 60):
        after, before = f"{left // 60}:{left % 60:02}", f"{(left - 1) // 60}:{(left - 1) % 60:02}"
        changed = [digit for digit, other in zip(after, before, strict=False) if digit != other]
        cost = sum(MOVE + 3 * len(line) for digit in changed for line in large(digit, 2))
        assert cost < SECOND or left % 60 == 0, left


@journey
async def test_an_alarm_turns_dark_and_light_around() -> None:
    async with bare(ClockFace()) as (clock, pilot):
        first = clock.query(Live).first()
        clock.show_time("1:00", alarm=True)
        await pilot.pause()
        assert any("█" in line for line in lines(first))
        assert any(s.style and s.style.reverse for s in first.render_line(0))
        clock.show_time("0:59")
        await pilot.pause()
        assert not any(s.style and s.style.reverse for s in first.render_line(0))
