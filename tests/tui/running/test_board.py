from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.evening import clock
from planner.evening.facts import Evening
from planner.kept_plans import KeptPlan
from planner.records import EventRecord, ParticipantRecord, TableRecord, When
from tests.tui.running.tonight import START
from tui.running.board import Board, By, View, board
from tui.running.seats import Seats
from tui.widgets.clock import HEIGHT

PEOPLE = 70
TABLES = 12


def seats(minutes: float, begun: int = 0) -> Seats:
    """70 people at 12 tables in three rounds, of which `begun` have begun."""
    event = EventRecord("e", "Gala\x1b]0;\x07", When("2026-11-20", "19:30", "UTC"), rounds=3,
                        minutes_per_round=10, plan_id="p", display="names")  # fmt: skip
    people = tuple(
        ParticipantRecord(f"p{n}", f"Name{n:02}\x1b[31m", "王小明" if n % 7 == 0 else "[/b]",
                          event_id="e", position=n)
        for n in range(1, PEOPLE + 1)
    )  # fmt: skip
    tables = tuple(TableRecord(f"t{n}", 6, {}, "e", str(n), n) for n in range(TABLES))
    seating = [[(n * (r + 1)) % TABLES for n in range(PEOPLE)] for r in range(3)]
    plan = KeptPlan(tuple(p.id for p in people), tuple(t.id for t in tables), seating, {}, {})
    evening = Evening(event, people, tables)
    for _ in range(begun):
        evening = evening.after(clock.start(evening, START))
    return Seats(evening, {"p": plan})


def shown(found: Board) -> list[str]:
    return [line.plain for line in (*found.words, *found.lines)]


@given(
    st.integers(12, 200), st.integers(9, 60), st.integers(0, 12), st.integers(0, 30),
    st.sampled_from(["name", "table"]), st.integers(0, 3),
)  # fmt: skip
def test_whatever_the_window_it_fits_and_nothing_obeys_a_name(
    width: int, height: int, page: int, minutes: int, by: By, begun: int
) -> None:
    found = board(seats(minutes, begun), START + timedelta(minutes=minutes),
                  View(by, page=page), width, height)  # fmt: skip
    digits = HEIGHT * found.scale if found.digits else 0
    assert 1 + digits + len(found.lines) == height
    assert all(line.cell_len <= width for line in found.lines)
    assert not re.search(r"[\x00-\x1f\x7f]", "".join(shown(found)))


@pytest.mark.parametrize("by", ["name", "table"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 14)])
def test_everybody_is_on_one_of_the_pages(by: By, size: tuple[int, int]) -> None:
    whole = seats(0)
    pages = board(whole, START, View(by), *size).pages
    named = [
        name
        for page in range(pages)
        for line in shown(board(whole, START, View(by, page=page), *size))
        for name in re.findall(r"Name\d\d", line)
    ]
    assert sorted(named) == [f"Name{n:02}" for n in range(1, PEOPLE + 1)]


def test_in_a_break_everybody_sees_whether_she_moves() -> None:
    whole = seats(0, begun=1)
    evening = whole.evening
    evening = evening.after(clock.end(evening, START + timedelta(minutes=10)))
    found = board(Seats(evening, whole.plans), START + timedelta(minutes=11), View(), 200, 60)
    text = "\n".join(shown(found))
    assert re.search(r"Name01\S* \[/b\] += 0", text)
    assert re.search(r"Name02\S* \[/b\] +→ 2", text)


def test_on_a_small_window_the_words_go_below_the_digits() -> None:
    found = board(seats(0, begun=1), START, View(), 40, 24)
    assert found.words == ()
    assert any("Round 1 of 3" in line for line in shown(found))
