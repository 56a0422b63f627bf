from __future__ import annotations

import json
from dataclasses import asdict, replace
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from statistics import fmean, median, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.bounds import Bound, bound
from planner.event import plain_event
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
from tests.planner.evenings import plain_problem, problem_around, rich_evenings, small_evenings


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


@given(small_evenings() | rich_evenings(), st.integers(0, 2**32), st.booleans())
@settings(max_examples=200, deadline=None)
def test_measures_equal_a_naive_recount(
    evening: tuple[Problem, Schedule], seed: int, keep_rules: bool
) -> None:
    problem, planted = evening
    schedule = planted if keep_rules else scrambled(problem, seed)
    rows = schedule.seating.tolist()
    met = {p: t for p, t in meetings(rows).items() if counts(problem, p)}
    known = {(u, v): weight for u, v, weight in known_before(problem)}
    new = [pair for pair in met if pair not in known]
    again = {p: t * known[p] if p in known else t - 1 for p, t in met.items()}
    people = range(problem.people)
    unique = [sum(i in pair for pair in new) for i in people]
    repeats = [sum(t for pair, t in again.items() if i in pair) for i in people]
    glued = {
        (u, v): sum(
            bool(problem.present[r, u] and problem.present[r, v]) and same_unit(problem, r, u, v)
            for r in range(problem.rounds)
        )
        for u, v in met
    }
    kept = {p: min(glued[p], t) for p, t in met.items()}
    forced = {p: k * known[p] if p in known else max(0, k - 1) for p, k in kept.items()}
    own = [repeats[i] - sum(f for pair, f in forced.items() if i in pair) for i in people]
    m = measure(problem, schedule)
    proved = measured_against(problem, schedule)
    wished = [p for p in new if problem.counting.wished is not None and problem.counting.wished[p]]
    asked = {(u, v): least for u, v, least, _ in problem.limits.tolist()}
    assert (m.unique, m.bound) == (len(new), proved.unique)
    assert (m.wished, m.worth_bound) == (len(wished), proved.worth)
    assert m.unbalance == naive_unbalance(problem, rows)
    assert m.value == len(new) + len(wished) - m.unbalance
    assert m.meetings == sum(met.values())
    assert m.known_again == sum(t for p, t in met.items() if p in known)
    assert m.excess == sum(again.values())
    assert m.repeats == sum(t > 1 for t in met.values())
    assert m.most_of_one_pair == max(met.values(), default=0)
    assert m.over_twice == sum(
        t > max(proved.often, glued[p], asked.get(p, 0)) for p, t in met.items()
    )
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
    breaks = (schedule.seating == BREAK).sum(axis=0).tolist()
    short = [int(proved.potential[i] - proved.rests[i, breaks[i]]) - unique[i] for i in people]
    side = [0] * problem.people if problem.counting.side is None else problem.counting.side.tolist()
    classes = {
        (s, vip): [short[i] for i in people if (side[i], problem.vip[i]) == (s, vip)]
        for s in (0, 1)
        for vip in (True, False)
    }
    assert m.gap == max(max(c) - min(c) for c in classes.values() if c)
    assert m.all.gap == max(short) - min(short)
    assert m.vip_behind == max(
        max(0, max(classes[s, True]) - min(classes[s, False]))
        if classes[s, True] and classes[s, False] else 0
        for s in (0, 1)
    )  # fmt: skip
    of_side = [part.people for part in m.sides.values()]
    assert of_side == ([] if problem.counting.side is None else [side.count(0), side.count(1)])
    breaks = [sum(row[i] == BREAK for row in rows) for i in people]
    assert (m.breaks, m.most_breaks_of_one) == (sum(breaks), max(breaks))
    always = [i for i in people if always_there(problem, i)]
    of_sides = [[breaks[i] for i in always if side[i] == s] for s in (0, 1)]
    assert m.break_gap == max((max(part) - min(part) for part in of_sides if part), default=0)
    assert m.table_sizes == tuple(
        {size: sizes.count(size) for size in sorted(set(sizes))}
        for row in rows
        if (sizes := [row.count(t) for t in range(problem.tables) if t in row]) is not None
    )


def counts(problem: Problem, pair: tuple[int, int]) -> bool:
    return problem.counting.counts is None or bool(problem.counting.counts[pair])


def known_before(problem: Problem) -> list[list[int]]:
    return [] if problem.counting.known is None else problem.counting.known.tolist()


def naive_unbalance(problem: Problem, rows: list[list[int]]) -> int:
    off = 0
    for mix in problem.mixes:
        for row in rows[problem.played :]:
            of = [(t, v) for t, v in zip(row, mix.of.tolist(), strict=True) if t >= 0 and v >= 0]
            for table in {t for t, _ in of}:
                at_table = sum(t == table for t, _ in of)
                for value in range(len(mix.values)):
                    share = Fraction(at_table * sum(v == value for _, v in of), len(of))
                    count = of.count((table, value))
                    off += mix.weight * max(0, count - ceil(share), floor(share) - count)
    return off


def always_there(problem: Problem, person: int) -> bool:
    past = [] if problem.past is None else problem.past[:, person].tolist()
    there = all(
        problem.present[r, person] or (r < len(past) and past[r] == BREAK)
        for r in range(problem.rounds)
    )
    apart = {(u, v) for u, v in problem.apart.tolist()}
    partners = [
        i
        for i in range(problem.people)
        if i != person
        and counts(problem, (i, person))
        and (min(i, person), max(i, person)) not in apart
    ]
    return there and (not problem.pairs_only or len(partners) >= problem.rounds)


def same_unit(problem: Problem, r: int, u: int, v: int) -> bool:
    """Glued, or both (with their groups) at one prescribed table."""

    def unit(i: int) -> set[int]:
        return set(np.flatnonzero((problem.glue[r] == problem.glue[r, i]) & problem.present[r]))

    tables = [{int(problem.fixed[r, i]) for i in unit(w)} - {FREE} for w in (u, v)]
    return problem.glue[r, u] == problem.glue[r, v] or bool(tables[0] & tables[1])


def measured_against(problem: Problem, schedule: Schedule) -> Bound:
    rows = schedule.seating.tolist()
    used = [[row.count(t) for t in range(problem.tables)] for row in rows]
    planned = problem.occupancy.tolist()
    rested = problem.pairs_only and all(
        sum(ours) <= sum(theirs) for ours, theirs in zip(used, planned, strict=True)
    )
    if rested or list(map(sorted, used)) == list(map(sorted, planned)):
        return bound(problem)
    return bound(replace(problem, occupancy=np.array(used, np.int32)))


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
