from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.event import Apart, Event, Participant, Rule, Seat, Table, Together, plain_event
from planner.messages import Refusal
from planner.problem import FREE, Problem, compile_event


@pytest.mark.parametrize(
    ("people", "seats", "sizes"),
    [
        (30, [8, 8, 8, 8], [8, 8, 7, 7]),
        (10, [6] * 5, [2, 2, 2, 2, 2]),
        (17, [8, 4, 8, 4], [5, 4, 4, 4]),
        (20, [8, 4, 8], [8, 4, 8]),
        (3, [4, 4], [3, 0]),
        (3, [2, 2], [2, 1]),
        (7, [4] * 5, [3, 2, 2, 0, 0]),
        (9, [8, 1], [8, 1]),
        (2, [1, 1, 1], [1, 1, 0]),
    ],
)
def test_tables_are_filled_level_and_nobody_sits_alone_without_need(
    people: int, seats: list[int], sizes: list[int]
) -> None:
    event = replace(
        plain_event(people, len(seats), 1, 2),
        tables=tuple(Table(str(t), s) for t, s in enumerate(seats)),
    )
    assert compile_event(event).occupancy.tolist() == [sizes, sizes]


@settings(deadline=None)
@given(
    present=st.lists(st.sets(st.integers(1, 3), min_size=1), min_size=2, max_size=30),
    seats=st.lists(st.integers(1, 9), min_size=1, max_size=8),
)
def test_without_groups_every_row_seats_those_present_and_equal_tables_differ_by_one(
    present: list[set[int]], seats: list[int]
) -> None:
    event = Event(
        tuple(Participant(str(i), rounds=tuple(sorted(r))) for i, r in enumerate(present)),
        tuple(Table(str(t), s) for t, s in enumerate(seats)),
        rounds=3,
    )
    there = [sum(r in rounds for rounds in present) for r in (1, 2, 3)]
    if not all(0 < count <= sum(seats) for count in there):
        with pytest.raises(Refusal):
            compile_event(event)
        return
    occupancy = compile_event(event).occupancy
    assert occupancy.sum(axis=1).tolist() == there
    assert (occupancy <= seats).all()
    for count, row in zip(there, occupancy, strict=True):
        if count >= 2 * len(seats) and min(seats) > 1:
            assert row.min() > 1
            for seat in set(seats):
                equal = row[np.array(seats) == seat]
                assert np.ptp(equal) <= 1


def test_groups_larger_than_the_level_come_before_evenness() -> None:
    event = replace(plain_event(12, 3, 8, 1), rules=(Together(tuple(map(str, range(7)))),))
    assert compile_event(event).occupancy.tolist() == [[7, 3, 2]]


def test_a_fuller_table_is_the_one_with_the_hosts() -> None:
    hosts = tuple(Seat(str(i), "2") for i in range(5))
    event = replace(plain_event(13, 3, 6, 1), rules=hosts)
    assert compile_event(event).occupancy.tolist() == [[4, 4, 5]]


def test_people_glued_through_others_share_the_host_s_table_in_the_rounds_named() -> None:
    event = replace(
        plain_event(8, 2, 4, 2),
        rules=(Together(("5", "3")), Together(("3", "1"), rounds=(2,)), Seat("5", "1")),
    )
    problem = compile_event(event)
    assert problem.glue.tolist() == [[0, 1, 2, 3, 4, 3, 6, 7], [0, 1, 2, 1, 4, 1, 6, 7]]
    assert (problem.fixed == 1).tolist() == [
        [i in (3, 5) for i in range(8)],
        [i in (1, 3, 5) for i in range(8)],
    ]
    assert ((problem.fixed == 1) | (problem.fixed == FREE)).all()


def test_the_absent_neither_glue_others_nor_sit_anywhere() -> None:
    people = tuple(Participant(str(i), rounds=(2,) if i == 1 else None) for i in range(6))
    event = Event(
        people,
        (Table("a", 3), Table("b", 3)),
        2,
        (Together(("0", "1")), Together(("1", "2")), Seat("1", "b")),
    )
    problem = compile_event(event)
    assert problem.present[:, 1].tolist() == [False, True]
    assert problem.glue[:, 2].tolist() == [2, 0]
    assert problem.fixed[:, 1].tolist() == [FREE, 1]
    assert problem.occupancy.sum(axis=1).tolist() == [5, 6]


def test_pairs_apart_come_from_lists_and_shared_values_each_once() -> None:
    people = tuple(
        Participant(str(i), attributes={"company": "X"} if i in (1, 4) else {}) for i in range(6)
    )
    event = Event(
        people,
        (Table("a", 3), Table("b", 3)),
        1,
        (Apart(same="company"), Apart(("4", "1")), Apart(("5", "2"))),
    )
    problem = compile_event(event)
    assert problem.apart.tolist() == [[1, 4], [2, 5]]
    assert not problem.is_plain


