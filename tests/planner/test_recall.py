from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from planner.bounds import bound
from planner.event import (
    Apart,
    Event,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Seat,
    Table,
)
from planner.kept_plans import KeptPlan, digest, keep_plan, unpack
from planner.metrics import measure
from planner.pipeline import Plan
from planner.plain import plain
from planner.problem import compile_event
from planner.recall import recall, renamed, seats_changed
from planner.records import PlanRecord
from planner.schedule import Schedule
from planner.worker import answer

NAMES = {"p1": "1", "p2": "2", "p3": "3", "p4": "4", "t1": "Red", "t2": "Blue"}


def event() -> Event:
    people = tuple(Participant(f"p{n}", name, vip=n == 2) for n, name in
                   enumerate(("Ada", "Bob", "Cem", "Dee"), 1))  # fmt: skip
    rules = Apart(("p1", "p2")), Seat("p3", "t2", rounds=(1,))
    return Event(people, (Table("t1", 2), Table("t2", 2)), 2, rules=rules)


def made() -> Plan:
    problem = compile_event(event())
    schedule = Schedule(np.array([[0, 1, 1, 0], [0, 1, 0, 1]], np.int32))
    proved = bound(problem)
    return Plan(problem, schedule, measure(problem, schedule, proved), proved, "by a test")


def kept(plan: Plan) -> tuple[PlanRecord, KeptPlan]:
    record, parts = keep_plan("e", plan.problem.event, answer(plan), datetime.now(UTC))
    return record, unpack(record, parts)


def test_a_plan_comes_back_with_the_measures_it_was_kept_with() -> None:
    plan = made()
    record, stored = kept(plan)
    again = recall(event(), record, stored, NAMES, fits=True)
    assert again.metrics.rules[1].rule.params["who"] == "Cem"
    assert again.metrics.rules[1].rule.params["table"] == "Blue"
    assert replace(again.metrics, rules=()) == replace(plan.metrics, rules=())
    assert [p.id for p in again.problem.event.participants] == ["1", "2", "3", "4"]
    assert again.method == "by a test"


def test_the_order_of_people_and_tables_today_does_not_matter() -> None:
    plan = made()
    record, stored = kept(plan)
    turned = replace(event(), participants=event().participants[::-1], tables=event().tables[::-1])
    assert digest(turned) == record.digest
    again = recall(turned, record, stored, NAMES, fits=True)
    assert [p.name for p in again.problem.event.participants] == ["Ada", "Bob", "Cem", "Dee"]
    assert again.metrics.broken.total == 0


def test_a_plan_of_an_event_that_changed_is_shown_as_it_was() -> None:
    record, stored = kept(made())
    changed = replace(event(), participants=event().participants[1:], tables=event().tables[:1],
                      rounds=5, rules=())  # fmt: skip
    again = recall(changed, record, stored, NAMES, fits=False)
    assert [p.name for p in again.problem.event.participants] == ["", "Bob", "Cem", "Dee"]
    assert [t.id for t in again.problem.event.tables] == ["Red", "Blue"]
    assert (again.metrics.unique, again.schedule.rounds) == (made().metrics.unique, 2)
    assert again.problem.vip.tolist() == [False, True, False, False]


def test_a_plan_of_two_sides_that_changed_still_has_two_sides() -> None:
    people = tuple(replace(p, side="AABB"[n]) for n, p in enumerate(event().participants))
    sides = replace(event(), participants=people, two_sided=True, rules=())
    problem = compile_event(sides)
    schedule = Schedule(np.array([[0, 1, 0, 1], [0, 1, 1, 0]], np.int32))
    proved = bound(problem)
    plan = Plan(problem, schedule, measure(problem, schedule, proved), proved, "by a test")
    record, stored = kept(plan)
    changed = replace(sides, participants=people[1:])
    again = recall(changed, record, stored, NAMES, fits=False)
    # nobody knows any more of which side the one who left was
    assert (plan.metrics.unique, again.metrics.unique) == (4, 2)


def test_a_table_nobody_sat_at_keeps_its_place() -> None:
    stored = KeptPlan(("p1", "p2"), ("t1", "t2", "t3"), [[0, 0]], {}, {})
    record, _kept = kept(made())
    again = recall(event(), record, stored, NAMES, fits=False)
    assert [t.id for t in again.problem.event.tables] == ["Red", "Blue", "t3"]


def test_rules_follow_the_new_ids() -> None:
    assert renamed(event(), NAMES).rules == (
        Apart(("1", "2")), Seat("3", "Blue", rounds=(1,))
    )  # fmt: skip


def test_seats_are_compared_by_person_and_table_whatever_their_order() -> None:
    one = KeptPlan(("a", "b", "c"), ("x", "y"), [[0, 1, -1], [0, 0, 1]], {}, {})
    same = KeptPlan(("c", "a", "b"), ("y", "x"), [[-1, 1, 0], [0, 1, 1]], {}, {})
    other = KeptPlan(("a", "b", "d"), ("x", "z"), [[0, 1, 0]], {}, {})
    assert seats_changed(one, one) == 0
    assert seats_changed(one, same) == 0
    assert seats_changed(one, other) == 1


def test_trade_offs_are_kept_without_names() -> None:
    plan = replace(made(), front=(made(),))
    _record, stored = kept(plan)
    (other,) = stored.front
    assert other["seating"] == plan.schedule.seating.tolist()
    assert other["metrics"]["unique"] == plain(plan.metrics)["unique"]
    assert "Ada" not in str(stored)
    assert set(other) == {"seating", "metrics", "proof"}


def test_other_ids_reach_earlier_meetings_and_played_rounds() -> None:
    played = PlayedRound((PlayedTable("t1", ("p1", "p2")), PlayedTable("t2", ("p3", "p4"))))
    given = replace(event(), met_before=(MetBefore(("p1", "p4"), 3),), played=(played,))
    again = renamed(given, NAMES)
    assert again.met_before == (MetBefore(("1", "4"), 3),)
    assert again.played[0].tables == (
        PlayedTable("Red", ("1", "2")),
        PlayedTable("Blue", ("3", "4")),
    )
