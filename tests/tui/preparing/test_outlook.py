from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.event import Apart, Rule, Together
from planner.records import (
    EventRecord,
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    met_before,
    rule_id,
)
from tui.preparing.figures import lines
from tui.preparing.outlook import outlook, with_sizes
from tui.store.reading import EventContents


def evening(people: int, sizes: list[int], rounds: int, *rules: Rule) -> EventContents:
    return EventContents(
        EventRecord("e", "Gala", rounds=rounds),
        tuple(ParticipantRecord(f"p{n}", f"Guest {n}", event_id="e") for n in range(people)),
        tuple(TableRecord(f"t{n}", size, {}, "e", str(n), n) for n, size in enumerate(sizes, 1)),
        tuple(RuleRecord(rule_id("e", rule), rule, "e") for rule in rules),
        (),
    )


@pytest.mark.parametrize(
    ("people", "sizes", "rounds", "bound", "reason", "zero_repeats"),
    [
        (30, [6] * 5, 6, 425, "pigeonhole", False),
        (100, [5] * 20, 10, 2000, "seats", True),
        (300, [5] * 60, 15, 9000, "seats", True),
    ],
)
def test_presets_have_the_figures_the_planner_proves(
    people: int, sizes: list[int], rounds: int, bound: int, reason: str, zero_repeats: bool
) -> None:
    found = outlook(evening(people, sizes, rounds))
    assert found.figures is not None
    assert (found.figures.bound, found.figures.bound_reason) == (bound, reason)
    assert found.figures.zero_repeats is zero_repeats
    assert found.figures.fewest_rounds is not None
    assert (found.people, found.places, found.assumed) == (people, sum(sizes), False)


def test_before_anybody_is_on_the_list_the_figures_are_those_of_full_tables() -> None:
    full = outlook(evening(30, [6] * 5, 6)).figures
    empty = outlook(evening(0, [6] * 5, 6))
    assert (empty.assumed, empty.figures) == (True, full)


def test_pairs_who_met_before_are_not_among_those_who_could_meet() -> None:
    contents = evening(4, [2, 2], 2)
    met = [met_before("e", "p0", "p1"), met_before("e", "p0", "p1", source="Ball")]
    found = outlook(replace(contents, met=tuple(met))).figures
    assert found is not None
    assert (found.pairs, found.bound, found.everybody_meets_everybody) == (5, 4, False)
    assert found.fewest_rounds is None


def test_an_impossible_evening_says_why_instead() -> None:
    found = outlook(evening(9, [4, 4], 3))
    assert found.figures is None
    assert [message.code for message in found.against] == ["too-few-seats"]


def test_without_tables_it_says_so_with_and_without_people() -> None:
    for people in (0, 4):
        found = outlook(evening(people, [], 3))
        assert "no-tables" in [message.code for message in found.against]


def test_rules_that_clash_are_named() -> None:
    both = ("p0", "p1")
    found = outlook(evening(8, [4, 4], 3, Together(both), Apart(both, name="rivals")))
    assert "1, 2 (rivals)" in str(found.against[0])


@given(st.integers(0, 20), st.lists(st.integers(1, 8), max_size=6), st.integers(1, 8))
def test_there_are_figures_or_reasons(people: int, sizes: list[int], rounds: int) -> None:
    found = outlook(evening(people, sizes, rounds))
    assert (found.figures is None) == bool(found.against)
    if found.figures is not None:
        assert found.figures.free_seats == (0 if found.assumed else found.places - people)
        assert 0 <= found.figures.bound <= found.figures.pairs
        assert all(answer for _, answer in lines(found.figures))


@given(st.lists(st.integers(1, 8), max_size=6), st.lists(st.integers(1, 8), min_size=1, max_size=6))
def test_what_is_typed_is_what_would_be_there(before: list[int], after: list[int]) -> None:
    contents = evening(4, before, 2)
    assert [t.seats for t in with_sizes(contents, after).tables] == after
    assert with_sizes(contents, None) == contents
    assert with_sizes(contents, before or [1]).event == replace(contents.event)