def test_a_plain_evening_has_no_rules_at_all() -> None:
    problem = compile_event(plain_event(97, 20, 5, 8, seed=3))
    assert problem.is_plain
    assert (problem.rounds, problem.people, problem.tables, problem.seed) == (8, 97, 20, 3)


def test_vips_are_marked() -> None:
    event = plain_event(4, 2, 2, 1)
    event = replace(event, participants=(replace(event.participants[0], vip=True),
                                         *event.participants[1:]))  # fmt: skip
    assert compile_event(event).vip.tolist() == [True, False, False, False]


def test_people_kept_apart_open_a_table_though_somebody_sits_alone() -> None:
    event = replace(plain_event(3, 2, 4, 1), rules=(Apart(("0", "1")),))
    assert compile_event(event).occupancy.tolist() == [[2, 1]]


def test_thousands_of_people_of_few_companies_are_compiled() -> None:
    plain = plain_event(600, 75, 8, 2)
    people = tuple(
        replace(p, attributes={"company": str(i % 9)}) for i, p in enumerate(plain.participants)
    )
    problem = compile_event(replace(plain, participants=people, rules=(Apart(same="company"),)))
    assert (problem.occupancy == 8).all()


@st.composite
def ruled_events(draw: st.DrawFn) -> Event:
    people = draw(st.integers(2, 6))
    seats = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    if draw(st.booleans()):
        seats = [max(seats)] * len(seats)
    ids = st.integers(0, people - 1).map(str)
    some = st.lists(ids, min_size=2, max_size=4, unique=True).map(tuple)
    rounds = st.none() | st.just((1,)) | st.just((2,))
    rules: st.SearchStrategy[Rule] = st.one_of(
        st.builds(Together, some, rounds=rounds),
        st.builds(Apart, some),
        st.just(Apart(same="gender")),
        st.builds(Seat, ids, st.integers(0, len(seats) - 1).map(str)),
    )
    return Event(
        tuple(
            Participant(
                str(i),
                gender=draw(st.sampled_from(["F", "M", None])),
                rounds=draw(st.sampled_from([None, None, (1,), (2,)])),
            )
            for i in range(people)
        ),
        tuple(Table(str(t), s) for t, s in enumerate(seats)),
        rounds=2,
        rules=tuple(draw(st.lists(rules, max_size=5))),
    )


def seatings(event: Event, round_: int) -> list[tuple[int, ...]]:
    """Every seating of a round that holds the rules, as people at each table; by exhaustion."""
    there = [p for p in event.participants if p.rounds is None or round_ in p.rounds]
    tables = [t.id for t in event.tables]
    found: set[tuple[int, ...]] = set()
    for choice in product(tables, repeat=len(there)):
        at = {p.id: table for p, table in zip(there, choice, strict=True)}
        sizes = tuple(choice.count(t) for t in tables)
        if all(n <= t.seats for n, t in zip(sizes, event.tables, strict=True)) and all(
            holds(event, rule, at, round_) for rule in event.rules
        ):
            found.add(sizes)
    return sorted(found)


def holds(event: Event, rule: Rule, at: dict[str, str], round_: int) -> bool:
    if isinstance(rule, Apart):
        genders = {p.gender for p in event.participants if p.gender}
        groups = [
            [p.id for p in event.participants if p.gender == gender] for gender in genders
        ] if rule.same else [list(rule.who)]  # fmt: skip
        sitting = [[at[i] for i in group if i in at] for group in groups]
        return all(len(set(used)) == len(used) for used in sitting)
    if isinstance(rule, Together):
        named = rule.rounds is None or round_ in rule.rounds
        return not named or len({at[i] for i in rule.who if i in at}) < 2
    assert isinstance(rule, Seat)
    return at.get(rule.who, rule.table) == rule.table


def compiled(event: Event) -> tuple[Problem | None, set[str]]:
    try:
        return compile_event(event), set()
    except Refusal as refusal:
        return None, {message.code for message in refusal.messages if str(message)}


@settings(max_examples=300, deadline=None)
@given(ruled_events())
def test_what_is_refused_has_no_seating_and_what_is_compiled_has_one_of_these_sizes(
    event: Event,
) -> None:
    every = [seatings(event, r) for r in (1, 2)]
    problem, codes = compiled(event)
    if problem is None:
        assert not all(every) or codes & {"unknown-attribute", "empty-round"}
        return
    assert all(every)
    for row, possible in zip(problem.occupancy.tolist(), every, strict=True):
        assert tuple(row) in possible
        level = [sizes for sizes in possible if max(sizes) - min(sizes) <= 1 and min(sizes) > 1]
        if level and len({t.seats for t in event.tables}) == 1:
            assert max(row) - min(row) <= 1
