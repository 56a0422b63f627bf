from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from planner.event import Apart, Event, Participant, Seat, Table, Together
from planner.kept_plans import digest, keep_plan, unpack
from planner.messages import Refusal
from planner.pipeline import make_plan
from planner.plain import plain
from planner.problem import compile_event
from planner.records import PART_LIMIT
from planner.worker import answer

EVENING = Event(
    tuple(
        Participant(f"p{i}", f"Canary {i}", side="AB"[i % 2], attributes={"company": f"C{i}"})
        for i in range(8)
    ),
    (Table("t1", 4), Table("t2", 4)),
    2,
    (Apart(("p0", "p1")), Seat("p2", "t1"), Apart(same="company")),
)
NOW = datetime(2026, 11, 20, 20, 30, tzinfo=timezone(timedelta(hours=1)))


def test_a_plan_is_read_back_as_it_was_made() -> None:
    plan = make_plan(compile_event(EVENING))
    record, parts = keep_plan("e", EVENING, answer(plan), NOW)
    kept = unpack(record, parts)
    assert kept.seating == plan.schedule.seating.tolist()
    assert kept.people == tuple(f"p{i}" for i in range(8))
    assert kept.tables == ("t1", "t2")
    assert kept.metrics["all"] == plain(plan.metrics.all)
    assert kept.metrics["rules"] == [{"broken": 0, "past": 0, "unbalance": None}] * 3
    assert record.made_at == "2026-11-20T19:30:00Z"
    assert (record.unique, record.bound) == (plan.metrics.unique, plan.metrics.bound)
    assert (record.broken, record.proved) == (0, plan.metrics.proved_best)
    assert record.digest == digest(EVENING)
    assert (record.people, record.tables, record.rounds) == (8, 2, 2)


def test_what_is_kept_names_nobody() -> None:
    record, parts = keep_plan("e", EVENING, answer(make_plan(compile_event(EVENING))), NOW)
    assert not any("Canary" in text for text in (repr(record), *(part.text for part in parts)))


def test_large_plans_come_in_parts_of_limited_size_in_any_order() -> None:
    large = answer(make_plan(compile_event(EVENING))) | {"seating": [[1] * 8] * 40_000}
    record, parts = keep_plan("e", EVENING, large, NOW)
    assert record.parts == len(parts) > 2
    assert all(len(part.text.encode()) <= PART_LIMIT for part in parts)
    assert unpack(record, reversed(parts)).seating == large["seating"]
    again, same = keep_plan("e", EVENING, large, NOW)
    assert (again.content, again.id != record.id) == (record.content, True)
    assert not {part.id for part in parts} & {part.id for part in same}
    with pytest.raises(Refusal, match="missing"):
        unpack(record, parts[1:])


def test_what_makes_another_plan_has_another_digest() -> None:
    ada, *rest = EVENING.participants
    first, *tables = EVENING.tables
    others = [
        replace(EVENING, participants=tuple(rest)),
        replace(EVENING, participants=(replace(ada, vip=True), *rest)),
        replace(EVENING, participants=(replace(ada, rounds=(1,)), *rest)),
        replace(EVENING, participants=(replace(ada, attributes={"company": "X"}), *rest)),
        replace(EVENING, tables=(replace(first, seats=5), *tables)),
        replace(EVENING, rounds=3),
        replace(EVENING, rules=EVENING.rules[1:]),
        replace(EVENING, rules=(*EVENING.rules, Together(("p3", "p4")))),
        replace(EVENING, two_sided=True),
        replace(EVENING, interest="soft"),
        replace(EVENING, breaks="allowed"),
    ]
    digests = {digest(event) for event in (EVENING, *others)}
    assert len(digests) == 1 + len(others)


def test_what_makes_no_other_plan_keeps_the_digest() -> None:
    ada, *rest = EVENING.participants
    first, *rules = EVENING.rules
    same = [
        replace(EVENING, seed=9, effort="thorough", priority="most-meetings"),
        replace(EVENING, participants=(*rest, ada), tables=EVENING.tables[::-1]),
        replace(EVENING, participants=(replace(ada, name="Ida", side=None, age=30), *rest)),
        replace(
            EVENING,
            participants=(replace(ada, attributes={"company": "C0", "dish": "fish"}), *rest),
        ),
        replace(EVENING, rules=(*rules, replace(first, name="x", reason="y"))),
    ]
    assert {digest(event) for event in same} == {digest(EVENING)}
