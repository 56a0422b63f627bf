from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import combinations
from statistics import fmean, median, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.bounds import Bound, bound
from planner.breaches import broken_rules
from planner.event import Apart, Event, Participant, Seat, Table, Together, plain_event
from planner.metrics import (
    Metrics,
    as_used,
    changes,
    key,
    measure,
    problem_of,
    shares,
)
from planner.problem import FREE, Problem, compile_event
from planner.schedule import ABSENT, BREAK, Schedule
from tests.planner.evenings import plain_problem, problem_around, small_evenings


def meetings(rows: list[list[int]]) -> dict[tuple[int, int], int]:
    return {
        (u, v): times
        for u, v in combinations(range(len(rows[0])), 2)
        if (times := sum(row[u] == row[v] >= 0 for row in rows))
    }


def scrambled(problem: Problem, seed: int) -> Schedule:
    """Everybody somewhere, without a look at the rules."""
    random = np.random.default_rng(seed)
    return Schedule(random.integers(BREAK, problem.tables + 1, problem.present.shape, np.int32))


@given(small_evenings(), st.integers(0, 2**32), st.booleans())
@settings(deadline=None)
def test_measures_equal_a_naive_recount(
    evening: tuple[Problem, Schedule], seed: int, keep_rules: bool
) -> None:
    problem, planted = evening
    schedule = planted if keep_rules else scrambled(problem, seed)
    rows = schedule.seating.tolist()
    met = meetings(rows)
    people = range(problem.people)
    of_each = [[t for pair, t in met.items() if i in pair] for i in people]
    unique = [len(times) for times in of_each]
    repeats = [sum(times) - len(times) for times in of_each]
    glued = {
        (u, v): sum(
            bool(problem.present[r, u] and problem.present[r, v]) and same_unit(problem, r, u, v)
            for r in range(problem.rounds)
        )
        for u, v in met
    }
    own = [
        repeats[i] - sum(max(0, min(glued[p], t) - 1) for p, t in met.items() if i in p)
        for i in people
    ]
    m = measure(problem, schedule)
    proved = measured_against(problem, schedule)
    assert m.unique == len(met)
    assert m.meetings == sum(met.values())
    assert m.excess == m.meetings - m.unique
    assert m.repeats == sum(t > 1 for t in met.values())
    assert m.most_of_one_pair == max(met.values(), default=0)
    assert m.over_twice == sum(t > max(proved.often, glued[p]) for p, t in met.items())
    assert m.repeats_spread == max(own) - min(own)
    assert (m.all.min, m.all.max) == (min(unique), max(unique))
    assert m.all.mean == pytest.approx(fmean(unique))
    assert m.all.median == pytest.approx(median(unique))
    assert m.all.deviation == pytest.approx(pstdev(unique))
    assert m.all.gini == pytest.approx(
        sum(abs(x - y) for x in unique for y in unique) / (2 * len(unique) * sum(unique))
        if any(unique) else 0
    )  # fmt: skip
    assert m.all.distribution == {value: unique.count(value) for value in sorted(set(unique))}
    assert (m.all.repeats_min, m.all.repeats_max) == (min(repeats), max(repeats))
    short = [int(p) - u for p, u in zip(proved.potential, unique, strict=True)]
    classes = [[short[i] for i in people if problem.vip[i] == vip] for vip in (True, False)]
    assert m.gap == max(max(c) - min(c) for c in classes if c)
    assert m.all.gap == max(short) - min(short)
    assert m.vip_behind == (max(0, max(classes[0]) - min(classes[1])) if all(classes) else 0)
    assert m.breaks == sum(row.count(BREAK) for row in rows)
    assert m.table_sizes == tuple(
        {size: sizes.count(size) for size in sorted(set(sizes))}
        for row in rows
        if (sizes := [row.count(t) for t in range(problem.tables) if t in row]) is not None
    )


