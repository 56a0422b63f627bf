"""Plans close to an earlier one: valid, and with few other seats."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.bounds import bound
from planner.event import Apart, Event, Participant, Rule, Seat, Table, Together, plain_event
from planner.metrics import key, measure
from planner.pipeline import make_plan
from planner.problem import FREE, compile_event
from planner.replan import Published
from planner.revision import aligned, keep, mend, moved
from planner.schedule import Ints, Schedule

EVENING = plain_event(60, 12, 5, 6)
"""A formula seats it without a repeat."""


def planned(event: Event) -> Ints:
    return make_plan(compile_event(event)).schedule.seating


def seen(before: Event, seating: Ints, after: Event) -> Ints:
    """The seats of one event in the numbers of another."""
    people = tuple(person.id for person in before.participants)
    tables = tuple(table.id for table in before.tables)
    return Published(people, tables, seating).seen_from(after)


def revised(before: Event, after: Event) -> tuple[Ints, Ints]:
    previous = seen(before, planned(before), after)
    plan = make_plan(compile_event(after), previous=previous)
    assert plan.metrics.broken.total == 0
    return previous, plan.schedule.seating


def without(event: Event, *gone: int) -> Event:
    people = tuple(p for number, p in enumerate(event.participants) if number not in gone)
    return replace(event, participants=people)


def test_an_event_that_was_not_changed_keeps_its_plan() -> None:
    previous, seating = revised(EVENING, EVENING)
    assert (previous == seating).all()


def test_who_takes_the_place_of_somebody_gets_her_seats_and_nobody_else_moves() -> None:
    people = (*without(EVENING, 7).participants, Participant("new"))
    previous, seating = revised(EVENING, replace(EVENING, participants=people))
    assert not moved(previous, seating).any()
    assert (previous[:, -1] == FREE).all()
    assert (seating[:, -1] == planned(EVENING)[:, 7]).all()


def test_somebody_who_is_gone_leaves_a_gap_at_her_own_table() -> None:
    previous, seating = revised(EVENING, without(EVENING, 7))
    assert not moved(previous, seating).any()


def test_a_new_rule_moves_few_and_repeats_nothing() -> None:
    first = planned(EVENING)[0]
    one, other = np.flatnonzero(first == first[0])[:2]
    rule = Apart((str(one), str(other)))
    previous, seating = revised(EVENING, replace(EVENING, rules=(rule,)))
    assert 0 < moved(previous, seating).sum() <= 6
    assert Schedule(seating).meetings()[1].max() == 1


def test_a_table_that_closes_moves_those_who_sat_there() -> None:
    fewer = replace(without(EVENING, *range(5)), tables=EVENING.tables[1:])
    previous, seating = revised(EVENING, fewer)
    assert moved(previous, seating).sum() < 30
    assert ((previous == FREE).sum(axis=0) > 0).any()


def test_another_round_keeps_the_first_ones_nearly_as_they_were() -> None:
    previous, seating = revised(EVENING, replace(EVENING, rounds=7))
    assert len(seating) == 7
    assert (seating[:6] != previous).mean() < 0.15


def test_fewer_rounds_are_the_first_ones() -> None:
    previous, seating = revised(EVENING, replace(EVENING, rounds=4))
    assert (seating == previous[:4]).all()


def test_a_plan_that_fits_as_it_is_is_not_made_worse() -> None:
    """Where repeats are forced, swaps that pay by themselves may cost fairness."""
    event = replace(plain_event(30, 5, 6, 6), effort="quick")
    plan = make_plan(compile_event(event))
    problem = compile_event(without(event, 3))
    previous = seen(event, plan.schedule.seating, without(event, 3))
    kept = keep(problem, previous)
    assert kept is not None
    again = make_plan(problem, previous=previous)
    assert again.key <= key(measure(problem, Schedule(kept)), problem.priority)


def test_mending_stops_when_it_is_told_to() -> None:
    problem = compile_event(EVENING)
    nothing = np.full((6, 60), FREE, np.int32)
    kept = keep(problem, nothing)
    assert kept is not None
    assert (mend(problem, kept, nothing, bound(problem), lambda: True) == kept).all()
    assert (mend(problem, kept, nothing, bound(problem)) != kept).any()


@st.composite
def changes(draw: st.DrawFn) -> tuple[Event, Event]:
    before = plain_event(24, 6, 4, draw(st.integers(2, 5)))
    ids = st.sampled_from([p.id for p in before.participants])
    pairs = st.lists(ids, min_size=2, max_size=2, unique=True).map(tuple)
    groups: list[Together | Apart] = draw(
        st.lists(st.one_of(pairs.map(Apart), pairs.map(Together)), max_size=1)
    )
    hosts: list[Seat] = draw(st.lists(st.builds(Seat, ids, st.just("0")), max_size=1))
    rules: list[Rule] = [*groups, *hosts]
    gone = draw(st.sets(st.integers(0, 23), max_size=4))
    named = {who for group in groups for who in group.who} | {host.who for host in hosts}
    people = [
        p for number, p in enumerate(before.participants) if number not in gone or p.id in named
    ]
    people += [Participant(f"new {n}") for n in range(draw(st.integers(0, 24 - len(people))))]
    tables = [replace(t, seats=t.seats + draw(st.integers(0, 1))) for t in before.tables]
    tables += [Table("more", 4)] * draw(st.integers(0, 1))
    return before, Event(tuple(people), tuple(tables), draw(st.integers(2, 6)), tuple(rules))


@given(changes())
@settings(max_examples=25)
def test_every_change_gives_a_valid_plan(change: tuple[Event, Event]) -> None:
    before, after = change
    previous = seen(before, planned(before), after)
    problem = compile_event(after)
    plan = make_plan(problem, previous=previous)
    assert plan.metrics == measure(problem, plan.schedule)
    assert plan.metrics.broken.total == 0


@pytest.mark.parametrize("people", [0, 1])
def test_who_sits_is_counted_by_whoever_was_there_before(people: int) -> None:
    seating = np.zeros((2, 4), np.int32)
    before = np.full((2, 4), FREE, np.int32)
    before[1, :people] = 1
    assert moved(before, seating).sum() == people


def test_rounds_and_tables_are_called_so_that_most_people_stay() -> None:
    problem = compile_event(EVENING)
    told = planned(EVENING)
    chance = np.random.default_rng(1)
    shuffled = np.array([chance.permutation(12)[row] for row in told[::-1]], np.int32)
    assert (aligned(problem, shuffled, told) == told).all()


def test_hosts_and_played_rounds_are_not_called_otherwise() -> None:
    event = replace(EVENING, rules=(Seat("0", "3"),))
    told = planned(event)
    problem = compile_event(event)
    swapped = np.where(told == 3, 4, np.where(told == 4, 3, told)).astype(np.int32)
    assert (aligned(problem, told, swapped)[:, 0] == 3).all()


def test_a_two_sided_evening_is_exact_again_at_once() -> None:
    people = tuple(Participant(f"p{i}", side="AB"[i % 2]) for i in range(24))
    tables = tuple(Table(f"t{i}", 2) for i in range(12))
    event = Event(people, tables, 8, two_sided=True, breaks="allowed")
    _, seating = revised(event, without(event, 3, 5, 8))
    metrics = measure(compile_event(without(event, 3, 5, 8)), Schedule(seating))
    assert metrics.excess == 0
    assert metrics.gap <= 1
    assert metrics.break_gap <= 1
