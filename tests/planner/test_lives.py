"""Evenings with every kind of rule, lived to the end: people leave, come and come back, tables are
lost and found, and the rest is planned again each time.

No hard rule is broken, unless a played round broke it; no played round changes. The long run:
`pytest -m soak tests/planner/test_lives.py`.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    MetBefore,
    Participant,
    Rule,
    Seat,
    Table,
    Together,
    Weights,
)
from planner.messages import Refusal
from planner.metrics import measure
from planner.pipeline import Plan, make_plan
from planner.problem import compile_event
from planner.replan import Changes, Published, Rest, newcomer_ids, rest
from planner.schedule import ABSENT, BREAK, Ints

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))


def people(ids: list[str]) -> st.SearchStrategy[tuple[Participant, ...]]:
    return st.tuples(*(
        st.builds(
            Participant,
            st.just(id_),
            vip=st.sampled_from([False, False, False, True]),
            side=st.just("AB"[number % 2]),
            gender=st.sampled_from("FM"),
            looking_for=st.sampled_from([(), (), ("F",), ("M",)]),
            age=st.sampled_from([None, 30, 40]),
            age_max=st.sampled_from([None, None, None, 35]),
            rounds=st.sampled_from([None, None, None, (1, 2), (2,)]),
            attributes=st.sampled_from([{}, {"company": "x"}, {"company": "y"}]),
        )
        for number, id_ in enumerate(ids)
    ))  # fmt: skip


def rules(ids: list[str], tables: list[str]) -> st.SearchStrategy[Rule]:
    person, table = st.sampled_from(ids), st.sampled_from(tables)
    pair = st.lists(person, min_size=2, max_size=2, unique=True).map(lambda p: (p[0], p[1]))
    rounds = st.sampled_from([None, None, (1,), (2,)])
    return st.one_of(
        st.builds(Together, pair, rounds=rounds),
        st.builds(Apart, pair, at_most=st.sampled_from([0, 0, 1, 2])),
        st.just(Apart(same="company", at_most=1)),
        st.builds(Seat, person, table, rounds=rounds),
        st.builds(Meet, pair, at_least=st.sampled_from([None, 1, 2])),
        st.builds(Meet, pair, times=st.sampled_from([1, 2])),
        st.builds(Balance, st.sampled_from(["gender", "company"]), weight=st.integers(0, 2)),
    )


@st.composite
def evenings(draw: st.DrawFn) -> Event:
    ids = [f"p{i}" for i in range(draw(st.integers(4, 16)))]
    seats = draw(st.sampled_from([2, 2, 3, 4]))
    tables = [f"t{i}" for i in range(max(1, len(ids) // seats + draw(st.integers(-1, 1))))]
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    return Event(
        draw(people(ids)),
        tuple(
            Table(id_, seats, draw(st.sampled_from([{}, {}, {}, {2: 0}, {1: 2}]))) for id_ in tables
        ),
        draw(st.integers(2, 5)),
        tuple(draw(st.lists(rules(ids, tables), max_size=4))),
        two_sided=draw(st.booleans()),
        interest=draw(st.sampled_from([None, None, "strict", "soft"])),
        breaks=draw(st.sampled_from(["never", "allowed", "allowed"])),
        met_before=tuple(
            MetBefore((met[0], met[1]), weight)
            for met, weight in draw(st.lists(st.tuples(pairs, st.integers(0, 2)), max_size=3))
        ),
        priority=draw(st.sampled_from(["balanced", "balanced", "most-meetings"])),
        weights=draw(st.sampled_from([Weights(), Weights(), Weights(equity=0), Weights(2, 1, 3)])),
        effort="quick",
    )


@st.composite
def what_happens(draw: st.DrawFn, event: Event, first: int) -> Changes:
    ids, tables = [p.id for p in event.participants], [t.id for t in event.tables]
    new = newcomer_ids(event, draw(st.integers(0, 2)))
    known = st.sampled_from("AB"), st.sampled_from("FM"), st.sampled_from([(), ("F",), ("M",)])
    some = st.lists(st.sampled_from(ids), max_size=2).map(tuple)
    return Changes(
        first,
        gone=draw(some),
        back=draw(st.just(()) | some),
        new=tuple(
            Participant(id_, side=side, gender=gender, looking_for=wanted)
            for id_ in new
            for side, gender, wanted in [draw(st.tuples(*known))]
        ),
        closed=tuple(draw(st.lists(st.sampled_from(tables), max_size=1))),
        added=(Table(f"more{first}", 2),) if draw(st.booleans()) else (),
        breaks=draw(st.booleans()),
    )


def live(data: st.DataObject) -> None:
    """From the first plan to the last round, or until nothing can be planned any more."""
    event = data.draw(evenings())
    plan = planned(Rest(event, np.empty((0, len(event.participants)), np.int32)))
    first = 1
    while plan is not None and first <= event.rounds:
        told = Published(
            tuple(p.id for p in event.participants),
            tuple(t.id for t in event.tables),
            plan.schedule.seating,
        )
        try:
            left = rest(event, told, data.draw(what_happens(event, first)))
        except Refusal:
            return
        assert_as_it_was(left, event, told.seating, first - 1)
        event, plan = left.event, planned(left)
        first += data.draw(st.integers(1, 2))


def planned(left: Rest) -> Plan | None:
    """The plan, held against what it promises; None where it is refused."""
    try:
        problem = compile_event(left.event)
        plan = make_plan(problem, previous=left.previous if len(left.previous) else None)
    except Refusal:
        return None
    seating, metrics = plan.schedule.seating, plan.metrics
    assert metrics.broken.total == 0
    assert metrics == measure(problem, plan.schedule)
    assert metrics.value <= metrics.value_bound
    assert (seating[: problem.played] == left.previous[: problem.played]).all()
    coming = slice(problem.played, None)
    assert ((seating == ABSENT) == ~problem.present)[coming].all()
    assert problem.event.breaks == "allowed" or (seating[coming] != BREAK).all()
    return plan


def assert_as_it_was(left: Rest, event: Event, seating: Ints, played: int) -> None:
    """Everybody who was at a table in a played round is still said to have been."""
    column = {person.id: number for number, person in enumerate(left.event.participants)}
    for number, person in enumerate(event.participants):
        at = seating[:played, number]
        if (at >= 0).any():
            assert (np.where(at >= 0, at, ABSENT) == np.where(
                left.previous[:played, column[person.id]] >= 0,
                left.previous[:played, column[person.id]], ABSENT,
            )).all()  # fmt: skip


@given(st.data())
@settings(PATIENT, max_examples=25)
def test_an_evening_with_every_rule_lives_to_its_end(data: st.DataObject) -> None:
    live(data)


@pytest.mark.soak
@given(st.data())
@settings(PATIENT, max_examples=5_000)
def test_thousands_of_evenings_with_every_rule_live_to_their_end(data: st.DataObject) -> None:
    live(data)


def test_a_quick_evening_of_every_rule_is_planned() -> None:
    """That the evenings above are not all refused."""
    event = Event(
        tuple(Participant(f"p{i}", side="AB"[i % 2], attributes={"company": "xy"[i // 6]})
              for i in range(12)),
        tuple(Table(f"t{i}", 4) for i in range(3)),
        3,
        (
            Together(("p0", "p1")), Apart(("p2", "p3")), Apart(("p4", "p5"), at_most=1),
            Seat("p6", "t0"), Meet(("p7", "p8")), Meet(("p9", "p10"), times=1), Balance("company"),
        ),
        two_sided=True, met_before=(MetBefore(("p0", "p11")),), effort="quick",
    )  # fmt: skip
    plan = planned(Rest(event, np.empty((0, 12), np.int32)))
    assert plan is not None
    assert plan.metrics.broken.total == 0