def same_unit(problem: Problem, r: int, u: int, v: int) -> bool:
    """Glued, or both (with their groups) at one prescribed table."""

    def unit(i: int) -> set[int]:
        return set(np.flatnonzero((problem.glue[r] == problem.glue[r, i]) & problem.present[r]))

    tables = [{int(problem.fixed[r, i]) for i in unit(w)} - {FREE} for w in (u, v)]
    return problem.glue[r, u] == problem.glue[r, v] or bool(tables[0] & tables[1])


def measured_against(problem: Problem, schedule: Schedule) -> Bound:
    rows = schedule.seating.tolist()
    used = [[row.count(t) for t in range(problem.tables)] for row in rows]
    as_planned = [sorted(row) for row in used] == [sorted(r) for r in problem.occupancy.tolist()]
    return bound(problem if as_planned else replace(problem, occupancy=np.array(used, np.int32)))


@given(small_evenings(), st.integers(0, 2**32))
@settings(deadline=None)
def test_broken_rules_equal_a_naive_recount(evening: tuple[Problem, Schedule], seed: int) -> None:
    problem, planted = evening
    assert broken_rules(problem, planted).total == 0
    schedule = scrambled(problem, seed)
    rows = schedule.seating.tolist()
    cells = [(r, i) for r in range(problem.rounds) for i in range(problem.people)]
    seats = [t.seats for t in problem.event.tables]
    allowed = problem.event.breaks == "allowed"
    broken = broken_rules(problem, schedule)
    assert broken.seats == sum(
        max(0, row.count(t) - seats[t]) for row in rows for t in range(problem.tables)
    )
    assert broken.unknown_tables == sum(row.count(problem.tables) for row in rows)
    assert broken.attendance == sum(
        rows[r][i] == ABSENT or (rows[r][i] == BREAK and not allowed)
        if problem.present[r, i] else rows[r][i] >= 0
        for r, i in cells
    )  # fmt: skip
    assert broken.apart == sum(row[u] == row[v] >= 0 for row in rows for u, v in problem.apart)
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


def test_rules_are_reported_one_by_one() -> None:
    ids = ("xa", "xb", "ya", "yb")
    people = tuple(Participant(i, i.upper(), attributes={"company": i[0]}) for i in ids)
    event = Event(
        people,
        (Table("1", 2), Table("2", 2)),
        2,
        rules=(
            Together(("xa", "ya"), name="the couple"),
            Apart(("ya", "yb")),
            Apart(same="company"),
            Seat("xb", "2", rounds=(1,)),
        ),
    )
    problem = compile_event(event)
    schedule = Schedule(np.array([[0, 1, 0, 1], [0, 0, 1, 1]], np.int32))
    kept = measure(problem, schedule).rules
    assert [(str(k.rule), k.broken) for k in kept] == [
        ("the couple", 1),
        ("YA, YB apart", 1),
        ("never two with the same company", 2),
        ("XB at table 2", 0),
    ]


def test_vips_are_a_class_of_their_own() -> None:
    # two VIPs always together and nobody else with them: each meets 1, the others 2
    seating = np.array([[0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 1, 2]], np.int32)
    problem = problem_around(seating, vip=np.arange(6) < 2)
    m = measure(problem, Schedule(seating))
    assert m.vips is not None
    assert m.others is not None
    assert (m.all.gap, m.gap) == (1, 0)
    assert (m.vip_behind, m.vip_advantage) == (1, -1.0)


def metrics_of(rows: list[list[int]]) -> Metrics:
    seating = np.array(rows, np.int32)
    return measure(problem_around(seating), Schedule(seating))


