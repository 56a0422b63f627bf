"""Events with plans in the store, made without a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.bounds import bound
from planner.event import Event, Rule
from planner.ids import new_id
from planner.metrics import as_used, measure
from planner.pipeline import Plan
from planner.problem import compile_event
from planner.records import EventRecord, ParticipantRecord, RuleRecord, TableRecord, rule_id
from planner.schedule import Ints, Schedule
from planner.worker import answer
from tui.store.reading import EventContents
from tui.store.store import Store


def new_event(
    store: Store,
    names: Sequence[str],
    *,
    tables: int,
    rounds: int,
    vips: int = 0,
    rules: Sequence[tuple[type[Rule], tuple[int, ...]]] = (),
) -> str:
    """An event of these people; the first are VIPs, rules name people by their place."""
    event_id = new_id()
    people = [
        ParticipantRecord(new_id(), name, event_id=event_id, position=n, vip=n <= vips,
                          attributes={"company": f"Company {n % 4}"})
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    seats = -(-len(names) // tables)
    places = [TableRecord(new_id(), seats, {}, event_id, f"T{n}", n) for n in range(1, tables + 1)]
    records = []
    for position, (kind, who) in enumerate(rules, 1):
        rule = kind(tuple(people[i].id for i in who))  # type: ignore[call-arg, arg-type]
        records.append(RuleRecord(rule_id(event_id, rule), rule, event_id, position))
    with store.writing("new event") as unit:
        unit.add(EventRecord(event_id, "Gala", rounds=rounds))
        unit.add(*people)
        unit.add(*places)
        unit.add(*records)
    return event_id


def contents(store: Store, event_id: str) -> EventContents:
    found = store.contents(event_id)
    assert found is not None
    return found


def rotated(people: int, tables: int, rounds: int, shift: int = 0) -> Ints:
    """Everybody moves on by the number of her seat: quick, and some meet again."""
    person = np.arange(people)
    rows = [(person + (person // tables) * (r + shift)) % tables for r in range(rounds)]
    return np.array(rows, np.int32)


def shuffled(people: int, tables: int, rounds: int) -> Ints:
    """By lot, and so about as even as plans are."""
    random, seats = np.random.default_rng(1), np.arange(people) % tables
    return np.array([random.permutation(seats) for _ in range(rounds)], np.int32)


def keep(store: Store, event_id: str, seating: Ints, *others: Ints) -> str:
    """This seating as a new plan of the event, and the current one; its id.

    `others` are its trade-offs.
    """
    found = contents(store, event_id)
    event = found.planned()
    plan = replace(_plan(event, seating), front=tuple(_plan(event, other) for other in others))
    with store.writing("plan") as unit:
        record = unit.add_plan(event_id, event, answer(plan))
        unit.change(found.event, plan_id=record.id)
    return record.id


def _plan(event: Event, seating: Ints) -> Plan:
    problem, schedule = compile_event(event), Schedule(seating)
    proved = bound(as_used(problem, schedule))
    return Plan(problem, schedule, measure(problem, schedule, proved), proved, "by a test")
