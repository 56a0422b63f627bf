from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.bounds import (
    REASONS,
    _across,
    _counted_rounds,
    _known_fewest_rounds,
    bound,
    everybody_can_meet_everybody,
    fewest_rounds,
    zero_repeats_possible,
)
from planner.counting import Counting
from planner.event import (
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Table,
    plain_event,
)
from planner.problem import Problem, compile_event
from planner.recurring import recreated, reseated
from planner.schedule import BREAK, Schedule
from planner.tally import again, counts_of, known_of, of_each, wished_of
from tests.planner.evenings import (
    every_outcome,
    plain_problem,
    problem_around,
    rich_evenings,
    small_evenings,
    symmetric,
)


@given(small_evenings() | rich_evenings())
@settings(max_examples=400, deadline=None)
def test_no_schedule_beats_the_bound(evening: tuple[Problem, Schedule]) -> None:
    problem, _ = evening
    outcomes = every_outcome(problem)
    assume(len(outcomes))
    proved = bound(problem)
    pairs = np.array(list(combinations(range(problem.people), 2)))
    codes = pairs[:, 0] * problem.people + pairs[:, 1]
    counts = counts_of(problem.counting, problem.people, codes)
    known = known_of(problem.counting, problem.people, codes)
    wished = wished_of(problem.counting, problem.people, codes)
    new = (outcomes > 0) & counts & (known == 0)
    assert new.sum(axis=1).max() <= proved.unique
    assert (new * (1 + wished)).sum(axis=1).max() <= proved.worth == proved.value
    assert (again(outcomes, known) * counts).sum(axis=1).min() >= proved.forced_excess
    for i in range(problem.people):
        mine = (pairs == i).any(axis=1)
        assert new[:, mine].sum(axis=1).max() <= proved.reach[i] <= proved.potential[i]


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "unique", "reason"),
    [
        (30, 5, 6, 425, "pigeonhole"),
        (30, 4, 5, 434, "pigeonhole"),
        (23, 4, 5, 247, "pigeonhole"),
        (97, 20, 8, 1504, "seats"),
        (47, 10, 6, 528, "seats"),
        (300, 50, 10, 7500, "seats"),
        (64, 8, 9, 2016, "seats"),
        (64, 8, 10, 2016, "pairs"),
    ],
)
def test_known_bounds(people: int, tables: int, rounds: int, unique: int, reason: str) -> None:
    proved = bound(plain_problem(people, tables, rounds))
    assert (proved.unique, proved.reason) == (unique, reason)
    assert str(proved.explanation) == REASONS[reason]


@pytest.mark.parametrize(
    ("sizes", "tables", "away", "pairs"),
    [([6], 5, 0, 1), ([6], 4, 0, 2), ([5], 4, 0, 1), ([8, 8], 4, 0, 8), ([4], 4, 0, 0),
     ([8, 8], 4, 3, 5), ([9], 3, 0, 9), ([9], 3, 1, 7), ([9], 3, 9, 0), ([3], 1, 0, 3)],
)  # fmt: skip
def test_people_of_one_table_who_must_meet_again(
    sizes: list[int], tables: int, away: int, pairs: int
) -> None:
    assert recreated(np.array(sizes), tables, away) == pairs