def test_a_plan_in_which_nobody_mixes_scores_next_to_nothing() -> None:
    m = metrics_of([[i // 6 for i in range(30)]] * 6)
    assert (m.unique, m.bound, m.gap, m.avoidable_excess) == (75, 425, 0, 350)
    assert m.quality.equity == pytest.approx(40 * 75 / 425)
    assert m.quality.coverage == pytest.approx(30 * 75 / 425)
    assert m.quality.repeats == pytest.approx(30 * (1 - 350 / 450))
    assert m.quality.grade == "to-improve"
    assert [message.code for message in m.quality.advice] == ["meet-more", "repeat-less"]


def test_a_plan_at_the_bound_scores_full_marks() -> None:
    m = metrics_of([[0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 0]])
    assert (m.share, m.quality.score, m.quality.grade) == (1, 100, "excellent")
    assert not m.quality.advice


@pytest.mark.parametrize(("gap", "equity"), [(0, 40), (1, 40), (2, 24), (3, 10), (4, 0)])
def test_fairness_is_worth_less_with_every_step_of_the_gap(gap: int, equity: float) -> None:
    seating = np.array([[0, 0, 1, 1]], np.int32)
    problem = problem_around(seating)
    proved = bound(problem)
    potential = proved.potential + np.array([gap, 0, 0, 0], np.int32)
    m = measure(problem, Schedule(seating), replace(proved, potential=potential))
    assert m.gap == gap
    assert m.quality.equity == pytest.approx(equity)


def test_a_plan_that_breaks_rules_is_not_proved_best() -> None:
    seating = np.array([[0, 0, 1, 1]], np.int32)
    assert measure(problem_around(seating), Schedule(seating)).proved_best
    assert not measure(problem_around(seating, apart=[(0, 1)]), Schedule(seating)).proved_best


def test_priorities_order_meetings_and_fairness_differently() -> None:
    a = replace(metrics_of([[0, 0, 1, 1]]), value=9, over_twice=1)
    b = replace(a, value=8, over_twice=0)
    assert key(b, "balanced") < key(a, "balanced")
    assert key(a, "most-meetings") < key(b, "most-meetings")


def test_a_gap_of_one_is_as_good_as_none_until_the_rest_is_equal() -> None:
    a = replace(metrics_of([[0, 0, 1, 1]]), value=9, gap=1)
    b = replace(a, value=8, gap=0)
    assert key(a, "balanced") < key(b, "balanced") < key(replace(b, gap=1), "balanced")


def test_metrics_become_json() -> None:
    m = metrics_of([[0, 0, 1, 1], [0, 1, ABSENT, 1]])
    assert json.loads(json.dumps(asdict(m)))["unique"] == m.unique


rows_of_any_plan = st.integers(1, 8).flatmap(
    lambda people: st.lists(
        st.lists(st.integers(BREAK, 3), min_size=people, max_size=people), min_size=1, max_size=4
    )
)


@given(rows_of_any_plan)
@settings(deadline=None)
def test_a_plan_made_elsewhere_is_judged_by_its_own_tables(rows: list[list[int]]) -> None:
    schedule = Schedule(np.array(rows, np.int32))
    m = measure(problem_of(schedule), schedule)
    assert m.broken.total == 0
    assert m.unique == len(meetings(rows)) <= m.bound


def test_tables_filled_less_evenly_than_planned_do_not_beat_the_bound() -> None:
    schedule = Schedule(np.array([[0, 0, 0, 0, 1], [0, 0, 0, 1, 0]], np.int32))
    problem = compile_event(plain_event(5, 2, 4, 2))
    m = measure(problem, schedule, bound(problem))
    assert m.bound == bound(as_used(problem, schedule)).unique > bound(problem).unique
    assert m.unique <= m.bound
    assert m.broken.total == 0


def test_changes_count_seats_with_their_tables() -> None:
    a, b = (Schedule(np.array(rows, np.int32)) for rows in ([[0, 0, 1]], [[1, 0, 1]]))
    assert changes(a, b) == 1


def test_shares_tell_repeats_with_a_kept_group_apart() -> None:
    seating = np.array([[0, 0, 1, 1], [0, 0, 1, 1]], np.int32)
    problem = problem_around(seating, glue=np.array([[0, 0, 2, 3]] * 2, np.int32))
    found = shares(problem, Schedule(seating), bound(problem))
    assert found.repeats.tolist() == [1, 1, 1, 1]
    assert found.kept.tolist() == [1, 1, 0, 0]


def test_a_large_evening_needs_no_table_of_all_pairs() -> None:
    problem = plain_problem(20_000, 2_500, 2)
    seating = problem_of(Schedule(np.tile(np.arange(20_000, dtype=np.int32) // 8, (2, 1))))
    assert bound(problem).unique == bound(seating).unique == 140_000
