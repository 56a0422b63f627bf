"""What each kind of rule gets from the search, on evenings where it can be had."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.bounds import bound
from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
    Weights,
    plain_event,
)
from planner.metrics import Metrics, measure
from planner.problem import Problem, compile_event
from planner.schedule import BREAK, Ints, Schedule
from planner.search.improve import improve


def planned(event: Event) -> tuple[Problem, Ints, Metrics]:
    problem = compile_event(event)
    proved = bound(problem)
    seating = improve(problem, None, proved, threads=2, seed=1, effort="quick")
    assert seating is not None
    return problem, seating, measure(problem, Schedule(seating), proved)


def ruled(people: int, tables: int, seats: int, rounds: int, *rules: Rule) -> Event:
    return replace(plain_event(people, tables, seats, rounds), rules=rules)


def times(seating: Ints, one: int, other: int) -> int:
    return int(((seating[:, one] == seating[:, other]) & (seating[:, one] >= 0)).sum())


def sided(first: int, second: int, tables: int, seats: int, rounds: int) -> Event:
    people = [Participant(f"a{i}", side="A") for i in range(first)]
    people += [Participant(f"b{i}", side="B") for i in range(second)]
    return Event(
        tuple(people), tuple(Table(f"t{t}", seats) for t in range(tables)), rounds, two_sided=True
    )


def test_two_meet_at_least_once_and_two_others_exactly_twice() -> None:
    event = ruled(24, 6, 4, 4, Meet(("0", "1"), at_least=1), Meet(("2", "3"), times=2))
    _, seating, metrics = planned(event)
    assert times(seating, 0, 1) >= 1
    assert times(seating, 2, 3) == 2
    assert metrics.broken.total == 0


def test_people_apart_at_most_once_meet_once_at_most() -> None:
    event = ruled(16, 4, 4, 4, Apart(("0", "1", "2", "3"), at_most=1))
    _, seating, metrics = planned(event)
    assert max(times(seating, u, v) for v in range(4) for u in range(v)) <= 1
    assert metrics.broken.total == 0


def test_a_pair_kept_apart_by_its_past_is_only_kept_from_meeting_again() -> None:
    event = ruled(8, 2, 4, 3, Apart(("0", "1"), at_most=1))
    table = (PlayedTable("0", ("0", "1", "2", "3")), PlayedTable("1", ("4", "5", "6", "7")))
    _, seating, metrics = planned(replace(event, played=(PlayedRound(table), PlayedRound(table))))
    assert times(seating, 0, 1) == 2
    assert metrics.broken.total == 0


def test_nobody_rests_twice_before_everybody_once_and_groups_rest_whole() -> None:
    event = ruled(14, 3, 4, 6, Together(("0", "1")), Seat("2", "0"))
    _, seating, metrics = planned(replace(event, breaks="allowed"))
    breaks = (seating == BREAK).sum(axis=0)
    assert breaks[2] == 0
    assert np.array_equal(seating[:, 0] == BREAK, seating[:, 1] == BREAK)
    assert metrics.broken.total == 0
    # the host never rests, so that the rest of the people share twelve breaks
    assert np.ptp(np.delete(breaks, 2)) <= 1


def test_every_table_has_the_mix_where_it_can() -> None:
    event = ruled(24, 6, 4, 4, Balance("team"))
    people = tuple(
        replace(p, attributes={"team": "xy"[n % 2]}) for n, p in enumerate(event.participants)
    )
    _, _, metrics = planned(replace(event, participants=people))
    assert metrics.unbalance == 0
    assert metrics.value == metrics.unique


def test_a_mix_without_weight_is_not_paid_for() -> None:
    event = replace(sided(12, 12, 6, 4, 4), weights=Weights(table_balance=0))
    _, _, metrics = planned(event)
    assert metrics.unique == metrics.bound


@pytest.mark.parametrize(("first", "second"), [(8, 8), (9, 7)])
def test_at_tables_of_two_there_is_one_of_each_side(first: int, second: int) -> None:
    event = replace(sided(first, second, min(first, second), 2, 6), breaks="allowed")
    problem, seating, metrics = planned(event)
    side = problem.classes // 2
    for row in seating:
        for t in range(problem.tables):
            assert sorted(side[row == t]) == [0, 1]
    assert metrics.broken.total == 0
    assert metrics.excess == 0
    assert metrics.break_gap <= 1
    assert metrics.gap <= 1


def test_sides_are_even_at_larger_tables() -> None:
    _, _, metrics = planned(sided(12, 12, 4, 6, 4))
    assert metrics.unbalance == 0


def test_people_who_met_before_meet_others() -> None:
    event = plain_event(20, 5, 4, 4)
    known = tuple(MetBefore((str(n), str(n + 1))) for n in range(0, 20, 2))
    _, _, metrics = planned(replace(event, met_before=known))
    assert metrics.known_again == 0
    assert metrics.excess == 0


def test_those_who_wish_it_meet_first() -> None:
    event = plain_event(16, 4, 4, 2)
    people = tuple(
        replace(p, gender="FM"[n % 2], looking_for=("MF"[n % 2],))
        for n, p in enumerate(event.participants)
    )
    event = replace(event, participants=people, interest="soft", priority="most-meetings")
    _, _, metrics = planned(event)
    # a table of four has six pairs, and at most four of them wish it
    assert (metrics.unique, metrics.wished) == (48, 32)


def test_rounds_that_are_over_stay_and_what_they_met_is_not_new() -> None:
    event = plain_event(16, 4, 4, 4)
    ids = [p.id for p in event.participants]
    tables = tuple(PlayedTable(str(t), tuple(ids[4 * t : 4 * t + 4])) for t in range(4))
    problem, seating, metrics = planned(replace(event, played=(PlayedRound(tables),)))
    assert problem.past is not None
    assert np.array_equal(seating[:1], problem.past)
    assert metrics.excess == 0


def test_when_all_is_over_there_is_nothing_to_search() -> None:
    event = plain_event(4, 2, 2, 1)
    tables = (PlayedTable("0", ("0", "1")), PlayedTable("1", ("2", "3")))
    problem, seating, _ = planned(replace(event, played=(PlayedRound(tables),)))
    assert problem.past is not None
    assert np.array_equal(seating, problem.past)
