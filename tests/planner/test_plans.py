"""Plans of drawn evenings, held against the words of the event and not against what it became."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.event import Apart, Event, Participant, Rule, Seat, Table, Together
from planner.messages import Refusal
from planner.pipeline import Plan, make_plan
from planner.problem import compile_event


@st.composite
def events(draw: st.DrawFn) -> Event:
    rounds = draw(st.integers(1, 3))
    named = st.none() | st.sets(st.integers(1, rounds), min_size=1).map(lambda r: tuple(sorted(r)))
    participants = tuple(
        Participant(
            f"p{i}",
            vip=draw(st.booleans()),
            rounds=draw(named) if draw(st.integers(0, 4)) == 0 else None,
            attributes={"team": draw(st.sampled_from(["", "a", "b"]))},
        )
        for i in range(draw(st.integers(4, 10)))
    )
    tables = tuple(
        Table(f"t{t}", seats)
        for t, seats in enumerate(draw(st.lists(st.integers(2, 5), min_size=2, max_size=4)))
    )
    ids = st.sampled_from([p.id for p in participants])
    some = st.lists(ids, min_size=2, max_size=3, unique=True).map(tuple)
    rule: st.SearchStrategy[Rule] = st.one_of(
        st.builds(Together, some, rounds=named),
        st.builds(Apart, some),
        st.builds(Seat, ids, st.sampled_from([t.id for t in tables]), rounds=named),
        st.just(Apart(same="team")),
    )
    return Event(
        participants,
        tables,
        rounds,
        tuple(draw(st.lists(rule, max_size=3))),
        priority=draw(st.sampled_from(["balanced", "most-meetings"])),
        seed=draw(st.integers(-5, 5)),
        effort="quick",
    )


def planned(event: Event, threads: int) -> Plan | None:
    try:
        return make_plan(compile_event(event), threads=threads)
    except Refusal:
        return None


PLANE_AND_RULE = Event(
    tuple(Participant(f"p{i}") for i in range(7)),
    tuple(Table(f"t{t}", seats) for t, seats in enumerate((2, 2, 3))),
    3,
    (Together(("p0", "p1")),),
    effort="quick",
)
"""Where a plane cut down to the people has more meetings than any plan that keeps the rule."""


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(events())
@example(PLANE_AND_RULE)
def test_a_plan_keeps_every_rule_and_is_the_same_on_any_number_of_threads(event: Event) -> None:
    plan = planned(event, 1)
    if plan is None:
        assert planned(event, 2) is None
        return
    for one in (plan, *plan.front):
        for round_, row in enumerate(one.schedule.seating.tolist(), 1):
            _expect_kept(event, round_, row)
    for threads in (2, 5):
        again = planned(event, threads)
        assert again is not None
        assert (again.schedule.seating == plan.schedule.seating).all()


def _expect_kept(event: Event, round_: int, row: list[int]) -> None:
    there = [p.rounds is None or round_ in p.rounds for p in event.participants]
    assert [seat >= 0 for seat in row] == there
    assert all(row.count(t) <= table.seats for t, table in enumerate(event.tables))
    seats = {p.id: seat for p, seat in zip(event.participants, row, strict=True) if seat >= 0}
    for rule in event.rules:
        who = _concerned(event, rule)
        tables = [[seats[id_] for id_ in group if id_ in seats] for group in who]
        for taken in tables:
            if isinstance(rule, Apart):
                assert len(set(taken)) == len(taken)
            elif isinstance(rule, Together | Seat) and (
                rule.rounds is None or round_ in rule.rounds
            ):
                assert len(set(taken)) <= 1
                if isinstance(rule, Seat):
                    assert all(event.tables[t].id == rule.table for t in taken)


def _concerned(event: Event, rule: Any) -> list[list[str]]:
    """The groups of people of whom a rule speaks."""
    if isinstance(rule, Apart) and rule.same:
        groups: dict[str | None, list[str]] = {}
        for person in event.participants:
            groups.setdefault(person.attribute(rule.same), []).append(person.id)
        return [ids for value, ids in groups.items() if value]
    return [[rule.who]] if isinstance(rule, Seat) else [list(rule.who)]