@given(st.integers(1, 7), st.integers(1, 4), st.lists(st.integers(2, 5), max_size=3))
def test_groups_that_stay_whole_meet_again_at_least_so_often(
    people: int, tables: int, groups: list[int]
) -> None:
    assume(sum(groups) <= people)
    units = [*groups, *[1] * (people - sum(groups))]
    fewest = min(
        sum(n * (n - 1) // 2 for n in np.bincount(where, units))
        for where in product(range(tables), repeat=len(units))
    )
    proved = recreated(np.array([people]), tables, 0, groups)
    assert proved <= fewest
    if len(groups) <= 1:
        assert proved == fewest


table_sizes = st.lists(st.integers(1, 6), min_size=1, max_size=3)


@given(table_sizes, table_sizes)
@settings(deadline=None)
def test_unequal_tables_share_at_least_so_many_pairs(first: list[int], second: list[int]) -> None:
    short = sum(first) - sum(second)
    first, second = first + [1] * -short, second + [1] * short
    assume(max(len(first), len(second)) <= 5)
    proved = reseated(np.array(first), np.array(second))
    assert proved <= fewest_shared(tuple(first), tuple(second))


@pytest.mark.parametrize(
    ("sizes", "shared"), [([4, 2], 3), ([10, 8, 4, 4, 4], 12), ([12, 6, 6, 6], 21), ([6] * 5, 0)]
)
def test_large_tables_beside_small_ones_share_more(sizes: list[int], shared: int) -> None:
    assert reseated(np.array(sizes), np.array(sizes)) == shared


def fewest_shared(first: tuple[int, ...], room: tuple[int, ...]) -> int:
    """The fewest pairs that stay together when tables of people fill the room of other tables."""
    if not first:
        return 0
    return min(
        sum(n * (n - 1) // 2 for n in parts)
        + fewest_shared(first[1:], tuple(r - n for r, n in zip(room, parts, strict=True)))
        for parts in product(*(range(min(r, first[0]) + 1) for r in room))
        if sum(parts) == first[0]
    )


def test_rounds_with_other_people_recreate_nothing() -> None:
    seating = np.array([[0, 0, 0, 0, -1, -1, -1, -1], [-1, -1, -1, -1, 0, 0, 0, 0]], np.int32)
    assert bound(problem_around(seating)).unique == 12


def test_a_late_guest_less_does_not_lose_the_pigeonhole() -> None:
    """Two rounds of two tables of 4, one person of eight missing in the second."""
    seating = np.array([[0, 0, 0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1, 0, -1]], np.int32)
    # 12 and 9 meetings; 4 + 4 people over two tables recreate 4 pairs, one of them by the guest
    assert bound(problem_around(seating)).unique == 12 + 9 - 3


def test_a_group_kept_together_costs_its_pairs_in_every_round_but_one() -> None:
    seating = np.array([np.roll(np.repeat(np.arange(4), 3), r) for r in (0, 0, 0)], np.int32)
    glue = np.tile(np.arange(12, dtype=np.int32), (3, 1))
    glue[:, 2] = 0
    glue[:2, 4] = 3
    proved = bound(problem_around(seating, glue=glue))
    assert (proved.unique, proved.reason) == (36 - 2 - 1, "groups")
    assert proved.potential[0] == 6 - 2
    assert proved.potential[3] == 6 - 1
    assert proved.potential[5] == 6


def test_hosts_never_meet_each_other() -> None:
    seating = np.tile(np.repeat(np.arange(3, dtype=np.int32), 3), (4, 1))
    fixed = np.full_like(seating, -1)
    for host in (0, 3, 6):
        fixed[:, host] = seating[:, host]
    proved = bound(problem_around(seating, fixed=fixed))
    assert proved.potential.tolist() == [6, 8, 8, 6, 8, 8, 6, 8, 8]
    assert proved.unique == 33


def test_a_table_full_of_hosts_is_out_of_reach_for_the_others() -> None:
    seating = np.array([[0, 0, 0, 0, 1, 1, 2, 2]], np.int32)
    fixed = np.where(seating == 0, 0, -1).astype(np.int32)
    assert bound(problem_around(seating, fixed=fixed)).potential.tolist() == [3] * 4 + [1] * 4


def test_a_break_may_part_a_group_or_free_a_host() -> None:
    seating = np.tile(np.array([0, 0, 1, 1, BREAK], np.int32), (10, 1))
    glue = np.tile(np.array([0, 0, 2, 3, 4], np.int32), (10, 1))
    fixed = np.tile(np.array([0, -1, 1, -1, -1], np.int32), (10, 1))
    # only 0 and 2 can never share a table: 1 joins 2 while 0 has a break
    proved = bound(problem_around(seating, glue=glue, fixed=fixed))
    assert proved.reach.tolist() == [3, 4, 3, 4, 4]


def test_a_friend_of_somebody_kept_apart_is_kept_apart_too() -> None:
    seating = np.tile(np.array([0, 0, 0, 1, 1, 1], np.int32), (9, 1))
    glue = np.tile(np.array([0, 0, 2, 3, 4, 5], np.int32), (9, 1))
    proved = bound(problem_around(seating, glue=glue, apart=[(0, 5)]))
    assert proved.potential[1] == proved.potential[0] == 4
    assert proved.potential[5] == 3


def test_a_spell_with_few_people_caps_what_each_can_reach() -> None:
    """Three rounds with only four people there, then one with everybody: 3 + 3, not 3 x 3 + 3."""
    few = [0, 0, 0, 0] + [-1] * 8
    seating = np.array([few, few, few, [0, 1, 2] * 4], np.int32)
    assert bound(problem_around(seating)).potential.tolist() == [6] * 4 + [3] * 8


def test_numbers_may_force_more_than_two_meetings_of_a_pair() -> None:
    assert bound(plain_problem(6, 2, 10)).often == 4
    assert bound(plain_problem(30, 5, 6)).often == 2


def dating(first: int, second: int, rounds: int, seats: int = 2) -> Event:
    people = [Participant(f"a{i}", side="A") for i in range(first)]
    people += [Participant(f"b{i}", side="B") for i in range(second)]
    tables = -(-(first + second) // seats)
    return Event(
        tuple(people),
        tuple(Table(str(t), seats) for t in range(tables)),
        rounds,
        two_sided=True,
        breaks="allowed",
    )


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(0, 12), st.integers(0, 12))
def test_the_most_meetings_across_two_sides(sizes: list[int], first: int, second: int) -> None:
    assume(sum(sizes) <= first + second)
    best = max(
        sum(a * (n - a) for a, n in zip(split, sizes, strict=True))
        for split in product(*(range(n + 1) for n in sizes))
        if sum(split) <= first and sum(sizes) - sum(split) <= second
    )
    assert _across(np.array(sizes, np.int32), first, second) == best


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.data())
@settings(max_examples=150, deadline=None)
def test_at_tables_of_two_the_bound_is_reached(
    first: int, second: int, tables: int, rounds: int, data: st.DataObject
) -> None:
    """Koenig: the edges of a bipartite graph fit into as many rounds as its largest degree."""
    people, side = first + second, np.array([0] * first + [1] * second, np.int32)
    counts = data.draw(symmetric(people)) & (side[:, None] != side)
    pairs = min(first, second, tables)
    row = [*range(pairs), *[BREAK] * (first - pairs), *range(pairs), *[BREAK] * (second - pairs)]
    problem = problem_around(np.array([row] * rounds, np.int32))
    problem = replace(
        problem,
        event=replace(problem.event, breaks="allowed"),
        counting=Counting(side, counts),
    )
    met = (every_outcome(problem) > 0) & counts[np.triu_indices(people, 1)]
    assert met.sum(axis=1).max() == bound(problem).unique


@pytest.mark.parametrize(
    ("first", "second", "rounds", "seats", "unique", "reason"),
    [(22, 19, 8, 2, 152, "sides"), (20, 20, 25, 2, 400, "pairs"), (20, 20, 6, 4, 240, "sides"),
     (30, 10, 8, 2, 80, "sides"), (12, 4, 3, 4, 36, "sides")],
)  # fmt: skip
def test_known_bounds_of_two_sides(
    first: int, second: int, rounds: int, seats: int, unique: int, reason: str
) -> None:
    proved = bound(compile_event(dating(first, second, rounds, seats)))
    assert (proved.unique, proved.reason) == (unique, reason)


def test_wishes_that_cannot_all_be_paired_up_lower_the_bound() -> None:
    """Six who would only talk to one and the same person, in four rounds."""
    event = dating(6, 6, 4)
    wishes = np.zeros((12, 12), np.bool_)
    wishes[:6, 6] = wishes[6, :6] = True
    problem = compile_event(event)
    strict = replace(problem, counting=replace(problem.counting, counts=wishes))
    assert bound(strict).unique == 4


def test_who_is_there_in_a_round_may_not_all_be_paired_up_in_it() -> None:
    """Round 1 has pairs of one person of the second side alone, round 2 of one of the first."""
    a, b = range(3), range(3, 6)
    away = -1
    seating = np.array([[0, 1, away, 0, away, 1], [0, away, 1, 0, 1, away]], np.int32)
    counts = np.zeros((6, 6), np.bool_)
    for u, v in ((a[0], b[0]), (a[1], b[0]), (a[0], b[1])):
        counts[u, v] = counts[v, u] = True
    problem = problem_around(seating)
    problem = replace(
        problem,
        event=replace(problem.event, breaks="allowed"),
        counting=Counting(np.array([0, 0, 0, 1, 1, 1], np.int32), counts),
    )
    assert bound(problem).unique == 2


def test_whoever_wishes_only_few_keeps_them_and_the_larger_side_shares_the_rest() -> None:
    problem = compile_event(dating(22, 17, 8))
    assert problem.counting.counts is not None
    counts = problem.counting.counts.copy()
    counts[0, 25:] = counts[25:, 0] = False  # three people of the other side are left
    proved = bound(replace(problem, counting=replace(problem.counting, counts=counts)))
    assert proved.reach[:22].tolist() == [3] + [8] * 21
    # 133 meetings for the other 21, at best 7 for each: who has 7 of 8 is as well off as 3 of 3
    assert proved.potential[:22].tolist() == [4] + [8] * 21


def test_a_guest_of_few_rounds_is_compared_with_what_a_mixed_table_gives() -> None:
    event = dating(30, 30, 6, seats=6)
    late = replace(event.participants[0], rounds=(1, 2, 3))
    people = (late, *event.participants[1:])
    proved = bound(compile_event(replace(event, participants=people)))
    assert proved.reach[:2].tolist() == [15, 30]
    # 9 of 15 in three rounds are as good as 18 of 30 in six
    assert proved.potential[1] - proved.potential[0] == 9


def test_people_who_met_before_bring_nothing_new() -> None:
    event = replace(plain_event(6, 3, 2, 5), met_before=(MetBefore(("0", "1"), 3),))
    proved = bound(compile_event(event))
    assert (proved.unique, proved.reason) == (14, "pairs")
    assert proved.reach.tolist() == [4, 4, 5, 5, 5, 5]
    assert proved.forced_excess == 1


def test_what_was_met_counts_and_what_is_left_is_added() -> None:
    """Two of three rounds of pairs wasted on the same pairs: one round is left to do better."""
    played = PlayedRound((PlayedTable("0", ("0", "1")), PlayedTable("1", ("2", "3"))))
    event = replace(plain_event(4, 2, 2, 3), played=(played, played))
    proved = bound(compile_event(event))
    assert (proved.unique, proved.forced_excess) == (2 + 2, 2)
    assert proved.reach.tolist() == [2] * 4
    over = bound(compile_event(replace(event, rounds=2)))
    assert (over.unique, over.forced_excess, over.reach.tolist()) == (2, 2, [1] * 4)


def test_played_rounds_share_meetings_with_those_to_come() -> None:
    """Thirty people at five tables of six: 425 in six rounds, whoever sat where in the first."""
    event = plain_event(30, 5, 6, 6)
    tables = tuple(
        PlayedTable(str(t), tuple(str(i) for i in range(6 * t, 6 * t + 6))) for t in range(5)
    )
    assert bound(compile_event(replace(event, played=(PlayedRound(tables),)))).unique == 425


def test_a_meeting_that_is_asked_for_twice_is_a_repeat() -> None:
    event = replace(plain_event(8, 4, 2, 7), rules=(Meet(("0", "1"), at_least=2),))
    proved = bound(compile_event(event))
    assert (proved.unique, proved.reason, proved.forced_excess) == (27, "groups", 1)


def test_zero_repeats() -> None:
    assert zero_repeats_possible(plain_problem(30, 5, 1)) is True
    assert zero_repeats_possible(plain_problem(30, 5, 2)) is False
    assert zero_repeats_possible(plain_problem(15, 5, 8)) is False
    assert zero_repeats_possible(plain_problem(15, 5, 7)) is None


def test_everybody_meets_everybody() -> None:
    assert everybody_can_meet_everybody(plain_problem(8, 1, 1)) is True
    assert everybody_can_meet_everybody(plain_problem(15, 5, 6)) is False
    assert everybody_can_meet_everybody(plain_problem(15, 5, 7)) is None
    kept_apart = problem_around(np.array([[0, 0, 0, 1]], np.int32), apart=[(0, 3)])
    assert everybody_can_meet_everybody(kept_apart) is False


@pytest.mark.parametrize(
    ("people", "seats", "rounds"),
    [
        (1, 4, (0, 0)), (4, 4, (1, 1)), (5, 2, (5, 5)), (6, 5, (3, 3)), (15, 3, (7, 7)),
        (30, 5, (8, 9)), (101, 2, (101, 101)), (100, 2, (99, 99)), (33, 3, (16, 16)),
        (40, 4, (13, 13)), (36, 6, (7, None)), (100, 10, (11, None)), (31, 10, (4, None)),
        (64, 8, (9, 9)), (64, 4, (21, 21)), (14, 10, (3, 3)), (16, 10, (3, None)),
        (36, 5, (10, None)),
    ],
)  # fmt: skip
def test_fewest_rounds(people: int, seats: int, rounds: tuple[int, int | None]) -> None:
    assert fewest_rounds(people, seats) == rounds


def test_counted_rounds_agree_with_the_table() -> None:
    for (people, seats), (low, high) in _known_fewest_rounds().items():
        if people > seats:
            counted, exact = _counted_rounds(people, seats)
            assert counted <= low
            assert exact in (None, high)


@pytest.mark.parametrize(("rounds", "people"), [(12, 900), (70, 40), (1000, 200)])
def test_bounds_of_large_evenings_only_loosen(rounds: int, people: int) -> None:
    """More kinds of people, or more rounds, than are looked at one by one."""
    random = np.random.default_rng(1)
    seating = random.integers(0, people // 3, (rounds, people), np.int32)
    seating[random.random(seating.shape) < 0.5] = -1
    proved = bound(problem_around(seating))
    schedule = Schedule(seating)
    met, _ = schedule.meetings()
    assert met.size <= proved.unique <= people * (people - 1) // 2
    assert (of_each(people, met) <= proved.potential).all()
