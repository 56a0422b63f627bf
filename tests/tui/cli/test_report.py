from __future__ import annotations

from dataclasses import replace

import pytest

from planner.event import (
    Apart,
    Balance,
    Event,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Table,
    plain_event,
)
from planner.pipeline import Plan
from planner.schedule import BREAK
from tests.planner.exchange.plans import dating_plan, plain_plan, plan_of
from tui.cli.report import Row, figures, more_figures


def told(plan: Plan) -> dict[str, str]:
    rows: list[Row] = figures(plan.metrics, plan.bound) + more_figures(plan.metrics, plan.bound)
    return dict(rows)


def test_a_plain_evening_is_told_without_what_it_does_not_have() -> None:
    assert list(told(plain_plan())) == [
        "Unique meetings", "Proof", "Repeats", "Equity gap", "Quality", "Limit", "Per person",
        "Repeats per person", "Table sizes", "Score",
    ]  # fmt: skip


def test_sides_breaks_and_earlier_meetings_are_told() -> None:
    rows = told(dating_plan())
    assert rows["Unique meetings"] == "5 of at most 5 (100%)"
    assert rows["Side a"] == "3 people, meeting 1 to 2 others, mean 1.7; gap 0"
    assert rows["Side b"] == "2 people, meeting 2 to 3 others, mean 2.5; gap 0"
    assert rows["Breaks"] == "3 in all, at most 1 for one person"
    assert rows["Repeats"].endswith("; meetings of people who had met before: 1")


def test_breaks_that_are_not_shared_out_are_told() -> None:
    event = replace(plain_event(3, 1, 2, 3), breaks="allowed")
    rows = told(plan_of(event, [[0, 0, BREAK]] * 3))
    assert rows["Breaks"].endswith("at most 3 for one person; 3 more for one than for another")


def test_wishes_change_what_is_proved() -> None:
    event = Event(
        tuple(Participant(f"p{i}", gender="FM"[i % 2], looking_for=("FM"[1 - i % 2],))
              for i in range(4)),
        (Table("1", 2), Table("2", 2)), 1, interest="soft",
    )  # fmt: skip
    rows = told(plan_of(event, [[0, 0, 1, 1]]))
    assert rows["Wishes"] == "pairs who wish to meet and do: 2"
    assert rows["Proof"] == "proved best: no plan has more meetings, wished ones counting two"
    rows = told(plan_of(event, [[0, 1, 0, 1]]))
    assert rows["Proof"] == "at most 50.0% below the best that can exist"


@pytest.mark.parametrize(
    ("row", "said"),
    [([0, 0, 1, 1], "people too many or too few at their tables: 4"),
     ([0, 1, 0, 1], "every table has its fair part of all")],
)  # fmt: skip
def test_the_mix_of_tables_is_told(row: list[int], said: str) -> None:
    event = Event(
        tuple(Participant(f"p{i}", gender="FFMM"[i]) for i in range(4)),
        (Table("1", 2), Table("2", 2)), 1, (Balance("gender"),),
    )  # fmt: skip
    rows = told(plan_of(event, [row]))
    assert rows["Mix of tables"] == said
    assert rows["Rules"] == "all 1 kept"
    assert ("Mix" in rows) == (row[0] == row[1])


def test_what_was_broken_in_played_rounds_is_told_apart() -> None:
    event = plain_event(4, 2, 2, 2)
    sat = PlayedRound((PlayedTable("0", ("0", "1")), PlayedTable("1", ("2", "3"))))
    event = replace(event, played=(sat,), rules=(Apart(("0", "1")),))
    rows = told(plan_of(event, [[0, 0, 1, 1], [0, 1, 0, 1]]))
    assert rows["Rules"] == "all 1 kept"
    assert rows["Played rounds"] == "violations that happened, and cannot be mended: 1"
    assert rows["It happened"] == "0, 1 apart (violations in played rounds: 1)"
    again = replace(event, met_before=(MetBefore(("2", "3")),))
    assert told(plan_of(again, [[0, 0, 1, 1], [0, 1, 0, 1]]))["Repeats"].endswith("before: 1")
