from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.pilots import journey
from tests.tui.widgets.bare import bare, lines
from tui.widgets.distribution import Distribution, bar, bars, binned

COUNTS = st.dictionaries(st.integers(0, 500), st.integers(1, 1_000), min_size=1, max_size=60)


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bars({3: 1, 4: 4}, 12, 5) == ["3 ██ 1", "4 ████████ 4"]
    assert bar(0.5, 3) == "█▌"
    assert bar(0.0, 3) == ""
    assert bar(0.0001, 3) == "▏"


def test_numbers_nobody_has_are_shown_between_the_others() -> None:
    assert [row[2] for row in binned({2: 1, 4: 1}, 9)] == [1, 0, 1]


def test_nobody_has_no_bars() -> None:
    assert bars({}, 40, 5) == []


@given(COUNTS, st.integers(1, 30), st.integers(20, 100))
def test_everybody_is_in_one_bar_and_it_fits(
    counts: dict[int, int], height: int, width: int
) -> None:
    rows = binned(counts, height)
    assert len(rows) <= height
    assert sum(row[2] for row in rows) == sum(counts.values())
    assert (rows[0][0], rows[-1][1]) == (min(counts), max(counts))
    assert all(len(line) <= width for line in bars(counts, width, height))


@journey
async def test_the_widget_draws_what_fits() -> None:
    async with bare(Distribution(), (30, 3)) as (widget, pilot):
        widget.show(dict.fromkeys(range(10, 20), 1))
        await pilot.pause()
        assert [line[:5] for line in lines(widget)] == ["10–13", "14–17", "18–19"]
