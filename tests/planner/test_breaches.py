from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.breaches import Broken, broken_rules, past_broken, rules_kept
from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
)
from planner.problem import FREE, Problem, compile_event
from planner.schedule import ABSENT, BREAK, Schedule
from tests.planner.evenings import rich_evenings, small_evenings


@given(small_evenings() | rich_evenings(), st.integers(0, 2**32))
@settings(deadline=None)
def test_broken_rules_equal_a_naive_recount(evening: tuple[Problem, Schedule], seed: int) -> None:
    problem, planted = evening
    assert broken_rules(problem, planted) == Broken(mismatched=mismatched(problem, planted))
    random = np.random.default_rng(seed)
    shape = problem.present.shape
    schedule = Schedule(random.integers(BREAK, problem.tables + 1, shape, np.int32))
    rows = schedule.seating.tolist()
    cells = [(r, i) for r in range(problem.rounds) for i in range(problem.people)]
    seats = [t.seats for t in problem.event.tables]
    allowed = problem.event.breaks == "allowed"
    broken = broken_rules(problem, schedule)
    coming = rows[problem.played :]
    assert broken.seats == sum(
        max(0, row.count(t) - seats[t]) for row in coming for t in range(problem.tables)
    )
    assert broken.unknown_tables == sum(row.count(problem.tables) for row in rows)
    assert broken.attendance == sum(
        rows[r][i] == ABSENT or (rows[r][i] == BREAK and not allowed)
        if problem.present[r, i] else rows[r][i] >= 0
        for r, i in cells
    )  # fmt: skip
    assert broken.apart == sum(row[u] == row[v] >= 0 for row in coming for u, v in problem.apart)
    assert broken.together == sum(
        rows[r][i] >= 0 and rows[r][problem.glue[r, i]] not in (ABSENT, BREAK, rows[r][i])
        for r, i in cells
        if problem.present[r, i]
    )
    assert broken.fixed == sum(
        rows[r][i] in range(problem.tables) and problem.fixed[r, i] not in (FREE, rows[r][i])
        for r, i in cells
        if problem.present[r, i]
    )
    off = 0
    for u, v, least, most in problem.limits.tolist():
        before, after = (
            sum(row[u] == row[v] >= 0 for row in part) for part in (rows[: problem.played], coming)
        )
        lacking = max(0, least - before - after)
        off += lacking + (after if before > most else max(0, before + after - most))
    assert broken.limits == off
    assert broken.mismatched == mismatched(problem, schedule)
    assert broken.total == sum(getattr(broken, field.name) for field in fields(broken))


def mismatched(problem: Problem, schedule: Schedule) -> int:
    counts = problem.counting.counts
    if counts is None or max(t.seats for t in problem.event.tables) > 2:
        return 0
    return sum(
        row[u] == row[v] >= 0 and not counts[u, v]
        for row in schedule.seating[problem.played :].tolist()
        for u, v in combinations(range(problem.people), 2)
    )


IDS = ("xa", "xb", "ya", "yb")


def evening(*rules: Rule, played: tuple[PlayedRound, ...] = ()) -> Event:
    return Event(
        tuple(Participant(i, i.upper(), attributes={"company": i[0]}) for i in IDS),
        (Table("1", 2), Table("2", 2)),
        2,
        rules=rules,
        played=played,
    )


def kept(event: Event, *rows: list[int]) -> list[tuple[str, int, int, int | None]]:
    problem, schedule = compile_event(event), Schedule(np.array(rows, np.int32))
    return [(str(k.rule), k.broken, k.past, k.unbalance) for k in rules_kept(problem, schedule)]


def test_rules_are_reported_one_by_one() -> None:
    event = evening(
        Together(("xa", "ya"), name="the couple"),
        Apart(("ya", "yb")),
        Apart(same="company"),
        Seat("xb", "2", rounds=(1,)),
    )
    assert kept(event, [0, 1, 0, 1], [0, 0, 1, 1]) == [
        ("the couple", 1, 0, None),
        ("YA, YB apart", 1, 0, None),
        ("never two with the same company", 2, 0, None),
        ("XB at table 2", 0, 0, None),
    ]


def test_rules_about_how_often_two_meet_say_what_is_missing_and_what_is_too_much() -> None:
    event = evening(
        Meet(("xa", "yb"), at_least=1),
        Meet(("xb", "ya"), times=1),
        Apart(("xa", "ya"), at_most=1),
        Apart(same="company", at_most=1),
    )
    assert kept(event, [0, 0, 1, 1], [0, 0, 1, 1]) == [
        ("XA, YB meet, times at least: 1", 1, 0, None),
        ("XB, YA meet, times exactly: 1", 1, 0, None),
        ("two of XA, YA meet, times at most: 1", 0, 0, None),
        ("two with the same company meet, times at most: 1", 2, 0, None),
    ]
    assert [rule[1] for rule in kept(event, [0, 1, 0, 1], [0, 1, 0, 1])] == [1, 1, 1, 0]
    assert [rule[1] for rule in kept(event, [0, 1, 1, 0], [0, 1, 1, 0])] == [0, 1, 0, 0]


def test_balance_is_told_and_never_broken() -> None:
    event = evening(Balance("company"), Balance("company", weight=3, name="mix"))
    assert kept(event, [0, 0, 1, 1], [0, 1, 0, 1]) == [
        ("about the same mix of company at every table", 0, 0, 4),
        ("mix", 0, 0, 4),
    ]


def test_what_was_broken_in_a_played_round_is_told_apart() -> None:
    sat = PlayedRound((PlayedTable("1", ("xa", "xb")), PlayedTable("2", ("ya", "yb"))))
    rules = Together(("xa", "ya")), Apart(("xa", "xb")), Seat("xb", "2")
    problem = compile_event(evening(*rules, Apart(("ya", "yb"), at_most=1), played=(sat,)))
    schedule = Schedule(np.array([[0, 0, 1, 1], [0, 1, 0, 1]], np.int32))
    assert [(k.broken, k.past) for k in rules_kept(problem, schedule)] == [
        (0, 1), (0, 1), (0, 1), (0, 0)
    ]  # fmt: skip
    assert (broken_rules(problem, schedule).total, past_broken(problem, schedule)) == (0, 3)
    changed = Schedule(np.array([[0, 1, 0, 1], [0, 1, 0, 1]], np.int32))
    assert broken_rules(problem, changed) == Broken(fixed=2)


def test_a_pair_that_met_too_often_already_is_only_to_blame_for_more() -> None:
    sat = PlayedRound((PlayedTable("1", ("xa", "xb")), PlayedTable("2", ("ya", "yb"))))
    event = replace(evening(played=(sat, sat)), rounds=3, rules=(Apart(("xa", "xb"), at_most=1),))
    problem = compile_event(event)
    for last, broken in (([0, 1, 0, 1], 0), ([0, 0, 1, 1], 1)):
        schedule = Schedule(np.array([[0, 0, 1, 1], [0, 0, 1, 1], last], np.int32))
        assert broken_rules(problem, schedule).limits == broken
        assert past_broken(problem, schedule) == 1
